"""What happens to an asset: its own facts, mileage, services, new owners, and what falls due."""

from peewee import SQL, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Asset, Client
from models.tables.team import ImportRun, Member


class OwnField(Table):
    """A field the owner added to a kind of asset, given by its code in the catalogue.

    `type` is "text", "number" or "day"; `label` is empty for a field every book keeps. What was
    written in one no longer asked for (`active` false) stays.
    """

    kind = CharField(max_length=40)
    code = CharField(max_length=40)
    type = CharField(max_length=8)
    label = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        """A field stands once in a kind."""

        indexes = ((("kind", "code"), True),)


class OwnService(Table):
    """A service the owner added to a kind, or one of the trade's at the owner's own interval.

    `months` and `km` say how often it comes back; not `active`: it is not recalled. `label` is
    empty for one of the trade's.
    """

    kind = CharField(max_length=40)
    code = CharField(max_length=40)
    label = TextField(default="")
    months = IntegerField(null=True)
    km = IntegerField(null=True)
    active = BooleanField(default=True)

    class Meta:
        """A service stands once in a kind."""

        indexes = ((("kind", "code"), True),)


class AssetFact(Table):
    """A field of the asset's kind, or how its last due date comes back: see `models.assets`."""

    asset = ForeignKeyField(Asset, backref="facts", on_delete="CASCADE")
    field = CharField(max_length=40)
    value = TextField()

    class Meta:
        """A field stands once."""

        indexes = ((("asset", "field"), True),)


class AssetReading(Table):
    """What the odometer showed, in kilometres; `replaced` when it is the first of a new one.

    `import_run` is the import that brought it, if one did.
    """

    asset = ForeignKeyField(Asset, backref="readings", on_delete="CASCADE")
    day = DayField()
    km = IntegerField()
    replaced = BooleanField(default=False)
    author = ForeignKeyField(Member, backref="readings")
    import_run = ForeignKeyField(ImportRun, null=True, backref="readings", index=False)


AssetReading.add_index(
    AssetReading.index(AssetReading.import_run, where=SQL("import_run_id IS NOT NULL"))
)


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
