"""The e-mails that told the charter from here."""

from peewee import CharField, CompositeKey, DateTimeField, ForeignKeyField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.privileges import Charter
from models.tables.team import Member


class CharterMail(Table):
    """The e-mail that tells a client of a charter, sent or tried; one of each.

    `state` is "sending" (written before it leaves, and as long as the server did not confirm),
    "sent" or "failed"; `told` the last sentence about it. The address is the file's, not kept here.
    """

    charter = ForeignKeyField(Charter, backref="mails")
    client = ForeignKeyField(Client, backref="charter_mails")
    message_id = CharField(max_length=120)
    recorded_at = DateTimeField()
    day = DayField()
    author = ForeignKeyField(Member, backref="charter_mails")
    state = CharField(max_length=8)
    told = TextField()

    class Meta:
        """Once each."""

        primary_key = CompositeKey("charter", "client")
