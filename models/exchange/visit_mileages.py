"""The mileages a table of visits tells: each what the odometer showed on the day of its visit."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from models.actor import Actor
from models.asset_replay import keep_all, replay_of
from models.bulk import among, insert_rows, next_id, read_rows
from models.client_drafts import AssetDraft
from models.exchange.client_files import ClientFiles
from models.exchange.report import Tally
from models.i18n import _, format_date, format_number
from models.prepared import day_of, day_or_none
from models.rules.folding import fold_identifier
from models.tables import Asset, AssetReading, Client

_READING = ("asset", "day", "km", "replaced", "author", "import_run")


class _Shown(NamedTuple):
    """What an odometer showed; `line` of the file, or 0 for what the book knows."""

    day: date
    km: int
    replaced: bool = False
    line: int = 0


class _Vehicle(NamedTuple):
    """An asset, what the file tells of it, what it showed so far (its own row's mileage among
    it), and that mileage when no reading has it."""

    id: int
    client_id: int
    told: set[_Shown]
    shown: list[_Shown]
    undated: _Shown | None


class VisitMileages:
    """Told as the rows come, written once their files are; `first_new` is the first asset whose
    mileage, if it has one, comes from the file itself."""

    def __init__(self, actor: Actor, run: int, tally: Tally) -> None:
        self._actor, self._run, self._tally = actor, run, tally
        self._first_new = next_id(Asset)
        self._told: dict[tuple[int, str], set[_Shown]] = {}

    def tell(self, client_id: int, assets: Iterable[AssetDraft], day: date, line: int) -> None:
        """A visit of that day tells the mileage of these vehicles, where it does."""
        for asset in assets:
            mark = asset.key or fold_identifier(asset.vin)
            if mark and asset.mileage is not None:
                told = _Shown(day, asset.mileage, line=line)
                self._told.setdefault((client_id, mark), set()).add(told)

    def write(self, files: ClientFiles) -> None:
        """Keep them as readings, inside the caller's transaction, before `files` finish."""
        brought = [(one, new) for one in self._vehicles() if (new := self._believed(one))]
        files.keep_before({one.client_id for one, _new in brought})
        rows = [
            (one.id, shown.day.isoformat(), shown.km, False, self._actor.member_id, self._run)
            for one, new in brought
            for shown in (*([one.undated] if one.undated else []), *new)
        ]
        insert_rows(AssetReading, _READING, rows)
        for one, _new in brought:
            last = one.shown[-1]
            Asset.update(mileage=last.km, mileage_on=last.day).where(Asset.id == one.id).execute()
        keep_all(replay_of(one.id for one, _new in brought), self._actor.today)

    def _believed(self, vehicle: _Vehicle) -> list[_Shown]:
        """What the file tells and the book did not know; what no odometer can show is told."""
        found = []
        for told in sorted(vehicle.told):
            at = bisect_right(vehicle.shown, told.day, key=attrgetter("day"))
            before, after = vehicle.shown[at - 1 : at], vehicle.shown[at : at + 1]
            if any((one.day, one.km) == (told.day, told.km) for one in vehicle.shown):
                continue
            if before and told.km < before[0].km:
                self._tally.remark(told.line, _lower(before[0]))
            elif after and not after[0].replaced and told.km > after[0].km:
                self._tally.remark(told.line, _higher(after[0]))
            else:
                vehicle.shown.insert(at, told)
                found.append(told)
        return found

    # -- the vehicles of the book --------------------------------------------------------------

    def _vehicles(self) -> list[_Vehicle]:
        """Those of which something is told, with what the book knows."""
        columns = (Asset.id, Asset.client, Asset.identifier_key, Asset.vin)
        dated = (Asset.mileage, Asset.mileage_on, Client.created_on)
        owners = {client_id for client_id, _mark in self._told}
        query = Asset.select(*columns, *dated).join(Client).where(Asset.client.in_(among(owners)))
        rows = [(row, self._told_of(*row[1:4])) for row in read_rows(query.order_by(Asset.id))]
        readings = _readings([row[0] for row, told in rows if told])
        return [self._vehicle(row, told, readings) for row, told in rows if told]

    def _told_of(self, client_id: int, key: str, vin: str) -> set[_Shown]:
        by_vin = self._told.get((client_id, fold_identifier(vin)), set()) if vin else set()
        return self._told.get((client_id, key), set()) | by_vin

    def _vehicle(
        self, row: tuple[Any, ...], told: set[_Shown], readings: dict[int, list[_Shown]]
    ) -> _Vehicle:
        """A mileage nobody dated was known by the day the client's file was opened."""
        asset_id, client_id, _key, _vin, km, known_on, opened = row
        shown = readings.get(asset_id, [])
        undated = None
        if km is not None and asset_id < self._first_new:
            own = _Shown(day_or_none(known_on) or day_of(opened), km)
            if (own.day, own.km) not in {(one.day, one.km) for one in shown}:
                undated = own
                shown = sorted([*shown, own], key=attrgetter("day"))
        return _Vehicle(asset_id, client_id, told, shown, undated)


def _readings(ids: list[int]) -> dict[int, list[_Shown]]:
    columns = (AssetReading.asset, AssetReading.day, AssetReading.km, AssetReading.replaced)
    query = AssetReading.select(*columns).where(AssetReading.asset.in_(among(ids)))
    found: dict[int, list[_Shown]] = {}
    for asset_id, day, km, replaced in read_rows(query.order_by(AssetReading.day, AssetReading.id)):
        found.setdefault(asset_id, []).append(_Shown(day_of(day), km, bool(replaced)))
    return found


def _lower(before: _Shown) -> str:
    text = _(
        "Kilométrage plus bas que les {km} km déjà connus\u00a0: il n’est pas repris. Si "
        "le compteur a été remplacé, notez-le dans la fiche."
    )
    return text.format(km=format_number(before.km))


def _higher(after: _Shown) -> str:
    text = _(
        "Kilométrage plus haut que les {km} km du {day}\u00a0: il n’est pas repris. Si "
        "le compteur a été remplacé, notez-le dans la fiche."
    )
    return text.format(km=format_number(after.km), day=format_date(after.day, "medium"))
