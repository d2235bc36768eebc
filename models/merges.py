"""Which client files were merged into which: what every reading of accounts asks first.

There are few merges in a book, and they are read whole.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.bulk import read_rows
from models.database import state
from models.prepared import day_of, day_or_none
from models.rules.trust.merging import FileMerge
from models.seldom import Seldom
from models.tables import Merge, database

_MERGES = Seldom(lambda: _query())
_read: tuple[tuple[object, ...], list[FileMerge]] | None = None
"""The state of the book they were read in, and the merges: most readings ask again at once."""


def _query() -> Any:
    key: Any = Merge._meta.primary_key
    columns = (key, Merge.kept, Merge.absorbed, Merge.day, Merge.kept_seq, Merge.absorbed_seq)
    return Merge.select(*columns, Merge.undone_on).order_by(key)


def file_merges(db: Any = None) -> list[FileMerge]:
    """Every merge, in order of recording; `db` reads another book than the open one."""
    global _read
    if db is not None:
        return _merges(read_rows(_query(), db))
    if database.in_transaction():
        return _merges(_MERGES.rows())  # what it holds may still be undone
    now = state()
    if _read is None or _read[0] != now:
        _read = now, _merges(_MERGES.rows())
    return _read[1]


def _merges(rows: Iterable[tuple[Any, ...]]) -> list[FileMerge]:
    return [
        FileMerge(one, kept, absorbed, day_of(day), first, second, day_or_none(undone_on))
        for one, kept, absorbed, day, first, second, undone_on in rows
    ]


def in_force(on: date | None = None, db: Any = None) -> dict[int, int]:
    """By absorbed file, the one it was merged into: now, or on a day."""
    return {
        merge.absorbed: merge.kept
        for merge in file_merges(db)
        if (merge.undone_on is None if on is None else merge.holds(on))
    }


def holder(client_id: int, on: date | None = None) -> int:
    """The file that stands for this one now, or on a day: itself, most often."""
    return followed(client_id, in_force(on))


def holders(client_ids: Iterable[int]) -> list[int]:
    """The files that stand for these now, in the same order."""
    into = in_force()
    return [followed(one, into) for one in client_ids]


def members_of(*client_ids: int) -> list[int]:
    """These files and those merged into them, directly or not."""
    into, asked = in_force(), set(client_ids)
    return [*client_ids, *(one for one in into if followed(one, into) in asked)]


def merged_ever(db: Any = None) -> dict[int, set[int]]:
    """By file, all those that were merged into it one day, directly or not."""
    found: dict[int, set[int]] = {}
    for merge in file_merges(db):
        theirs = found.setdefault(merge.kept, set())
        theirs |= {merge.absorbed} | found.get(merge.absorbed, set())
    return found


def followed(client_id: int, into: dict[int, int]) -> int:
    """The file that stands for this one, by what `in_force` gave."""
    while client_id in into:
        client_id = into[client_id]
    return client_id


def absorbed(column: Any) -> Any:
    """The condition that a column of client ids names a file that was merged into another."""
    return column.in_(Merge.select(Merge.absorbed).where(Merge.undone_on.is_null()))
