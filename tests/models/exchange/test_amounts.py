"""Amounts of money as billing software writes them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.exchange.amounts import read_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56 €", 123456),
        ("1\N{NARROW NO-BREAK SPACE}234,56\N{NO-BREAK SPACE}€", 123456),
        ("1,234.56", 123456),
        ("1.234,56", 123456),
        ("1'234.56 CHF", 123456),
        ("1 234 567,8", 123456780),
        ("12", 1200),
        ("12,5", 1250),
        ("12.50 EUR", 1250),
        ("€ 12.50", 1250),
        (",50", None),
        (".50", 50),
        ("0,500", 50),
        ("-45,00", -4500),
        ("−45,00", -4500),
        ("45,00-", -4500),
        ("(45,00)", -4500),
        ("- 45,00 €", -4500),
        ("41.666666666", 4167),
        ("41,6667", 4167),
        ("0.005", 1),
        ("1,234", None),
        ("", None),
        ("offert", None),
        ("12/05/2024", None),
        ("1,23,4", None),
        ("٣٤", None),
        ("1e5", None),
        ("9" * 20, None),
        ("1" + "0" * 26, None),
        ("99999999999,999", None),
    ],
)
def test_an_amount_is_read_in_cents_or_not_at_all(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents


@given(st.integers(-(10**9), 10**9))
def test_every_french_amount_is_read_to_the_cent(cents: int) -> None:
    whole, rest = divmod(abs(cents), 100)
    spaced = f"{whole:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    sign = "-" if cents < 0 else ""
    assert read_cents(f"{sign}{spaced},{rest:02d} €") == cents
    assert read_cents(f"{sign}{whole:,}.{rest:02d}") == cents


@example("1" + "0" * 26)
@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert read_cents(text) is None or isinstance(read_cents(text), int)
