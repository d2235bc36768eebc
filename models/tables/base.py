"""The database the tables are bound to, and the column types they share."""

from datetime import date
from typing import Any

from peewee import DatabaseProxy, DateField, Model

database: Any = DatabaseProxy()


class DayField(DateField):
    """A local calendar day, ISO 8601 in SQLite, `date` in PostgreSQL."""

    def python_value(self, value: Any) -> date | None:
        """The stored day as a `date` (peewee's own parser tries formats one by one)."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Table(Model):
    """A table of the book."""

    class Meta:
        """Bound when a book is opened."""

        database = database
        legacy_table_names = False
