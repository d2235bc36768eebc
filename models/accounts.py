"""Reading accounts from the journal, and keeping what lists and months read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.bulk import among, read_rows
from models.ledgers import keep
from models.merges import file_merges
from models.prepared import Prepared, change_row, day_of, day_or_none, write_row
from models.rules.trust import Account, Entry, EntryType, Outcome, Severity
from models.rules.trust.merging import FileMerge, Recorded, merged_account
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

_ONE = Prepared(
    lambda client: EntryRow.select(*COLUMNS).where(EntryRow.client == client).order_by(EntryRow.seq)
)
_FIGURES = (
    *("client", "as_of", "next_due", "last_visit"),
    *("balance", "trend", "state", "open_cases"),
)
_TYPES = {kind.value: kind for kind in EntryType}
_SEVERITIES = {None: None, "": None} | {severity.value: severity for severity in Severity}
_OUTCOMES = {None: None, "": None} | {outcome.value: outcome for outcome in Outcome}


def read_account(
    client_id: int, history: TrustHistory | None = None, trial: FileMerge | None = None
) -> Account:
    """The account of one client, from its journal and those merged into it; `trial` tries one."""
    terms, merges = history or trust_history(), file_merges()
    if trial is not None:
        merges = [*merges, trial]
    if any(client_id in (merge.kept, merge.absorbed) for merge in merges):
        return merged_account(client_id, merges, _journals({client_id}, merges, terms))
    return Account(entries(_ONE.rows(client_id), terms))


def read_accounts(
    client_ids: Iterable[int] | None = None, db: Any = None
) -> Iterator[tuple[int, Account]]:
    """Every account that has entries (or those of `client_ids`), in order of client.

    `db` reads another book than the open one, such as a backup being verified.
    """
    query = EntryRow.select(*COLUMNS).order_by(EntryRow.client, EntryRow.seq)
    wanted = None if client_ids is None else set(client_ids)
    if wanted is not None:
        query = query.where(EntryRow.client.in_(among(wanted)))
    history, merges = trust_history(db), file_merges(db)
    merged = {client for merge in merges for client in (merge.kept, merge.absorbed)}
    journals = _journals(merged if wanted is None else merged & wanted, merges, history, db)
    for client_id, group in groupby(read_rows(query, db), key=itemgetter(0)):
        if client_id in merged:
            yield client_id, merged_account(client_id, merges, journals)
        else:
            yield client_id, Account(entries(group, history))


def _journals(
    client_ids: set[int], merges: Sequence[FileMerge], history: TrustHistory, db: Any = None
) -> dict[int, list[Recorded]]:
    """The journals that the accounts of these merged clients are made of."""
    ids = set(client_ids)
    for merge in reversed(merges):  # a file that is absorbed brings what it had absorbed before
        if merge.kept in ids:
            ids.add(merge.absorbed)
    found: dict[int, list[Recorded]] = {one: [] for one in ids}
    if not ids:
        return found
    query = EntryRow.select(*COLUMNS, EntryRow.recorded_at).where(EntryRow.client.in_(among(ids)))
    rows = list(read_rows(query.order_by(EntryRow.client, EntryRow.seq), db))
    for row, entry in zip(rows, entries((row[:-1] for row in rows), history), strict=True):
        found[row[0]].append(Recorded(entry, str(row[-1])))
    return found


def entries(rows: Iterable[tuple[Any, ...]], history: TrustHistory) -> Iterator[Entry]:
    """Rows of `COLUMNS` as the driver gives them, as the rules read them; maybe a million."""
    for row in rows:
        _id, entry_id, day, kind, name, units, severity, outcome, memorable, due, ref, noted = row
        recorded_on = _day(noted)
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
        if (case.ended_on is None or case.ended_on > day) and case.entry.day <= day
    ]
    return {
        "client": client_id,
        "as_of": day,
        "balance": figures.balance,
        "trend": figures.trend,
        "state": figures.state.value,
        "open_cases": len(waiting),
        "next_due": min(waiting, default=None),
        "last_visit": ledger.latest_visit(day),
    }


def kept_figures(client_ids: Sequence[int], db: Any = None) -> dict[int, dict[str, Any]]:
    """What is kept of these accounts, by client, as `figures_row` makes it."""
    query = _kept().where(AccountFigures.client.in_(among(client_ids)))
    return {row[0]: _figures(row) for row in read_rows(query, db)}


def _kept() -> Any:
    return AccountFigures.select(*[getattr(AccountFigures, name) for name in _FIGURES])


def _figures(row: tuple[Any, ...]) -> dict[str, Any]:
    client_id, as_of, next_due, last_visit, *others = row
    days = (day_of(as_of), day_or_none(next_due), day_or_none(last_visit))
    return dict(zip(_FIGURES, (client_id, *days, *others), strict=True))


_KEPT = Prepared(lambda client: _kept().where(AccountFigures.client == client))


def keep_figures(
    client_id: int,
    account: Account,
    day: date,
    changed_from: date = date.min,
    history: TrustHistory | None = None,
) -> None:
    """Write the account's figures and ledger, inside the caller's transaction.

    `changed_from` is the day of the one entry noted since they were written, when there is one.
    """
    row = figures_row(client_id, account, day, history or trust_history())
    _write_figures(client_id, account.figures_kept, row)
    account.figures_kept = row
    keep(client_id, account, changed_from)


def _write_figures(client_id: int, before: dict[str, Any] | None, row: dict[str, Any]) -> None:
    """Only those that changed: each has an order of the Clients table to be written."""
    if before is None:
        kept = _KEPT.first(client_id)
        if kept is None:
            write_row(AccountFigures, **row)
            return
        before = _figures(kept)
    changed = {name: cell for name, cell in row.items() if cell != before[name]}
    if changed:
        change_row(AccountFigures, client_id, **changed)
