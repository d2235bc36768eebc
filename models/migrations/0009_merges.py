"""Merged client files, pairs that are two people, saved filters.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
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


class Merge(_Table):
    kept = ForeignKeyField(Client)
    absorbed = ForeignKeyField(Client)
    day = DateField()
    kept_seq = IntegerField()
    absorbed_seq = IntegerField()
    author = ForeignKeyField(Member)
    recorded_at = DateTimeField()
    before = TextField()
    undone_on = DateField(null=True)
    undone_by = ForeignKeyField(Member, null=True)


class TwoPeople(_Table):
    first = ForeignKeyField(Client)
    second = ForeignKeyField(Client)
    day = DateField()
    author = ForeignKeyField(Member)

    class Meta:
        indexes = ((("first", "second"), True),)


class SavedFilter(_Table):
    name = CharField(max_length=60, unique=True)
    conditions = TextField()
    author = ForeignKeyField(Member)


_TABLES = (Merge, TwoPeople, SavedFilter)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
