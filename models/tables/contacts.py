"""What clients agreed to be sent, what was sent to them, and the book's log."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import ImportRun, Member


class Consent(Table):
    """What a client answered, on `day`, about offers on a channel ("email", "sms", "phone",
    "post"). Never changed: the latest counts, the others are its history.

    `source` is how it was said: "counter", "form", "phone", "message", "import", "other".
    """

    client = ForeignKeyField(Client, backref="consents")
    channel = CharField(max_length=8)
    given = BooleanField()
    day = DayField()
    source = CharField(max_length=8)
    note = TextField(default="")
    author = ForeignKeyField(Member, backref="consents")
    recorded_at = DateTimeField()
    import_run = ForeignKeyField(ImportRun, null=True, backref="consents")

    class Meta:
        """Read by client and channel."""

        indexes = ((("client", "channel"), False),)


class Message(Table):
    """A message of service, or a call or message received from the client; neither weighs.

    `nature` is "service" or "received". An offer is no row here but a `contact` of the journal.
    """

    client = ForeignKeyField(Client, backref="messages")
    day = DayField()
    nature = CharField(max_length=8)
    channel = CharField(max_length=8)
    text = TextField(default="")
    author = ForeignKeyField(Member, backref="messages")


class Log(Table):
    """The book's log: what someone confirmed or decided about the book itself, never a text.

    `act` is what was done ("text_kept"), `about` which field or part, `detail` categories only.
    """

    recorded_at = DateTimeField()
    day = DayField(index=True)
    author = ForeignKeyField(Member, backref="logged")
    client = ForeignKeyField(Client, null=True, backref="logged", on_delete="SET NULL")
    act = CharField(max_length=24)
    about = CharField(max_length=40, default="")
    detail = TextField(default="")
