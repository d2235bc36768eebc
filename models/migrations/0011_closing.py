"""Closed months are sealed and guarded; a cost says who completed it and when.

From then on triggers refuse what would be dated in a month that is closed, or before it, but an
`opening` of 0 units; a closed month and its seal are never changed nor removed.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import (
    BlobField,
    CharField,
    Database,
    DateField,
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


class MonthSeal(_Table):
    month = DateField(primary_key=True)
    number = IntegerField(unique=True)
    closed_on = DateField()
    author = ForeignKeyField(Member)
    entries = IntegerField()
    last_entry = IntegerField()
    costs = IntegerField()
    journal = CharField(max_length=64)
    figures = CharField(max_length=64)
    accountant = CharField(max_length=64)
    owner = CharField(max_length=64)
    report = CharField(max_length=64)
    before = CharField(max_length=64)
    seal = CharField(max_length=64)
    figures_text = TextField()
    report_text = TextField()
    accountant_pdf = BlobField()


class MonthCheck(_Table):
    month = DateField()
    kind = CharField(max_length=8)
    subject = IntegerField()
    confirmed_on = DateField()
    author = ForeignKeyField(Member)

    class Meta:
        indexes = ((("month", "kind", "subject"), True),)


_TABLES = (MonthSeal, MonthCheck)
_STATEMENTS = (
    "ALTER TABLE cost ADD COLUMN completed_on DATE",
    "ALTER TABLE cost ADD COLUMN completed_by_id INTEGER REFERENCES member (id)",
    "CREATE INDEX cost_completed_by_id ON cost (completed_by_id)",
)

_CLOSED = "a closed month never changes"
_FIXED = ("closed_month", "month_seal")
_CLOSED_DAY = "EXISTS (SELECT 1 FROM closed_month WHERE month >= {month})"
_WEIGHTLESS = "(NEW.type = 'opening' AND COALESCE(NEW.units, 0) = 0)"
_COST_EVENTS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))


def up(migrator: Any, db: Database) -> None:
    """Create the tables and the guards."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
    for statement in _STATEMENTS:
        db.execute_sql(statement)
    if isinstance(db, SqliteDatabase):
        _guard(db)
    else:
        _guard_postgresql(db)


def _guard(db: Database) -> None:
    closed = _CLOSED_DAY.format(month="substr(NEW.day, 1, 7) || '-01'")
    db.execute_sql(
        "CREATE TRIGGER closed_month_takes_no_entry BEFORE INSERT ON entry "
        f"WHEN {closed} AND NOT {_WEIGHTLESS} BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
    )
    closed = _CLOSED_DAY.format(month="substr(entry.day, 1, 7) || '-01'")
    for event, row in _COST_EVENTS:
        db.execute_sql(
            f"CREATE TRIGGER closed_month_keeps_its_costs_{event.lower()} BEFORE {event} ON cost "
            f"WHEN EXISTS (SELECT 1 FROM entry WHERE id = {row}.entry_id AND {closed}) "
            f"BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
        )
    for table in _FIXED:
        for event in ("UPDATE", "DELETE"):
            db.execute_sql(
                f"CREATE TRIGGER {table}_is_never_{event.lower()}d BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
            )


def _guard_postgresql(db: Database) -> None:
    def refuse(name: str, event: str, table: str, condition: str) -> None:
        given = "OLD" if event == "DELETE" else "NEW"
        db.execute_sql(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{_CLOSED}'; END IF; "
            f"RETURN {given}; END $$"
        )
        db.execute_sql(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )

    closed = _CLOSED_DAY.format(month="date_trunc('month', NEW.day)::date")
    refuse("closed_month_takes_no_entry", "INSERT", "entry", f"{closed} AND NOT {_WEIGHTLESS}")
    closed = _CLOSED_DAY.format(month="date_trunc('month', entry.day)::date")
    for event, row in _COST_EVENTS:
        held = f"EXISTS (SELECT 1 FROM entry WHERE id = {row}.entry_id AND {closed})"
        refuse(f"closed_month_keeps_its_costs_{event.lower()}", event, "cost", held)
    for table in _FIXED:
        for event in ("UPDATE", "DELETE"):
            refuse(f"{table}_is_never_{event.lower()}d", event, table, "true")
