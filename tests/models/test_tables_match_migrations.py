"""The classes of today and the book the migrations build are one."""

from pathlib import Path
from typing import Any

import pytest
from peewee import Model

from models import tables
from models.database import Book, connect
from models.tables import Table

CLASSES = sorted(
    (kind for kind in vars(tables).values() if isinstance(kind, type) and issubclass(kind, Table)),
    key=lambda kind: kind.__name__,
)
CLASSES.remove(Table)


@pytest.fixture
def today_s(tmp_path: Path) -> Any:
    """A database built from the classes of today."""
    db = connect(tmp_path / "classes.db", mode="rwc")
    with db.bind_ctx(CLASSES, bind_refs=False, bind_backrefs=False):
        db.create_tables(CLASSES)
    yield db
    db.close()


def _columns(db: Any, table: str) -> dict[str, Any]:
    return {
        column.name: (column.data_type, column.null, column.primary_key, column.default)
        for column in db.get_columns(table)
    }


def _indexes(db: Any, table: str) -> set[Any]:
    return {(index.unique, *index.columns) for index in db.get_indexes(table)}


def _references(db: Any, table: str) -> set[Any]:
    return {(key.column, key.dest_table, key.dest_column) for key in db.get_foreign_keys(table)}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_class_describes_the_table_the_migrations_build(
    book: Book, today_s: Any, kind: type[Model]
) -> None:
    name = kind._meta.table_name
    for look in (_columns, _indexes, _references):
        assert look(book.db, name) == look(today_s, name)
    assert _columns(book.db, name)


def test_every_table_has_its_class_but_those_of_search_and_migrations(book: Book) -> None:
    described = {kind._meta.table_name for kind in CLASSES} | {"schema_migration"}
    others = set(book.db.get_tables()) - described
    assert [name for name in others if not name.startswith("search_")] == []


def test_the_journal_is_guarded(book: Book) -> None:
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
    guards = {name for (name,) in book.db.execute_sql(names)}
    assert {"entry_is_never_changed", "entry_is_never_deleted"} <= guards
