"""What an export says of the shop itself, `livre.json`: it brings the words of the catalogues, the
fields and services the owner added to kinds of assets, the team, the privileges and the charters.

A book needs them before the journal and the clients that name them. Where both tell the same
thing otherwise, a book without entries takes the file's, any other keeps its own. Each line that
cannot be is left out and told. The shop's identity and settings stay those of the book.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from models.actor import Actor
from models.asset_kinds import own_fields, own_services
from models.catalogue import FAMILIES, KindRow, save_kind, wordings
from models.errors import Refused
from models.exchange.charter_lines import LineFate, end_items, take_charter, take_privilege
from models.exchange.json_values import a_text, a_truth, a_whole, told_in
from models.exchange.report import Tally
from models.i18n import _, language
from models.own_kinds import save_field, save_service
from models.rules.folding import clean_text
from models.rules.own_kinds import OwnFieldRow, OwnServiceRow
from models.tables import Entry, Kind, Member, database
from models.team import MEMBER, OWNER, Right, insert_member, require

FORMAT = "compte-confiance/livre"
_VERSION = 1
_MOST_BYTES = 1 << 25
_CODE, _LABEL = 40, 120
_FIELD_TYPES = ("text", "number", "day")

Lines = dict[str, list[Any]]
"""By the name of its part."""


def read_shop(path: Path) -> Lines | None:
    """The parts of such a file; None when it is something else; Refused when it is malformed."""
    data = told_in(path, FORMAT, _MOST_BYTES)
    if data is None:
        return None
    found = {part: data.get(part, []) for part in _PARTS}
    if data.get("version") != _VERSION or not all(isinstance(v, list) for v in found.values()):
        raise Refused(
            _("Ce fichier de la boutique n’est pas bien formé\u00a0; rien n’a été changé.")
        )
    return found


def import_shop(actor: Actor, found: Lines) -> Tally:
    """Write what the book lacks, inside the caller's transaction; lines are numbered in order."""
    require(actor, Right.SET_UP)
    tally, keeps = Tally(), Entry.select().exists()
    published: list[Any] = []
    for part, take in _PARTS.items():
        for row in found[part]:
            tally.read += 1
            try:
                with database.atomic():
                    fate = take(actor, row, keeps)
            except Refused as refusal:
                tally.refuse(tally.read, f"{_named(row)}{refusal}")
            except (KeyError, TypeError, ValueError, AttributeError):
                text = _("Cette ligne n’est pas bien formée.")
                tally.refuse(tally.read, f"{_named(row)}{text}")
            else:
                setattr(tally, fate, getattr(tally, fate) + 1)
                published += [row] if part == "charters" and fate == "created" else []
    end_items(published)
    return tally


def _named(row: Any) -> str:
    """« Tondeuse : », before why a line is left out."""
    told = [row.get(name) for name in ("label", "name", "code")] if isinstance(row, dict) else []
    names = [clean for text in told if isinstance(text, str) and (clean := clean_text(text, 60))]
    return f"{names[0]}\u00a0: " if names else ""


def _fate(before: Any, wanted: Any, keeps: bool, write: Callable[[], object]) -> LineFate:
    """Write what is wanted, unless it is there, or the book keeps its own."""
    if before == wanted or (before is not None and keeps):
        return "skipped"
    write()
    return "created" if before is None else "updated"


def _take_word(actor: Actor, row: Any, keeps: bool) -> LineFate:
    family, code = row["family"], _code(row["code"])
    if family not in FAMILIES:
        raise ValueError(family)
    texts, label = wordings(family, code), a_text(row["label"], _LABEL)
    wanted = KindRow(
        family,
        code,
        texts[language()] if label in texts.values() else label,
        a_whole(row["weight"]) if family == "attention" else None,
        row["severity"] if family == "incident" else None,
        a_truth(row["active"]),
    )
    return _fate(_word(family, code), wanted, keeps, partial(save_kind, actor, wanted))


def _word(family: str, code: str) -> KindRow | None:
    row = Kind.get_or_none(Kind.family == family, Kind.code == code)
    if row is None:
        return None
    label = row.label or wordings(family, code).get(language(), code)
    return KindRow(family, code, label, row.weight, row.severity, row.active)


def _take_field(actor: Actor, row: Any, keeps: bool) -> LineFate:
    kind, code = _kind(row), _code(row["code"])
    if row["type"] not in _FIELD_TYPES:
        raise ValueError(row["type"])
    wanted = OwnFieldRow(code, row["type"], a_text(row["label"], _LABEL), a_truth(row["active"]))
    before = next((one for one in own_fields(kind) if one.code == code), None)
    return _fate(before, wanted, keeps, partial(save_field, actor, kind, wanted))


def _take_service(actor: Actor, row: Any, keeps: bool) -> LineFate:
    kind, code = _kind(row), _code(row["code"])
    pace = _number(row["months"]), _number(row["km"])
    wanted = OwnServiceRow(code, a_text(row["label"], _LABEL), *pace, a_truth(row["active"]))
    before = next((one for one in own_services(kind) if one.code == code), None)
    return _fate(before, wanted, keeps, partial(save_service, actor, kind, wanted))


def _take_member(_actor: Actor, row: Any, _keeps: bool) -> LineFate:
    """Someone the book does not have by that name; whoever is there stays as they are."""
    name, role, active = a_text(row["name"], _LABEL), row["role"], a_truth(row["active"])
    if role not in (OWNER, MEMBER):
        raise ValueError(role)
    if name.casefold() in {known.casefold() for (known,) in Member.select(Member.name).tuples()}:
        return "skipped"
    member = insert_member(name, a_text(row["initials"], _LABEL), role)
    Member.update(active=active).where(Member.id == member).execute()
    return "created"


def _kind(row: Any) -> str:
    """The kind of asset a line is about."""
    code = _code(row["kind"])
    if not Kind.select().where(Kind.family == "asset", Kind.code == code).exists():
        raise Refused(_("Ce genre de bien n’est pas au catalogue."))
    return code


def _code(value: Any) -> str:
    if not isinstance(value, str) or not value or clean_text(value, _CODE) != value:
        raise ValueError(value)
    return value


def _number(value: Any) -> int | None:
    return None if value is None else a_whole(value)


_PARTS: dict[str, Callable[[Actor, Any, bool], LineFate]] = {
    "catalogue": _take_word,
    "own_fields": _take_field,
    "own_services": _take_service,
    "team": _take_member,
    "privileges": take_privilege,
    "charters": take_charter,
}
"""In the order in which they need each other."""
