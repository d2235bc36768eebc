"""Guarantees no longer asked of one client, and claims taken on trust that were abuse.

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


class Distance(_Table):
    pass


class GuaranteeWaiver(_Table):
    client = ForeignKeyField(Client)
    guarantee = CharField(max_length=40)
    since = DateField()
    author = ForeignKeyField(Member)
    distance = ForeignKeyField(Distance, null=True)
    taken_back_on = DateField(null=True)


class ClaimAbuse(_Table):
    entry = ForeignKeyField(Entry)
    day = DateField(index=True)
    reason = TextField()
    net_cents = IntegerField(null=True)
    author = ForeignKeyField(Member)
    taken_back_on = DateField(null=True)


_TABLES = (GuaranteeWaiver, ClaimAbuse)


def up(migrator: Any, db: Database) -> None:
    """Create the tables."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
