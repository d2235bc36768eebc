"""The kinds of assets of the book: its trade's, with the fields and services the owner added."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from models.bulk import read_rows
from models.catalogue import Trade, book_trade, trades
from models.i18n import LANGUAGES
from models.prepared import Prepared
from models.rules.asset_kinds import AssetKind
from models.rules.own_kinds import OwnFieldRow, OwnServiceRow, extended
from models.tables import BookFact, OwnField, OwnService

Rows = tuple[tuple[Any, ...], ...]


def _field_query() -> Any:
    columns = (OwnField.kind, OwnField.code, OwnField.type, OwnField.label, OwnField.active)
    return OwnField.select(*columns).order_by(OwnField.id)


def _service_query() -> Any:
    words = (OwnService.kind, OwnService.code, OwnService.label)
    pace = (OwnService.months, OwnService.km, OwnService.active)
    return OwnService.select(*words, *pace).order_by(OwnService.id)


_FIELDS, _SERVICES = Prepared(lambda: _field_query()), Prepared(lambda: _service_query())


def asset_kind(code: str) -> AssetKind:
    """What a kind of asset is made of; one nobody described has a number and free due dates."""
    return asset_kinds().get(code) or AssetKind(code)


def asset_kinds(trade: Trade | None = None) -> Mapping[str, AssetKind]:
    """The kinds that are described, by code. `trade` is the book's, when it is at hand."""
    own = tuple(map(tuple, _FIELDS.rows())), tuple(map(tuple, _SERVICES.rows()))
    return _made((trade or book_trade()).code, *own)


def kinds_of(db: Any) -> Mapping[str, AssetKind]:
    """The same for another book than the open one; one that names no trade has its own only."""
    trade = BookFact.select(BookFact.value).where(BookFact.name == "trade")
    code = next((row[0] for row in read_rows(trade, db)), "")
    fields, services = read_rows(_field_query(), db), read_rows(_service_query(), db)
    return _made(code, tuple(map(tuple, fields)), tuple(map(tuple, services)))


def own_fields(kind: str) -> list[OwnFieldRow]:
    """The fields the owner added to a kind, those no longer asked for too."""
    return [_field(row) for row in _FIELDS.rows() if row[0] == kind]


def own_services(kind: str) -> list[OwnServiceRow]:
    """The services the owner added to a kind or changed in it."""
    return [_service(row) for row in _SERVICES.rows() if row[0] == kind]


@lru_cache(maxsize=4)
def _made(trade: str, fields: Rows, services: Rows) -> Mapping[str, AssetKind]:
    made = dict(trades()[trade].assets) if trade in trades() else {}
    for code in {row[0] for row in (*fields, *services)}:
        own = [_field(row) for row in fields if row[0] == code]
        pace = [_service(row) for row in services if row[0] == code]
        made[code] = extended(made.get(code) or AssetKind(code), own, pace, LANGUAGES)
    return made


def _field(row: tuple[Any, ...]) -> OwnFieldRow:
    _kind, code, kind_of, label, active = row
    return OwnFieldRow(code, kind_of, label, bool(active))


def _service(row: tuple[Any, ...]) -> OwnServiceRow:
    _kind, code, label, months, km, active = row
    return OwnServiceRow(code, label, months, km, bool(active))
