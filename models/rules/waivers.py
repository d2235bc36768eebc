"""Guarantees a shop usually asks, and those the depth of a relation lets it no longer ask.

Trust the client first: fewer papers as the relation deepens. What the law requires is always
asked. The account's state is no input: a falling account tells of our failures, so it never
brings a guarantee back; only a person does, with a factual reason. A shop that asks more from now
on asks it of those to come: what it no longer asked of somebody stays so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.rules.trust.months import whole_months


class Depth(NamedTuple):
    """How deep a relation is: whole years, and visits since its beginning."""

    years: int = 0
    visits: int = 0


class Relation(NamedTuple):
    """What makes a relation deep: its first day, None before it, and the days of its visits."""

    since: date | None = None
    visits: tuple[date, ...] = ()

    def depth(self, day: date) -> Depth:
        """How deep it is on a day."""
        begun = self.since is not None and self.since <= day
        years = whole_months(self.since, day) // 12 if self.since is not None and begun else 0
        return Depth(years, sum(1 for visit in self.visits if visit <= day))


class Terms(NamedTuple):
    """From which depth each guarantee was no longer asked, by code, up to the day `last`."""

    last: date
    waived_from: Mapping[str, Depth]


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee usually asked; no longer once both years and visits are reached.

    `waived_from` None: always asked by the shop. `law` names the text that requires it: then no
    depth and nobody waives it.
    """

    code: str
    waived_from: Depth | None = None
    law: str = ""


USUAL = (
    Guarantee("receipt", Depth(0, 1)),
    Guarantee("identity_paper", Depth(0, 2)),
    Guarantee("delivery_signature", Depth(1, 2)),
    Guarantee("signed_order", Depth(1, 3)),
    Guarantee("payment_at_once", Depth(1, 3)),
    Guarantee("deposit", Depth(2, 4)),
    Guarantee("loan_caution", Depth(2, 4)),
    Guarantee("cheque_identity", law="Code monétaire et financier, L131-15"),
    Guarantee("age_for_alcohol", law="Code de la santé publique, L3342-1"),
    Guarantee("age_for_tobacco", law="Code de la santé publique, L3512-12"),
    Guarantee("second_hand_seller", law="Code pénal, 321-7"),
    Guarantee("home_contract", law="Code de la consommation, L221-9"),
)
"""What shops usually ask, and from when it is no longer asked: defaults, the owner's to change.

Required by law, checked on 22 November 2026 against the texts as they are quoted in public:
- who pays by cheque proves their identity by an official document with a photograph (Code
  monétaire et financier, L131-15);
- who hands over alcohol asks for proof of age: « peut exiger » became « exige » with the law
  n° 2016-41 of 26 January 2016, which asks the same for tobacco (Code de la santé publique,
  L3342-1 and L3512-12; L3513-5 for what is vaped);
- a dealer's register names who sold or exchanged each used object (Code pénal, 321-7 and R321-3);
- a contract made at the client's home is handed over on paper, signed by both, unless the client
  agrees to another durable medium (Code de la consommation, L221-9).
"""


@dataclass(frozen=True, slots=True)
class PersonalDecision:
    """A person's decision for one client from `since` on: a guarantee asked again, or waived.

    `guarantee` None: every one (taking distance). Asking again needs a factual reason; trusting
    needs none. From `until` on it is over, and the depth of the relation speaks again.
    """

    since: date
    asked: bool
    guarantee: str | None = None
    reason: str = ""
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


class Why(StrEnum):
    """Why a guarantee is asked or not."""

    LAW = "law"
    DECIDED = "decided"
    DEPTH = "depth"
    EARNED = "earned"
    TOO_SOON = "too_soon"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Asking:
    """A guarantee, asked or not, and why: the depth found, and from which it is waived.

    `decision` is the person's when one settled it; `earned` the last day of the terms that no
    longer asked it.
    """

    guarantee: Guarantee
    asked: bool
    why: Why
    depth: Depth
    decision: PersonalDecision | None = None
    earned: date | None = None


class DecisionFault(StrEnum):
    """What is wrong with a person's decision."""

    REASON_MISSING = "reason_missing"
    LAW = "law"
    UNKNOWN = "unknown"


def askings(
    guarantees: Iterable[Guarantee],
    depth: Depth,
    decisions: Sequence[PersonalDecision],
    day: date,
    kept: Mapping[str, date] | None = None,
) -> tuple[Asking, ...]:
    """What is asked of a client on `day`, guarantee by guarantee, in the order given.

    `decisions` in order of recording; of those in force on `day` about a guarantee the latest
    settles it, unless the law does. `kept` is what `earned` says of the client.
    """
    in_force = [decision for decision in decisions if decision.in_force(day)]
    return tuple(_asking(guarantee, depth, in_force, kept or {}) for guarantee in guarantees)


def earned(former: Iterable[Terms], relation: Relation) -> dict[str, date]:
    """What former terms no longer asked of a client: by guarantee, the last day of those terms."""
    return {
        code: terms.last
        for terms in former
        for depth in [relation.depth(terms.last)]
        for code, enough in terms.waived_from.items()
        if _reached(depth, enough)
    }


def _reached(depth: Depth, enough: Depth) -> bool:
    return depth.years >= enough.years and depth.visits >= enough.visits


def _asking(
    guarantee: Guarantee,
    depth: Depth,
    decisions: Sequence[PersonalDecision],
    kept: Mapping[str, date],
) -> Asking:
    if guarantee.law:
        return Asking(guarantee, True, Why.LAW, depth)
    about = [d for d in decisions if d.guarantee in (None, guarantee.code)]
    if about:
        latest = max(reversed(about), key=lambda decision: decision.since)
        return Asking(guarantee, latest.asked, Why.DECIDED, depth, latest)
    enough = guarantee.waived_from
    if enough is not None and _reached(depth, enough):
        return Asking(guarantee, False, Why.DEPTH, depth)
    if (last := kept.get(guarantee.code)) is not None:
        return Asking(guarantee, False, Why.EARNED, depth, earned=last)
    return Asking(guarantee, True, Why.ALWAYS if enough is None else Why.TOO_SOON, depth)


def decision_fault(
    decision: PersonalDecision, guarantees: Iterable[Guarantee]
) -> DecisionFault | None:
    """Why a person's decision may not be written; None when it may."""
    if decision.asked and not decision.reason.strip():
        return DecisionFault.REASON_MISSING
    if decision.guarantee is None:
        return None
    about = next((g for g in guarantees if g.code == decision.guarantee), None)
    if about is None:
        return DecisionFault.UNKNOWN
    return DecisionFault.LAW if about.law and not decision.asked else None
