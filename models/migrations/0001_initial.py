"""The first form of the book: people, journal, settings.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


class _Table(Model):
    class Meta:
        legacy_table_names = False


class Member(_Table):
    name = TextField()
    initials = CharField(max_length=4)
    colour = CharField(max_length=7)
    role = CharField(max_length=8)
    active = BooleanField(default=True)


class Client(_Table):
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
    since = DateField(null=True)
    how_came = TextField(default="")
    recommended_by = ForeignKeyField("self", null=True)
    notes = TextField(default="")
    created_on = DateField()
    search_key = TextField(default="")
    sort_key = TextField(default="", index=True)


class Reach(_Table):
    client = ForeignKeyField(Client)
    channel = CharField(max_length=8)
    label = TextField(default="")
    value = TextField()
    key = TextField(index=True)
    reversed_key = TextField(default="", index=True)
    position = IntegerField(default=0)


class ClientTag(_Table):
    client = ForeignKeyField(Client)
    tag = TextField(index=True)

    class Meta:
        indexes = ((("client", "tag"), True),)


class Memory(_Table):
    client = ForeignKeyField(Client)
    category = CharField(max_length=16)
    text = TextField()
    pinned = BooleanField(default=False)
    day = DateField()
    author = ForeignKeyField(Member)


class Asset(_Table):
    client = ForeignKeyField(Client)
    kind = CharField(max_length=24)
    name = TextField(default="")
    identifier = TextField(default="")
    identifier_key = TextField(default="", index=True)
    vin = TextField(default="")
    key_reference = TextField(default="")
    mileage = IntegerField(null=True)
    mileage_on = DateField(null=True)
    due_on = DateField(null=True)
    due_what = TextField(default="")
    notes = TextField(default="")
    ended_on = DateField(null=True)


class Entry(_Table):
    uuid = CharField(max_length=36, unique=True)
    client = ForeignKeyField(Client)
    seq = IntegerField()
    day = DateField(index=True)
    type = CharField(max_length=16)
    kind = TextField(default="")
    units = IntegerField(null=True)
    severity = CharField(max_length=8, null=True)
    outcome = CharField(max_length=12, null=True)
    memorable = BooleanField(default=False)
    due = DateField(null=True)
    ref = ForeignKeyField("self", null=True)
    author = ForeignKeyField(Member)
    recorded_at = DateTimeField()
    recorded_on = DateField()
    text_digest = CharField(max_length=64, default="")
    source_id = TextField(null=True)

    class Meta:
        indexes = ((("client", "seq"), True), (("author", "id"), False))


class EntryText(_Table):
    entry = ForeignKeyField(Entry, primary_key=True)
    text = TextField()
    salt = BlobField()


class Cost(_Table):
    entry = ForeignKeyField(Entry, index=True)
    nature = CharField(max_length=24)
    net_cents = IntegerField(null=True)
    vat_rate = IntegerField(null=True)
    document = TextField(default="")
    standing = CharField(max_length=12)
    account_code = TextField(default="")


class AccountFigures(_Table):
    client = ForeignKeyField(Client, primary_key=True)
    as_of = DateField()
    balance = IntegerField()
    trend = IntegerField()
    state = CharField(max_length=8, index=True)
    open_cases = IntegerField()
    next_due = DateField(null=True)
    last_visit = DateField(null=True)


class ClosedMonth(_Table):
    month = DateField(primary_key=True)
    closed_at = DateTimeField()
    author = ForeignKeyField(Member)


class BookFact(_Table):
    name = CharField(max_length=32, primary_key=True)
    value = TextField()


class Setting(_Table):
    name = CharField(max_length=32)
    value = TextField()
    from_day = DateField()
    recorded_at = DateTimeField()
    author = ForeignKeyField(Member)

    class Meta:
        indexes = ((("name", "from_day"), False),)


class Kind(_Table):
    family = CharField(max_length=16)
    code = CharField(max_length=40)
    label = TextField(default="")
    weight = IntegerField(null=True)
    severity = CharField(max_length=8, null=True)
    position = IntegerField(default=0)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("family", "code"), True),)


_TABLES = (
    Member,
    Client,
    Reach,
    ClientTag,
    Memory,
    Asset,
    Entry,
    EntryText,
    Cost,
    AccountFigures,
    ClosedMonth,
    BookFact,
    Setting,
    Kind,
)

_APPEND_ONLY = (
    ("entry_is_never_changed", "UPDATE"),
    ("entry_is_never_deleted", "DELETE"),
)


def up(migrator: Any, db: Database) -> None:
    """Create the tables and guard the journal."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
    _guard_journal(db)


def _guard_journal(db: Database) -> None:
    if isinstance(db, SqliteDatabase):
        for name, event in _APPEND_ONLY:
            db.execute_sql(
                f"CREATE TRIGGER {name} BEFORE {event} ON entry "
                "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )
        return
    db.execute_sql(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
    )
    for name, event in _APPEND_ONLY:
        db.execute_sql(
            f"CREATE TRIGGER {name} BEFORE {event} ON entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
