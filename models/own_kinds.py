"""What the owner adds to a kind of asset: what one writes down of it, what comes back."""

from typing import Any

from models.actor import Actor
from models.asset_kinds import asset_kind, own_fields, own_services
from models.asset_replay import keep_all, replayed
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.rules.asset_kinds import COLUMNS
from models.rules.folding import clean_text, fold
from models.rules.own_kinds import MOST_KM, MOST_MONTHS, OwnFieldRow, OwnServiceRow
from models.tables import OwnField, OwnService
from models.team import Right, require


def save_field(actor: Actor, kind: str, field: OwnFieldRow) -> Changes:
    """Add a field to a kind (no `code` yet) or change one; what is written in it stays.

    Raises Refused for one without a name, one the kind has already, or a mileage that a service
    needs.
    """
    label = "" if field.code in COLUMNS else clean_text(field.label, 60)
    if not label and field.code not in COLUMNS:
        raise Refused(_("Donnez un nom à ce champ."))
    with writing():
        require(actor, Right.SET_UP)
        asked = {one.code for one in own_fields(kind) if one.active}
        code = field.code or _new_code(label, asked)
        if field.active and code not in asked:
            _require_new(kind, code, label)
        if not field.active and code == "mileage":
            _require_no_distance(kind)
        _write(OwnField, kind, code, type=field.type, label=label, active=field.active)
        keep_all(replayed(kind=kind), actor.today)
    return changed("catalogue", "asset")


def save_service(actor: Actor, kind: str, service: OwnServiceRow) -> Changes:
    """Add a service to a kind (no `code` yet), change one, or recall it no more.

    One counted in kilometres gives its kind a mileage. Raises Refused for one without a name or
    an interval, and for one the law asks for.
    """
    made = asset_kind(kind)
    added = {one.code for one in own_services(kind) if one.label}
    theirs = next(
        (one for one in made.services if one.code == service.code and one.code not in added), None
    )
    if theirs is not None and theirs.legal:
        raise Refused(_("La loi demande ce contrôle\u00a0: son rythme ne se change pas."))
    label = "" if theirs is not None else clean_text(service.label, 60)
    if not label and theirs is None:
        raise Refused(_("Dites ce qui revient, par exemple «\u00a0Révision\u00a0»."))
    _require_interval(service)
    with writing():
        require(actor, Right.SET_UP)
        code = service.code or _new_code(label, {one.code for one in own_services(kind)})
        told = {fold(text) for one in made.services for text in one.texts.values()}
        if not service.code and fold(label) in told:
            raise Refused(_("«\u00a0{label}\u00a0» existe déjà pour ce genre.").format(label=label))
        if service.km is not None and not made.has("mileage"):
            _write(OwnField, kind, "mileage", type="number", label="", active=True)
        values = {"label": label, "months": service.months, "km": service.km}
        _write(OwnService, kind, code, **values, active=service.active)
        keep_all(replayed(kind=kind), actor.today)
    return changed("catalogue", "asset")


def _write(table: Any, kind: str, code: str, **values: Any) -> None:
    table.insert(kind=kind, code=code, **values).on_conflict(
        conflict_target=[table.kind, table.code], update=values
    ).execute()


def _new_code(label: str, taken: set[str]) -> str:
    """A code told by the name, that no other has."""
    base = f"own-{fold(label).replace(' ', '-')}"[:36].rstrip("-")
    return next(
        code
        for count in range(1, len(taken) + 2)
        if (code := base if count == 1 else f"{base}-{count}") not in taken
    )


def _require_new(kind: str, code: str, label: str) -> None:
    made = asset_kind(kind)
    told = {fold(text) for field in made.own for text in field.texts.values()}
    marked = code == "serial" and made.has("plate")
    if marked or made.has(code) or (label and fold(label) in told):
        raise Refused(_("Ce genre a déjà ce champ."))


def _require_no_distance(kind: str) -> None:
    if any(service.interval.km is not None for service in asset_kind(kind).services):
        raise Refused(_("Un entretien compte en kilomètres\u00a0: ce genre garde son kilométrage."))


def _require_interval(service: OwnServiceRow) -> None:
    for value, most in ((service.months, MOST_MONTHS), (service.km, MOST_KM)):
        if value is not None and not 0 < value <= most:
            raise Refused(_("Donnez de 1 à 240 mois, et au plus un million de kilomètres."))
    if service.months is None and service.km is None:
        raise Refused(_("Donnez un nombre de mois, de kilomètres, ou les deux."))
