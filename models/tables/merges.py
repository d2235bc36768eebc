"""Two files of one person merged into one, pairs that are two people, and the list's filters."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.people import Client
from models.tables.team import Member


class Merge(Table):
    """From `day` on, the file `absorbed` is one with `kept` (`models.rules.trust.merging`).

    `kept_seq` and `absorbed_seq` count the entries each had. `before` is what the merge changed
    in the files, as JSON, so that it can be undone; `undone_on` the day from which it is.
    """

    kept = ForeignKeyField(Client, backref="merges")
    absorbed = ForeignKeyField(Client, backref="merged")
    day = DayField()
    kept_seq = IntegerField()
    absorbed_seq = IntegerField()
    author = ForeignKeyField(Member, backref="merges")
    recorded_at = DateTimeField()
    before = TextField()
    undone_on = DayField(null=True)
    undone_by = ForeignKeyField(Member, null=True, backref="merges_undone")


class TwoPeople(Table):
    """Two files that look alike and are two people's; `first` has the smaller id."""

    first = ForeignKeyField(Client, backref="apart_from")
    second = ForeignKeyField(Client, backref="apart_with")
    day = DayField()
    author = ForeignKeyField(Member, backref="pairs_apart")

    class Meta:
        """Said once."""

        indexes = ((("first", "second"), True),)


class SavedFilter(Table):
    """A filter of the Clients table under a name; `conditions` as JSON."""

    name = CharField(max_length=60, unique=True)
    conditions = TextField()
    author = ForeignKeyField(Member, backref="saved_filters")
