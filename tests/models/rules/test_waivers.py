"""Guarantees asked or waived by the depth of the relation, and by nothing else of the account."""

import dataclasses
import inspect
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.waivers import (
    USUAL,
    Asking,
    DecisionFault,
    Depth,
    Guarantee,
    PersonalDecision,
    Relation,
    Terms,
    Why,
    askings,
    decision_fault,
    earned,
)

TODAY = date(2026, 11, 22)
DEPTHS = st.builds(Depth, st.integers(0, 40), st.integers(0, 200))
CODES = [guarantee.code for guarantee in USUAL]
DECISIONS = st.lists(
    st.builds(
        PersonalDecision,
        st.dates(date(2025, 1, 1), date(2027, 1, 1)),
        st.booleans(),
        st.none() | st.sampled_from(CODES),
        st.just("deux chèques revenus impayés"),
    ),
    max_size=5,
)


def of(code: str, asked: tuple[Asking, ...]) -> Asking:
    return next(asking for asking in asked if asking.guarantee.code == code)


def asked_of(depth: Depth, *decisions: PersonalDecision, day: date = TODAY) -> tuple[Asking, ...]:
    return askings(USUAL, depth, decisions, day)


def waived(asked: tuple[Asking, ...]) -> set[str]:
    return {asking.guarantee.code for asking in asked if not asking.asked}


@pytest.mark.parametrize(
    ("depth", "no_longer_asked"),
    [
        (Depth(0, 0), set()),
        (Depth(0, 1), {"receipt"}),
        (Depth(0, 30), {"receipt", "identity_paper"}),
        (Depth(30, 0), set()),
        (Depth(1, 3), set(CODES[:5])),
        (Depth(2, 4), set(CODES[:7])),
    ],
)
def test_fewer_papers_are_asked_as_the_relation_deepens(
    depth: Depth, no_longer_asked: set[str]
) -> None:
    assert waived(asked_of(depth)) == no_longer_asked


@given(DEPTHS, st.integers(0, 5), st.integers(0, 5))
def test_a_deeper_relation_never_asks_more(depth: Depth, years: int, visits: int) -> None:
    deeper = Depth(depth.years + years, depth.visits + visits)
    assert waived(asked_of(deeper)) >= waived(asked_of(depth))


@given(DEPTHS, DECISIONS)
def test_what_the_law_requires_is_always_asked(
    depth: Depth, decisions: list[PersonalDecision]
) -> None:
    for asking in askings(USUAL, depth, decisions, TODAY):
        if asking.guarantee.law:
            assert (asking.asked, asking.why) == (True, Why.LAW)


@given(DEPTHS, DECISIONS)
def test_what_is_decided_later_changes_nothing_today(
    depth: Depth, decisions: list[PersonalDecision]
) -> None:
    known = [decision for decision in decisions if decision.since <= TODAY]
    assert asked_of(depth, *decisions) == asked_of(depth, *known)


@given(st.lists(st.none() | DEPTHS, min_size=1, max_size=5), st.lists(st.integers(0, 4000)))
def test_what_was_no_longer_asked_never_is_again_whatever_the_shop_asks(
    depths: list[Depth | None], visits: list[int]
) -> None:
    """The terms change each year (None: always asked); a client of ten years comes now and then."""
    start = TODAY.replace(year=2016)
    relation = Relation(start, tuple(start + timedelta(days=days) for days in visits))
    former: list[Terms] = []
    given_up = False
    for year, depth in enumerate(depths, start=2022):
        for day in (date(year, 1, 1), date(year, 12, 31)):
            kept = earned(former, relation)
            [one] = askings([Guarantee("deposit", depth)], relation.depth(day), [], day, kept)
            assert not (given_up and one.asked)
            given_up = not one.asked
        former.append(Terms(date(year, 12, 31), {} if depth is None else {"deposit": depth}))


def test_a_relation_that_begins_tomorrow_has_no_depth_yet() -> None:
    tomorrow = TODAY + timedelta(days=1)
    relation = Relation(tomorrow, (TODAY, tomorrow))
    assert relation.depth(TODAY) == Depth(0, 1)
    assert Relation().depth(TODAY) == Depth(0, 0)


def test_each_answer_says_why() -> None:
    guarantees = (*USUAL, Guarantee("keys_copy"))
    asked = askings(guarantees, Depth(1, 3), [], TODAY)
    assert of("receipt", asked).why is Why.DEPTH
    assert of("deposit", asked).why is Why.TOO_SOON
    assert of("keys_copy", asked).why is Why.ALWAYS
    assert of("cheque_identity", asked).why is Why.LAW
    assert of("deposit", asked).depth == Depth(1, 3)


def test_a_person_brings_one_guarantee_back_with_a_reason() -> None:
    unpaid = PersonalDecision(TODAY, True, "deposit", "deux acomptes jamais réglés")
    asked = asked_of(Depth(9, 50), unpaid)
    assert of("deposit", asked) == Asking(USUAL[5], True, Why.DECIDED, Depth(9, 50), unpaid)
    assert not of("receipt", asked).asked


def test_taking_distance_asks_everything_again_and_can_be_undone() -> None:
    distance = PersonalDecision(date(2026, 3, 1), True, None, "trois gestes contestés en mars")
    again = PersonalDecision(date(2026, 9, 1), False, "receipt")
    depth = Depth(9, 50)
    assert waived(asked_of(depth, distance)) == set()
    assert waived(asked_of(depth, distance, again)) == {"receipt"}
    assert waived(asked_of(depth, distance, again, day=date(2026, 5, 1))) == set()
    ended = dataclasses.replace(distance, until=date(2026, 6, 1))
    assert waived(asked_of(depth, ended, day=date(2026, 5, 31))) == set()
    assert waived(asked_of(depth, ended, day=date(2026, 6, 1))) == waived(asked_of(depth))
    assert waived(asked_of(Depth(0, 0), ended)) == set()


def test_of_two_decisions_of_one_day_the_last_recorded_holds() -> None:
    first = PersonalDecision(TODAY, True, "receipt", "ticket d’un autre magasin")
    second = PersonalDecision(TODAY, False, "receipt")
    assert not of("receipt", asked_of(Depth(), first, second)).asked
    assert of("receipt", asked_of(Depth(), second, first)).asked


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        (PersonalDecision(TODAY, True, "deposit", " "), DecisionFault.REASON_MISSING),
        (PersonalDecision(TODAY, True, None, ""), DecisionFault.REASON_MISSING),
        (PersonalDecision(TODAY, False, "cheque_identity"), DecisionFault.LAW),
        (PersonalDecision(TODAY, False, "horoscope"), DecisionFault.UNKNOWN),
        (PersonalDecision(TODAY, False, "deposit"), None),
        (PersonalDecision(TODAY, True, "deposit", "acompte jamais réglé"), None),
        (PersonalDecision(TODAY, False), None),
    ],
)
def test_asking_again_needs_a_reason_and_trusting_needs_none(
    decision: PersonalDecision, fault: DecisionFault | None
) -> None:
    assert decision_fault(decision, USUAL) is fault


def test_the_account_plays_no_part() -> None:
    names = {"guarantees", "depth", "decisions", "day", "kept"}
    assert set(inspect.signature(askings).parameters) == names
    assert set(inspect.signature(earned).parameters) == {"former", "relation"}
    assert Depth._fields == ("years", "visits")


def test_the_usual_guarantees_have_each_its_code() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(guarantee.law or guarantee.waived_from for guarantee in USUAL)
