"""The mileages an import brings for assets of the book: each a reading, the former one too."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from models.actor import Actor
from models.asset_replay import keep_all, replay_of
from models.bulk import among, insert_rows, read_rows
from models.client_drafts import AssetDraft
from models.tables import Asset, AssetReading, Client

_READING = ("asset", "day", "km", "replaced", "author", "import_run")


class Brought(NamedTuple):
    """An asset before and after a row of the file."""

    asset_id: int
    before: AssetDraft
    after: AssetDraft

    @property
    def moved(self) -> bool:
        """Whether its mileage is another one."""
        return self.before.mileage != self.after.mileage


def write_readings(actor: Actor, run: int, brought: Iterable[Brought]) -> None:
    """Keep what the odometers of these assets showed, and what follows, once their rows are
    written, inside the caller's transaction.

    A former mileage nobody dated was known by the day its file was opened.
    """
    moved = [one for one in brought if one.moved]
    if not moved:
        return
    ids = [one.asset_id for one in moved]
    known, opened = _known(ids), _opened(ids)
    rows: list[tuple[Any, ...]] = []
    for one in moved:
        former, today = one.before.mileage, actor.today
        day = one.before.mileage_on or min(opened[one.asset_id], today)
        if former is not None and (one.asset_id, day.isoformat(), former) not in known:
            rows.append((one.asset_id, day.isoformat(), former, False, actor.member_id, run))
        cells = (one.after.mileage, False, actor.member_id, run)
        rows.append((one.asset_id, today.isoformat(), *cells))
    insert_rows(AssetReading, _READING, rows)
    keep_all(replay_of(ids), actor.today)


def _known(ids: list[int]) -> set[tuple[Any, ...]]:
    query = AssetReading.select(AssetReading.asset, AssetReading.day, AssetReading.km)
    return {tuple(row) for row in read_rows(query.where(AssetReading.asset.in_(among(ids))))}


def _opened(ids: list[int]) -> dict[int, date]:
    """By asset, the day the file of its client was opened."""
    query = Asset.select(Asset.id, Client.created_on).join(Client)
    rows = read_rows(query.where(Asset.id.in_(among(ids))))
    return {asset_id: date.fromisoformat(str(day)) for asset_id, day in rows}
