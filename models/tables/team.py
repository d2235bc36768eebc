"""Who works here, and the files they imported: what other tables refer to first."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table


class Member(Table):
    """A team member: authors entries; `role` is "owner" or "member"."""

    name = TextField()
    initials = CharField(max_length=4)
    colour = CharField(max_length=7)
    role = CharField(max_length=8)
    active = BooleanField(default=True)


class ImportRun(Table):
    """A file that was imported. `recorded_at` is UTC, `recorded_on` the shop's local day.

    `last_asset` is the highest id of an asset once it was over: a higher one was added since.
    """

    uuid = CharField(max_length=36, unique=True)
    file = TextField()
    kind = CharField(max_length=16)
    form = TextField(default="")
    recorded_at = DateTimeField()
    recorded_on = DayField()
    author = ForeignKeyField(Member)
    read = IntegerField(default=0)
    created = IntegerField(default=0)
    updated = IntegerField(default=0)
    skipped = IntegerField(default=0)
    refused = IntegerField(default=0)
    last_asset = IntegerField(default=0)
    undone_at = DateTimeField(null=True)
    undone_by = ForeignKeyField(Member, null=True, backref="undone_runs")
