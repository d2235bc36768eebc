"""What each import wrote, so that it can be undone whole; what a visit was billed; layouts.

Entries and clients say which import they come from. A row of the journal may now be deleted, but
only while its import is being undone: the run is marked so, the client is not among those the
undoing keeps, and no month that holds the row was closed since. `import_edited` holds the
clients of an import whose file was changed since.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
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
    pass


class Client(_Table):
    pass


class Entry(_Table):
    pass


class ImportRun(_Table):
    uuid = CharField(max_length=36, unique=True)
    file = TextField()
    kind = CharField(max_length=16)
    form = TextField(default="")
    recorded_at = DateTimeField()
    recorded_on = DateField()
    author = ForeignKeyField(Member)
    read = IntegerField(default=0)
    created = IntegerField(default=0)
    updated = IntegerField(default=0)
    skipped = IntegerField(default=0)
    refused = IntegerField(default=0)
    last_asset = IntegerField(default=0)
    undone_at = DateTimeField(null=True)
    undone_by = ForeignKeyField(Member, null=True)


class ImportBefore(_Table):
    run = ForeignKeyField(ImportRun)
    client = ForeignKeyField(Client)
    edited = BooleanField()
    before = TextField()
    after = CharField(max_length=64, default="")

    class Meta:
        indexes = ((("run", "client"), True),)


class ImportKept(_Table):
    run = ForeignKeyField(ImportRun)
    client = ForeignKeyField(Client)
    reason = CharField(max_length=16)

    class Meta:
        primary_key = CompositeKey("run", "client")


class ImportEdited(_Table):
    client = ForeignKeyField(Client, primary_key=True)


class ImportLayout(_Table):
    signature = CharField(max_length=64, primary_key=True)
    mapping = TextField()
    saved_on = DateField()
    author = ForeignKeyField(Member)


class VisitAmount(_Table):
    entry = ForeignKeyField(Entry, primary_key=True)
    cents = IntegerField()
    tax_included = BooleanField()


_TABLES = (ImportRun, ImportBefore, ImportKept, ImportEdited, ImportLayout, VisitAmount)

_STATEMENTS = (
    "ALTER TABLE client ADD COLUMN import_run_id INTEGER REFERENCES import_run (id)",
    "ALTER TABLE entry ADD COLUMN import_run_id INTEGER REFERENCES import_run (id)",
    "ALTER TABLE setting ADD COLUMN import_run_id INTEGER REFERENCES import_run (id)",
    # Most rows come from no import: they cost nothing here.
    "CREATE INDEX client_import_run ON client (import_run_id) WHERE import_run_id IS NOT NULL",
    "CREATE INDEX entry_import_run ON entry (import_run_id) WHERE import_run_id IS NOT NULL",
)

_MAY_GO = (
    "EXISTS (SELECT 1 FROM import_run WHERE id = OLD.import_run_id AND undone_at IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM import_kept"
    " WHERE run_id = import_run.id AND client_id = OLD.client_id)"
    " AND NOT EXISTS (SELECT 1 FROM closed_month"
    " WHERE closed_at >= import_run.recorded_at AND month >= {month}))"
)
_EDITED = (
    "INSERT INTO import_edited (client_id) SELECT id FROM client WHERE id = {client}"
    " AND import_run_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM import_edited WHERE client_id = {client})"
)
_REMEMBERED = (("client", "OLD.id"), ("asset", "OLD.client_id"))


def up(migrator: Any, db: Database) -> None:
    """Create the tables, and let the undoing of an import through the journal's guard."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
    for statement in _STATEMENTS:
        db.execute_sql(statement)
    if isinstance(db, SqliteDatabase):
        _guard(db)
    else:
        _guard_postgresql(db)


def _guard(db: Database) -> None:
    may_go = _MAY_GO.format(month="substr(OLD.day, 1, 7) || '-01'")
    db.execute_sql("DROP TRIGGER entry_is_never_deleted")
    db.execute_sql(
        "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry "
        f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only') WHERE NOT {may_go}; END"
    )
    for table, client in _REMEMBERED:
        db.execute_sql(
            f"CREATE TRIGGER {table}_of_an_import_is_edited AFTER UPDATE ON {table} "
            f"BEGIN {_EDITED.format(client=client)}; END"
        )


def _guard_postgresql(db: Database) -> None:
    may_go = _MAY_GO.format(month="date_trunc('month', OLD.day)::date")
    db.execute_sql("DROP TRIGGER entry_is_never_deleted ON entry")
    db.execute_sql(
        "CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {may_go} THEN RAISE EXCEPTION 'the journal is append-only'; END IF; "
        "RETURN OLD; END $$"
    )
    db.execute_sql(
        "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_deletion()"
    )
    for table, client in _REMEMBERED:
        db.execute_sql(
            f"CREATE FUNCTION {table}_is_edited() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {_EDITED.format(client=client)}; RETURN NULL; END $$"
        )
        db.execute_sql(
            f"CREATE TRIGGER {table}_of_an_import_is_edited AFTER UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_is_edited()"
        )
