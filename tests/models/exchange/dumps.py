"""Every row of the open book, table by table, for « exactly as before »."""

from typing import Any

from models.tables import database

_DERIVED = ("search_name", "search_word", "search_code", "search_vocabulary", "sqlite_")


def dump(*, but: tuple[str, ...] = ("import_run",)) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, but those left out and what the search only derives."""
    names = [
        row[0]
        for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if row[0] not in but and not row[0].startswith(_DERIVED)
    ]
    return {
        name: sorted(database.execute_sql(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in names
    }
