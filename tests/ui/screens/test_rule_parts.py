"""A rule as its editor shows it comes back the same, hand-picked clients beside the conditions."""

import pytest

from models.rules.eligibility import HasTag, Recommended, Rule, VisitsWithin, YearsAtLeast
from ui.screens.privileges.rule_parts import RuleParts, parts_of, with_condition

YEARS, VISITS = {"years": 3}, {"visits": 2, "months": 12}
PICKED = {"picked": [{"client": 4, "reason": "nous a prêté son local"}]}


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
    ],
)
def test_a_rule_shown_and_kept_again_is_the_same(plain: dict[str, object]) -> None:
    assert parts_of(plain).plain() == plain


def test_removing_every_line_leaves_nothing_chosen() -> None:
    parts = parts_of({"any": [YEARS, PICKED]})
    assert parts.without(1).plain() == {"all": [YEARS]}
    assert parts.without(1).without(0) == RuleParts()


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
