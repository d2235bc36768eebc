"""The same answers for a whole book: a rule made once into one test, over facts by client id.

`compiled(rule, columns)(client, day)` is what `decide(rule, facts_of(columns, client, day))`
answers, `all_entitled` everyone of whom it is true on one day, several times as fast; days are
ISO texts, as a book gives them, and compare as the days do.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from models.rules.eligibility.rules import (
    Facts,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
)
from models.rules.trust.months import month_end, months_before

Holds = Callable[[int, str], bool]
_DAYS = 4096


@dataclass(frozen=True, slots=True)
class Columns:
    """What relations are, by client id: `numbers` names every client; the others those who have
    something there. `assets` and `tags` are ids by kind and by tag, visits oldest first, `also`
    the numbers of the files merged into this one."""

    numbers: Mapping[int, int]
    since: Mapping[int, str] = field(default_factory=dict)
    visits: Mapping[int, Sequence[str]] = field(default_factory=dict)
    referrals: Mapping[int, int] = field(default_factory=dict)
    assets: Mapping[str, AbstractSet[int]] = field(default_factory=dict)
    tags: Mapping[str, AbstractSet[int]] = field(default_factory=dict)
    also: Mapping[int, frozenset[int]] = field(default_factory=dict)


def facts_of(columns: Columns, client: int, day: date) -> Facts:
    """The facts of one relation on a day, for `decide` and its reasons."""
    since = columns.since.get(client)
    return Facts(
        client=columns.numbers[client],
        day=day,
        since=None if since is None else date.fromisoformat(since),
        visits=tuple(map(date.fromisoformat, columns.visits.get(client, ()))),
        referrals=columns.referrals.get(client, 0),
        assets=frozenset(kind for kind, ids in columns.assets.items() if client in ids),
        tags=frozenset(tag for tag, ids in columns.tags.items() if client in ids),
        also=columns.also.get(client, frozenset()),
    )


def compiled(rule: Rule, columns: Columns) -> Holds:
    """Whether a client (its id) has a right by `rule` on a day (ISO)."""
    match rule:
        case MeetsAll(rules) | MeetsAny(rules):
            tests = tuple(compiled(part, columns) for part in rules)
            if len(tests) == 1:
                return tests[0]
            return _all(tests) if isinstance(rule, MeetsAll) else _any(tests)
        case YearsAtLeast(years):
            return _years(years, columns.since)
        case VisitsWithin(visits, months):
            return _visits(visits, months, columns.visits)
        case _:
            ids = _ids(rule, columns)
            return lambda client, _day: client in ids


def all_entitled(rule: Rule, columns: Columns, day: str) -> set[int]:
    """The ids of all who have a right by `rule` on a day (ISO)."""
    return columns.numbers.keys() & _meeting(rule, columns, day)


def _meeting(rule: Rule, columns: Columns, day: str) -> AbstractSet[int]:
    match rule:
        case MeetsAll(rules):
            parts = sorted((_meeting(part, columns, day) for part in rules), key=len)
            return set(parts[0]).intersection(*parts[1:]) if parts else columns.numbers.keys()
        case MeetsAny(rules):
            return set[int]().union(*(_meeting(part, columns, day) for part in rules))
        case YearsAtLeast(years):
            latest = _began(day, years)
            return {client for client, began in columns.since.items() if began <= latest}
        case VisitsWithin(visits, months):
            often = [client for client, days in columns.visits.items() if len(days) >= visits]
            holds = _visits(visits, months, columns.visits)
            return {client for client in often if holds(client, day)}
        case _:
            return _ids(rule, columns)


def _ids(
    condition: Recommended | OwnsAsset | HasTag | Picked, columns: Columns
) -> AbstractSet[int]:
    """Who meets a condition that no day changes."""
    match condition:
        case Recommended(clients):
            return {client for client, count in columns.referrals.items() if count >= clients}
        case OwnsAsset(kind):
            return columns.assets.get(kind, frozenset())
        case HasTag(tag):
            return columns.tags.get(tag, frozenset())
        case Picked(picks):
            picked = {pick.client for pick in picks}
            theirs = {client for client, number in columns.numbers.items() if number in picked}
            return theirs | {client for client, others in columns.also.items() if others & picked}


def _all(tests: tuple[Holds, ...]) -> Holds:
    def holds(client: int, day: str) -> bool:
        for test in tests:  # noqa: SIM110 - a generator takes twice as long
            if not test(client, day):
                return False
        return True

    return holds


def _any(tests: tuple[Holds, ...]) -> Holds:
    def holds(client: int, day: str) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if test(client, day):
                return True
        return False

    return holds


def _years(years: int, since: Mapping[int, str]) -> Holds:
    never = "~"  # after every day
    return lambda client, day: since.get(client, never) <= _began(day, years)


def _visits(needed: int, months: int, visits: Mapping[int, Sequence[str]]) -> Holds:
    def holds(client: int, day: str) -> bool:
        days = visits.get(client, ())
        count = bisect_right(days, day)
        return count >= needed and days[count - needed] > _start(day, months)

    return holds


@lru_cache(maxsize=_DAYS)
def _began(day: str, years: int) -> str:
    """The latest beginning that makes whole years on a day: `whole_months` the other way."""
    on = date.fromisoformat(day)
    latest = months_before(on, 12 * years)
    return (month_end(latest) if on == month_end(on) else latest).isoformat()


@lru_cache(maxsize=_DAYS)
def _start(day: str, months: int) -> str:
    return months_before(date.fromisoformat(day), months).isoformat()
