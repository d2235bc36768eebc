"""A kind of asset as its trade tells it, with what the owner added to it or changed in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.rules.asset_kinds import COLUMNS, NEW_ON, AssetField, AssetKind, Service
from models.rules.assets import Interval

MOST_MONTHS, MOST_KM = 240, 1_000_000
MARKS = frozenset({"plate", "serial"})
"""An asset bears one of them."""


@dataclass(frozen=True, slots=True)
class OwnFieldRow:
    """A field the owner added: `code` one of `COLUMNS`, `NEW_ON`, or its own with its words."""

    code: str
    type: str
    label: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class OwnServiceRow:
    """A service the owner added, or one of the trade's at another interval (no label then).

    Not `active`: it is not recalled.
    """

    code: str
    label: str
    months: int | None
    km: int | None
    active: bool = True


def extended(
    kind: AssetKind,
    fields: Sequence[OwnFieldRow],
    services: Sequence[OwnServiceRow],
    languages: Sequence[str],
) -> AssetKind:
    """The kind with the owner's fields and services; what the law asks for is never changed."""
    asked = [_field(row, languages) for row in fields if row.active and not kind.has(row.code)]
    marks = [field for field in asked if field.code in MARKS][:1]
    kept = [field for field in kind.fields if not (marks and field.code in MARKS)]
    asked = [field for field in asked if field.code not in MARKS]
    asked.sort(key=lambda field: field.code not in COLUMNS)
    made = (*marks, *kept, *asked)
    counts = any(field.code == NEW_ON for field in made)
    changed = {row.code: row for row in services}
    known = {service.code for service in kind.services}
    theirs = [_at_pace(service, changed.get(service.code)) for service in kind.services]
    own = [_service(row, languages, counts) for row in services if row.code not in known]
    own = [service for service in own if changed[service.code].active]
    return AssetKind(kind.code, made, (*(one for one in theirs if one), *own))


def _field(row: OwnFieldRow, languages: Sequence[str]) -> AssetField:
    if row.code in COLUMNS:
        return AssetField(row.code)
    return AssetField(row.code, row.type, dict.fromkeys(languages, row.label))


def _at_pace(service: Service, row: OwnServiceRow | None) -> Service | None:
    """A service of the trade at the owner's interval; None when it is not recalled."""
    if row is None or service.legal:
        return service
    if not row.active:
        return None
    return replace(service, interval=replace(service.interval, months=row.months, km=row.km))


def _service(row: OwnServiceRow, languages: Sequence[str], counts: bool) -> Service:
    """One that was never done counts from the day the asset was new, when its kind asks for it."""
    interval = Interval(row.months, row.km, row.months if counts else None)
    return Service(row.code, dict.fromkeys(languages, row.label), interval)
