"""Erased files, requests about one's own data, files limited or kept longer than usual.

What is erased leaves no trace in the search's indexes either: they forget at once, where they
would only mark a word as gone.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    CharField,
    Database,
    DateField,
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


class Erasure(_Table):
    client = ForeignKeyField(Client, primary_key=True)
    day = DateField()
    ground = CharField(max_length=12)
    author = ForeignKeyField(Member)


class PrivacyRequest(_Table):
    client = ForeignKeyField(Client)
    kind = CharField(max_length=8)
    received_on = DateField()
    words = TextField(default="")
    extended_on = DateField(null=True)
    extended_why = TextField(default="")
    done_on = DateField(null=True, index=True)
    done_words = TextField(default="")
    author = ForeignKeyField(Member)


class FileHold(_Table):
    client = ForeignKeyField(Client)
    kind = CharField(max_length=8)
    since = DateField()
    reason = TextField(default="")
    until = DateField(null=True)
    author = ForeignKeyField(Member)


_TABLES = (Erasure, PrivacyRequest, FileHold)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
