"""Privileges thought through, the charters that publish them, who was told, how they were kept.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BlobField,
    CharField,
    CompositeKey,
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


class Entry(_Table):
    pass


class Privilege(_Table):
    uuid = CharField(max_length=36, unique=True)
    content = TextField()
    created_on = DateField()
    changed_on = DateField()
    changed_by = ForeignKeyField(Member)
    withdraw_on = DateField(null=True)
    given_up_on = DateField(null=True)


class Charter(_Table):
    uuid = CharField(max_length=36, unique=True)
    number = IntegerField(unique=True)
    day = DateField()
    recorded_at = DateTimeField()
    author = ForeignKeyField(Member)


class CharterItem(_Table):
    charter = ForeignKeyField(Charter)
    privilege = ForeignKeyField(Privilege)
    content = TextField()
    ended_by = ForeignKeyField(Charter, null=True)
    until = DateField(null=True)


class CharterPromise(_Table):
    item = ForeignKeyField(CharterItem)
    client = ForeignKeyField(Client)

    class Meta:
        primary_key = CompositeKey("item", "client")


class CharterPaper(_Table):
    charter = ForeignKeyField(Charter)
    form = CharField(max_length=12)
    data = BlobField()

    class Meta:
        primary_key = CompositeKey("charter", "form")


class CharterTold(_Table):
    charter = ForeignKeyField(Charter)
    client = ForeignKeyField(Client)
    day = DateField()
    how = CharField(max_length=12)
    author = ForeignKeyField(Member)

    class Meta:
        primary_key = CompositeKey("charter", "client")


class PrivilegeUse(_Table):
    client = ForeignKeyField(Client)
    item = ForeignKeyField(CharterItem)
    entry = ForeignKeyField(Entry, null=True, unique=True)
    day = DateField(index=True)
    outcome = CharField(max_length=12)
    reason = TextField(default="")
    author = ForeignKeyField(Member)
    taken_back_on = DateField(null=True)


class TrialReview(_Table):
    privilege = ForeignKeyField(Privilege)
    day = DateField()
    words = TextField()
    author = ForeignKeyField(Member)


_TABLES = (
    Privilege,
    Charter,
    CharterItem,
    CharterPromise,
    CharterPaper,
    CharterTold,
    PrivilegeUse,
    TrialReview,
)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
