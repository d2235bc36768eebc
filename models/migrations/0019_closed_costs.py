"""A cost cannot be moved to an entry of a closed month: the guard of 0011 looked at the former one.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import Database, SqliteDatabase

_NAME = "closed_month_takes_no_moved_cost"
_CLOSED = "a closed month never changes"
_HELD = (
    "EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id "
    "AND EXISTS (SELECT 1 FROM closed_month WHERE month >= {month}))"
)


def up(migrator: Any, db: Database) -> None:
    """Create the guard."""
    if isinstance(db, SqliteDatabase):
        held = _HELD.format(month="substr(entry.day, 1, 7) || '-01'")
        db.execute_sql(
            f"CREATE TRIGGER {_NAME} BEFORE UPDATE OF entry_id ON cost "
            f"WHEN {held} BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
        )
    else:
        _guard_postgresql(db)


def _guard_postgresql(db: Database) -> None:
    held = _HELD.format(month="date_trunc('month', entry.day)::date")
    db.execute_sql(
        f"CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {held} THEN RAISE EXCEPTION '{_CLOSED}'; END IF; RETURN NEW; END $$"
    )
    db.execute_sql(
        f"CREATE TRIGGER {_NAME} BEFORE UPDATE OF entry_id ON cost "
        f"FOR EACH ROW EXECUTE FUNCTION {_NAME}()"
    )
