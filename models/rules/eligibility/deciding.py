"""The decision: yes or no, with the reason of each condition in figures."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from models.rules.eligibility.rules import (
    Condition,
    Facts,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
)
from models.rules.trust.months import months_before, whole_months


class Reason(NamedTuple):
    """Why one condition holds or not: what was found beside what it asks.

    `found` and `needed` are years, visits or clients; 1 or 0 for an asset, a tag, a choice by
    hand. `words` is the reason of that choice.
    """

    condition: Condition
    holds: bool
    found: int
    needed: int
    words: str = ""


class Decision(NamedTuple):
    """Whether the client has a right to it, and the reason of every condition, in rule order."""

    entitled: bool
    reasons: tuple[Reason, ...]


def decide(rule: Rule, facts: Facts) -> Decision:
    """The decision for one client, with every reason."""
    reasons: list[Reason] = []
    return Decision(_weigh(rule, facts, reasons), tuple(reasons))


def granting(rule: Rule, facts: Facts) -> tuple[Reason, ...]:
    """The reasons that give the right: those that hold, in groups that hold."""
    if isinstance(rule, (MeetsAll, MeetsAny)):
        if not decide(rule, facts).entitled:
            return ()
        return tuple(reason for part in rule.rules for reason in granting(part, facts))
    reason = reason_of(rule, facts)
    return (reason,) if reason.holds else ()


def lacking(rule: Rule, facts: Facts) -> Rule | None:
    """The rule without what holds already: what the relation still lacks; None when nothing.

    Being chosen by hand is nothing to wait for: it is left out where something else is enough.
    """
    if isinstance(rule, MeetsAll):
        left = [found for part in rule.rules if (found := lacking(part, facts)) is not None]
        return MeetsAll(tuple(left)) if left else None
    if isinstance(rule, MeetsAny):
        parts = [lacking(part, facts) for part in rule.rules]
        some = tuple(part for part in parts if part is not None)
        earned = tuple(part for part in some if not isinstance(part, Picked))
        return None if None in parts else MeetsAny(earned or some)
    return None if reason_of(rule, facts).holds else rule


def _weigh(rule: Rule, facts: Facts, reasons: list[Reason]) -> bool:
    """The decision, each condition's reason put down on the way: none is passed over."""
    if isinstance(rule, (MeetsAll, MeetsAny)):
        answers = [_weigh(part, facts, reasons) for part in rule.rules]
        return all(answers) if isinstance(rule, MeetsAll) else any(answers)
    reason = reason_of(rule, facts)
    reasons.append(reason)
    return reason.holds


def reason_of(condition: Condition, facts: Facts) -> Reason:
    """Why one condition holds or not."""
    found, needed = _MEASURES[type(condition)](condition, facts)
    words = ""
    if isinstance(condition, Picked):
        words = next((pick.reason for pick in _picks(condition, facts)), "")
    return Reason(condition, found >= needed, found, needed, words)


def _years(condition: YearsAtLeast, facts: Facts) -> tuple[int, int]:
    if facts.since is None or facts.since > facts.day:
        return 0, condition.years
    return whole_months(facts.since, facts.day) // 12, condition.years


def _visits(condition: VisitsWithin, facts: Facts) -> tuple[int, int]:
    visits = facts.visits
    before = bisect_right(visits, _start(facts.day, condition.months))
    return bisect_right(visits, facts.day) - before, condition.visits


@lru_cache(maxsize=256)
def _start(day: date, months: int) -> date:
    return months_before(day, months)


def _referrals(condition: Recommended, facts: Facts) -> tuple[int, int]:
    return facts.referrals, condition.clients


def _asset(condition: OwnsAsset, facts: Facts) -> tuple[int, int]:
    return int(condition.kind in facts.assets), 1


def _tag(condition: HasTag, facts: Facts) -> tuple[int, int]:
    return int(condition.tag in facts.tags), 1


def _picked(condition: Picked, facts: Facts) -> tuple[int, int]:
    return int(bool(_picks(condition, facts))), 1


def _picks(condition: Picked, facts: Facts) -> list[Pick]:
    """Those of this client, or of a file merged into theirs since."""
    return [p for p in condition.picks if p.client == facts.client or p.client in facts.also]


_MEASURES: dict[type, Callable[[Any, Facts], tuple[int, int]]] = {
    YearsAtLeast: _years,
    VisitsWithin: _visits,
    Recommended: _referrals,
    OwnsAsset: _asset,
    HasTag: _tag,
    Picked: _picked,
}
"""What each condition finds and what it needs: it holds when found ≥ needed."""
