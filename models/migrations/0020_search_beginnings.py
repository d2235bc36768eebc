"""The beginnings of names and words up to five letters have an index: jean, marie, pierr…

The indexes are filled anew after the upgrade.
"""

from typing import Any

from peewee import Database, SqliteDatabase

_WAYS = "content='search_document', content_rowid='client', tokenize='ascii', prefix='1 2 3 4 5'"
_TABLES = {
    "search_name": f"last, first, company, also, {_WAYS}, detail='column', columnsize=0",
    "search_word": "last, first, company, also, town, asset, email, other,"
    f" {_WAYS}, detail='none', columnsize=0",
}


def up(migrator: Any, db: Database) -> None:
    """Make the indexes of words again."""
    if isinstance(db, SqliteDatabase):
        for name, columns in _TABLES.items():
            db.execute_sql(f"DROP TABLE {name}")
            db.execute_sql(f"CREATE VIRTUAL TABLE {name} USING fts5({columns})")
