"""Writing the journal CSV: every account, so that an empty book importing it answers the same.

Each row's id is the entry's own in the book: imported where it comes from, it is already there.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TextIO

from models.bulk import read_rows
from models.client_keys import client_keys
from models.exchange.cells import protect
from models.exchange.journal_columns import ALL_COLUMNS
from models.tables import Cost, EntryText, Member, VisitAmount
from models.tables import Entry as EntryRow


def write_journal(stream: TextIO, client_ids: Iterable[int] | None = None) -> int:
    """Write the journal of these clients, or of all of them; returns the number of rows.

    Clients in the order of their files, entries in order of recording. UTF-8 and « \\n » are the
    caller's (open the file with `encoding="utf-8", newline=""`).
    """
    wanted = None if client_ids is None else set(client_ids)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ALL_COLUMNS)
    keys = client_keys()
    count = 0
    for _uuid, group in groupby(_rows(), key=itemgetter(1)):
        rows = list(group)
        client_id = rows[0][0]
        if wanted is None or client_id in wanted:
            writer.writerow(_cells(keys[client_id], rows))
            count += 1
    return count


def _rows() -> Iterator[tuple[Any, ...]]:
    target: Any = EntryRow.alias()
    entry = (
        *(EntryRow.client, EntryRow.uuid, EntryRow.day, EntryRow.type, EntryRow.kind),
        *(EntryRow.units, EntryRow.severity, EntryRow.outcome, EntryRow.memorable, EntryRow.due),
    )
    recording = (EntryRow.recorded_at, EntryRow.recorded_on, Member.name)
    cost = (Cost.nature, Cost.net_cents, Cost.vat_rate, Cost.document, Cost.standing)
    query: Any = (
        EntryRow.select(
            *(*entry, target.uuid, EntryText.text, *recording),
            *(VisitAmount.cents, VisitAmount.tax_included),
            *(*cost, Cost.account_code),
        )
        .join(target, "LEFT OUTER JOIN", on=(EntryRow.ref == target.id))
        .switch(EntryRow)
        .join(EntryText, "LEFT OUTER JOIN")
        .switch(EntryRow)
        .join(Cost, "LEFT OUTER JOIN")
        .switch(EntryRow)
        .join(VisitAmount, "LEFT OUTER JOIN")
        .switch(EntryRow)
        .join(Member)
        .order_by(EntryRow.client, EntryRow.seq, Cost._meta.primary_key)
    )
    return iter(read_rows(query))


def _cells(client: str, rows: list[tuple[Any, ...]]) -> list[str]:
    """The cells of an entry, given once for each of its costs."""
    row = rows[0]
    (_client, uuid, day, kind_of, kind, units, severity, outcome, memorable, due, ref, text) = row[
        :12
    ]
    recorded_at, recorded_on, author, cents, tax_included = row[12:17]
    return [
        protect(client),
        uuid,
        str(day),
        kind_of,
        protect(kind),
        "" if units is None else decimals(units),
        severity or "",
        outcome or "",
        "yes" if memorable else "",
        str(due or ""),
        ref or "",
        protect(text or ""),
        f"{str(recorded_at).replace(' ', 'T')}Z",
        str(recorded_on),
        protect(author),
        *("\n".join(cells) for cells in zip(*(_cost(cost[17:]) for cost in rows), strict=True)),
        "" if cents is None else decimals(cents),
        "yes" if tax_included else "",
    ]


def _cost(row: tuple[Any, ...]) -> list[str]:
    nature, net_cents, vat_rate, document, standing, account = row
    if nature is None:
        return [""] * len(row)
    return [
        nature,
        "" if net_cents is None else decimals(net_cents),
        "" if vat_rate is None else decimals(vat_rate),
        protect(document.replace("\n", " ")),
        standing,
        protect(account),
    ]


def decimals(hundredths: int) -> str:
    """Hundredths with a decimal point and no useless zero: 150 → « 1.5 »."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
