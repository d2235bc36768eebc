"""What closed months are sealed with, and what was confirmed before."""

from peewee import BlobField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.team import Member


class MonthSeal(Table):
    """The seal of a closed month; never changed, never removed (triggers see to it).

    `number` counts the seals of the book from 1. `entries` rows of the journal are sealed, up to
    the id `last_entry`, and `costs` rows of theirs. `journal`, `figures`, `accountant`, `owner`
    and `report` are SHA-256 of the content, `before` is the seal of the month before, `seal`
    that of all of them (`models.rules.seal`). Of the owner's PDF, which names people, only the
    hash is kept; `report_text` is the frozen report without names.
    """

    month = DayField(primary_key=True)
    number = IntegerField(unique=True)
    closed_on = DayField()
    author = ForeignKeyField(Member, backref="seals")
    entries = IntegerField()
    last_entry = IntegerField()
    costs = IntegerField()
    journal = CharField(max_length=64)
    figures = CharField(max_length=64)
    accountant = CharField(max_length=64)
    owner = CharField(max_length=64)
    report = CharField(max_length=64)
    before = CharField(max_length=64)
    seal = CharField(max_length=64)
    figures_text = TextField()
    report_text = TextField()
    accountant_pdf = BlobField()


class MonthCheck(Table):
    """A line a person confirmed before closing a month.

    `kind` is "case" (`subject` the entry that opened it), "cost" (the cost that stays without an
    amount) or "day" (the day without a note, as an ordinal).
    """

    month = DayField()
    kind = CharField(max_length=8)
    subject = IntegerField()
    confirmed_on = DayField()
    author = ForeignKeyField(Member, backref="month_checks")

    class Meta:
        """Once per line."""

        indexes = ((("month", "kind", "subject"), True),)
