"""Who has a right to a privilege: facts of the relation, decided the same way each time."""

import dataclasses
import json
import random
from datetime import date, timedelta
from itertools import product
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.eligibility import (
    Columns,
    Facts,
    Fault,
    FaultCode,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Pick,
    Picked,
    Recommended,
    Rule,
    RuleFaults,
    VisitsWithin,
    YearsAtLeast,
    all_entitled,
    compiled,
    decide,
    facts_of,
    from_plain,
    granting,
    hand_picked,
    lacking,
    to_plain,
)

TODAY = date(2026, 11, 22)
_ONE = [{"client": 1, "reason": "a"}]
TEXTS = st.text("abcé ’", min_size=1, max_size=8).map(str.strip).filter(bool)
CONDITIONS = st.one_of(
    st.builds(YearsAtLeast, st.integers(1, 30)),
    st.builds(VisitsWithin, st.integers(1, 6), st.integers(1, 36)),
    st.builds(Recommended, st.integers(1, 4)),
    st.builds(OwnsAsset, st.sampled_from(["vehicle", "boiler"])),
    st.builds(HasTag, st.sampled_from(["artisan", "voisin"])),
    st.builds(
        Picked,
        st.lists(
            st.builds(Pick, st.integers(1, 9), TEXTS),
            min_size=1,
            max_size=3,
            unique_by=lambda pick: pick.client,
        ).map(tuple),
    ),
)
PARTS = st.lists(CONDITIONS, min_size=1, max_size=3).map(tuple)
GROUPS = st.one_of(st.builds(MeetsAll, PARTS), st.builds(MeetsAny, PARTS))
LISTS = st.lists(st.one_of(CONDITIONS, GROUPS), min_size=1, max_size=4).map(tuple)
RULES = st.one_of(CONDITIONS, st.builds(MeetsAll, LISTS), st.builds(MeetsAny, LISTS))
DAYS = st.dates(date(2000, 1, 1), date(2027, 12, 31))
TWO_WORDS = st.dictionaries(
    st.sampled_from(["vehicle", "boiler", "artisan", "voisin"]), st.frozensets(st.integers(1, 9))
)
ISO_DAYS = DAYS.map(date.isoformat)
COLUMNS = st.builds(
    Columns,
    numbers=st.just({client: 10 - client for client in range(1, 10)}),
    since=st.dictionaries(st.integers(1, 9), ISO_DAYS),
    visits=st.dictionaries(st.integers(1, 9), st.lists(ISO_DAYS, max_size=8).map(sorted)),
    referrals=st.dictionaries(st.integers(1, 9), st.integers(0, 5)),
    assets=TWO_WORDS,
    tags=TWO_WORDS,
    also=st.dictionaries(st.integers(1, 9), st.frozensets(st.integers(1, 9), max_size=2)),
)
FACTS = st.builds(
    Facts,
    client=st.integers(1, 9),
    day=st.just(TODAY),
    since=st.none() | DAYS,
    visits=st.lists(DAYS, max_size=8).map(sorted).map(tuple),
    referrals=st.integers(0, 5),
    assets=st.frozensets(st.sampled_from(["vehicle", "boiler"])),
    tags=st.frozensets(st.sampled_from(["artisan", "voisin"])),
)


def entitled(rule: Rule, facts: Facts) -> bool:
    """The decision alone."""
    return decide(rule, facts).entitled


@given(RULES)
def test_a_rule_goes_to_json_and_comes_back_the_same(rule: Rule) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(rule)))) == rule


@given(LISTS, FACTS)
def test_all_and_any_answer_as_their_parts_do(rules: tuple[Rule, ...], facts: Facts) -> None:
    answers = [entitled(rule, facts) for rule in rules]
    assert entitled(MeetsAll(rules), facts) == all(answers)
    assert entitled(MeetsAny(rules), facts) == any(answers)


@given(LISTS, FACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rules_changes_no_answer(
    rules: tuple[Rule, ...], facts: Facts, chance: random.Random
) -> None:
    other = list(rules)
    chance.shuffle(other)
    for group in (MeetsAll, MeetsAny):
        assert entitled(group(rules), facts) == entitled(group(tuple(other)), facts)


@given(RULES, st.lists(FACTS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_clients_changes_no_answer(
    rule: Rule, everyone: list[Facts], chance: random.Random
) -> None:
    answers = {id(facts): decide(rule, facts) for facts in everyone}
    chance.shuffle(everyone)
    assert {id(facts): decide(rule, facts) for facts in everyone} == answers


@given(RULES, FACTS)
def test_each_condition_has_its_reason_and_the_figures_bear_it(rule: Rule, facts: Facts) -> None:
    decision = decide(rule, facts)
    for reason in decision.reasons:
        assert reason.holds == (reason.found >= reason.needed)
        assert entitled(reason.condition, facts) == reason.holds
    assert (lacking(rule, facts) is None) is decision.entitled
    assert all(reason in decision.reasons and reason.holds for reason in granting(rule, facts))


@given(RULES, COLUMNS, DAYS | st.dates(date(2023, 2, 26), date(2024, 3, 2)))
def test_a_whole_book_is_answered_as_each_client_is(
    rule: Rule, columns: Columns, day: date
) -> None:
    holds, everyone = compiled(rule, columns), all_entitled(rule, columns, day.isoformat())
    for client in columns.numbers:
        decision = decide(rule, facts_of(columns, client, day))
        assert holds(client, day.isoformat()) == decision.entitled, (client, decision)
        assert (client in everyone) == decision.entitled, (client, decision)
    assert everyone <= columns.numbers.keys()


@pytest.mark.parametrize("missing", range(4))
def test_a_whole_book_is_asked_every_condition_of_four(missing: int) -> None:
    """Each client lacks one of them, or none: whatever their order, one is not enough."""
    clients = range(5)
    have = [{client for client in clients if client != place} for place in range(4)]
    columns = Columns(
        numbers={client: client + 1 for client in clients},
        assets={"vehicle": have[0], "boiler": have[1]},
        tags={"artisan": have[2], "voisin": have[3]},
    )
    rules = [OwnsAsset("vehicle"), OwnsAsset("boiler"), HasTag("artisan"), HasTag("voisin")]
    turned = (*rules[missing:], *rules[:missing])
    assert all_entitled(MeetsAll(turned), columns, TODAY.isoformat()) == {4}
    without = tuple(rule for place, rule in enumerate(rules) if place != missing)
    assert all_entitled(MeetsAll(without), columns, TODAY.isoformat()) == {missing, 4}


def test_whole_years_are_the_same_for_a_book_around_a_29th_of_february() -> None:
    ends = [date(year, 2, 26) + timedelta(days) for year in range(2020, 2027) for days in range(6)]
    for since, day, years in product(ends, ends, range(1, 5)):
        columns, rule = Columns({1: 1}, since={1: since.isoformat()}), YearsAtLeast(years)
        found = compiled(rule, columns)(1, day.isoformat())
        assert found == entitled(rule, facts_of(columns, 1, day)), (since, day, years)


@given(RULES, FACTS)
def test_a_deeper_relation_never_loses_a_right(rule: Rule, facts: Facts) -> None:
    deeper = dataclasses.replace(
        facts,
        since=date(1990, 1, 1),
        visits=(
            *(v for v in facts.visits if v < TODAY),
            TODAY,
            *(v for v in facts.visits if v >= TODAY),
        ),
        referrals=facts.referrals + 1,
    )
    assert entitled(rule, deeper) >= entitled(rule, facts)


def test_the_facts_know_nothing_of_our_failures_nor_of_the_account() -> None:
    assert {field.name for field in dataclasses.fields(Facts)} == {
        "client",
        "day",
        "since",
        "visits",
        "referrals",
        "assets",
        "tags",
        "also",
    }


@pytest.mark.parametrize(
    ("since", "years", "holds"),
    [
        (date(2023, 11, 22), 3, True),
        (date(2023, 11, 23), 3, False),
        (None, 1, False),
        (date(2027, 1, 1), 1, False),
    ],
)
def test_years_are_whole_years(since: date | None, years: int, holds: bool) -> None:
    assert entitled(YearsAtLeast(years), Facts(1, TODAY, since=since)) is holds


def test_visits_count_within_the_months_up_to_the_day() -> None:
    visits = (date(2025, 11, 22), date(2025, 11, 23), date(2026, 11, 22), date(2026, 11, 23))
    (reason,) = decide(VisitsWithin(3, 12), Facts(1, TODAY, visits=visits)).reasons
    assert (reason.found, reason.needed, reason.holds) == (2, 3, False)


def test_no_condition_at_all_means_everyone() -> None:
    assert decide(MeetsAll(), Facts(1, TODAY)) == (True, ())


def test_who_was_chosen_by_hand_is_listed_with_the_reason() -> None:
    picks = (Pick(4, "a tenu la boutique pendant l’inondation"), Pick(7, "voisine de toujours"))
    rule = MeetsAny((YearsAtLeast(3), Picked(picks), MeetsAll((HasTag("a"), Picked(picks[:1])))))
    assert hand_picked(rule) == picks
    decision = decide(rule, Facts(7, TODAY))
    assert decision.entitled
    assert "voisine de toujours" in {reason.words for reason in decision.reasons}


@pytest.mark.parametrize(
    ("plain", "faults"),
    [
        (None, [Fault(FaultCode.FORM, "")]),
        ([], [Fault(FaultCode.FORM, "")]),
        ({}, [Fault(FaultCode.UNKNOWN, "")]),
        ({"failures": 2}, [Fault(FaultCode.UNKNOWN, "")]),
        ({"balance": 2000}, [Fault(FaultCode.UNKNOWN, "")]),
        ({"years": 0}, [Fault(FaultCode.NUMBER, "years")]),
        ({"years": True}, [Fault(FaultCode.NUMBER, "years")]),
        ({"years": "3"}, [Fault(FaultCode.NUMBER, "years")]),
        ({"years": 3.5}, [Fault(FaultCode.NUMBER, "years")]),
        ({"visits": 2}, [Fault(FaultCode.UNKNOWN, "")]),
        ({"visits": 2, "months": 999}, [Fault(FaultCode.NUMBER, "months")]),
        ({"tag": " "}, [Fault(FaultCode.TEXT, "tag")]),
        ({"any": []}, [Fault(FaultCode.EMPTY, "any")]),
        ({"all": [{"all": []}]}, [Fault(FaultCode.EMPTY, "all.0.all")]),
        ({"all": {"years": 3}}, [Fault(FaultCode.FORM, "all")]),
        (
            {"all": [{"any": [{"all": [{"years": 1}]}]}]},
            [Fault(FaultCode.TOO_DEEP, "all.0.any.0.all")],
        ),
        (
            {"any": [{"picked": _ONE}, {"all": [{"any": [{"all": [{"years": 1}]}]}]}]},
            [Fault(FaultCode.TOO_DEEP, "any.1.all.0.any.0.all")],
        ),
        (
            {
                "any": [
                    {"picked": _ONE},
                    {"any": [{"picked": _ONE}, {"any": [{"all": [{"years": 1}]}]}]},
                ]
            },
            [Fault(FaultCode.TOO_DEEP, "any.1.any.1.any.0.all")],
        ),
        (
            {"any": [{"years": 0}, {"tag": ""}]},
            [Fault(FaultCode.NUMBER, "any.0.years"), Fault(FaultCode.TEXT, "any.1.tag")],
        ),
        ({"picked": []}, [Fault(FaultCode.EMPTY, "picked")]),
        (
            {"picked": [{"client": 1, "reason": " "}]},
            [Fault(FaultCode.REASON_MISSING, "picked.0")],
        ),
        (
            {"picked": [{"client": 1, "reason": "a"}, {"client": 1, "reason": "b"}]},
            [Fault(FaultCode.TWICE, "picked.1")],
        ),
        ({"picked": [{"client": "1", "reason": "a"}]}, [Fault(FaultCode.NUMBER, "picked.0")]),
        ({"picked": [1]}, [Fault(FaultCode.FORM, "picked.0")]),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_with_its_place(
    plain: object, faults: list[Fault]
) -> None:
    with pytest.raises(RuleFaults) as told:
        from_plain(plain)
    assert list(told.value.faults) == faults


def test_a_hundred_thousand_decisions_take_a_fraction_of_a_second() -> None:
    """Against the same three conditions written by hand on dates: about as long."""
    rule = MeetsAny((MeetsAll((YearsAtLeast(3), VisitsWithin(2, 12))), HasTag("artisan")))
    everyone = [_someone(number) for number in range(10_000)]
    columns = Columns(
        numbers={facts.client: facts.client for facts in everyone},
        since={facts.client: str(facts.since) for facts in everyone},
        visits={facts.client: list(map(str, facts.visits)) for facts in everyone},
    )
    holds, today = compiled(rule, columns), TODAY.isoformat()
    by_hand = _best(lambda: [_by_hand(facts) for facts in everyone])
    answers = _best(lambda: [holds(facts.client, today) for facts in everyone])
    decisions = _best(lambda: [decide(rule, facts) for facts in everyone])
    assert answers < 4 * by_hand
    assert decisions < 12 * by_hand


def _someone(number: int) -> Facts:
    visits = tuple(TODAY - timedelta(days=number % 90 * step) for step in range(8, 0, -1))
    since = TODAY - timedelta(days=number % 4000)
    return Facts(number, TODAY, since, visits, tags=frozenset({"voisin"}))


def _by_hand(facts: Facts) -> bool:
    old = facts.since is not None and facts.since <= date(2023, 11, 22)
    lately = sum(1 for day in facts.visits if date(2025, 11, 22) < day <= facts.day)
    return (old and lately >= 2) or "artisan" in facts.tags


def _best(action: object) -> float:
    times = []
    for _ in range(5):
        start = perf_counter()
        action()  # type: ignore[operator]
        times.append(perf_counter() - start)
    return min(times)
