"""What the owner adds to a kind of asset: its fields, its services; readings an import brought.

A frozen copy, deliberately independent of today's tables.
"""

from typing import Any

from peewee import BooleanField, CharField, Database, IntegerField, Model, TextField


class _Table(Model):
    class Meta:
        legacy_table_names = False


class OwnField(_Table):
    kind = CharField(max_length=40)
    code = CharField(max_length=40)
    type = CharField(max_length=8)
    label = TextField(default="")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("kind", "code"), True),)


class OwnService(_Table):
    kind = CharField(max_length=40)
    code = CharField(max_length=40)
    label = TextField(default="")
    months = IntegerField(null=True)
    km = IntegerField(null=True)
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("kind", "code"), True),)


_TABLES = (OwnField, OwnService)
_READINGS = (
    "ALTER TABLE asset_reading ADD COLUMN import_run_id INTEGER REFERENCES import_run (id)",
    "CREATE INDEX asset_reading_import_run ON asset_reading (import_run_id)"
    " WHERE import_run_id IS NOT NULL",
)


def up(migrator: Any, db: Database) -> None:
    """Create the tables; readings made so far were noted by hand."""
    with db.bind_ctx(_TABLES, bind_refs=False, bind_backrefs=False):
        db.create_tables(_TABLES)
    for statement in _READINGS:
        db.execute_sql(statement)
