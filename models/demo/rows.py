"""The rows of the demonstration, gathered in memory and written many at once."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from models.bulk import insert_rows, next_id
from models.client_drafts import ClientDraft
from models.clients import client_values
from models.costs import DEFAULT_ACCOUNTS, CostDraft
from models.demo.costs import Papers
from models.demo.dice import Dice
from models.demo.notes import Note
from models.exchange.client_writes import Parts
from models.journal import digest
from models.ledgers import LedgerWriter
from models.rules.trust import Account, Entry
from models.tables import AccountFigures, Client, Cost, EntryText, Memory
from models.tables import Entry as EntryRow

_ENTRY = (
    *("id", "uuid", "client", "seq", "day", "type", "kind", "units", "severity", "outcome"),
    *("memorable", "due", "ref", "author", "recorded_at", "recorded_on", "text_digest"),
)
_COST = ("entry", "nature", "net_cents", "vat_rate", "document", "standing", "account_code")
_AT_ONCE = 5_000


class Gathered:
    """Rows waiting to be written; entries wait until all are known, to be in order of recording."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._clients: list[dict[str, Any]] = []
        self._memories: list[dict[str, Any]] = []
        self._figures: list[dict[str, Any]] = []
        self._ledgers = LedgerWriter()
        self._parts = Parts()
        self._entries: list[tuple[Any, ...]] = []

    @property
    def full(self) -> bool:
        """Whether enough client files wait to be written."""
        return len(self._clients) >= _AT_ONCE

    def client(self, client_id: int, draft: ClientDraft, created: date) -> None:
        """A client file and its parts; the draft is a cleaned one."""
        uuid = identity(self._seed, "client", client_id)
        row = {"id": client_id, "uuid": uuid, "number": client_id, "created_on": created}
        self._clients.append(row | client_values(draft))
        self._parts.add_all(client_id, draft)

    def memory(self, client_id: int, category: str, told: str, note: Note) -> None:
        """A fact to remember about a client, written down with a note."""
        row = {"client": client_id, "category": category, "text": told, "day": note.at.date()}
        placed = {"author": note.author, "pinned": category == "greet", "position": 0}
        self._memories.append(row | placed)

    def account(self, client_id: int, account: Account, figures: dict[str, Any]) -> None:
        """What is kept of an account."""
        self._figures.append(figures)
        self._ledgers.keep(client_id, account, new=True)

    def entry(self, client_id: int, note: Note, entry: Entry, *, referred: bool) -> None:
        """A note and the entry it was judged as; `referred` when another one names it.

        Kept small: a demonstration may have a million of them.
        """
        self._entries.append(
            (
                *(note.at.isoformat(" "), client_id, note.seq, _iso(entry.day), entry.type.value),
                *(entry.kind, entry.units, entry.severity and entry.severity.value),
                *(entry.outcome and entry.outcome.value, entry.memorable, _iso(entry.due)),
                *(entry.ref, note.author, note.text, note.cost, referred),
            )
        )

    def flush_clients(self) -> None:
        """Write the client files gathered so far."""
        _insert(Client, self._clients)
        self._parts.write()
        self._parts = Parts()
        _insert(Memory, self._memories)
        _insert(AccountFigures, self._figures)
        self._ledgers.flush()

    def write_entries(self) -> Iterator[int]:
        """Write the journal in order of recording; tells how many are written as it goes."""
        self._entries.sort(key=itemgetter(0, 1, 2))
        journal = _Journal(self._seed)
        for start in range(0, len(self._entries), _AT_ONCE):
            chunk = self._entries[start : start + _AT_ONCE]
            for row in chunk:
                journal.add(row)
            journal.flush()
            yield start + len(chunk)


class _Journal:
    """Gives each entry its id, identity and salt, and its documents their numbers."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._next_id = next_id(EntryRow)
        self._dice = Dice(f"{seed}/salts")
        self._papers = Papers()
        self._ids: dict[tuple[int, int], int] = {}
        self._entries: list[tuple[Any, ...]] = []
        self._texts: list[tuple[Any, ...]] = []
        self._costs: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """The next entry; what it refers to was added before."""
        at, client_id, seq, day, *columns, ref, author, told, cost, referred = row
        entry_id, salt = self._next_id, self._dice.randbytes(16)
        self._next_id += 1
        if referred:
            self._ids[client_id, seq] = entry_id
        if ref is not None:
            ref = self._ids[client_id, ref]
        uuid = identity(self._seed, "entry", entry_id)
        self._entries.append(
            (
                *(entry_id, uuid, client_id, seq, day, *columns, ref, author, at, at[:10]),
                digest(told, salt),
            )
        )
        if told:
            self._texts.append((entry_id, told, salt))
        if cost is not None:
            self._costs.append(_cost(entry_id, date.fromisoformat(day), cost, self._papers))

    def flush(self) -> None:
        """Write what was added."""
        for table, columns, rows in (
            (EntryRow, _ENTRY, self._entries),
            (EntryText, ("entry", "text", "salt"), self._texts),
            (Cost, _COST, self._costs),
        ):
            insert_rows(table, columns, rows)
            rows.clear()


def identity(seed: int, what: str, number: int) -> str:
    """A UUID of version 8 that the same seed gives again."""
    return f"{_prefix(seed, what)}-{number:012x}"


@cache
def _prefix(seed: int, what: str) -> str:
    h = hashlib.sha256(f"{seed}/{what}".encode()).hexdigest()
    return f"{h[:8]}-{h[8:12]}-8{h[12:15]}-a{h[15:18]}"


def _insert(table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = tuple(rows[0])
        insert_rows(table, columns, [[_cell(row[name]) for name in columns] for row in rows])
    rows.clear()


def _cell(cell: Any) -> Any:
    return _iso(cell) if isinstance(cell, date) else cell


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _cost(entry_id: int, day: date, cost: CostDraft, papers: Papers) -> tuple[Any, ...]:
    document = papers.number(cost.nature, day) if cost.net_cents is not None else ""
    return (
        *(entry_id, cost.nature.value, cost.net_cents, cost.vat_rate, document),
        *(cost.standing.value, DEFAULT_ACCOUNTS.get(cost.nature, "")),
    )
