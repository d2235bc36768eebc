"""The mileage and services of the demonstration's vehicles, on the days they came to the garage."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from models.asset_files import dues_from
from models.asset_kinds import asset_kind
from models.bulk import insert_rows, read_rows
from models.demo.dice import Dice
from models.rules.assets import Reading
from models.rules.trust import EntryType
from models.tables import Asset, AssetDue, AssetReading, AssetService, Entry

_MOST_VISITS = 8
_DONE = {"service": "service", "inspection": "inspection"}
_READING = ("asset", "day", "km", "replaced", "author")
_SERVICE = ("asset", "code", "what", "day", "km", "note", "ended_what", "author")
_DUE = ("asset", "code", "day", "km", "estimated")
_AT_ONCE = 5_000
_VEHICLE_MILEAGE = Asset.mileage.is_null(False) & Asset.mileage_on.is_null(False)


def look_after(seed: int, today: date) -> None:
    """Write them for every client, inside the caller's transaction."""
    last = Entry.select(Entry.client).order_by(Entry.client.desc()).limit(1).scalar() or 0
    for first in range(0, last + 1, _AT_ONCE):
        upkeep = _Upkeep(seed, today)
        assets = _assets(first)
        for client_id, visits in _visits(first):
            if client_id in assets:
                upkeep.live(client_id, assets[client_id], visits)
        upkeep.write()


def _assets(first: int) -> dict[int, list[Any]]:
    query = Asset.select().where(
        Asset.client.between(first, first + _AT_ONCE - 1), _VEHICLE_MILEAGE
    )
    rows = sorted(query, key=attrgetter("client_id", "id"))
    return {client: list(own) for client, own in groupby(rows, key=attrgetter("client_id"))}


def _visits(first: int) -> Iterator[tuple[int, list[tuple[date, str, int]]]]:
    query = (
        Entry.select(Entry.client, Entry.day, Entry.kind, Entry.author)
        .where(
            Entry.client.between(first, first + _AT_ONCE - 1),
            Entry.type == EntryType.VISIT.value,
        )
        .order_by(Entry.client, Entry.day, Entry.id)
    )
    for client_id, rows in groupby(read_rows(query), key=itemgetter(0)):
        yield client_id, [(date.fromisoformat(day), kind, by) for _c, day, kind, by in rows]


class _Upkeep:
    """The rows of some clients, on their way to the book."""

    def __init__(self, seed: int, today: date) -> None:
        self._seed, self._today = seed, today
        self._readings: list[tuple[Any, ...]] = []
        self._services: list[tuple[Any, ...]] = []
        self._dues: list[tuple[Any, ...]] = []

    def live(self, client_id: int, assets: list[Any], visits: list[tuple[date, str, int]]) -> None:
        """Share a client's last visits among their vehicles."""
        dice = Dice(f"{self._seed}/upkeep/{client_id}")
        came: dict[int, list[tuple[date, str, int]]] = {asset.id: [] for asset in assets}
        for visit in visits[-_MOST_VISITS:]:
            asset = dice.pick(assets)
            if visit[0] <= asset.mileage_on:
                came[asset.id].append(visit)
        for asset in assets:
            self._asset(asset, came[asset.id], dice.between(14, 52))

    def _asset(self, asset: Any, visits: list[tuple[date, str, int]], pace: int) -> None:
        """A vehicle that runs `pace` kilometres a day, up to the mileage of its file."""
        readings: list[Reading] = []
        done: dict[str, tuple[date, int | None]] = {}
        for day, kind, author in visits:
            km = asset.mileage - pace * (asset.mileage_on - day).days
            if km <= 0:
                continue
            readings.append(Reading(day, km))
            self._readings.append((asset.id, day.isoformat(), km, False, author))
            if kind in _DONE:
                code = _DONE[kind]
                done[code] = (day, km)
                row = (asset.id, code, "", day.isoformat(), km, "", "", author)
                self._services.append(row)
        if not readings:
            return
        if readings[-1] != Reading(asset.mileage_on, asset.mileage):
            readings.append(Reading(asset.mileage_on, asset.mileage))
        dues = dues_from(asset_kind(asset.kind), {}, readings, done, self._today)
        for code, due in dues.items():
            due_day = due.day.isoformat() if due.day else None
            self._dues.append((asset.id, code, due_day, due.km, due.estimated))

    def write(self) -> None:
        """Write what was gathered."""
        insert_rows(AssetReading, _READING, self._readings)
        insert_rows(AssetService, _SERVICE, self._services)
        insert_rows(AssetDue, _DUE, self._dues)
