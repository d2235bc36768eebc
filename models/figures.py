"""The figures kept of all accounts, brought to a day; ledgers kept of accounts that lack them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from peewee import chunked, fn

from models.accounts import read_accounts
from models.asset_replay import keep_all, replayed
from models.bulk import delete_rows, insert_rows, read_rows, update_rows
from models.database import writing
from models.ledgers import TABLES, LedgerWriter
from models.rules.trust import State
from models.settings import trust_history
from models.snapshots import brought_forward, whole_day
from models.standings import STATES, Standings, standings
from models.tables import AccountCase, AccountFigures, BookFact, DaySnapshot
from models.tables import Entry as EntryRow

Progress = Callable[[int, int], object]
"""Called with (done, total), in accounts; raising from it stops, and what is done is kept."""

_KEPT_TO = "ledgers_kept_to"
_LEDGERS_AT_ONCE = 200
_FIGURES_AT_ONCE = 2_000
_COLUMNS = ("balance", "trend", "state", "open_cases", "next_due", "last_visit")
_ALL = ("as_of", *_COLUMNS)

Row = tuple[Any, ...]


# -- ledgers ----------------------------------------------------------------------------------


def kept_to(db: Any = None) -> int | None:
    """The last client whose ledger is kept; None when everybody's is. `db` reads another book.

    Only a book from before ledgers were kept, or one told to make them again, is behind.
    """
    kept = BookFact.select(BookFact.value).where(BookFact.name == _KEPT_TO).scalar(db)
    return int(kept) if kept is not None else None


def complete_ledgers(progress: Progress | None = None) -> None:
    """Keep the ledgers that are missing, a few at a time; stopped, it goes on next time."""
    if kept_to() is None:
        return
    total = EntryRow.select(EntryRow.client).distinct().count()
    done = 0
    while (count := _complete_some()) is not None:
        done += count
        if progress is not None:
            progress(min(done, total), total)


def _complete_some() -> int | None:
    """Keep the next ledgers; how many, None when there are no more."""
    with writing():
        after = kept_to()
        if after is None:
            return None
        behind = EntryRow.select(EntryRow.client).distinct().where(EntryRow.client > after)
        query = behind.order_by(EntryRow.client).limit(_LEDGERS_AT_ONCE)
        ids = [row[0] for row in query.tuples()]
        _keep(ids)
        if ids:
            BookFact.replace(name=_KEPT_TO, value=str(ids[-1])).execute()
        else:
            BookFact.delete().where(BookFact.name == _KEPT_TO).execute()
    return len(ids)


def keep_since(day: date) -> None:
    """Keep again the ledgers of accounts with an entry recorded since `day`: its settings changed.

    Writes inside the caller's transaction.
    """
    query = EntryRow.select(EntryRow.client).distinct().where(EntryRow.recorded_on >= day)
    for some in chunked([row[0] for row in query.tuples()], _LEDGERS_AT_ONCE):
        _keep(some)
    DaySnapshot.delete().execute()


def _keep(clients: Sequence[int]) -> None:
    writer = LedgerWriter()
    for client_id, account in read_accounts(clients):
        writer.keep(client_id, account, new=False)
    writer.flush()


def rebuild(today: date, progress: Progress | None = None) -> None:
    """Make again, from what was noted, everything kept of the accounts and of assets."""
    with writing():
        for table in (*(table for table, _columns in TABLES), DaySnapshot):
            table.delete().execute()
        BookFact.replace(name=_KEPT_TO, value="0").execute()
    complete_ledgers(progress)
    with writing():
        refresh_figures(today, all_of_them=True)
        keep_all(replayed(), today)


# -- figures ----------------------------------------------------------------------------------


def refresh_figures(day: date, *, all_of_them: bool = False) -> int:
    """Bring the figures kept for lists to `day`; what nobody recorded has happened by itself.

    Writes inside the caller's transaction; returns how many accounts were not there yet.
    """
    complete_ledgers()
    behind = _behind(day)
    if all_of_them or behind:
        found = standings(day, trust_history().on(day))
        for columns, rows in _changes(day, found).items():
            _write(columns, rows)
        AccountFigures.update(as_of=day).where(AccountFigures.as_of != day).execute()
    return behind


def advance_figures(day: date, progress: Progress | None = None) -> int:
    """The same, a few at a time, so that the counter can note meanwhile.

    What it notes is left as it wrote it. Stopped, it goes on next time.
    """
    complete_ledgers(progress)
    behind = _behind(day)
    if not behind:
        return 0
    history = trust_history()
    changes = _changes(day, brought_forward(whole_day(day, history), history))
    total, done = sum(len(rows) for rows in changes.values()), 0
    for columns, rows in changes.items():
        for some in chunked(rows, _FIGURES_AT_ONCE):
            if progress is not None:
                progress(done, total)
            with writing():
                _write(columns, _still_behind(day, some))
            done += len(some)
    with writing():
        AccountFigures.update(as_of=day).where(AccountFigures.as_of != day).execute()
    return behind


def _behind(day: date) -> int:
    """How many accounts have no figures as of `day`."""
    known = AccountFigures.select().where(AccountFigures.as_of != day).count()
    return int(known) + len(_without_figures())


def _without_figures() -> list[int]:
    known = AccountFigures.select(AccountFigures.client)
    query = EntryRow.select(EntryRow.client).distinct().where(EntryRow.client.not_in(known))
    return [row[0] for row in query.tuples()]


def _changes(day: date, found: Standings) -> dict[tuple[str, ...], list[Row]]:
    """What differs from what is kept: for some columns, rows of their cells and the client.

    `as_of` comes first; a row for every column is a new one. Few columns change at once, and
    most are indexed: only those that change are written.
    """
    target = _Target(day, found)
    changes: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    kept = AccountFigures.select(AccountFigures.client, *(_field(name) for name in _COLUMNS))
    for client, *cells in read_rows(kept):
        old = (*cells[:4], *(cell and str(cell) for cell in cells[4:]))
        new = target.of(client)
        if old != new:
            places = [place for place in range(len(new)) if old[place] != new[place]]
            columns = ("as_of", *(_COLUMNS[place] for place in places))
            changes[columns].append((target.day, *(new[place] for place in places), client))
    for client in _without_figures():
        changes[_ALL].append((target.day, *target.of(client), client))
    return changes


def _field(name: str) -> Any:
    return getattr(AccountFigures, name)


def _still_behind(day: date, rows: Sequence[Row]) -> list[Row]:
    """The rows of those whose figures nobody brought to `day` meanwhile."""
    clients = [row[-1] for row in rows]
    query = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.client.in_(clients), AccountFigures.as_of == day
    )
    fresh = {row[0] for row in query.tuples()}
    return [row for row in rows if row[-1] not in fresh]


def _write(columns: tuple[str, ...], rows: list[Row]) -> None:
    if columns == _ALL:
        delete_rows(AccountFigures, "client", [row[-1] for row in rows])
        insert_rows(AccountFigures, (*columns, "client"), rows)
    else:
        update_rows(AccountFigures, columns, rows, where="client")


class _Target:
    """What the figures of accounts are on a day, as the cells of `_COLUMNS`."""

    def __init__(self, day: date, found: Standings) -> None:
        self.day = day.isoformat()
        self._found = found
        self._waiting = _waiting(day)

    def of(self, client: int) -> Row:
        """The cells of one account."""
        found = self._found
        balance, visit = found.balance[client], found.last_visit[client]
        state = STATES[found.states[client]] or State.STEADY
        count, due = self._waiting.get(client, (0, None))
        last_visit = _iso(visit) if visit else None
        return (balance, balance - found.earlier[client], state.value, count, due, last_visit)


def _waiting(day: date) -> dict[int, tuple[int, str]]:
    """By client, how many cases are open on `day`, and their nearest due date."""
    ordinal = day.toordinal()
    query = (
        AccountCase.select(AccountCase.client, fn.COUNT(1), fn.MIN(AccountCase.due))
        .where(
            AccountCase.opened <= ordinal,
            AccountCase.ended_on > ordinal,
            AccountCase.since <= ordinal,
            AccountCase.until > ordinal,
        )
        .group_by(AccountCase.client)
    )
    return {client: (count, _iso(due)) for client, count, due in read_rows(query)}


@cache
def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
