"""Writing many rows at once, inside the caller's transaction.

peewee's own `insert_many` costs ten times what the driver's `executemany` does.
"""

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from peewee import SQL

from models.tables import database

T = TypeVar("T")
CHUNK = 10_000
_FEW = 10
Check = Callable[[], object]
"""Called now and then by what takes long; raising from it stops."""
_PLAIN = re.compile(r"[a-z0-9_-]*", re.ASCII)
_turn = Lock()
_found: list[tuple[int, int, int]] = []
"""How often unused objects were looked for when each block of `rare_collections` began."""
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


def unstoppable() -> None:
    """The check of what nobody may stop."""


def insert_rows(table: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose cells follow `columns`, names of the table's fields.

    Days and moments are given as text (ISO 8601). A plain cell that is the same in many rows is
    written in the statement: what is given with each row is what takes time. For a few rows the
    statement is always the same: SQLite has it prepared.
    """
    if len(rows) <= _FEW:
        _run(_plain_insertion(table, tuple(columns)), rows)
        return
    for start in range(0, len(rows), CHUNK):
        cells = dict(zip(columns, zip(*rows[start : start + CHUNK], strict=True), strict=True))
        values = {name: _literal(column) for name, column in cells.items()}
        values[columns[0]] = ""
        given = [cells[name] for name in columns if not values[name]]
        sql = _insertion(table, columns, [value or database.param for value in values.values()])
        database.connection().cursor().executemany(sql, zip(*given, strict=True))


@cache
def _plain_insertion(table: Any, columns: tuple[str, ...]) -> str:
    return _insertion(table, columns, [database.param] * len(columns))


def _insertion(table: Any, columns: Sequence[str], values: Sequence[str]) -> str:
    names = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in columns)
    return f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({", ".join(values)})'


def _literal(column: Sequence[Any]) -> str:
    """The SQL of the one plain value a column has, else ""."""
    plain = literal(column[0])
    return plain if plain and column.count(column[0]) == len(column) else ""


def literal(value: Any) -> str:
    """The SQL of a plain value, "" of one that is given apart."""
    if value is None:
        return "NULL"
    if type(value) is int:
        return str(value)
    return f"'{value}'" if isinstance(value, str) and _PLAIN.fullmatch(value) else ""


def delete_rows(table: Any, column: str, values: Iterable[int]) -> None:
    """Delete the rows that have one of these values in a column."""
    name = table._meta.fields[column].column_name
    sql = f'DELETE FROM "{table._meta.table_name}" WHERE "{name}" = {database.param}'
    _run(sql, [(value,) for value in values])


def update_rows(
    table: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]], where: str = "id"
) -> None:
    """Change rows: each gives the new values of `columns`, then the row's id (or `where`'s)."""
    if not rows:
        return
    fields, mark = table._meta.fields, database.param
    pairs = ", ".join(f'"{fields[name].column_name}" = {mark}' for name in columns)
    key = fields[where].column_name
    _run(f'UPDATE "{table._meta.table_name}" SET {pairs} WHERE "{key}" = {mark}', rows)


def read_rows(query: Any, db: Any = None) -> Iterable[tuple[Any, ...]]:
    """The rows of a query as the driver gives them (days as text), one by one.

    `db` reads another book than the open one.
    """
    book = db or database
    sql, parameters = book.get_sql_context().parse(query)
    cursor: Iterable[tuple[Any, ...]] = book.execute_sql(sql, parameters)
    return cursor


def new_uuids(count: int) -> list[str]:
    """As many random identifiers (UUID version 4), in order: an index takes them faster so."""
    bits = os.urandom(16 * count).hex()
    return sorted(
        f"{bits[at : at + 8]}-{bits[at + 8 : at + 12]}-4{bits[at + 13 : at + 16]}"
        f"-{_VARIANT[bits[at + 16]]}{bits[at + 17 : at + 20]}-{bits[at + 20 : at + 32]}"
        for at in range(0, len(bits), 32)
    )


def put_off_orders(tables: Iterable[Any], *, empty: bool = False) -> list[str]:
    """Drop the indexes of tables about to be filled, to be built at once when they are full.

    Kept are those that guard (unique) or lead to a client's rows, unless the tables are `empty`
    and nothing reads them meanwhile: a guard then refuses when it is built. Returns the
    statements that build the others, to be run before the caller's transaction ends.
    """
    found = [
        index
        for table in tables
        for index in database.get_indexes(table._meta.table_name)
        if index.sql and (empty or not (index.unique or index.columns[0] == "client_id"))
    ]
    for index in found:
        database.execute_sql(f'DROP INDEX "{index.name}"')
    return [index.sql for index in found]


class PutOff:
    """The indexes of tables being filled: dropped once the first table has doubled, built when
    all is written. The caller's transaction must not end in between."""

    def __init__(self, *tables: Any) -> None:
        self._tables = tables
        self._first = next_id(tables[0])
        self._statements: list[str] = []

    def once_doubled(self, upcoming: int) -> None:
        """Drop them if `upcoming`, the first table's next id, is twice what it was."""
        if not self._statements and upcoming >= 2 * self._first:
            self._statements = put_off_orders(self._tables)

    def build(self) -> None:
        """Build those that were dropped."""
        for statement in self._statements:
            database.execute_sql(statement)
        self._statements.clear()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for unused rings of objects a hundred times less often within the block.

    Work that keeps a great many objects and makes no rings spends a tenth of its time there.
    Blocks may overlap, in other threads too: the last to end puts back what the first found.
    """
    with _turn:
        _found.append(gc.get_threshold())
        often, *others = _found[0]
        gc.set_threshold(often * 100, *others)
    try:
        yield
    finally:
        with _turn:
            first = _found[0]
            _found.pop()
            if not _found:
                gc.set_threshold(*first)


def among(ids: Iterable[int]) -> Any:
    """Some ids, for a query's `in_`: peewee's own way takes ten times as long for each."""
    return SQL(f"({', '.join([str(int(value)) for value in ids])})")


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values, `size` at a time. peewee's own fills the last chunk up, then empties it again
    one by one: half a millisecond to name one client."""
    rest = list(values)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def next_id(table: Any) -> int:
    """The id the next row would get; holds while the caller's transaction is locked."""
    sql = f'SELECT COALESCE(MAX("id"), 0) + 1 FROM "{table._meta.table_name}"'
    return int(database.execute_sql(sql).fetchone()[0])


def _run(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    cursor = database.connection().cursor()
    for start in range(0, len(rows), CHUNK):
        cursor.executemany(sql, rows[start : start + CHUNK])
