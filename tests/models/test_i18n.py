"""Dates, numbers and money as each language writes them, without a float."""

from datetime import date

import pytest

from models.i18n import (
    _,
    format_date,
    format_list,
    format_money,
    format_number,
    format_rate,
    format_units,
    language,
    ngettext,
    speaking,
    typed_money,
    use_language,
)
from models.rules.typed import read_hundredths
from models.wording import units_told

NNBSP, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def test_french_writes_amounts_its_own_way():
    assert format_units(3420) == "34,2"
    assert format_units(-300, signed=True) == f"−{NNBSP}3,0"
    assert format_units(5, decimals=2, signed=True) == f"+{NNBSP}0,05"
    assert format_units(0, signed=True) == "0,0"
    assert format_units(-4) == "0,0"
    assert format_money(-123456) == f"−1{NNBSP}234,56{NBSP}€"
    assert format_number(1234567) == f"1{NNBSP}234{NNBSP}567"
    assert [format_rate(rate) for rate in (2000, 550, 210)] == [
        f"20{NBSP}%",
        f"5,5{NBSP}%",
        f"2,1{NBSP}%",
    ]


def test_english_writes_amounts_its_own_way():
    use_language("en")
    assert format_money(123456) == "€1,234.56"
    assert format_units(-123450, signed=True) == f"−{NNBSP}1,234.5"
    assert format_rate(550) == "5.5%"


@pytest.mark.parametrize(("spoken", "typed"), [("fr", "1234,05"), ("en", "1234.05")])
def test_an_amount_in_a_field_is_as_one_types_it_and_read_back(spoken, typed):
    use_language(spoken)
    assert typed_money(123405) == typed
    assert read_hundredths(typed_money(123405)) == 123405


def test_the_first_of_the_month_is_the_first_in_french():
    first = date(2026, 12, 1)
    assert format_date(first, "long") == "1er décembre 2026"
    assert format_date(first, "weekday") == "mardi 1er décembre"
    assert format_date(first, "short") == "01/12/2026"
    assert format_date(date(2026, 12, 11), "long") == "11 décembre 2026"
    use_language("en")
    assert format_date(first, "long") == "1 December 2026"


def test_a_day_is_told_in_the_language_spoken_even_when_it_was_told_in_another():
    day = date(2026, 12, 14)
    assert format_date(day, "long") == "14 décembre 2026"
    with speaking("en"):
        assert format_date(day, "long") == "14 December 2026"
    assert format_date(day, "long") == "14 décembre 2026"


def test_zero_is_singular_in_french_and_plural_in_english():
    assert ngettext("{n} client", "{n} clients", 0) == "{n} client"
    use_language("en")
    assert language() == "en"


def test_a_list_ends_with_and():
    assert format_list(["a"]) == "a"
    assert format_list(["a", "b", "c"]) == "a, b et c"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="de"):
        use_language("de")
    assert _("Clients") == "Clients"


@pytest.mark.parametrize(
    ("centi_units", "told"),
    [
        (0, "0,0 unité"),
        (194, "1,9 unité"),
        (195, "2,0 unités"),
        (-180, "−1,8 unité"),
        (-3420, "−34,2 unités"),
    ],
)
def test_french_counts_units_from_two(centi_units: int, told: str) -> None:
    assert units_told(centi_units) == told
