"""Every account at the end of a day, from what is kept of the ledgers: no journal is replayed.

The columns are arrays with one place per client id, so that a hundred thousand accounts are
read, compared and added up in a moment.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from peewee import SQL, Case, fn

from models.bulk import read_rows
from models.merges import in_force
from models.rules.trust import State, TrustSettings, state_on
from models.rules.trust.account import TREND_MONTHS
from models.rules.trust.kept import Status
from models.rules.trust.months import Worths, months_before, months_by_age, worths
from models.tables import AccountPosting, AccountSpan, Client
from models.tables import Entry as EntryRow

STATES: tuple[State | None, ...] = (None, *State)
"""The state behind each code; 0 is an account that has no entry yet."""
CODES = {state: code for code, state in enumerate(STATES)}
YEAR = 12
VISIT, REVERSAL = SQL("'visit'"), SQL("'reversal'")
"""Written out, or SQLite would not see that an index has these entries only."""
Column: TypeAlias = "array[int]"
_AT_ONCE = 5_000
_REMEMBERED = 1_000
_FEW = 500


@dataclass(slots=True)
class Standings:
    """Accounts on `day`, by client id; balances in centi-units, days as ordinals (0: never).

    `earlier` is the balance 3 months before, `states` codes of `STATES`, `visits_lately` those
    of the last 12 months, `last_deposit` the day of the latest deposit, void or not.
    """

    day: date
    balance: Column
    earlier: Column
    visits: Column
    visits_lately: Column
    last_visit: Column
    last_deposit: Column
    states: bytearray

    @classmethod
    def empty(cls, day: date, places: int) -> "Standings":
        """Nobody yet, with places for the client ids below `places`."""
        columns = [array(code, bytes(places * array(code).itemsize)) for code in "qqIIII"]
        return cls.of(day, columns, bytearray(places))

    @classmethod
    def of(cls, day: date, columns: Sequence[Column], states: bytearray) -> "Standings":
        """Put together again what `columns` gave."""
        balance, earlier, visits, lately, visit, deposit = columns
        return cls(day, balance, earlier, visits, lately, visit, deposit, states)

    def columns(self) -> tuple[Column, ...]:
        """All but the states."""
        return (
            self.balance,
            self.earlier,
            self.visits,
            self.visits_lately,
            self.last_visit,
            self.last_deposit,
        )

    def grow(self, places: int) -> None:
        """Make room for the client ids below `places`: they are not in it yet."""
        more = places - len(self.states)
        if more > 0:
            for column in self.columns():
                column.frombytes(bytes(more * column.itemsize))
            self.states.extend(bytes(more))

    def replace(self, clients: Sequence[int], others: "Standings") -> None:
        """Take these clients' places from `others`."""
        self.grow(len(others.states))
        pairs = [*zip(self.columns(), others.columns(), strict=True), (self.states, others.states)]
        for mine, theirs in pairs:
            for client in clients:
                mine[client] = theirs[client]


def standings(
    day: date, terms: TrustSettings, clients: Sequence[int] | None = None, db: Any = None
) -> Standings:
    """Every account on `day`, or those of `clients`; `terms` are the settings of that day.

    Reads in steps, so that the counter can go on writing meanwhile; `db` reads another book.
    """
    last = Client.select(fn.MAX(Client.id)).scalar(db) or 0
    if clients is not None:
        clients = [*clients, *_absorbed_by(clients, in_force(day, db))]
    found = Standings.empty(day, last + 1)
    for within in _steps(last, clients):
        fresh = bytearray(last + 1)
        _read_postings(found, fresh, read_rows(_postings(found.day, within), db))
        _read_visits(found, read_rows(_visits(found.day, within), db))
        _read_states(found, fresh, read_rows(_spans(found.day, within), db), terms)
    _join_visits(found, in_force(day, db))
    return found


def _join_visits(found: Standings, into: dict[int, int]) -> None:
    """The visits of a file merged into another are the other's."""
    counts = (found.visits, found.visits_lately)
    for absorbed, kept in into.items():  # in order of recording: what it had absorbed came before
        if absorbed >= len(found.states):
            continue
        for column in counts:
            column[kept] += column[absorbed]
            column[absorbed] = 0
        found.last_visit[kept] = max(found.last_visit[kept], found.last_visit[absorbed])
        found.last_visit[absorbed] = 0


def _absorbed_by(clients: Sequence[int], into: dict[int, int]) -> set[int]:
    """Those merged into them, directly or not, that are not among them."""
    found: set[int] = set()
    for absorbed, kept in reversed(into.items()):
        if kept in found or kept in clients:
            found.add(absorbed)
    return found.difference(clients)


def _steps(last: int, clients: Sequence[int] | None) -> Iterator[Any]:
    """Conditions on a table's client that together meet everyone asked."""
    if clients is None:
        for low in range(0, last + 1, _AT_ONCE):
            yield lambda client, low=low: client.between(low, low + _AT_ONCE - 1)
    else:
        for start in range(0, len(clients), _FEW):
            some = clients[start : start + _FEW]
            yield lambda client, some=some: client.in_(some)


Rows = Iterable[tuple[Any, ...]]


def _read_postings(found: Standings, fresh: bytearray, rows: Rows) -> None:
    """Add up what postings count for; mark in `fresh` whom a deposit of 3 months makes grow."""
    day, before = found.day.toordinal(), months_before(found.day, TREND_MONTHS).toordinal()
    now, then = months_by_age(found.day), months_by_age(date.fromordinal(before))
    balance, earlier, last_deposit = found.balance, found.earlier, found.last_deposit
    worth: dict[tuple[int, int], tuple[int, ...] | Worths] = {}
    for client, posted, amount, half_life, fades_from, void_on in rows:
        after = worth.get((amount, half_life))
        if after is None and len(worth) < _REMEMBERED:
            after = worth[amount, half_life] = worths(amount, half_life)
        elif after is None:
            after = Worths(amount, half_life)
        stands = void_on is None or void_on > day
        if stands:
            age = day - fades_from
            balance[client] += amount if age <= 0 else after[now[age]] if age < len(now) else 0
        if posted <= before and (stands or void_on > before):
            age = before - fades_from
            earlier[client] += amount if age <= 0 else after[then[age]] if age < len(then) else 0
        if amount > 0:
            if posted > last_deposit[client]:
                last_deposit[client] = posted
            if stands and posted > before:
                fresh[client] = True


def _postings(on: date, within: Any) -> Any:
    """The postings up to that day, as known on it."""
    posting, day = AccountPosting, on.toordinal()
    return posting.select(
        posting.client,
        posting.day,
        posting.amount,
        posting.half_life,
        posting.fades_from,
        posting.void_on,
    ).where(
        within(posting.client),
        posting.since <= day,
        posting.until > day,
        posting.day + 0 <= day,  # not by the index on days: all accounts are read
    )


def _read_visits(found: Standings, rows: Rows) -> None:
    days: dict[Any, int] = {}
    for client, visits, lately, last in rows:
        found.visits[client] = visits
        found.visits_lately[client] = lately
        found.last_visit[client] = days.get(last) or days.setdefault(last, _ordinal(last))


def _visits(day: date, within: Any) -> Any:
    """How often each came, lately, and when last; a visit taken back counts until then."""
    year_ago = months_before(day, YEAR)
    lately = fn.SUM(Case(None, ((EntryRow.day > year_ago, 1),), 0))
    reversal = EntryRow.alias()
    undone = reversal.select(reversal.ref).where(
        reversal.type == REVERSAL, reversal.ref == EntryRow.id, reversal.day <= day
    )
    query = EntryRow.select(EntryRow.client, fn.COUNT(1), lately, fn.MAX(EntryRow.day)).where(
        EntryRow.type == VISIT, within(EntryRow.client), EntryRow.day <= day, ~fn.EXISTS(undone)
    )
    return query.group_by(EntryRow.client)


def _ordinal(cell: Any) -> int:
    day = date.fromisoformat(cell) if isinstance(cell, str) else cell
    return int(day.toordinal())


def _read_states(found: Standings, fresh: bytearray, rows: Rows, terms: TrustSettings) -> None:
    for client, status in rows:
        state = state_on(
            closed=status == Status.CLOSED,
            ruptured=status == Status.RUPTURED,
            balance=found.balance[client],
            earlier=found.earlier[client],
            has_deposit=bool(fresh[client]),
            terms=terms,
        )
        found.states[client] = CODES[state]


def _spans(on: date, within: Any) -> Any:
    """What each account is on that day."""
    span, day = AccountSpan, on.toordinal()
    return span.select(span.client, span.status).where(
        within(span.client), span.from_day <= day, span.until_day > day
    )
