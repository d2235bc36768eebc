"""Two client files side by side: what differs, and the identity that the choices make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from models.client_drafts import ClientDraft
from models.clients import client_draft, client_labels, number_text
from models.counter import civility_label
from models.i18n import _, format_date
from models.merging_files import proposed

Side = Literal["left", "right", "both"]
_BIRTH = ("birth_day", "birth_month", "birth_year")


@dataclass(frozen=True, slots=True)
class SideField:
    """One line: `name` of the field, what each file says, and the side proposed.

    `joined`: nothing is to choose, what both say is kept.
    """

    name: str
    label: str
    left: str
    right: str
    side: Side
    joined: bool = False


def side_by_side(left: int, right: int) -> list[SideField]:
    """The fields that one of the files fills, those to choose first."""
    one, other = client_draft(left), client_draft(right)
    found = [
        SideField(name, label, _told(one, name), _told(other, name), _proposed(one, other, name))
        for name, label in _labels().items()
        if _told(one, name) or _told(other, name)
    ]
    found.sort(key=lambda field: not _to_choose(field))
    return [*found, *_joined(one, other)]


def identity(left: int, right: int, choices: Mapping[str, Side]) -> ClientDraft:
    """What the kept file (`left`) will say, with these choices by field."""
    one, other = client_draft(left), client_draft(right)
    draft = proposed(one, other)
    values: dict[str, Any] = {}
    for name, side in choices.items():
        source = other if side == "right" else one
        for column in _BIRTH if name == "birthday" else (name,):
            values[column] = getattr(source, column)
        if side == "both":
            del values[name]
    return replace(draft, **values)


def _to_choose(field: SideField) -> bool:
    return bool(field.left and field.right and field.left != field.right)


def _labels() -> dict[str, str]:
    return {
        "civility": _("Civilité"),
        "first_name": _("Prénom"),
        "last_name": _("Nom de famille"),
        "company": _("Société"),
        "address_form": _("Tu ou vous"),
        "street": _("Adresse"),
        "postcode": _("Code postal"),
        "town": _("Ville"),
        "country": _("Pays"),
        "birthday": _("Anniversaire"),
        "since": _("Client depuis"),
        "how_came": _("Comment il nous a connus"),
        "recommended_by": _("Recommandé par"),
        "notes": _("Notes"),
    }


def _told(draft: ClientDraft, name: str) -> str:
    if name == "birthday":
        parts = (draft.birth_day, draft.birth_month, draft.birth_year)
        return "/".join(f"{part:02d}" for part in parts if part is not None)
    if name == "civility":
        return civility_label(draft.civility)
    value = getattr(draft, name)
    if name == "since":
        return format_date(value) if value else ""
    if name == "recommended_by" and value is not None:
        label = client_labels([value])[value]
        return f"{number_text(label.number)} {label.name}"
    return str(value or "")


def _proposed(one: ClientDraft, other: ClientDraft, name: str) -> Side:
    if name == "notes" and one.notes and other.notes:
        return "both"
    return "left" if _told(one, name) else "right"


def _joined(one: ClientDraft, other: ClientDraft) -> list[SideField]:
    """What is kept of both, whatever is chosen."""
    found = []
    for (name, label), mine, theirs in zip(
        _joined_labels(), _parts(one), _parts(other), strict=True
    ):
        if mine or theirs:
            found.append(SideField(name, label, mine, theirs, "both", joined=True))
    return found


def _joined_labels() -> tuple[tuple[str, str], ...]:
    return (
        ("reaches", _("Téléphones, e-mails")),
        ("tags", _("Étiquettes")),
        ("assets", _("Biens")),
    )


def _parts(draft: ClientDraft) -> tuple[str, ...]:
    return (
        ", ".join(reach.value for reach in draft.reaches),
        ", ".join(draft.tags),
        ", ".join(asset.name or asset.identifier for asset in draft.assets),
    )
