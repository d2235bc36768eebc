"""What is asked or written all the time: its SQL is made once, or without peewee's help.

Making the SQL of a statement costs peewee more than running it takes.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from models.tables import database

_MARKS = tuple(range(-987_654_321, -987_654_311))
Row = tuple[Any, ...]


class Prepared:
    """`make(*given)` builds the query, `rows(*given)` reads it: ids, codes, days as ISO text.

    Days come as text on SQLite (`day_of` reads them), booleans as 0 or 1.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._sql = ""
        self._parameters: list[Any] = []

    def rows(self, *given: int | str) -> Sequence[Row]:
        """The rows found for these."""
        if not self._sql:
            count = self._make.__code__.co_argcount
            self._sql, self._parameters = self._make(*_MARKS[:count]).sql()
        values: dict[object, int | str] = dict(zip(_MARKS, given, strict=False))
        values |= dict(zip(map(str, _MARKS), given, strict=False))  # as a text column has them
        parameters = [values.get(one, one) for one in self._parameters]
        found: Sequence[Row] = database.execute_sql(self._sql, parameters).fetchall()
        return found

    def first(self, *given: int | str) -> Row | None:
        """The first of these rows."""
        return next(iter(self.rows(*given)), None)


def write_row(table: Any, *, replacing: bool = False, **cells: Any) -> int:
    """Insert one row, or put it in the place of the one with its key; returns its id.

    Fields not named have the table's defaults.
    """
    cells = {**table._meta.get_default_dict(), **cells}
    sql, stored = _writing(table, "REPLACE" if replacing else "INSERT", tuple(cells))
    values = [to_cell(value) for to_cell, value in zip(stored, cells.values(), strict=True)]
    return int(database.execute_sql(sql, values).lastrowid)


@cache
def _writing(
    table: Any, verb: str, names: tuple[str, ...]
) -> tuple[str, list[Callable[[Any], Any]]]:
    """The statement that writes these fields, and what makes a cell of each of their values."""
    fields = [table._meta.fields[name] for name in names]
    columns = ", ".join([f'"{field.column_name}"' for field in fields])
    marks = ", ".join([database.param] * len(fields))
    sql = f'{verb} INTO "{table._meta.table_name}" ({columns}) VALUES ({marks})'
    return sql, [field.db_value for field in fields]


def day_of(stored: Any) -> date:
    """A day as the driver gives it, as a `date`."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def day_or_none(stored: Any) -> date | None:
    """The same where there may be none."""
    return None if stored is None else day_of(stored)
