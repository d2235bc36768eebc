"""What falls due for many assets at once, from what was noted of them: to keep it, or check it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from models.asset_files import dues_from, with_own
from models.asset_kinds import asset_kinds, kinds_of
from models.bulk import among, insert_rows, read_rows
from models.prepared import day_of, day_or_none
from models.rules.asset_kinds import AssetKind
from models.rules.assets import Due, Reading
from models.tables import Asset, AssetDue, AssetFact, AssetReading, AssetService

AT_ONCE = 2_000
NOTHING = Due(None)
_DUE = ("asset", "code", "day", "km", "estimated")

Kept = dict[str, Due]
"""When each service falls due, by its code; one that no longer does has neither day nor km."""
Done = dict[str, tuple[date, int | None]]


class Replayed(NamedTuple):
    """An asset: whose it is, what is kept of its due dates, what follows from its history."""

    id: int
    client_id: int
    kind: AssetKind
    kept: Kept
    on: Callable[[date], Kept]


def replayed(*, kind: str = "", db: Any = None) -> Iterator[Replayed]:
    """Every asset, or those of a kind. `db` reads another book than the open one."""
    kinds = asset_kinds() if db is None else kinds_of(db)
    after = 0
    while rows := _assets(after, kind, db):
        after = rows[-1][0]
        yield from _replay(rows, kinds, db)


def replay_of(asset_ids: Iterable[int]) -> Iterator[Replayed]:
    """These assets."""
    ids = sorted(set(asset_ids))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        query = _asset_query().where(Asset.id.in_(among(some))).order_by(Asset.id)
        yield from _replay(list(read_rows(query)), asset_kinds(), None)


def keep_dues(asset_id: int, today: date) -> None:
    """Keep what falls due for an asset, inside the caller's transaction; rows keep their ids."""
    keep_all(replay_of([asset_id]), today)


def keep_all(found: Iterable[Replayed], today: date) -> None:
    """Keep what follows from their history, inside the caller's transaction."""
    added: list[tuple[Any, ...]] = []
    for one in found:
        dues = one.on(today)
        for code in sorted(one.kept.keys() | dues.keys()):
            due = dues.get(code, NOTHING)
            if code not in one.kept:
                day = due.day and due.day.isoformat()
                added.append((one.id, code, day, due.km, due.estimated))
            elif one.kept[code] != due:
                values = {"day": due.day, "km": due.km, "estimated": due.estimated}
                where = (AssetDue.asset == one.id) & (AssetDue.code == code)
                AssetDue.update(values).where(where).execute()
    insert_rows(AssetDue, _DUE, added)


# -- reading ---------------------------------------------------------------------------------------


def _asset_query() -> Any:
    return Asset.select(Asset.id, Asset.client, Asset.kind, Asset.mileage, Asset.mileage_on)


def _assets(after: int, kind: str, db: Any) -> list[tuple[Any, ...]]:
    query = _asset_query().where(Asset.id > after).order_by(Asset.id).limit(AT_ONCE)
    return list(read_rows(query.where(Asset.kind == kind) if kind else query, db))


def _replay(
    rows: Sequence[tuple[Any, ...]], kinds: Mapping[str, AssetKind], db: Any
) -> Iterator[Replayed]:
    ids = [row[0] for row in rows]
    facts, readings = _facts(ids, db), _readings(ids, db)
    done, kept = _done(ids, db), _kept(ids, db)
    for asset_id, client_id, code, mileage, mileage_on in rows:
        kind = kinds.get(code) or AssetKind(code)
        shown = with_own(readings[asset_id], mileage, day_or_none(mileage_on))
        on = partial(dues_from, kind, facts[asset_id], shown, done[asset_id])
        yield Replayed(asset_id, client_id, kind, kept[asset_id], on)


def _facts(ids: Sequence[int], db: Any) -> dict[int, dict[str, str]]:
    query = AssetFact.select(AssetFact.asset, AssetFact.field, AssetFact.value)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for asset_id, field, value in read_rows(query.where(AssetFact.asset.in_(among(ids))), db):
        found[asset_id][field] = value
    return found


def _readings(ids: Sequence[int], db: Any) -> dict[int, list[Reading]]:
    columns = (AssetReading.asset, AssetReading.day, AssetReading.km, AssetReading.replaced)
    query = AssetReading.select(*columns).where(AssetReading.asset.in_(among(ids)))
    found: dict[int, list[Reading]] = defaultdict(list)
    for asset_id, day, km, replaced in read_rows(
        query.order_by(AssetReading.day, AssetReading.id), db
    ):
        found[asset_id].append(Reading(day_or_none(day), km, bool(replaced)))
    return found


def _done(ids: Sequence[int], db: Any) -> dict[int, Done]:
    """The day of each service's last time, and the mileage told with it."""
    columns = (AssetService.asset, AssetService.code, AssetService.day, AssetService.km)
    query = AssetService.select(*columns).where(AssetService.asset.in_(among(ids)))
    found: dict[int, Done] = defaultdict(dict)
    for asset_id, code, day, km in read_rows(query.order_by(AssetService.day, AssetService.id), db):
        found[asset_id][code] = day_of(day), km
    return found


def _kept(ids: Sequence[int], db: Any) -> dict[int, Kept]:
    columns = (AssetDue.asset, AssetDue.code, AssetDue.day, AssetDue.km, AssetDue.estimated)
    query = AssetDue.select(*columns).where(AssetDue.asset.in_(among(ids)))
    found: dict[int, Kept] = defaultdict(dict)
    for asset_id, code, day, km, estimated in read_rows(query, db):
        found[asset_id][code] = Due(day_or_none(day), km, bool(estimated))
    return found
