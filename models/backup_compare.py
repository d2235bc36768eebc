"""Whether a copy of a book holds what the book holds, row by row, compared by SQLite itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.database import ticking

_SCHEMA = "SELECT type, name, tbl_name, sql FROM {book}.sqlite_schema"
_TABLES = (
    "SELECT name, wr FROM pragma_table_list WHERE schema = 'main'"
    " AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'"
)


@contextmanager
def held_still(source: SqlCipherDatabase) -> Iterator[None]:
    """Within the block the book is read as it was at its start, whoever writes meanwhile.

    Only where writers have a log: elsewhere (a network's disk) they would have to wait.
    """
    if source.pragma("journal_mode") != "wal":
        yield
        return
    with source.atomic():
        mark(source)
        yield


def mark(source: SqlCipherDatabase) -> int:
    """A number that is the same while nobody else writes in the book."""
    source.execute_sql("SELECT count(*) FROM sqlite_schema").fetchone()
    (version,) = source.execute_sql("PRAGMA data_version").fetchone()
    return int(version)


def same(
    source: SqlCipherDatabase, copy: Path, key: str | None, tick: Callable[[], object]
) -> bool:
    """Whether every table of the copy has the rows of the book's, column by column.

    `tick` is called now and then and touches no book; raising from it stops.
    """
    source.execute_sql("ATTACH ? AS copy KEY ?", (str(copy), key or ""))
    with ticking(source, tick):
        if not _same_schema(source):
            return False
        tables = source.execute_sql(_TABLES).fetchall()
        return all(_same_rows(source, name, bool(by_key)) for name, by_key in tables)


def _same_schema(source: SqlCipherDatabase) -> bool:
    """The same tables, indexes and guards."""
    main, copy = (set(source.execute_sql(_SCHEMA.format(book=book))) for book in ("main", "copy"))
    return bool(main == copy)


def _same_rows(source: SqlCipherDatabase, table: str, by_key: bool) -> bool:
    """As many rows in both, each found again by its own key with the same columns."""
    columns = source.execute_sql("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    own = [name for name, place in columns if place] if by_key else ["rowid"]
    alike = " AND ".join(f'b."{name}" IS a."{name}"' for name, _place in columns)
    found = " AND ".join(f'b."{name}" = a."{name}"' for name in own)
    ours, theirs, equal = source.execute_sql(
        f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM copy."{table}"),'
        f' (SELECT count(*) FROM main."{table}" a CROSS JOIN copy."{table}" b'
        f" ON {found} WHERE {alike})"
    ).fetchone()
    return bool(ours == theirs == equal)
