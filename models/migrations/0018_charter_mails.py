"""E-mails that tell the charter: to whom one left or may have, so that none leaves twice.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    CharField,
    CompositeKey,
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


class Charter(_Table):
    pass


class CharterMail(_Table):
    charter = ForeignKeyField(Charter)
    client = ForeignKeyField(Client)
    message_id = CharField(max_length=120)
    recorded_at = DateTimeField()
    day = DateField()
    author = ForeignKeyField(Member)
    state = CharField(max_length=8)
    told = TextField()

    class Meta:
        primary_key = CompositeKey("charter", "client")


def up(migrator: Any, db: Database) -> None:
    """Create the table."""
    with db.bind_ctx([CharterMail], bind_refs=False, bind_backrefs=False):
        db.create_tables([CharterMail])
