"""Whole days, kept: a month is compared with others without adding up the whole history again.

A snapshot holds every account at the end of a day, as the entries up to `last_entry` make it;
the accounts with later entries dated up to that day are read again when it is asked for. The
journal is append-only, so nothing else changes it, except the undoing of an import and new
settings, which drop all snapshots.
"""

import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from models.bulk import read_rows
from models.database import writing
from models.errors import BookError
from models.rules.trust.months import month_end, months_before
from models.settings import TrustHistory, trust_history
from models.standings import Column, Standings, standings
from models.tables import DaySnapshot
from models.tables import Entry as EntryRow

Progress = Callable[[int, int], object]
_FAST = 1
_MOST_TO_MEND = 2_000
_MANY = 200
_AROUND = (1, 2, 3, 12, 13, 14)
"""The ends of month, so many months back, that the reports of this month and the last need."""


@dataclass(frozen=True, slots=True)
class WholeDay:
    """Every account at the end of `day`, as the entries up to `last_entry` make it."""

    day: date
    last_entry: int
    standing: Standings


def whole_day(day: date, history: TrustHistory) -> WholeDay:
    """The day as it is kept; made, and kept when the book can be written, if need be.

    The ledgers must be complete.
    """
    query = DaySnapshot.select(DaySnapshot.last_entry, DaySnapshot.data)
    kept = query.where(DaySnapshot.day == day).tuples().first()
    standing = _unpacked(day, bytes(kept[1])) if kept is not None and kept[1] else None
    if standing is None:
        return _made(day, history)
    found = WholeDay(day, kept[0], standing)
    last = _last_entry()
    if last - found.last_entry > _MANY:
        if len(_changed_since(found)) > _MOST_TO_MEND:
            return _made(day, history)
        found = WholeDay(day, last, brought_forward(found, history))
        _keep(found)
    return found


def brought_forward(kept: WholeDay, history: TrustHistory, db: Any = None) -> Standings:
    """The day as all entries recorded so far make it; nothing is written."""
    changed = _changed_since(kept, db)
    if changed:
        others = standings(kept.day, history.on(kept.day), changed, db=db)
        kept.standing.replace(changed, others)
    return kept.standing


def keep_snapshots(today: date, history: TrustHistory, progress: Progress | None = None) -> None:
    """Keep today and the ends of month that the reports of these days need.

    `progress(done, total)` may raise to stop; what is done is kept.
    """
    first = EntryRow.select(EntryRow.day).order_by(EntryRow.day).tuples().first()
    ends = (month_end(months_before(today, count)) for count in _AROUND)
    wanted = sorted(day for day in {today, *ends} if first is not None and day >= first[0])
    last, kept = _last_entry(), _kept()
    for done, day in enumerate(wanted):
        if day not in kept or last - kept[day] > _MANY:
            if progress is not None:
                progress(done, len(wanted))
            whole_day(day, history)
    _forget_days(today)


def faulty_days(db: Any = None) -> list[date]:
    """The days whose bytes are spoilt, and the latest one when it is not what the ledgers give.

    In the open book, or another one. All are made alike: the others are only read.
    """
    history, faulty = trust_history(db), []
    query = DaySnapshot.select(DaySnapshot.day, DaySnapshot.last_entry, DaySnapshot.data)
    rows = query.where(DaySnapshot.data != b"").order_by(DaySnapshot.day).tuples()
    latest = None
    for day, last_entry, data in rows.execute(db) if db is not None else rows:
        found = _unpacked(day, bytes(data))
        if found is None:
            faulty.append(day)
        else:
            latest = WholeDay(day, last_entry, found)
    if latest is not None:
        made = standings(latest.day, history.on(latest.day), db=db)
        kept = brought_forward(latest, history, db)
        kept.grow(len(made.states))
        if kept != made:
            faulty.append(latest.day)
    return faulty


def _last_entry() -> int:
    return int(EntryRow.select(fn.MAX(EntryRow.id)).scalar() or 0)


def _changed_since(kept: WholeDay, db: Any = None) -> list[int]:
    """The accounts with entries that are not in it, dated up to it."""
    later = (EntryRow.id > kept.last_entry) & (EntryRow.day <= kept.day)
    query = EntryRow.select(EntryRow.client).where(later)
    return list({row[0] for row in read_rows(query, db)})


def _kept() -> dict[date, int]:
    """The days that are kept, and the last entry in each."""
    query = DaySnapshot.select(DaySnapshot.day, DaySnapshot.last_entry)
    return dict(query.where(DaySnapshot.data != b"").tuples())


def _forget_days(today: date) -> None:
    """Of days that are no end of month, only the latest is kept."""
    days = [row[0] for row in DaySnapshot.select(DaySnapshot.day).tuples()]
    past = [day for day in days if day != today and day != month_end(day)]
    if past:
        with writing():
            DaySnapshot.delete().where(DaySnapshot.day.in_(past)).execute()


# -- writing ----------------------------------------------------------------------------------


def _made(day: date, history: TrustHistory) -> WholeDay:
    """The day from the ledgers. A mark holds its place: what drops snapshots meanwhile drops it."""
    last = _last_entry()
    _write(lambda: DaySnapshot.replace(day=day, last_entry=last, data=b"").execute())
    found = WholeDay(day, last, standings(day, history.on(day)))
    _keep(found)
    return found


def _keep(found: WholeDay) -> None:
    values = {"last_entry": found.last_entry, "data": _packed(found.standing)}
    _write(lambda: DaySnapshot.update(**values).where(DaySnapshot.day == found.day).execute())


def _write(statement: Any) -> None:
    """A book that cannot be written, or not now, can be read all the same."""
    try:
        with writing():
            statement()
    except BookError:
        return


# -- packing ----------------------------------------------------------------------------------


def _packed(standing: Standings) -> bytes:
    columns = (_little(column).tobytes() for column in standing.columns())
    return zlib.compress(b"".join((*columns, bytes(standing.states))), _FAST)


def _unpacked(day: date, data: bytes) -> Standings | None:
    """The accounts of a day; None when the bytes are not those that were kept."""
    try:
        raw = zlib.decompress(data)
    except zlib.error:
        return None
    empty = Standings.empty(day, 1)
    width = sum(column.itemsize for column in empty.columns()) + 1
    places = len(raw) // width
    columns, start = [], 0
    for column in empty.columns():
        end = start + places * column.itemsize
        columns.append(_little(array(column.typecode, raw[start:end])))
        start = end
    return Standings.of(day, columns, bytearray(raw[start:]))


def _little(column: Column) -> Column:
    """The column in the order of bytes a book keeps, or back."""
    if sys.byteorder == "little":
        return column
    column = column[:]
    column.byteswap()
    return column
