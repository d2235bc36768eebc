"""Writing judged entries in bulk: rows wait here and go to the book in large strokes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from models.accounts import figures_row
from models.bulk import delete_rows, insert_rows, next_id
from models.costs import CostDraft
from models.i18n import _
from models.journal import Grounds, digest, grounds_on
from models.ledgers import LedgerWriter
from models.rules.folding import clean_text
from models.rules.trust import Account, Entry
from models.rules.trust.kept import Kept, kept
from models.tables import AccountFigures, Cost, EntryText, VisitAmount
from models.tables import Entry as EntryRow

_ENTRY = (
    "id",
    "uuid",
    "client",
    "seq",
    "day",
    "type",
    "kind",
    "units",
    "severity",
    "outcome",
    "memorable",
    "due",
    "ref",
    "author",
    "recorded_at",
    "recorded_on",
    "text_digest",
    "source_id",
    "import_run",
)
_TEXT = ("entry", "text", "salt")
_AMOUNT = ("entry", "cents", "tax_included")
_COST = ("entry", "nature", "net_cents", "vat_rate", "document", "standing", "account_code")
_FIGURES = (
    "client",
    "as_of",
    "balance",
    "trend",
    "state",
    "open_cases",
    "next_due",
    "last_visit",
)
_FULL = 5_000


@dataclass(frozen=True, slots=True)
class Alone:
    """An account whose journal is one entry without text, as its rows are written for a client:
    the entry's cells from `seq` on, those of its figures, its ledger."""

    entry: tuple[Any, ...]
    figures: tuple[Any, ...]
    ledger: Kept


class EntryWriter:
    """Collects entries, texts, costs and figures; `flush` writes what waits, clients first.

    `run` is the import they come from.
    """

    def __init__(self, run: int | None = None) -> None:
        self._run = run
        self.next_id = next_id(EntryRow)
        """The id the next entry added must have."""
        self._entries: list[tuple[Any, ...]] = []
        self._texts: list[tuple[Any, ...]] = []
        self._costs: list[tuple[Any, ...]] = []
        self._amounts: list[tuple[Any, ...]] = []
        self._figures: list[tuple[Any, ...]] = []
        self._stale: list[int] = []
        self._ledgers = LedgerWriter()

    @property
    def full(self) -> bool:
        """Whether enough waits to be written."""
        return len(self._entries) >= _FULL or len(self._figures) >= _FULL

    @property
    def last_id(self) -> int:
        """The id of the latest entry added."""
        return self.next_id - 1

    def add(
        self,
        client_id: int,
        seq: int,
        entry: Entry,
        *,
        text: str,
        author_id: int,
        recorded_at: datetime,
        source_id: str | None = None,
        uuid: str | None = None,
    ) -> None:
        """Let an entry already judged under `next_id` wait."""
        self.next_id += 1
        salt = b""
        if text:
            text, salt = clean_text(text), secrets.token_bytes(16)
            self._texts.append((entry.id, text, salt))
        own = (entry.id, uuid or str(uuid4()), client_id, seq)
        said = _said(entry, author_id, recorded_at, digest(text, salt), source_id)
        self._entries.append((*own, *_told(entry), *said, self._run))

    def alone(
        self,
        account: Account,
        grounds: Grounds,
        *,
        author_id: int,
        recorded_at: datetime,
        source_id: str | None = None,
    ) -> Alone:
        """The rows of an account of one entry, without text, to be written for any client."""
        [entry] = account.entries
        said = _said(entry, author_id, recorded_at, "", source_id)
        figures = figures_row(0, account, grounds.today, grounds.history)
        cells = (1, *_told(entry), *said, self._run)
        return Alone(cells, tuple(_text(figures[name]) for name in _FIGURES[1:]), kept(account))

    def add_alone(self, client_id: int, uuid: str, alone: Alone) -> None:
        """Let such an account of a new client wait, whole."""
        self._entries.append((self.next_id, uuid, client_id, *alone.entry))
        self.next_id += 1
        self._figures.append((client_id, *alone.figures))
        self._ledgers.keep_rows(client_id, alone.ledger)

    def add_cost(self, cost: CostDraft, account: str) -> None:
        """Let a cost of the latest entry wait, with its account code in the books."""
        self._costs.append(
            (
                self.last_id,
                cost.nature.value,
                cost.net_cents,
                cost.vat_rate,
                cost.document,
                cost.standing.value,
                account,
            )
        )

    def add_amount(self, cents: int, *, tax_included: bool) -> None:
        """Let what the latest entry, a visit, was billed wait."""
        self._amounts.append((self.last_id, cents, tax_included))

    def keep_figures(
        self, client_id: int, account: Account, grounds: Grounds, *, new: bool
    ) -> None:
        """Let an account's figures and ledger wait; a new account has none to replace."""
        self.keep_alike(
            [client_id], figures_row(client_id, account, grounds.today, grounds.history)
        )
        self._ledgers.keep(client_id, account, new=new)
        if not new:
            self._stale.append(client_id)

    def keep_alike(self, client_ids: Sequence[int], figures: dict[str, Any]) -> None:
        """Let the same figures wait for the accounts of several clients."""
        cells = [_text(figures[name]) for name in _FIGURES[1:]]
        self._figures += [(client_id, *cells) for client_id in client_ids]

    def flush(self) -> None:
        """Write what waits, inside the caller's transaction."""
        insert_rows(EntryRow, _ENTRY, self._entries)
        insert_rows(EntryText, _TEXT, self._texts)
        insert_rows(Cost, _COST, self._costs)
        insert_rows(VisitAmount, _AMOUNT, self._amounts)
        delete_rows(AccountFigures, "client", self._stale)
        insert_rows(AccountFigures, _FIGURES, self._figures)
        self._ledgers.flush()
        for rows in (self._entries, self._texts, self._costs, self._amounts, self._figures):
            rows.clear()
        self._stale.clear()


def shared_grounds(today: date) -> Grounds:
    """The grounds of a whole file: each month, each kind is looked up once."""
    grounds = grounds_on(today)
    ask_month = cache(grounds.require_open)

    def guard(day: date, weightless_opening: bool) -> None:
        ask_month(day.replace(day=1), weightless_opening)

    return replace(grounds, weight_of=cache(grounds.weight_of), require_open=guard)


def changed_meanwhile() -> str:
    """The sentence for a file that two readings find different."""
    return _("Le fichier a changé pendant sa lecture : rien n’a été gardé, recommencez.")


def _told(entry: Entry) -> tuple[Any, ...]:
    """The columns from `day` to `ref`."""
    return (
        entry.day.isoformat(),
        entry.type.value,
        entry.kind,
        entry.units,
        entry.severity.value if entry.severity else None,
        entry.outcome.value if entry.outcome else None,
        entry.memorable,
        entry.due.isoformat() if entry.due else None,
        entry.ref,
    )


def _said(
    entry: Entry, author_id: int, recorded_at: datetime, digested: str, source_id: str | None
) -> tuple[Any, ...]:
    """The columns from `author` to `source_id`."""
    moment = recorded_at.isoformat(sep=" ")
    return author_id, moment, _text(entry.recorded_on), digested, source_id


def _text(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell
