"""What the rules make of the journal, kept so that nobody replays it to read a list or a month.

Everything here follows from `entry` and `setting`, can be made again from them, and is compared
with them by `models.check`. Days are ordinals (`date.toordinal`); see `models.rules.trust.kept`.
"""

from peewee import SQL, BlobField, CharField, CompositeKey, ForeignKeyField, IntegerField

from models.tables.base import DayField, Table
from models.tables.people import Client


class AccountPosting(Table):
    """A posting of an account, in the order of its rows. `amount` in centi-units.

    `entry` and `void_by` are numbers (`seq`) of the account's entries.
    """

    client = ForeignKeyField(Client, backref="postings", index=False, on_delete="CASCADE")
    position = IntegerField()
    since = IntegerField()
    until = IntegerField()
    day = IntegerField(index=True)
    sort = CharField(max_length=20)
    amount = IntegerField()
    half_life = IntegerField()
    fades_from = IntegerField()
    void_on = IntegerField(null=True)
    void_by = IntegerField(null=True)
    entry = IntegerField()

    class Meta:
        """Stored in the order it is read."""

        primary_key = CompositeKey("client", "position")
        without_rowid = True


AccountPosting.add_index(
    AccountPosting.index(AccountPosting.void_on, where=SQL("void_on IS NOT NULL"))
)


class AccountCase(Table):
    """An incident, request or promise; `entry` is the number (`seq`) of its entry."""

    client = ForeignKeyField(Client, backref="cases", index=False, on_delete="CASCADE")
    position = IntegerField()
    since = IntegerField()
    until = IntegerField()
    entry = IntegerField()
    type = CharField(max_length=8)
    opened = IntegerField(index=True)
    due = IntegerField()
    mishandled_on = IntegerField()
    ended_on = IntegerField(index=True)
    ended = CharField(max_length=16)

    class Meta:
        """Stored in the order it is read."""

        primary_key = CompositeKey("client", "position")
        without_rowid = True


class AccountSpan(Table):
    """Days on which an account is "open", "ruptured" or "closed"; `until_day` is not one."""

    client = ForeignKeyField(Client, backref="spans", index=False, on_delete="CASCADE")
    position = IntegerField()
    from_day = IntegerField()
    until_day = IntegerField()
    status = CharField(max_length=8)

    class Meta:
        """Stored in the order it is read."""

        primary_key = CompositeKey("client", "position")
        without_rowid = True


class DaySnapshot(Table):
    """Every account at the end of a day, packed; the entries after `last_entry` are not in it."""

    day = DayField(primary_key=True)
    last_entry = IntegerField()
    data = BlobField()
