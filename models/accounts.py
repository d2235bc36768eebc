"""Reading accounts from the journal, and the figures kept for lists."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from models.rules.trust import Account, Entry, EntryType, Outcome, Severity
from models.settings import TrustHistory, trust_history
from models.tables import AccountFigures
from models.tables import Entry as EntryRow

_COLUMNS = (
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


def read_account(client_id: int) -> Account:
    """The account of one client, from its journal."""
    query = EntryRow.select(*_COLUMNS).where(EntryRow.client == client_id).order_by(EntryRow.seq)
    history = trust_history()
    return Account(_entry(row, history) for row in query.tuples())


def read_accounts(
    client_ids: Iterable[int] | None = None, db: Any = None
) -> Iterator[tuple[int, Account]]:
    """Every account that has entries (or those of `client_ids`), in order of client.

    `db` reads another book than the open one, such as a backup being verified.
    """
    query = EntryRow.select(*_COLUMNS).order_by(EntryRow.client, EntryRow.seq)
    if client_ids is not None:
        query = query.where(EntryRow.client.in_(list(client_ids)))
    history = trust_history(db)
    rows = query.tuples().execute(db) if db is not None else query.tuples().iterator()
    for client_id, group in groupby(rows, key=lambda row: row[0]):
        yield client_id, Account(_entry(row, history) for row in group)


def _entry(row: tuple[Any, ...], history: TrustHistory) -> Entry:
    return Entry(
        id=row[1],
        day=row[2],
        type=EntryType(row[3]),
        kind=row[4],
        units=row[5],
        severity=Severity(row[6]) if row[6] else None,
        outcome=Outcome(row[7]) if row[7] else None,
        memorable=bool(row[8]),
        due=row[9],
        ref=row[10],
        terms=history.on(row[11]),
        recorded_on=row[11],
    )


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


def keep_figures(client_id: int, account: Account, day: date) -> None:
    """Write the account's figures, inside the caller's transaction."""
    row = figures_row(client_id, account, day, trust_history())
    AccountFigures.replace(**row).execute()


def refresh_figures(day: date, *, all_of_them: bool = False) -> int:
    """Bring the figures kept for lists to `day`; what nobody recorded has happened by itself.

    Writes inside the caller's transaction; returns how many accounts were brought up to date.
    """
    stale = EntryRow.select(EntryRow.client).distinct()
    if not all_of_them:
        fresh = AccountFigures.select(AccountFigures.client).where(AccountFigures.as_of == day)
        stale = stale.where(EntryRow.client.not_in(fresh))
    ids = [row[0] for row in stale.tuples()]
    history = trust_history()
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        rows = [figures_row(i, account, day, history) for i, account in read_accounts(chunk)]
        AccountFigures.replace_many(rows).execute()
    return len(ids)
