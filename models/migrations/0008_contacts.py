"""Consents per channel, messages that are no offers, and the book's log.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    Model,
    TextField,
)


class _Table(Model):
    class Meta:
        legacy_table_names = False


class Member(_Table):
    pass


class Client(_Table):
    pass


class ImportRun(_Table):
    pass


class Consent(_Table):
    client = ForeignKeyField(Client)
    channel = CharField(max_length=8)
    given = BooleanField()
    day = DateField()
    source = CharField(max_length=8)
    note = TextField(default="")
    author = ForeignKeyField(Member)
    recorded_at = DateTimeField()
    import_run = ForeignKeyField(ImportRun, null=True)

    class Meta:
        indexes = ((("client", "channel"), False),)


class Message(_Table):
    client = ForeignKeyField(Client)
    day = DateField()
    nature = CharField(max_length=8)
    channel = CharField(max_length=8)
    text = TextField(default="")
    author = ForeignKeyField(Member)


class Log(_Table):
    recorded_at = DateTimeField()
    day = DateField(index=True)
    author = ForeignKeyField(Member)
    client = ForeignKeyField(Client, null=True, on_delete="SET NULL")
    act = CharField(max_length=24)
    about = CharField(max_length=40, default="")
    detail = TextField(default="")


_TABLES = (Consent, Message, Log)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
