"""What is asked or written all the time: its SQL is made once, or without peewee's help.

Making the SQL of a statement costs peewee more than running it takes.
"""

from collections.abc import Callable, Container, Sequence
from datetime import date
from functools import cache
from typing import Any

from models.bulk import literal
from models.tables import database

_MARKS = tuple(range(-987_654_321, -987_654_311))
_AS_IT_IS = frozenset({int, str, type(None)})
Row = tuple[Any, ...]
Statement = tuple[str, list[Callable[[Any], Any]]]
"""Its SQL, and what makes a cell of each value it is given."""


class Prepared:
    """`make(*given)` builds the query, `rows(*given)` reads it: ids, codes, days as ISO text.

    Days come as text on SQLite (`day_of` reads them), booleans as 0 or 1.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._sql = ""
        self._parameters: list[Any] = []
        self._places: list[tuple[int, int]] = []
        """Where among the parameters stands which of what is given."""

    def rows(self, *given: int | str) -> Sequence[Row]:
        """The rows found for these."""
        if not self._sql:
            self._prepare()
        parameters = self._parameters.copy()
        for place, which in self._places:
            parameters[place] = given[which]
        found: Sequence[Row] = database.execute_sql(self._sql, parameters).fetchall()
        return found

    def _prepare(self) -> None:
        count = self._make.__code__.co_argcount
        sql, parameters = self._make(*_MARKS[:count]).sql()
        marks = dict(zip(_MARKS, range(count), strict=False))
        places: dict[object, int] = marks | {str(mark): one for mark, one in marks.items()}
        # A text column has the mark as text. `_sql` comes last: other threads look at it.
        sql, self._parameters = _told(sql, parameters, places)
        self._places = [
            (at, places[one]) for at, one in enumerate(self._parameters) if one in places
        ]
        self._sql = sql

    def first(self, *given: int | str) -> Row | None:
        """The first of these rows."""
        return next(iter(self.rows(*given)), None)


def _told(sql: str, parameters: Sequence[Any], given: Container[object]) -> tuple[str, list[Any]]:
    """The statement with its own plain cells written in it, and the parameters that stay.

    SQLite makes a statement again each time it is run when the number of rows wanted (LIMIT) is
    a parameter, or what a partial order is chosen by.
    """
    whole, *pieces = sql.split(database.param)
    left = []
    for one, piece in zip(parameters, pieces, strict=True):
        plain = "" if one in given else literal(one)
        whole += (plain or database.param) + piece
        if not plain:
            left.append(one)
    return whole, left


def write_row(table: Any, **cells: Any) -> int:
    """Insert one row; returns its id. Fields not named have the table's defaults."""
    cells = {**table._meta.get_default_dict(), **cells}
    sql, stored = _insertion(table, tuple(cells))
    return int(database.execute_sql(sql, _values(stored, cells)).lastrowid)


def change_row(table: Any, key: int, **cells: Any) -> None:
    """Change these fields of the row with this key: an order of the table that has none of them
    is not written."""
    sql, stored = _change(table, tuple(cells))
    database.execute_sql(sql, [*_values(stored, cells), key])


def _values(stored: list[Callable[[Any], Any]], cells: dict[str, Any]) -> list[Any]:
    """The cells as the driver takes them: numbers and texts as they are."""
    pairs = zip(stored, cells.values(), strict=True)
    return [cell if type(cell) in _AS_IT_IS else to_cell(cell) for to_cell, cell in pairs]


@cache
def _insertion(table: Any, names: tuple[str, ...]) -> Statement:
    columns, stored = _cells(table, names)
    marks = ", ".join([database.param] * len(columns))
    return f'INSERT INTO "{table._meta.table_name}" ({", ".join(columns)}) VALUES ({marks})', stored


@cache
def _change(table: Any, names: tuple[str, ...]) -> Statement:
    columns, stored = _cells(table, names)
    pairs = ", ".join(f"{column} = {database.param}" for column in columns)
    [key], _stored = _cells(table, (table._meta.primary_key.name,))
    sql = f'UPDATE "{table._meta.table_name}" SET {pairs} WHERE {key} = {database.param}'
    return sql, stored


def _cells(table: Any, names: tuple[str, ...]) -> tuple[list[str], list[Callable[[Any], Any]]]:
    """The columns of these fields, and what makes a cell of each of their values."""
    fields = [table._meta.fields[name] for name in names]
    return [f'"{field.column_name}"' for field in fields], [field.db_value for field in fields]


def day_of(stored: Any) -> date:
    """A day as the driver gives it, as a `date`."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def day_or_none(stored: Any) -> date | None:
    """The same where there may be none."""
    return None if stored is None else day_of(stored)
