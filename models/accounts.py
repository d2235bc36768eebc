"""Reading accounts from the journal, and keeping what lists and months read."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.bulk import read_rows
from models.ledgers import keep
from models.prepared import write_row
from models.rules.trust import Account, Entry, EntryType, Outcome, Severity
from models.settings import TrustHistory, trust_history
from models.tables import AccountFigures
from models.tables import Entry as EntryRow

COLUMNS = (
    EntryRow.client,
    EntryRow.id,
    EntryRow.day,
    EntryRow.type,
    EntryRow.kind,
    EntryRow.units,
    EntryRow.severity,
    EntryRow.outcome,
    EntryRow.memorable,
    EntryRow.due,
    EntryRow.ref,
    EntryRow.recorded_on,
)
"""What `entries` reads, in its order."""

_TYPES = {kind.value: kind for kind in EntryType}
_SEVERITIES = {None: None, "": None} | {severity.value: severity for severity in Severity}
_OUTCOMES = {None: None, "": None} | {outcome.value: outcome for outcome in Outcome}


def read_account(client_id: int) -> Account:
    """The account of one client, from its journal."""
    query = EntryRow.select(*COLUMNS).where(EntryRow.client == client_id).order_by(EntryRow.seq)
    return Account(entries(read_rows(query), trust_history()))


def read_accounts(
    client_ids: Iterable[int] | None = None, db: Any = None
) -> Iterator[tuple[int, Account]]:
    """Every account that has entries (or those of `client_ids`), in order of client.

    `db` reads another book than the open one, such as a backup being verified.
    """
    query = EntryRow.select(*COLUMNS).order_by(EntryRow.client, EntryRow.seq)
    if client_ids is not None:
        query = query.where(EntryRow.client.in_(list(client_ids)))
    history = trust_history(db)
    for client_id, group in groupby(read_rows(query, db), key=itemgetter(0)):
        yield client_id, Account(entries(group, history))


def entries(rows: Iterable[tuple[Any, ...]], history: TrustHistory) -> Iterator[Entry]:
    """Rows of `COLUMNS` as the driver gives them, as the rules read them; maybe a million."""
    for _client, entry_id, day, kind, name, units, severity, outcome, *more in rows:
        memorable, due, ref, recorded = more
        recorded_on = _day(recorded)
        yield Entry(
            entry_id,
            _day(day),
            _TYPES[kind],
            name,
            units,
            _SEVERITIES[severity],
            _OUTCOMES[outcome],
            bool(memorable),
            None if due is None else _day(due),
            ref,
            history.on(recorded_on),
            recorded_on,
        )


@lru_cache(maxsize=1 << 16)
def _day(cell: str | date) -> date:
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


def figures_row(
    client_id: int, account: Account, day: date, history: TrustHistory
) -> dict[str, Any]:
    """What `AccountFigures` keeps of an account on `day`."""
    figures = account.figures(day, history.on(day))
    ledger = account.ledger(day)
    waiting = [
        case.due
        for case in ledger.cases.values()
        if case.entry.day <= day and (case.ended_on is None or case.ended_on > day)
    ]
    visits = [entry.day for entry in ledger.order if entry.type is EntryType.VISIT]
    return {
        "client": client_id,
        "as_of": day,
        "balance": figures.balance,
        "trend": figures.trend,
        "state": figures.state.value,
        "open_cases": len(waiting),
        "next_due": min(waiting, default=None),
        "last_visit": max((visit for visit in visits if visit <= day), default=None),
    }


def keep_figures(
    client_id: int, account: Account, day: date, changed_from: date = date.min
) -> None:
    """Write the account's figures and ledger, inside the caller's transaction.

    `changed_from` is the day of the one entry noted since they were written, when there is one.
    """
    row = figures_row(client_id, account, day, trust_history())
    write_row(AccountFigures, replacing=True, **row)
    keep(client_id, account, changed_from)
