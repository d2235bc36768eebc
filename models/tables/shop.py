"""The shop: dated settings, catalogues, and the book's own facts."""

from peewee import (
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.tables.base import DayField, Table
from models.tables.team import ImportRun, Member


class BookFact(Table):
    """A fact about the book itself: its uuid, trade, day of creation."""

    name = CharField(max_length=32, primary_key=True)
    value = TextField()


class Setting(Table):
    """A setting's value (JSON) from a day on; the latest row of the latest day holds."""

    name = CharField(max_length=32)
    value = TextField()
    from_day = DayField()
    recorded_at = DateTimeField()
    author = ForeignKeyField(Member)
    import_run = ForeignKeyField(ImportRun, null=True, backref="settings", index=False)

    class Meta:
        """Read by name, then day."""

        indexes = ((("name", "from_day"), False),)


class Kind(Table):
    """A word of a catalogue the owner edits.

    `family` is "attention", "incident", "visit", "contact", "asset", "cause" (of an incident) or
    "theme" (of what a client says); `weight` the units of an attention in centi-units; `severity`
    the usual one of an incident. An empty label means the trade's own wording, in the language in
    use.
    """

    family = CharField(max_length=16)
    code = CharField(max_length=40)
    label = TextField(default="")
    weight = IntegerField(null=True)
    severity = CharField(max_length=8, null=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)

    class Meta:
        """A code stands once in a family."""

        indexes = ((("family", "code"), True),)
