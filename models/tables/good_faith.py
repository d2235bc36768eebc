"""Trusting the client first: what is no longer asked of one of them, and claims that were abuse."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.cases import Distance
from models.tables.journal import Entry
from models.tables.people import Client
from models.tables.team import Member


class GuaranteeWaiver(Table):
    """A guarantee somebody decided not to ask of a client any more, from `since` on.

    `distance` is the last distance taken before it, in force or not: the order of the two tells
    which was decided last. `taken_back_on` undoes it on its own day.
    """

    client = ForeignKeyField(Client, backref="waivers")
    guarantee = CharField(max_length=40)
    since = DayField()
    author = ForeignKeyField(Member, backref="waivers")
    distance = ForeignKeyField(Distance, null=True, backref="waivers")
    taken_back_on = DayField(null=True)


class ClaimAbuse(Table):
    """A claim taken on trust (`entry`, an attention) that turned out abusive, and what it cost.

    It weighs nothing on the account. `net_cents` None: not known; `taken_back_on` undoes it.
    """

    entry = ForeignKeyField(Entry, backref="abuses")
    day = DayField(index=True)
    reason = TextField()
    net_cents = IntegerField(null=True)
    author = ForeignKeyField(Member, backref="abuses")
    taken_back_on = DayField(null=True)
