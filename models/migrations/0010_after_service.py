"""Calls asked for after service, and the place each fact has in a client's memory.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import Database, DateField, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import migrate


class _Table(Model):
    class Meta:
        legacy_table_names = False


class Client(_Table):
    pass


class Member(_Table):
    pass


class CallBack(_Table):
    client = ForeignKeyField(Client)
    day = DateField(index=True)
    about = TextField(default="")
    asked_on = DateField()
    author = ForeignKeyField(Member)


def up(migrator: Any, db: Database) -> None:
    """Create the calls; every fact starts without a place of its own: the latest first."""
    with db.bind_ctx((CallBack,), bind_refs=False, bind_backrefs=False):
        db.create_tables((CallBack,))
    migrate(migrator.add_column("memory", "position", IntegerField(default=0)))
