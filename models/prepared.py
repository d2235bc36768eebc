"""Queries asked at each key: peewee makes their SQL once, rows come as the driver gives them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from models.tables import database

_MARKS = tuple(range(-987_654_321, -987_654_311))
Row = tuple[Any, ...]


class Prepared:
    """`make(*ids)` builds the query, `rows(*ids)` reads it; its parameters are ids.

    Making the SQL of a query costs more than running it. Days come as text on SQLite (`day_of`
    reads them), booleans as 0 or 1.
    """

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._sql = ""
        self._parameters: list[Any] = []

    def rows(self, *ids: int) -> Sequence[Row]:
        """The rows found for these ids."""
        if not self._sql:
            count = self._make.__code__.co_argcount
            self._sql, self._parameters = self._make(*_MARKS[:count]).sql()
        given = dict(zip(_MARKS, ids, strict=False))
        parameters = [given.get(one, one) for one in self._parameters]
        found: Sequence[Row] = database.execute_sql(self._sql, parameters).fetchall()
        return found

    def first(self, *ids: int) -> Row | None:
        """The first of these rows."""
        return next(iter(self.rows(*ids)), None)


def day_of(stored: Any) -> date:
    """A day as the driver gives it, as a `date`."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def day_or_none(stored: Any) -> date | None:
    """The same where there may be none."""
    return None if stored is None else day_of(stored)
