"""What happens to an asset: its own facts, mileage, services, new owners, and what falls due."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Asset, Client
from models.tables.team import Member


class AssetFact(Table):
    """A field of the asset's kind, or how its last due date comes back: see `models.assets`."""

    asset = ForeignKeyField(Asset, backref="facts", on_delete="CASCADE")
    field = CharField(max_length=40)
    value = TextField()

    class Meta:
        """A field stands once."""

        indexes = ((("asset", "field"), True),)


class AssetReading(Table):
    """What the odometer showed, in kilometres; `replaced` when it is the first of a new one."""

    asset = ForeignKeyField(Asset, backref="readings", on_delete="CASCADE")
    day = DayField()
    km = IntegerField()
    replaced = BooleanField(default=False)
    author = ForeignKeyField(Member, backref="readings")


class AssetService(Table):
    """A service done: `code` one of the kind's, or empty for the due date given by hand.

    `what` is its words when the code is empty; `km` the odometer then. `ended_on` and
    `ended_what` are the due date by hand it ended, to be put back if it is taken back.
    """

    asset = ForeignKeyField(Asset, backref="services", on_delete="CASCADE")
    code = CharField(max_length=40, default="")
    what = TextField(default="")
    day = DayField()
    km = IntegerField(null=True)
    note = TextField(default="")
    ended_on = DayField(null=True)
    ended_what = TextField(default="")
    author = ForeignKeyField(Member, backref="services")


class AssetMove(Table):
    """The asset went from a client to another."""

    asset = ForeignKeyField(Asset, backref="moves", on_delete="CASCADE")
    source = ForeignKeyField(Client, backref="assets_gone")
    target = ForeignKeyField(Client, backref="assets_come")
    day = DayField()
    author = ForeignKeyField(Member, backref="moves")


class AssetDue(Table):
    """When a service of an asset falls due; it follows from the rows above and is kept for lists.

    `km` is over all odometers.
    """

    asset = ForeignKeyField(Asset, backref="dues", on_delete="CASCADE")
    code = CharField(max_length=40)
    day = DayField(null=True, index=True)
    km = IntegerField(null=True)
    estimated = BooleanField(default=False)

    class Meta:
        """A service is due once."""

        indexes = ((("asset", "code"), True),)
