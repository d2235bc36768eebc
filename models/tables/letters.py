"""Letters as they were sent, and which line of À faire an attention ended."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.journal import Entry
from models.tables.people import Client
from models.tables.team import Member


class SentLetter(Table):
    """A letter as it left the program about the case `entry`; `day` is the one it bears.

    `kind` is one of `models.letters.LetterKind`; `recipient` a line per line of the address.
    """

    client = ForeignKeyField(Client, backref="letters")
    entry = ForeignKeyField(Entry, backref="letters")
    kind = CharField(max_length=16)
    day = DayField()
    place = TextField(default="")
    recipient = TextField(default="")
    subject = TextField(default="")
    body = TextField()
    signature = TextField(default="")
    author = ForeignKeyField(Member, backref="letters")


class LineEnd(Table):
    """The line of À faire that the attention `entry` ended; `kind` and `subject` as in `TodoMark`.

    When the attention is taken back, the line waits again.
    """

    entry = ForeignKeyField(Entry, primary_key=True, backref="line_ends")
    client = ForeignKeyField(Client, backref="line_ends")
    kind = CharField(max_length=16)
    subject = IntegerField(default=0)
