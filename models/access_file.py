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
from models.merges import members_of
from models.statement_data import Statement
from models.statements import statement_of

SCHEMA = "compte-confiance/access/1"
_PEOPLE = ("Client", "De", "À")
"""The columns that say whose a row is; an asset goes from a client to another."""


@dataclass(frozen=True, slots=True)
class PersonTable:
    """What one table of the export says of the person, without the columns that repeat who.

    Cells are as the table gives them: texts, days, amounts, True or False, None.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


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
    told = (_of(table, keys) for table in tables(today) if is_about(table))
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
            table.name: [
                dict(zip(table.header, map(_cell, row), strict=True)) for row in table.rows
            ]
            for table in found.tables
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def is_about(table: BookTable) -> bool:
    """Whether its rows are each about a client."""
    return any(title in table.header for title in _PEOPLE)


def _of(table: BookTable, keys: set[str]) -> PersonTable:
    """The rows whose client is this one."""
    places = [table.header.index(title) for title in _PEOPLE if title in table.header]
    kept = [at for at, title in enumerate(table.header) if title not in WHO]
    rows = tuple(
        tuple(row[at] for at in kept)
        for row in table.rows()
        if any(str(row[place]) in keys for place in places)
    )
    return PersonTable(table.name, tuple(table.header[at] for at in kept), rows)


def lines_of(table: PersonTable) -> Iterator[tuple[tuple[str, object], ...]]:
    """Each row as (header, cell), the empty cells left out."""
    for row in table.rows:
        cells = zip(table.header, row, strict=True)
        yield tuple((title, cell) for title, cell in cells if cell is not None and cell != "")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)
