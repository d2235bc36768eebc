"""The order of the column « Bien » of the Clients table; the documents are made again after it."""

from typing import Any

from peewee import Database, SqliteDatabase


def up(migrator: Any, db: Database) -> None:
    """Give each client's document what the table shows of their assets."""
    if isinstance(db, SqliteDatabase):
        db.execute_sql("ALTER TABLE search_document ADD COLUMN owned TEXT NOT NULL DEFAULT ''")
        db.execute_sql("CREATE INDEX search_document_owned ON search_document (owned)")
