"""What the rules make of the journal, kept: postings, cases, spans, and whole days.

The accounts of a book that has a journal are kept little by little, by `models.ledgers`, which
a fact of the book reminds of it.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BlobField,
    CharField,
    CompositeKey,
    Database,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
)


class _Table(Model):
    class Meta:
        legacy_table_names = False


class Client(_Table):
    pass


class AccountPosting(_Table):
    client = ForeignKeyField(Client, index=False, on_delete="CASCADE")
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
        primary_key = CompositeKey("client", "position")


class AccountCase(_Table):
    client = ForeignKeyField(Client, index=False, on_delete="CASCADE")
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
        primary_key = CompositeKey("client", "position")


class AccountSpan(_Table):
    client = ForeignKeyField(Client, index=False, on_delete="CASCADE")
    position = IntegerField()
    from_day = IntegerField()
    until_day = IntegerField()
    status = CharField(max_length=8)

    class Meta:
        primary_key = CompositeKey("client", "position")


class DaySnapshot(_Table):
    day = DateField(primary_key=True)
    last_entry = IntegerField()
    data = BlobField()


_BY_ACCOUNT = (AccountPosting, AccountCase, AccountSpan)
_TABLES = (*_BY_ACCOUNT, DaySnapshot)

_STATEMENTS = (
    "CREATE INDEX account_posting_void_on ON account_posting (void_on) WHERE void_on IS NOT NULL",
    "CREATE INDEX entry_visits ON entry (client_id, day) WHERE type = 'visit'",
    "CREATE INDEX entry_reversals ON entry (ref_id, day) WHERE type = 'reversal'",
    "INSERT INTO book_fact (name, value) SELECT 'ledgers_kept_to', '0'"
    " WHERE EXISTS (SELECT 1 FROM entry)",
)


def up(migrator: Any, db: Database) -> None:
    """Create the tables, and drop whole days when the undoing of an import deletes entries."""
    for table in _BY_ACCOUNT:
        table._meta.without_rowid = isinstance(db, SqliteDatabase)
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
    for statement in _STATEMENTS:
        db.execute_sql(statement)
    if isinstance(db, SqliteDatabase):
        db.execute_sql(
            "CREATE TRIGGER snapshots_lose_an_entry AFTER DELETE ON entry "
            "BEGIN DELETE FROM day_snapshot; END"
        )
        return
    db.execute_sql(
        "CREATE FUNCTION drop_snapshots() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN DELETE FROM day_snapshot; RETURN NULL; END $$"
    )
    db.execute_sql(
        "CREATE TRIGGER snapshots_lose_an_entry AFTER DELETE ON entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION drop_snapshots()"
    )
