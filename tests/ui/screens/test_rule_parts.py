"""A rule as its editor shows it comes back the same, hand-picked clients beside the conditions."""

import pytest

from ui.screens.privileges.rule_parts import RuleParts, parts_of

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
