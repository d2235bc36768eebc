"""What each import wrote, what it found before, and the layouts of files met before."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    TextField,
)

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import ImportRun, Member


class ImportBefore(Table):
    """A client file as it was before an import completed it (its rows as JSON).

    `after` is the digest of what the import made of it; `edited` whether an import that opened
    the file was already built upon.
    """

    run = ForeignKeyField(ImportRun)
    client = ForeignKeyField(Client)
    edited = BooleanField()
    before = TextField()
    after = CharField(max_length=64, default="")

    class Meta:
        """Once per import."""

        indexes = ((("run", "client"), True),)


class ImportKept(Table):
    """A client whom the undoing of an import left as they were, and why (a word)."""

    run = ForeignKeyField(ImportRun)
    client = ForeignKeyField(Client)
    reason = CharField(max_length=16)

    class Meta:
        """Once per import."""

        primary_key = CompositeKey("run", "client")


class ImportEdited(Table):
    """A client opened by an import whose file or assets were changed since (triggers see to it)."""

    client = ForeignKeyField(Client, primary_key=True)


class ImportLayout(Table):
    """How a person said to read files of one header: `signature` is the header's digest."""

    signature = CharField(max_length=64, primary_key=True)
    mapping = TextField()
    saved_on = DayField()
    author = ForeignKeyField(Member)
