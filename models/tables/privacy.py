"""What people ask about their own data, and what became of their files."""

from peewee import CharField, ForeignKeyField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import Member


class Erasure(Table):
    """A file whose person was erased: it keeps its number and its account, and names nobody.

    `ground` is "request" (they asked) or "retention" (the time to keep the file was over).
    """

    client = ForeignKeyField(Client, primary_key=True, backref="erasures")
    day = DayField()
    ground = CharField(max_length=12)
    author = ForeignKeyField(Member, backref="erasures")


class PrivacyRequest(Table):
    """Someone asks about their data; `kind` is "access", "rectify", "erase", "limit", "object".

    `extended_on` is the day they were told that two months more are needed, `extended_why` the
    reason given; `done_on` the day it was answered, `done_words` how.
    """

    client = ForeignKeyField(Client, backref="privacy_requests")
    kind = CharField(max_length=8)
    received_on = DayField()
    words = TextField(default="")
    extended_on = DayField(null=True)
    extended_why = TextField(default="")
    done_on = DayField(null=True, index=True)
    done_words = TextField(default="")
    author = ForeignKeyField(Member, backref="privacy_requests")


class FileHold(Table):
    """A decision about a file. "limit": kept, not used, until it is lifted (`until` None: it still
    holds); "keep": kept beyond the usual time, up to `until`, for `reason`."""

    client = ForeignKeyField(Client, backref="holds")
    kind = CharField(max_length=8)
    since = DayField()
    reason = TextField(default="")
    until = DayField(null=True)
    author = ForeignKeyField(Member, backref="holds")
