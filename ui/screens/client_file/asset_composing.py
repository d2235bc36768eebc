"""The composers of an asset: its mileage, a service done, its end, its new owner."""

from collections.abc import Sequence

from models import search
from models.asset_files import SCRAPPED, SOLD, AssetFile, service_label
from models.assets import ServiceDraft
from models.errors import Refused
from models.i18n import _, format_date
from models.search import ClientHit
from ui.actions import keys_of
from ui.screens.client_file.asset_form import kilometres
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

BY_HAND, OTHER = "by-hand", "other-service"
_MOST_FOUND = 9


def reading_spec(session: Session) -> ComposerSpec:
    """What the odometer shows, today or on another day."""
    return ComposerSpec(
        "reading",
        keys_of("asset_reading"),
        _("Kilométrage"),
        fields=(_day_field(session), _replaced_field()),
        text_hint=_("ce que montre le compteur\N{NO-BREAK SPACE}: 121 000"),
        text_needed=True,
        tone="neutral",
    )


def done_spec(session: Session, file: AssetFile) -> ComposerSpec:
    """What was done; what falls due first is the first choice."""
    fields = [_day_field(session)]
    if file.kind.has("mileage"):
        fields.append(OptionalField("km", _("Kilométrage"), read=read_km, width=10))
    return ComposerSpec(
        "done",
        keys_of("asset_done"),
        _("C’est fait"),
        done_choices(file),
        tuple(fields),
        text_hint=_("une note, si vous voulez"),
    )


def done_choices(file: AssetFile) -> tuple[Choice, ...]:
    """What may have been done: what falls due, the other services of the kind, something else."""
    due = [
        Choice(row.code or BY_HAND, row.label, format_date(row.day, "medium") if row.day else "")
        for row in file.dues
    ]
    told = {choice.code for choice in due}
    services = [
        Choice(service.code, service_label(service))
        for service in file.kind.services
        if service.code not in told and service.stands(file.facts, file.kind.own)
    ]
    return (*due, *services, Choice(OTHER, _("Autre chose")))


def end_spec(session: Session) -> ComposerSpec:
    """Sold or scrapped: nothing is recalled any more."""
    choices = (Choice(SOLD, _("Vendu")), Choice(SCRAPPED, _("Détruit, mis au rebut")))
    return ComposerSpec(
        "end",
        keys_of("asset_end"),
        _("Ce bien est parti"),
        choices,
        (_day_field(session),),
        text_hint=_("Entrée\N{NO-BREAK SPACE}: plus aucun rappel, l’histoire reste"),
        tone="warn",
    )


def move_spec(found: Sequence[ClientHit] = ()) -> ComposerSpec:
    """Whose it is now: a search, then whom among those found."""
    choices = tuple(Choice(str(hit.client_id), hit.name, hit.subtitle) for hit in found)
    hint = _("à qui\N{NO-BREAK SPACE}: nom, téléphone, numéro de client")
    return ComposerSpec(
        "move",
        keys_of("asset_move"),
        _("Changer de client"),
        choices,
        text_hint=_("Entrée pour lui donner ce bien") if choices else hint,
        text_needed=not choices,
        tone="warn",
    )


def found_owners(text: str, owner: int) -> list[ClientHit]:
    """The clients a text finds, but for the owner; raises Refused when there are none."""
    hits = [hit for hit in search.page(text, _MOST_FOUND + 1).hits if hit.client_id != owner]
    if not hits:
        raise Refused(_("Personne d’autre ne porte ce nom\N{NO-BREAK SPACE}: essayez autrement."))
    return hits[:_MOST_FOUND]


def service_draft(file: AssetFile, composed: Composed) -> ServiceDraft:
    """A service done as it was composed; raises Refused for something else without words."""
    km = composed.value("km")
    what, note = "", composed.text
    if composed.kind == BY_HAND:
        what = next(row.label for row in file.dues if not row.code)
    elif composed.kind == OTHER:
        what, note = composed.text, ""
    code = "" if composed.kind in (BY_HAND, OTHER) else composed.kind
    distance = km if isinstance(km, int) else None
    return ServiceDraft(code, what, composed.day("day"), distance, note)


def read_km(text: str) -> int:
    """A distance typed; raises Refused for anything else."""
    km = kilometres(text)
    if km is None:
        raise Refused(_("Écrivez le kilométrage en chiffres."))
    return km


def _day_field(session: Session) -> OptionalField:
    return OptionalField(
        "day", _("Le"), "day", session.past_day, placeholder=_("aujourd’hui"), width=12
    )


def _replaced_field() -> OptionalField:
    return OptionalField("replaced", _("compteur remplacé"), "check")
