"""What is known of a case beside its journal rows, and what the shop decides about a relation."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, Table
from models.tables.journal import Entry
from models.tables.people import Asset, Client
from models.tables.team import Member


class CaseFile(Table):
    """An incident, request or promise in full: free text that can be erased, unlike the journal.

    `words` are the client's own, `asks` what they ask for, `understood` what we read back to
    them; `asset` what it is about. `remaining_cents` is what settling it will still cost, None
    « non estimé ». `cause` is a kind of the catalogue. `written_on` is the day of the client's
    written claim, `told_mediator` the day they were given the mediator's details. `verdict` is
    the client's own, once asked: "content", "mixed" or "unhappy".
    """

    entry = ForeignKeyField(Entry, primary_key=True, backref="case_files")
    words = TextField(default="")
    asks = TextField(default="")
    understood = TextField(default="")
    proposal = TextField(default="")
    remaining_cents = IntegerField(null=True)
    done = TextField(default="")
    prevention = TextField(default="")
    cause = CharField(max_length=40, default="")
    asset = ForeignKeyField(Asset, null=True, on_delete="SET NULL")
    in_charge = ForeignKeyField(Member, null=True)
    written_on = DayField(null=True)
    told_mediator = DayField(null=True)
    verdict = CharField(max_length=8, default="")
    verdict_words = TextField(default="")
    verdict_on = DayField(null=True)
    changed_on = DayField()
    changed_by = ForeignKeyField(Member, backref="cases_changed")


class Repair(Table):
    """The repair of a ruptured relation, step by step, for the collapse of `since`.

    `entry` is the reconciliation it ended in.
    """

    client = ForeignKeyField(Client, backref="repairs")
    since = DayField()
    understood = TextField(default="")
    apology = TextField(default="")
    repaired = TextField(default="")
    prevention = TextField(default="")
    asked = TextField(default="")
    entry = ForeignKeyField(Entry, null=True, backref="repairs")
    changed_on = DayField()
    changed_by = ForeignKeyField(Member, backref="repairs_changed")

    class Meta:
        """One per collapse."""

        indexes = ((("client", "since"), True),)


class TodoMark(Table):
    """What was decided about a line of À faire that is no case: done, later or given to someone.

    `kind` says which line ("thanks", "anniversary", "silence"…), `subject` which one of the
    client's (an entry, a year). `until` is the day it comes back; None: it does not.
    """

    client = ForeignKeyField(Client, backref="todo_marks")
    kind = CharField(max_length=16)
    subject = IntegerField(default=0)
    member = ForeignKeyField(Member, null=True)
    until = DayField(null=True)
    done_on = DayField(null=True)
    author = ForeignKeyField(Member, backref="todo_marks")

    class Meta:
        """One decision per line; a later one takes its place."""

        indexes = ((("client", "kind", "subject"), True),)


class Voice(Table):
    """What a client said, word for word, what it changed, and when they were told.

    `nature` is "complaint", "compliment" or "idea"; `theme` a kind of the catalogue.
    """

    client = ForeignKeyField(Client, backref="voices")
    entry = ForeignKeyField(Entry, null=True, backref="voices")
    day = DayField(index=True)
    nature = CharField(max_length=12)
    theme = CharField(max_length=40, default="")
    words = TextField()
    changed = TextField(default="")
    changed_on = DayField(null=True)
    told_on = DayField(null=True)
    author = ForeignKeyField(Member, backref="voices")


class Distance(Table):
    """A person's decision to keep some distance from a client, with a fact for its reason.

    It lasts until `until`; None: it still does. It weighs nothing and is never automatic.
    """

    client = ForeignKeyField(Client, backref="distances")
    since = DayField()
    reason = TextField()
    author = ForeignKeyField(Member, backref="distances")
    until = DayField(null=True)
    end_reason = TextField(default="")
    ended_by = ForeignKeyField(Member, null=True, backref="distances_ended")
