"""What the shop commits to: privileges, the charters that publish them, and how they were kept."""

from peewee import (
    BlobField,
    CharField,
    CompositeKey,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from models.tables.base import DayField, Table
from models.tables.journal import Entry
from models.tables.people import Client
from models.tables.team import Member


class Privilege(Table):
    """A privilege as it is thought through: `content` is a `PrivilegeDraft` as JSON.

    `withdraw_on` is the day its withdrawal takes effect, once the next charter says so;
    `given_up_on` the day an idea never published was put away.
    """

    uuid = CharField(max_length=36, unique=True)
    content = TextField()
    created_on = DayField()
    changed_on = DayField()
    changed_by = ForeignKeyField(Member, backref="privileges_changed")
    withdraw_on = DayField(null=True)
    given_up_on = DayField(null=True)


class Charter(Table):
    """A numbered version of the charter, dated the day it was published."""

    uuid = CharField(max_length=36, unique=True)
    number = IntegerField(unique=True)
    day = DayField()
    recorded_at = DateTimeField()
    author = ForeignKeyField(Member, backref="charters")


class CharterItem(Table):
    """A privilege as a charter published it, frozen: `content` is a `PrivilegeDraft` as JSON.

    It stands from its charter on. `ended_by` is the charter that withdrew or changed it; from
    that charter's day to `until` (not included) it stays due to those of `CharterPromise`.
    """

    charter = ForeignKeyField(Charter, backref="items")
    privilege = ForeignKeyField(Privilege, backref="items")
    content = TextField()
    ended_by = ForeignKeyField(Charter, null=True, backref="ended")
    until = DayField(null=True)


class CharterPromise(Table):
    """Who had a right to an item on the day a charter ended it."""

    item = ForeignKeyField(CharterItem, backref="promises")
    client = ForeignKeyField(Client, backref="promises")

    class Meta:
        """Once each."""

        primary_key = CompositeKey("item", "client")


class CharterPaper(Table):
    """A charter's PDF, as it was printed the day it was published; `form` is "a4", "a3"…"""

    charter = ForeignKeyField(Charter, backref="papers")
    form = CharField(max_length=12)
    data = BlobField()

    class Meta:
        """One of each form."""

        primary_key = CompositeKey("charter", "form")


class CharterTold(Table):
    """Which charter a client was told of, the day and how ("counter", "letter", "email"…)."""

    charter = ForeignKeyField(Charter, backref="told")
    client = ForeignKeyField(Client, backref="told")
    day = DayField()
    how = CharField(max_length=12)
    author = ForeignKeyField(Member, backref="told")

    class Meta:
        """Once each; a client is found by the second index."""

        primary_key = CompositeKey("charter", "client")


class PrivilegeUse(Table):
    """A privilege that came up: "honoured", "refused", "forgotten", or "declined" by the client.

    `entry` is its journal row; what a client declines has none, and `taken_back_on` undoes it.
    """

    client = ForeignKeyField(Client, backref="uses")
    item = ForeignKeyField(CharterItem, backref="uses")
    entry = ForeignKeyField(Entry, null=True, unique=True, backref="uses")
    day = DayField(index=True)
    outcome = CharField(max_length=12)
    reason = TextField(default="")
    author = ForeignKeyField(Member, backref="uses")
    taken_back_on = DayField(null=True)


class TrialReview(Table):
    """What a privilege on trial did for clients, in a person's words, and what was decided."""

    privilege = ForeignKeyField(Privilege, backref="reviews")
    day = DayField()
    words = TextField()
    author = ForeignKeyField(Member, backref="reviews")
