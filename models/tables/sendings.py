"""The reports that left by mail."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.base import DayField, Table
from models.tables.team import Member


class Sending(Table):
    """A report sent, or tried; the same row, and `message_id`, when it is tried again.

    `audience` is "accountant" or "owner"; `recipients` are addresses separated by ", "; `digest`
    is the SHA-256 of the file that left, `locked` when a password protects it. `state` is
    "sending" (written before anything leaves, and as long as the server did not confirm), "sent",
    "failed", or "handed" to the person's own mail program; `told` the last sentence about it.
    """

    message_id = CharField(max_length=120, unique=True)
    recorded_at = DateTimeField()
    day = DayField()
    author = ForeignKeyField(Member, backref="sendings")
    month = DayField()
    audience = CharField(max_length=12)
    recipients = TextField()
    digest = CharField(max_length=64)
    locked = BooleanField()
    state = CharField(max_length=8)
    told = TextField()

    class Meta:
        """Read by month."""

        indexes = ((("month", "audience"), False),)
