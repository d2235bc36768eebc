"""Writing many rows at once, inside the caller's transaction.

peewee's own `insert_many` costs ten times what the driver's `executemany` does.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from models.tables import database

CHUNK = 10_000


def insert_rows(table: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose cells follow `columns`, names of the table's fields.

    Days and moments are given as text (ISO 8601).
    """
    if not rows:
        return
    names = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in columns)
    marks = ", ".join([database.param] * len(columns))
    table_name = table._meta.table_name
    _run(f'INSERT INTO "{table_name}" ({names}) VALUES ({marks})', rows)


def delete_rows(table: Any, column: str, values: Iterable[int]) -> None:
    """Delete the rows that have one of these values in a column."""
    name = table._meta.fields[column].column_name
    sql = f'DELETE FROM "{table._meta.table_name}" WHERE "{name}" = {database.param}'
    _run(sql, [(value,) for value in values])


def update_rows(table: Any, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Change rows: each gives the new values of `columns`, then the row's id."""
    if not rows:
        return
    pairs = ", ".join(
        f'"{table._meta.fields[name].column_name}" = {database.param}' for name in columns
    )
    table_name = table._meta.table_name
    _run(f'UPDATE "{table_name}" SET {pairs} WHERE "id" = {database.param}', rows)


def read_rows(query: Any) -> Iterable[tuple[Any, ...]]:
    """The rows of a query as the driver gives them (days as text), one by one."""
    sql, parameters = query.sql()
    cursor = database.execute_sql(sql, parameters)
    return iter(cursor.fetchone, None)


def next_id(table: Any) -> int:
    """The id the next row would get; holds while the caller's transaction is locked."""
    sql = f'SELECT COALESCE(MAX("id"), 0) + 1 FROM "{table._meta.table_name}"'
    return int(database.execute_sql(sql).fetchone()[0])


def _run(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    cursor = database.connection().cursor()
    for start in range(0, len(rows), CHUNK):
        cursor.executemany(sql, rows[start : start + CHUNK])
