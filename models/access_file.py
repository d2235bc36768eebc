"""Everything the book holds of one person, for whoever asks (article 15 of the GDPR).

It is read through the tables of the export: what a book can export of a client is in here, and
nothing of anybody else. Files merged into this one are part of it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.client_export import clients_told
from models.client_keys import client_keys
from models.export import tables
from models.export_tables import WHO, BookTable
from models.i18n import _
from models.merges import members_of
from models.statement_data import Statement
from models.statements import statement_of

SCHEMA = "compte-confiance/access/1"
_WHO_IS_IT = "Client"


@dataclass(frozen=True, slots=True)
class PersonTable:
    """What one table of the export says of the person, without the columns that repeat who."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AccessFile:
    """`files` as `fiches.jsonl` writes them: the person's, then those merged into it."""

    made_on: date
    files: tuple[dict[str, Any], ...]
    account: Statement
    tables: tuple[PersonTable, ...]


def access_file(client_id: int, today: date) -> AccessFile:
    """All of it, as on `today`; tables that say nothing are left out. Reads whole tables."""
    ids = members_of(client_id)
    keys = set(client_keys(ids).values())
    told = (_of(table, keys) for table in tables(today))
    return AccessFile(
        today,
        tuple(clients_told(ids)),
        statement_of(client_id, None, today, today),
        tuple(table for table in told if table.rows),
    )


def access_json(found: AccessFile) -> str:
    """The same for another program: one JSON document, indented.

    `account` is what was noted, amounts in integer centi-units; the cells of `tables` are texts
    under their French headers, as in the export; days are ISO 8601.
    """
    account = found.account
    document = {
        "schema": SCHEMA,
        "made_on": found.made_on.isoformat(),
        "files": found.files,
        "account": {
            "opening_cu": account.opening,
            "lines": [
                {
                    "day": row.day.isoformat(),
                    "kind": row.kind,
                    "amount_cu": row.amount,
                    "what": row.what,
                    "why": row.why,
                    "by": row.by,
                }
                for row in account.rows
            ],
            "closing_cu": account.closing,
        },
        "tables": {
            table.name: [dict(zip(table.header, row, strict=True)) for row in table.rows]
            for table in found.tables
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def _of(table: BookTable, keys: set[str]) -> PersonTable:
    """The rows whose client is this one; none of a table that is about nobody in particular."""
    if _WHO_IS_IT not in table.header:
        return PersonTable(table.name, (), ())
    place = table.header.index(_WHO_IS_IT)
    kept = [at for at, title in enumerate(table.header) if title not in WHO]
    rows = tuple(
        tuple(_cell(row[at]) for at in kept) for row in table.rows() if str(row[place]) in keys
    )
    return PersonTable(table.name, tuple(table.header[at] for at in kept), rows)


def lines_of(table: PersonTable) -> Iterator[tuple[tuple[str, str], ...]]:
    """Each row as (header, cell), the empty cells left out."""
    for row in table.rows:
        yield tuple((title, cell) for title, cell in zip(table.header, row, strict=True) if cell)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)
