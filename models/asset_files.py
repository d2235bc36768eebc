"""What is known of an asset: its own fields, its mileage, what was done, what falls due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from models.asset_kinds import asset_kind
from models.clients import client_labels
from models.errors import Refused
from models.i18n import _, format_date, format_number, language
from models.rules.asset_kinds import NEW_ON, AssetKind, Service
from models.rules.assets import Done, Due, Reading, Travelled, next_due, travelled
from models.rules.folding import fold
from models.tables import Asset, AssetDue, AssetFact, AssetMove, AssetReading, AssetService

DUE_EVERY = "due_every"
"""The fact that says after how many months the due date given by hand comes back."""
ENDED_AS = "ended_as"
"""The fact that says how an asset ended: sold or scrapped."""
SOLD, SCRAPPED = "sold", "scrapped"
STALE_DAYS = 60


@dataclass(frozen=True, slots=True)
class DueRow:
    """What falls due: `code` the kind's service, empty for a date given by hand.

    `day` None when only the distance is known; `id` that of `AssetDue`, None for a hand date.
    """

    asset_id: int
    code: str
    label: str
    day: date | None
    km: int | None = None
    estimated: bool = False
    legal: bool = False
    id: int | None = None

    @property
    def order(self) -> date:
        """The nearest first, those without a day last."""
        return self.day or date.max


@dataclass(frozen=True, slots=True)
class PastRow:
    """Something that happened to an asset: `kind` is "reading", "service" or "move"."""

    kind: str
    id: int
    day: date
    what: str
    km: int | None = None
    note: str = ""
    author_id: int = 0
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class AssetFile:
    """Everything of an asset: `facts` by field; `dues` the nearest first, `past` the latest."""

    id: int
    client_id: int
    kind: AssetKind
    facts: dict[str, str]
    readings: tuple[Reading, ...]
    dues: tuple[DueRow, ...]
    past: tuple[PastRow, ...]


def asset_file(asset_id: int) -> AssetFile:
    """Everything of an asset; raises Refused when it is no longer there."""
    asset = _asset(asset_id)
    kind, readings = asset_kind(asset.kind), readings_of(asset)
    return AssetFile(
        asset.id,
        asset.client_id,
        kind,
        facts_of(asset.id),
        tuple(readings),
        tuple(dues_of(asset)),
        tuple(_past(asset, kind)),
    )


def facts_of(asset_id: int) -> dict[str, str]:
    """The fields of its kind's own, by code."""
    query = AssetFact.select(AssetFact.field, AssetFact.value).where(AssetFact.asset == asset_id)
    return dict(query.tuples())


def readings_of(asset: Any) -> list[Reading]:
    """What its odometers showed, the oldest first; the mileage of its row is one of them."""
    query = (
        AssetReading.select(AssetReading.day, AssetReading.km, AssetReading.replaced)
        .where(AssetReading.asset == asset.id)
        .order_by(AssetReading.day, AssetReading.id)
    )
    readings = [Reading(day, km, bool(replaced)) for day, km, replaced in query.tuples()]
    return with_own(readings, asset.mileage, asset.mileage_on)


def with_own(readings: list[Reading], mileage: int | None, day: date | None) -> list[Reading]:
    """The readings of an asset, with the mileage of its own row when it is none of them."""
    if mileage is None or any((one.day, one.km) == (day, mileage) for one in readings):
        return readings
    if day is None and readings:  # whoever wrote it first did not say when
        return readings
    return sorted([*readings, Reading(day, mileage)], key=lambda one: one.day or date.min)


def service_label(service: Service) -> str:
    """A service in the language in use."""
    return service.texts[language()]


def due_text(due: DueRow) -> str:
    """« Contrôle technique avant le 12 mars 2027 », « Révision vers le 3 mai 2027, estimé »."""
    if due.day is None:
        return _("{what} à {km} km").format(what=due.label, km=format_number(due.km or 0))
    day = format_date(due.day, "medium")
    if due.estimated:
        return _("{what} vers le {day}, estimé").format(what=due.label, day=day)
    if due.legal:
        return _("{what} avant le {day}").format(what=due.label, day=day)
    return _("{what} le {day}").format(what=due.label, day=day)


def told_code(kind: AssetKind, what: str) -> str:
    """The service of a kind that a due date given by hand is about, by its words; or empty."""
    words = fold(what)
    named = {fold(text): one.code for one in kind.services for text in one.texts.values()}
    return named.get(words, "")


# -- what falls due ------------------------------------------------------------------------------


def dues_from(
    kind: AssetKind,
    facts: Mapping[str, str],
    readings: Sequence[Reading],
    done: Mapping[str, tuple[date, int | None]],
    today: date,
) -> dict[str, Due]:
    """When each service of an asset falls due, by its code; those nothing tells are left out.

    `done` is the day of each service's last time, and the mileage told with it.
    """
    if not facts and not done:
        return {}  # nothing to count from
    path = travelled(readings)
    new_on = date.fromisoformat(facts[NEW_ON]) if facts.get(NEW_ON) else None
    found = {}
    for service in kind.services:
        if not service.stands(facts, kind.own):
            continue
        last = done.get(service.code)
        if service.after:
            before = done.get(service.after)
            last = before if before and not (last and last[0] > before[0]) else None
        due = next_due(service.interval, new_on, _done(last, path), path, today)
        if due is not None:
            found[service.code] = due
    return found


def dues_of(asset: Any) -> list[DueRow]:
    """What falls due for a row of `Asset`, the nearest first.

    A date given by hand, for a service of the kind, is that service's until it is done.
    """
    kind = asset_kind(asset.kind)
    columns = (AssetDue.id, AssetDue.code, AssetDue.day, AssetDue.km, AssetDue.estimated)
    known = AssetDue.day.is_null(False) | AssetDue.km.is_null(False)
    query = AssetDue.select(*columns).where(AssetDue.asset == asset.id, known)
    found = [hand_row(asset, kind), *(computed_row(asset, row, kind) for row in query.tuples())]
    return sorted((row for row in found if row is not None), key=lambda row: row.order)


def first_told(dues: Iterable[DueRow], today: date) -> DueRow | None:
    """The one to tell when there is room for one: the nearest.

    What the law does not ask for and was due months ago gives way: it was done elsewhere, or
    nobody cares.
    """
    stale = today - timedelta(days=STALE_DAYS)
    return min(dues, key=lambda due: (not due.legal and due.order < stale, due.order), default=None)


class Owned(NamedTuple):
    """What a due date needs to know of its asset."""

    id: int
    kind: str
    due_on: date | None
    due_what: str


def computed_row(asset: Any, cells: Sequence[Any], kind: AssetKind) -> DueRow | None:
    """A kept due date in words; None when the kind has no such service, or a hand date has it."""
    due_id, code, day, km, estimated = cells
    service = next((one for one in kind.services if one.code == code), None)
    by_hand = asset.due_on is not None and told_code(kind, asset.due_what) == code
    if service is None or by_hand:
        return None
    label = service_label(service)
    return DueRow(asset.id, code, label, day, km, bool(estimated), service.legal, due_id)


def hand_row(asset: Any, kind: AssetKind) -> DueRow | None:
    """The due date given by hand or by an import, if there is one."""
    if asset.due_on is None:
        return None
    code = told_code(kind, asset.due_what)
    service = next((one for one in kind.services if one.code == code), None)
    if service is None:
        return DueRow(asset.id, "", asset.due_what or _("Échéance"), asset.due_on)
    return DueRow(asset.id, code, service_label(service), asset.due_on, legal=service.legal)


def _done(last: tuple[date, int | None] | None, path: Sequence[Travelled]) -> Done | None:
    """A service done, its distance over all odometers: that of the readings of its day."""
    if last is None:
        return None
    day, km = last
    total = max((one.km for one in path if one.day is not None and one.day <= day), default=None)
    return Done(day, total if km is not None else None)


# -- what happened -------------------------------------------------------------------------------


def _past(asset: Any, kind: AssetKind) -> list[PastRow]:
    services = list(_past_services(asset.id, kind))
    told = {(row.day, row.km) for row in services}  # a service tells its mileage by itself
    readings = [row for row in _past_readings(asset) if (row.day, row.km) not in told]
    rows = [*services, *readings, *_past_moves(asset.id)]
    return sorted(rows, key=lambda row: (row.day, row.kind, row.id), reverse=True)


def _past_services(asset_id: int, kind: AssetKind) -> Iterable[PastRow]:
    labels = {service.code: service_label(service) for service in kind.services}
    for row in AssetService.select().where(AssetService.asset == asset_id):
        what = row.what or labels.get(row.code, row.code)
        yield PastRow("service", row.id, row.day, what, row.km, row.note, row.author_id)


def _past_readings(asset: Any) -> Iterable[PastRow]:
    rows = list(AssetReading.select().where(AssetReading.asset == asset.id))
    for row in rows:
        what = _("Compteur remplacé") if row.replaced else _("Kilométrage")
        facts = (row.id, row.day, what, row.km)
        yield PastRow("reading", *facts, author_id=row.author_id, replaced=bool(row.replaced))
    known = {(row.day, row.km) for row in rows}
    if asset.mileage_on is not None and (asset.mileage_on, asset.mileage) not in known:
        yield PastRow("reading", 0, asset.mileage_on, _("Kilométrage"), asset.mileage)


def _past_moves(asset_id: int) -> Iterable[PastRow]:
    rows = list(AssetMove.select().where(AssetMove.asset == asset_id))
    names = client_labels({row.source_id for row in rows} | {row.target_id for row in rows})
    for row in rows:
        what = _("De {former} à {new}").format(
            former=names[row.source_id].name, new=names[row.target_id].name
        )
        yield PastRow("move", row.id, row.day, what, author_id=row.author_id)


@dataclass(frozen=True, slots=True)
class GoneRow:
    """An asset this client no longer has: to whom it went, and when."""

    asset_id: int
    name: str
    target_id: int
    target: str
    day: date


def gone(client_id: int) -> list[GoneRow]:
    """The assets that went from this client to another, the latest first."""
    query = (
        AssetMove.select(AssetMove, Asset)
        .join(Asset)
        .where(AssetMove.source == client_id, Asset.client != client_id)
        .order_by(AssetMove.day.desc(), AssetMove.id.desc())
    )
    rows = list(query)
    names = client_labels(row.target_id for row in rows)
    return [
        GoneRow(
            row.asset_id, asset_name(row.asset), row.target_id, names[row.target_id].name, row.day
        )
        for row in rows
    ]


def asset_name(asset: Any) -> str:
    """« Peugeot 308 GH-482-KT »."""
    return " ".join(part for part in (asset.name, asset.identifier) if part) or _("Bien")


def _asset(asset_id: int) -> Any:
    asset = Asset.get_or_none(Asset.id == asset_id)
    if asset is None:
        raise Refused(_("Ce bien n’est plus dans le livre."))
    return asset
