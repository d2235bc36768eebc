"""What happened: the append-only journal, its texts and costs, and the accounts' figures."""

from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import ImportRun, Member


class Entry(Table):
    """A journal row; never changed, never deleted but by undoing its import (triggers see to it).

    `seq` numbers the rows of one account in order of recording. `units` in centi-units.
    `recorded_at` is UTC, `recorded_on` the shop's local day. `text_digest` is the SHA-256 of the
    salted text kept in `EntryText`, so that the text can be erased while the row stands.
    `source_id` is the id the row had in the file it was imported from.
    """

    uuid = CharField(max_length=36, unique=True)
    client = ForeignKeyField(Client, backref="entries", index=False)
    seq = IntegerField()
    day = DayField(index=True)
    type = CharField(max_length=16)
    kind = TextField(default="")
    units = IntegerField(null=True)
    severity = CharField(max_length=8, null=True)
    outcome = CharField(max_length=12, null=True)
    memorable = BooleanField(default=False)
    due = DayField(null=True)
    ref = ForeignKeyField("self", null=True, backref="followers", index=False)
    author = ForeignKeyField(Member, index=False)
    recorded_at = DateTimeField()
    recorded_on = DayField()
    text_digest = CharField(max_length=64, default="")
    source_id = TextField(null=True)
    import_run = ForeignKeyField(ImportRun, null=True, backref="entries", index=False)

    class Meta:
        """One sequence per account."""

        indexes = ((("client", "seq"), True), (("author", "id"), False))


Entry.add_index(Entry.index(Entry.import_run, where=SQL("import_run_id IS NOT NULL")))
Entry.add_index(Entry.index(Entry.ref, name="entry_answers", where=SQL("ref_id IS NOT NULL")))
Entry.add_index(
    Entry.index(Entry.client, Entry.day, name="entry_visits", where=SQL("type = 'visit'"))
)
Entry.add_index(
    Entry.index(Entry.ref, Entry.day, name="entry_reversals", where=SQL("type = 'reversal'"))
)


class EntryText(Table):
    """The free text of an entry and the salt of its digest; both go when a person is erased."""

    entry = ForeignKeyField(Entry, primary_key=True, backref="texts")
    text = TextField()
    salt = BlobField()


class VisitAmount(Table):
    """What a visit was billed, in cents, as the file it was imported from says."""

    entry = ForeignKeyField(Entry, primary_key=True, backref="amounts")
    cents = IntegerField()
    tax_included = BooleanField()


class Cost(Table):
    """What an entry cost the shop. `net_cents` None: « à chiffrer ».

    `vat_rate` in basis points (2000 is 20 %), None when no VAT applies; `standing` is "booked",
    "to_book" or "management". `completed_on` and `completed_by` say who gave or changed its amount
    after it was noted.
    """

    entry = ForeignKeyField(Entry, backref="costs", index=True)
    nature = CharField(max_length=24)
    net_cents = IntegerField(null=True)
    vat_rate = IntegerField(null=True)
    document = TextField(default="")
    standing = CharField(max_length=12)
    account_code = TextField(default="")
    completed_on = DayField(null=True)
    completed_by = ForeignKeyField(Member, null=True, backref="costs_completed")


class AccountFigures(Table):
    """An account as the fold left it on `as_of`: what lists show without replaying journals.

    Balance and trend in centi-units; `next_due` the nearest due date of an open case.
    """

    client = ForeignKeyField(Client, primary_key=True, backref="figures")
    as_of = DayField()
    balance = IntegerField()
    trend = IntegerField()
    state = CharField(max_length=8, index=True)
    open_cases = IntegerField()
    next_due = DayField(null=True)
    last_visit = DayField(null=True)

    class Meta:
        """The orders of the Clients table."""

        indexes = (
            (("last_visit", "client"), False),
            (("balance", "client"), False),
            (("trend", "client"), False),
            (("next_due", "client"), False),
        )


class ClosedMonth(Table):
    """A month that takes no new entry, nor do those before it; `month` is its first day."""

    month = DayField(primary_key=True)
    closed_at = DateTimeField()
    author = ForeignKeyField(Member)
