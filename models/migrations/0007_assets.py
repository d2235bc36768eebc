"""Assets in full: own facts, readings, services done, moves, what falls due.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
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


class Asset(_Table):
    pass


class AssetFact(_Table):
    asset = ForeignKeyField(Asset, on_delete="CASCADE")
    field = CharField(max_length=40)
    value = TextField()

    class Meta:
        indexes = ((("asset", "field"), True),)


class AssetReading(_Table):
    asset = ForeignKeyField(Asset, on_delete="CASCADE")
    day = DateField()
    km = IntegerField()
    replaced = BooleanField(default=False)
    author = ForeignKeyField(Member)


class AssetService(_Table):
    asset = ForeignKeyField(Asset, on_delete="CASCADE")
    code = CharField(max_length=40, default="")
    what = TextField(default="")
    day = DateField()
    km = IntegerField(null=True)
    note = TextField(default="")
    ended_on = DateField(null=True)
    ended_what = TextField(default="")
    author = ForeignKeyField(Member)


class AssetMove(_Table):
    asset = ForeignKeyField(Asset, on_delete="CASCADE")
    source = ForeignKeyField(Client)
    target = ForeignKeyField(Client)
    day = DateField()
    author = ForeignKeyField(Member)


class AssetDue(_Table):
    asset = ForeignKeyField(Asset, on_delete="CASCADE")
    code = CharField(max_length=40)
    day = DateField(null=True, index=True)
    km = IntegerField(null=True)
    estimated = BooleanField(default=False)

    class Meta:
        indexes = ((("asset", "code"), True),)


_TABLES = (AssetFact, AssetReading, AssetService, AssetMove, AssetDue)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
