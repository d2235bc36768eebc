"""Whom a month's advice is about: who waited, who was failed, who is silent, at its last day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from peewee import fn

from models.bulk import among, chunks, read_rows
from models.merges import followed, in_force
from models.month_data import CostLine
from models.month_names import Followed, Named
from models.month_states import Mention
from models.prepared import day_of
from models.rules.trust import EntryType, Sort, State
from models.rules.trust.kept import Ended
from models.rules.trust.months import months_before
from models.standings import CODES, REVERSAL, VISIT, Standings
from models.tables import AccountCase, AccountPosting, Client, Distance
from models.tables import Entry as EntryRow

LISTED = 8
SILENCE_VISITS = 4
SILENCE_LEAST_MONTHS, SILENCE_MOST_MONTHS = 3, 36
SILENCE_TIMES = 2
_AT_ONCE = 5_000
_CASES = {
    EntryType.REQUEST.value: (Ended.LATE.value, Ended.LAPSED.value),
    EntryType.PROMISE.value: (Ended.LATE.value, Ended.BROKEN.value, Ended.LAPSED.value),
}
_SORTS = (Sort.MISHANDLED, Sort.CONTACT, Sort.PRIVILEGE_REFUSED)


class Follow:
    """The ids behind `Followed`, read at one moment; names are put on them later."""

    def __init__(self, start: date, end: Standings, costs: Iterable[CostLine]) -> None:
        self._start, self._end = start, end
        self._cases = {kind: self._failed_cases(kind) for kind in _CASES}
        self._posted = {sort: self._posted_to(sort) for sort in _SORTS}
        self._ruptured = _ruptured(end)
        self._silent = _silent(end)
        self._to_price = _unpriced(costs)

    def ids(self) -> set[int]:
        """Everyone who may be named."""
        lists = (*self._cases.values(), *self._posted.values())
        more = (self._ruptured, self._silent, self._to_price)
        return {client for some in (*lists, *more) for client in some[:LISTED]}

    def report(self, mention: Mention) -> Followed:
        """With their names."""

        def named(clients: list[int]) -> Named:
            return Named(len(clients), tuple(mention(one, "") for one in clients[:LISTED]))

        return Followed(
            answered_late=named(self._cases[EntryType.REQUEST.value]),
            mishandled=named(self._posted[Sort.MISHANDLED]),
            promises_failed=named(self._cases[EntryType.PROMISE.value]),
            over_cap=named(self._posted[Sort.CONTACT]),
            privileges_failed=named(self._posted[Sort.PRIVILEGE_REFUSED]),
            ruptured=named(self._ruptured),
            silent=named(self._silent),
            to_price=named(self._to_price),
        )

    def _failed_cases(self, kind: str) -> list[int]:
        case, last = AccountCase, self._end.day.toordinal()
        query = case.select(case.client).where(
            case.ended_on.between(self._start.toordinal(), last),
            case.type == kind,
            case.ended.in_(_CASES[kind]),
            case.since <= last,
            case.until > last,
        )
        return _most_often(query)

    def _posted_to(self, sort: Sort) -> list[int]:
        posting, last = AccountPosting, self._end.day.toordinal()
        query = posting.select(posting.client).where(
            posting.day.between(self._start.toordinal(), last),
            posting.sort == sort.value,
            posting.since <= last,
            posting.until > last,
        )
        return _most_often(query)


def _most_often(query: Any) -> list[int]:
    """The clients of these rows, those who come up most often first."""
    counts = Counter(row[0] for row in query.tuples())
    return sorted(counts, key=lambda client: (-counts[client], client))


def _ruptured(end: Standings) -> list[int]:
    """Those whose trust broke and was not repaired, the lowest balance first."""
    code = CODES[State.RUPTURED]
    found = [client for client, state in enumerate(end.states) if state == code]
    return sorted(found, key=lambda client: (end.balance[client], client))


def _silent(end: Standings) -> list[int]:
    """Those away more than twice their usual rhythm, the most regular first.

    A rhythm is known from four visits; a silence is told of between three months and three
    years. Those one keeps some distance from are left alone.
    """
    today = end.day.toordinal()
    latest = months_before(end.day, SILENCE_LEAST_MONTHS).toordinal()
    lost = months_before(end.day, SILENCE_MOST_MONTHS).toordinal()
    closed = CODES[State.CLOSED]
    quiet = [
        client
        for client, last in enumerate(end.last_visit)
        if lost < last <= latest
        and end.visits[client] >= SILENCE_VISITS
        and end.states[client] != closed
    ]
    first = _first_visits(quiet, end.day)
    apart = {row[0] for row in Distance.select(Distance.client).where(_distance(end.day)).tuples()}
    found = []
    for client in quiet:
        rhythm = (end.last_visit[client] - first[client]) // (end.visits[client] - 1)
        away = today - end.last_visit[client]
        if rhythm and away > SILENCE_TIMES * rhythm and client not in apart:
            found.append((rhythm, client))
    return [client for _rhythm, client in sorted(found)]


def _distance(day: date) -> Any:
    return (Distance.since <= day) & (Distance.until.is_null() | (Distance.until > day))


def _first_visits(clients: list[int], day: date) -> dict[int, int]:
    """The first visit of each, as an ordinal, on the files merged into theirs too.

    As known on that day: a visit taken back since then was one.
    """
    into, undone = in_force(day), EntryRow.alias()
    merged = {one: followed(one, into) for one in into}
    taken_back = undone.select(undone.id).where(
        undone.type == REVERSAL, undone.ref == EntryRow.id, undone.day <= day
    )
    found = dict.fromkeys(clients, date.max.toordinal())
    files = [*clients, *(one for one, kept in merged.items() if kept in found)]
    for some in chunks(files, _AT_ONCE):
        query = EntryRow.select(EntryRow.client, fn.MIN(EntryRow.day)).where(
            EntryRow.type == VISIT,
            EntryRow.client.in_(among(some)),
            EntryRow.day <= day,
            ~fn.EXISTS(taken_back),
        )
        for file, first in read_rows(query.group_by(EntryRow.client)):
            client = merged.get(file, file)
            found[client] = min(found[client], _ordinal(first))
    return found


@cache
def _ordinal(cell: str | date) -> int:
    return day_of(cell).toordinal()


def _unpriced(costs: Iterable[CostLine]) -> list[int]:
    numbers = [one.client_number for one in costs if one.net_cents is None]
    keys = dict.fromkeys(int(number.rpartition("-")[2]) for number in numbers)
    found: list[int] = []
    for some in chunks(keys, _AT_ONCE):
        query = Client.select(Client.id).where(Client.number.in_(among(some))).order_by(Client.id)
        found.extend(row[0] for row in query.tuples())
    return found
