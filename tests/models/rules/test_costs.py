"""VAT to the cent, and the limits on gifts to one person in a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.costs import GiftLimit, gift_limit, gross_cents, over_limit, vat_cents

CENTS = st.integers(0, 10**9)
RATES = st.one_of(st.none(), st.integers(0, 9_999))


@given(CENTS, RATES)
def test_vat_is_within_half_a_cent_and_gross_is_their_sum(net: int, rate: int | None) -> None:
    vat = vat_cents(net, rate)
    assert abs(2 * (vat * 10_000 - net * (rate or 0))) <= 10_000
    assert gross_cents(net, rate) == net + vat


@pytest.mark.parametrize("year", range(2021, 2026))
def test_the_limit_is_73_euros_from_2021_to_2025(year: int) -> None:
    assert gift_limit(year, {}) == GiftLimit(7300, confirmed=True)


def test_a_later_year_is_to_be_confirmed() -> None:
    assert gift_limit(2026, {}) == GiftLimit(7300, confirmed=False)
    assert gift_limit(2026, {2026: 8000}) == GiftLimit(8000, confirmed=True)
    assert gift_limit(2028, {2026: 8000}) == GiftLimit(8000, confirmed=False)
    assert gift_limit(2019, {}).confirmed is False


@given(st.lists(st.tuples(st.integers(1, 4), CENTS)), CENTS)
def test_only_who_was_given_more_than_the_limit_is_told(
    given_: list[tuple[int, int]], limit: int
) -> None:
    over = over_limit(given_, limit)
    for person in range(1, 5):
        total = sum(gross for one, gross in given_ if one == person)
        assert over.get(person, 0) == (total if total > limit else 0)
