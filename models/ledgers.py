"""Keeping what the rules make of a journal: written when an account changes, read by days.

Every write happens inside the caller's transaction, beside the account's figures.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from models.bulk import among, delete_rows, insert_rows, read_rows
from models.prepared import Prepared
from models.rules.trust import Account
from models.rules.trust.kept import Kept, KeptCase, KeptPosting, KeptSpan, kept, kept_more
from models.tables import AccountCase, AccountPosting, AccountSpan

Row = tuple[Any, ...]
_OWN = ("client", "position")
_UNTIL = 1
"""Where all rows say until when they hold."""
TABLES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (AccountPosting, KeptPosting._fields),
    (AccountCase, KeptCase._fields),
    (AccountSpan, KeptSpan._fields),
)
"""The tables and their columns, in the order of `Kept`."""


def _one_account(table: Any, columns: Sequence[str]) -> Prepared:
    fields = [getattr(table, name) for name in columns]
    return Prepared(
        lambda client: table.select(*fields).where(table.client == client).order_by(table.position)
    )


_STORED = {table: _one_account(table, columns) for table, columns in TABLES}
_LAST_POSTING = Prepared(
    lambda client: (
        AccountPosting.select(AccountPosting.position)
        .where(AccountPosting.client == client)
        .order_by(AccountPosting.position.desc())
        .limit(1)
    )
)


def keep(client_id: int, account: Account, changed_from: date = date.min) -> None:
    """Write what changed in one account; most often its last rows.

    `changed_from` is the day of the one entry it has more than what is kept: the epochs before
    are then left as they are, and most often all rows.
    """
    more = kept_more(account) if changed_from > date.min else None
    if more == []:
        return
    start = _postings_kept(client_id, account) if more else 0
    account.postings_kept = None
    if more and start:
        _insert(client_id, AccountPosting, KeptPosting._fields, more, start)
        account.postings_kept = start + len(more)
    else:
        _keep_changes(client_id, kept(account, changed_from))


def _postings_kept(client_id: int, account: Account) -> int:
    if account.postings_kept is None:
        last = _LAST_POSTING.first(client_id)
        return last[0] + 1 if last else 0
    return account.postings_kept


def _keep_changes(client_id: int, rows: Kept) -> None:
    for (table, columns), fresh in _by_table(rows):
        stored = _STORED[table].rows(client_id)
        settled = sum(1 for row in stored if row[_UNTIL] <= rows.since)
        same = settled + _alike(stored[settled:], fresh)
        if same < len(stored):
            gone = (table.client == client_id) & (table.position >= same)
            table.delete().where(gone).execute()
        _insert(client_id, table, columns, fresh[same - settled :], same)


def _insert(
    client_id: int, table: Any, columns: Sequence[str], rows: Sequence[Row], start: int
) -> None:
    placed = [(client_id, place, *row) for place, row in enumerate(rows, start)]
    insert_rows(table, (*_OWN, *columns), placed)


def _by_table(rows: Kept) -> Iterator[tuple[tuple[Any, Sequence[str]], Sequence[Row]]]:
    return zip(TABLES, (rows.postings, rows.cases, rows.spans), strict=True)


def _alike(stored: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows are the same from the first on."""
    pairs = zip(stored, rows, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def kept_rows(client_ids: Sequence[int], db: Any = None) -> dict[int, tuple[list[Row], ...]]:
    """What is kept of these accounts, in the open book or another one."""
    found: dict[int, tuple[list[Row], ...]] = {one: ([], [], []) for one in client_ids}
    for place, (table, columns) in enumerate(TABLES):
        fields = [getattr(table, name) for name in columns]
        query = table.select(table.client, *fields).where(table.client.in_(among(client_ids)))
        for row in read_rows(query.order_by(table.client, table.position), db):
            found[row[0]][place].append(row[1:])
    return found


class LedgerWriter:
    """Collects what is kept of many accounts; `flush` writes it."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[Any, ...]]] = [[] for _table in TABLES]
        self._stale: list[int] = []

    def keep(self, client_id: int, account: Account, *, new: bool) -> None:
        """Let one account wait; a new one has nothing to replace."""
        self.keep_rows(client_id, kept(account))
        if not new:
            self._stale.append(client_id)

    def keep_rows(self, client_id: int, ledger: Kept) -> None:
        """Let what is kept of a new account wait."""
        for waiting, (_table, rows) in zip(self._rows, _by_table(ledger), strict=True):
            waiting.extend([(client_id, place, *row) for place, row in enumerate(rows)])

    def flush(self) -> None:
        """Write what waits, after the files of its clients."""
        for (table, columns), rows in zip(TABLES, self._rows, strict=True):
            delete_rows(table, "client", self._stale)
            insert_rows(table, (*_OWN, *columns), rows)
            rows.clear()
        self._stale.clear()
