"""Who: client files and what the shop knows about them."""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.tables.base import DayField, Table
from models.tables.team import ImportRun, Member


class Client(Table):
    """A client file. `number` is the book's own; `reference` the one given at import.

    `search_key` and `sort_key` are folded by `models.rules.folding` and nowhere else.
    Empty text means unknown. Birth day, month and year may stand alone. `import_run` is the
    import that opened the file.
    """

    uuid = CharField(max_length=36, unique=True)
    number = IntegerField(unique=True)
    reference = TextField(null=True, unique=True)
    civility = TextField(default="")
    first_name = TextField(default="")
    last_name = TextField(default="")
    company = TextField(default="")
    address_form = TextField(default="")
    street = TextField(default="")
    postcode = TextField(default="")
    town = TextField(default="")
    country = TextField(default="")
    birth_day = IntegerField(null=True)
    birth_month = IntegerField(null=True)
    birth_year = IntegerField(null=True)
    since = DayField(null=True, index=True)
    how_came = TextField(default="")
    recommended_by = ForeignKeyField("self", null=True, backref="recommended")
    notes = TextField(default="")
    created_on = DayField()
    search_key = TextField(default="")
    sort_key = TextField(default="", index=True)
    import_run = ForeignKeyField(ImportRun, null=True, backref="clients", index=False)


Client.add_index(Client.index(Client.import_run, where=SQL("import_run_id IS NOT NULL")))


class Reach(Table):
    """A way to reach a client: `channel` is "phone" or "email"; `key` its digits or folded form.

    `reversed_key` makes the last digits of a phone a prefix.
    """

    client = ForeignKeyField(Client, backref="reaches")
    channel = CharField(max_length=8)
    label = TextField(default="")
    value = TextField()
    key = TextField(index=True)
    reversed_key = TextField(default="", index=True)
    position = IntegerField(default=0)


class ClientTag(Table):
    """A tag on a client."""

    client = ForeignKeyField(Client, backref="tags")
    tag = TextField(index=True)

    class Meta:
        """Once per client."""

        indexes = ((("client", "tag"), True),)


class Memory(Table):
    """A fact worth remembering about a client, pinned first.

    `position` is its place among those a person put in order; 0: not placed, so above them.
    """

    client = ForeignKeyField(Client, backref="memories")
    category = CharField(max_length=16)
    text = TextField()
    pinned = BooleanField(default=False)
    day = DayField()
    author = ForeignKeyField(Member)
    position = IntegerField(default=0)


class Asset(Table):
    """Something of the client's the shop looks after: a vehicle, a boiler, a bicycle…

    `identifier` is the plate or serial number; `mileage` in kilometres; `due_on` the next date
    due, `due_what` what for; `ended_on` when it was sold or scrapped.
    """

    client = ForeignKeyField(Client, backref="assets")
    kind = CharField(max_length=24)
    name = TextField(default="")
    identifier = TextField(default="")
    identifier_key = TextField(default="", index=True)
    vin = TextField(default="")
    key_reference = TextField(default="")
    mileage = IntegerField(null=True)
    mileage_on = DayField(null=True)
    due_on = DayField(null=True)
    due_what = TextField(default="")
    notes = TextField(default="")
    ended_on = DayField(null=True)
