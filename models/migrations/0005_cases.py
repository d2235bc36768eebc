"""Cases in full, decisions about lines of À faire, the client's voice, distance; two catalogues.

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


class Entry(_Table):
    pass


class Asset(_Table):
    pass


class Kind(_Table):
    family = CharField(max_length=16)
    code = CharField(max_length=40)
    label = TextField(default="")
    weight = IntegerField(null=True)
    severity = CharField(max_length=8, null=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)


class CaseFile(_Table):
    entry = ForeignKeyField(Entry, primary_key=True)
    words = TextField(default="")
    asks = TextField(default="")
    understood = TextField(default="")
    proposal = TextField(default="")
    remaining_cents = IntegerField(null=True)
    done = TextField(default="")
    prevention = TextField(default="")
    cause = CharField(max_length=40, default="")
    asset = ForeignKeyField(Asset, null=True, on_delete="SET NULL")
    in_charge = ForeignKeyField(Member, null=True)
    written_on = DateField(null=True)
    told_mediator = DateField(null=True)
    verdict = CharField(max_length=8, default="")
    verdict_words = TextField(default="")
    verdict_on = DateField(null=True)
    changed_on = DateField()
    changed_by = ForeignKeyField(Member)


class Repair(_Table):
    client = ForeignKeyField(Client)
    since = DateField()
    understood = TextField(default="")
    apology = TextField(default="")
    repaired = TextField(default="")
    prevention = TextField(default="")
    asked = TextField(default="")
    entry = ForeignKeyField(Entry, null=True)
    changed_on = DateField()
    changed_by = ForeignKeyField(Member)

    class Meta:
        indexes = ((("client", "since"), True),)


class TodoMark(_Table):
    client = ForeignKeyField(Client)
    kind = CharField(max_length=16)
    subject = IntegerField(default=0)
    member = ForeignKeyField(Member, null=True)
    until = DateField(null=True)
    done_on = DateField(null=True)
    author = ForeignKeyField(Member)

    class Meta:
        indexes = ((("client", "kind", "subject"), True),)


class Voice(_Table):
    client = ForeignKeyField(Client)
    entry = ForeignKeyField(Entry, null=True)
    day = DateField(index=True)
    nature = CharField(max_length=12)
    theme = CharField(max_length=40, default="")
    words = TextField()
    changed = TextField(default="")
    changed_on = DateField(null=True)
    told_on = DateField(null=True)
    author = ForeignKeyField(Member)


class Distance(_Table):
    client = ForeignKeyField(Client)
    since = DateField()
    reason = TextField()
    author = ForeignKeyField(Member)
    until = DateField(null=True)
    end_reason = TextField(default="")
    ended_by = ForeignKeyField(Member, null=True)


_TABLES = (CaseFile, Repair, TodoMark, Voice, Distance)
_KINDS = {
    "cause": (
        *("planning", "parts", "workmanship", "briefing", "explanation", "invoicing"),
        *("attitude", "forgetting", "outside"),
    ),
    "theme": ("welcome", "listening", "time", "quality", "price", "place", "other"),
}
"""Known to every trade, which has its own words for them."""


def up(migrator: Any, db: Database) -> None:
    """Create the tables; a book that has its catalogues already gets the two new ones."""
    with db.bind_ctx((*_TABLES, Kind), bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
        if not Kind.select().exists():
            return  # a new book: its trade brings them
        for family, codes in _KINDS.items():
            rows = [
                {"family": family, "code": code, "position": place}
                for place, code in enumerate(codes)
            ]
            Kind.insert_many(rows).execute()
