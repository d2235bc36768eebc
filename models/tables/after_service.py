"""What is promised to nobody, and done by a shop that cares: calls after service."""

from peewee import ForeignKeyField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import Member


class CallBack(Table):
    """A client one wants to call on `day`, to hear how it goes; `about` what was done.

    It is no promise: nothing is withdrawn when nobody calls.
    """

    client = ForeignKeyField(Client, backref="call_backs")
    day = DayField(index=True)
    about = TextField(default="")
    asked_on = DayField()
    author = ForeignKeyField(Member, backref="call_backs")
