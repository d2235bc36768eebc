"""Letters as they were sent, and which line of À faire an attention ended.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import CharField, Database, DateField, ForeignKeyField, IntegerField, Model, TextField


class _Table(Model):
    class Meta:
        legacy_table_names = False


class Member(_Table):
    pass


class Client(_Table):
    pass


class Entry(_Table):
    pass


class SentLetter(_Table):
    client = ForeignKeyField(Client)
    entry = ForeignKeyField(Entry)
    kind = CharField(max_length=16)
    day = DateField()
    place = TextField(default="")
    recipient = TextField(default="")
    subject = TextField(default="")
    body = TextField()
    signature = TextField(default="")
    author = ForeignKeyField(Member)


class LineEnd(_Table):
    entry = ForeignKeyField(Entry, primary_key=True)
    client = ForeignKeyField(Client)
    kind = CharField(max_length=16)
    subject = IntegerField(default=0)


_TABLES = (SentLetter, LineEnd)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
