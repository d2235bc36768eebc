"""Reports sent by mail: what left, to whom, and whether it arrived at the server.

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


class Sending(_Table):
    message_id = CharField(max_length=120, unique=True)
    recorded_at = DateTimeField()
    day = DateField()
    author = ForeignKeyField(Member)
    month = DateField()
    audience = CharField(max_length=12)
    recipients = TextField()
    digest = CharField(max_length=64)
    locked = BooleanField()
    state = CharField(max_length=8)
    told = TextField()

    class Meta:
        indexes = ((("month", "audience"), False),)


def up(migrator: Any, db: Database) -> None:
    """Create the table."""
    with db.bind_ctx([Sending], bind_refs=False, bind_backrefs=False):
        db.create_tables([Sending])
