"""A rule as its editor shows it comes back the same, groups and hand-picked clients included."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.eligibility_words import sentence
from models.rules.eligibility import (
    HasTag,
    MeetsAll,
    MeetsAny,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    conditions,
    from_plain,
    to_plain,
)
from ui.screens.privileges.rule_parts import RuleParts, parts_of, with_condition

YEARS, VISITS = {"years": 3}, {"visits": 2, "months": 12}
TAG, SENT = {"tag": "artisan"}, {"referrals": 1}
PICKED = {"picked": [{"client": 4, "reason": "nous a prêté son local"}]}
EITHER, BOTH = {"any": [TAG, SENT]}, {"all": [TAG, SENT]}


@pytest.mark.parametrize(
    "plain",
    [
        {"all": []},
        {"all": [YEARS]},
        {"all": [YEARS, VISITS]},
        {"any": [YEARS, VISITS]},
        {"any": [PICKED]},
        {"any": [YEARS, PICKED]},
        {"any": [YEARS, VISITS, PICKED]},
        {"any": [{"all": [YEARS, VISITS]}, PICKED]},
        {"all": [YEARS, EITHER]},
        {"any": [YEARS, BOTH]},
        {"any": [YEARS, BOTH, PICKED]},
        {"all": [YEARS, BOTH]},
        {"all": [EITHER, {"any": [YEARS, VISITS]}]},
        {"all": [YEARS, {"any": [TAG, PICKED]}]},
        {"any": [{"all": [YEARS, EITHER]}, PICKED]},
    ],
)
def test_a_rule_shown_and_kept_again_is_the_same(plain: dict[str, object]) -> None:
    assert parts_of(plain).plain() == plain


_FEW = st.sampled_from([YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan"), Recommended(1)])
_CONDITIONS = _FEW | st.just(Picked((Pick(4, "voisine"), Pick(5, "cousin"))))
_LISTS = st.lists(_CONDITIONS, min_size=1, max_size=3).map(tuple)
_GROUPS = _LISTS.map(MeetsAll) | _LISTS.map(MeetsAny)
_SEVERAL = st.lists(_CONDITIONS | _GROUPS, min_size=1, max_size=3).map(tuple)
_RULES: st.SearchStrategy[Rule] = _SEVERAL.map(MeetsAll) | _SEVERAL.map(MeetsAny)
_BESIDE = _RULES.map(lambda rule: MeetsAny((rule, Picked((Pick(9, "ami de la maison"),)))))
_ACTS = st.lists(st.tuples(st.sampled_from("GODA"), st.integers(0, 9)), max_size=6)


def _answers(rule: Rule) -> list[bool]:
    """What a rule says in every case: each condition met or not, each picked client or none."""
    known = (YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan"), Recommended(1))
    return [
        _says(rule, {each for each, met in zip(known, case, strict=True) if met}, client)
        for case in product((False, True), repeat=len(known))
        for client in (0, 4, 5, 9)
    ]


def _says(rule: Rule, met: set[Rule], client: int) -> bool:
    match rule:
        case MeetsAll(rules):
            return all(_says(part, met, client) for part in rules)
        case MeetsAny(rules):
            return any(_says(part, met, client) for part in rules)
        case Picked(picks):
            return any(pick.client == client for pick in picks)
        case _:
            return rule in met


@given(_RULES | _BESIDE)
def test_whatever_the_rule_its_editor_loses_nothing_of_it(rule: Rule) -> None:
    plain = parts_of(to_plain(rule)).plain()
    assert _answers(from_plain(plain)) == _answers(rule)


@given(_RULES | _BESIDE, _ACTS)
def test_whatever_is_grouped_turned_or_removed_the_rule_can_be_kept_and_said(
    rule: Rule, acts: list[tuple[str, int]]
) -> None:
    parts = parts_of(to_plain(rule))
    for act, at in acts:
        lines = parts.lines()
        line = lines[at % len(lines)] if lines else None
        before = sorted(map(repr, conditions(from_plain(parts.plain() or {"all": []}))))
        if act == "O":
            parts = parts.turned()
        elif act == "A":
            parts = parts.with_condition(YearsAtLeast(at + 1), line)
        elif line is not None and act == "D":
            parts = parts.without(line)
        elif line is not None and parts.group_at(line) is not None:
            parts = parts.parted(line)
        elif line is not None and parts.can_join(line):
            parts = parts.joined(line)
        kept = from_plain(parts.plain() or {"all": []})
        assert sentence(kept)
        if act in "GO":  # nothing is added, nothing lost
            assert sorted(map(repr, conditions(kept))) == before


def test_a_condition_joins_the_one_above_then_its_group_and_leaves_it() -> None:
    parts = parts_of({"all": [YEARS, TAG, SENT]})
    joined = parts.joined(parts.lines()[2])
    assert joined.plain() == {"all": [YEARS, EITHER]}
    assert [(line.place, line.inside) for line in joined.lines()] == [
        *((0, None), (1, None), (1, 0), (1, 1)),
    ]
    wider = joined.with_condition(from_plain(VISITS), joined.lines()[2])
    assert wider.plain() == {"all": [YEARS, {"any": [TAG, SENT, VISITS]}]}
    assert wider.parted(wider.lines()[4]).plain() == {"all": [YEARS, EITHER, VISITS]}
    assert joined.parted(joined.lines()[3]) == parts
    assert joined.parted(joined.lines()[1]) == parts
    assert joined.turned().plain() == {"any": [YEARS, BOTH]}


def test_a_group_of_one_is_none_and_a_group_alone_is_the_whole_rule() -> None:
    parts = parts_of({"all": [YEARS, EITHER]})
    assert parts.without(parts.lines()[2]).plain() == {"all": [YEARS, SENT]}
    assert parts.without(parts.lines()[0]).plain() == EITHER
    assert parts.without(parts.lines()[1]).plain() == {"all": [YEARS]}


def test_two_conditions_alone_are_no_group() -> None:
    parts = parts_of({"all": [YEARS, TAG]})
    assert not any(parts.can_join(line) for line in parts.lines())


def test_removing_every_line_leaves_nothing_chosen() -> None:
    parts = parts_of({"any": [YEARS, PICKED]})
    without = parts.without(parts.lines()[1])
    assert without.plain() == {"all": [YEARS]}
    assert without.without(without.lines()[0]) == RuleParts()


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (YearsAtLeast(5), (YearsAtLeast(5), VisitsWithin(2, 12), HasTag("artisan"))),
        (VisitsWithin(4, 12), (YearsAtLeast(3), VisitsWithin(4, 12), HasTag("artisan"))),
        (YearsAtLeast(3), (YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan"))),
    ],
)
def test_another_number_takes_the_place_of_the_former(new: Rule, expected: object) -> None:
    before = (YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan"))
    assert with_condition(before, new) == expected


def test_another_condition_is_added() -> None:
    before = (YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan"))
    for new in (VisitsWithin(2, 24), HasTag("voisin"), Recommended(1)):
        assert with_condition(before, new) == (*before, new)
