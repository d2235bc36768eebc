"""The year on paper: two pages whatever it was, nobody named, the same bytes."""

from dataclasses import replace
from datetime import date

import pytest

from models.costs import Nature
from models.i18n import format_units, use_language
from models.month_data import ClientMention, CostLine, MonthReport
from models.month_gift_data import GiftOver, Gifts
from models.seals import Link
from models.year import YearReport, year_of
from reports.charts import Bar, Label, Quantity
from reports.columns import columns
from reports.year_pages import render_year
from tests.reports.full_samples import busy_month
from tests.reports.pdf_reading import flat, pages_of, text_of
from tests.reports.samples import EMPTY_MONTH, HOSTILE, MONTH, MOVEMENTS, NAMES, SHOP

TODAY = date(2026, 12, 31)


def year(month: MonthReport, count: int = 12, closed: date | None = None) -> YearReport:
    months = [
        replace(month, month=date(2026, number, 1), closed_on=closed)
        for number in range(1, count + 1)
    ]
    return year_of(months, TODAY)


MONTHS = {"usual": MONTH, "empty": EMPTY_MONTH, "busy": busy_month()}


@pytest.mark.parametrize("month", MONTHS.values(), ids=MONTHS)
@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_year_is_two_pages_whatever_it_was(month: MonthReport, count: int, language: str) -> None:
    use_language(language)
    report = year(month, count)
    pdf = render_year(report)
    assert len(pages_of(pdf)) == 2
    assert render_year(report) == pdf


@pytest.mark.parametrize(("language", "states"), [("fr", "ÉTAT DES RELATIONS"), ("en", "STATE OF")])
def test_a_usual_year_says_its_states_with_gifts_over_the_limit(language: str, states: str) -> None:
    use_language(language)
    over = tuple(GiftOver(ClientMention(f"C-{number:05}", "", ""), 8_940) for number in range(1, 5))
    groups = [(nature.value, rate) for rate in (2000, 1000) for nature in Nature][:8]
    day = date(2026, 3, 3)
    costs = tuple(CostLine(nature, "", "C-1", day, 100, rate, 20, 120) for nature, rate in groups)
    costs += (CostLine("gift", "", "C-1", day, None),)
    usual = replace(MONTH, costs=costs, gifts=Gifts(2026, 7_300, False, 70_140, over))
    assert states in text_of(render_year(year(usual)))


def test_the_year_names_nobody_and_adds_its_months_up() -> None:
    text = text_of(render_year(year(MONTH)))
    assert [name for name in NAMES if flat(name) in text] == []
    assert flat(format_units(12 * MOVEMENTS.fade, decimals=2, signed=True)) in text
    for said in ("2026", SHOP.name, "COMMENT NOUS AVONS TENU PAROLE", "ne nomme personne."):
        assert flat(said) in text


def test_a_year_is_a_draft_until_its_twelve_months_are_closed() -> None:
    assert "Brouillon : l’année n’est pas close" in text_of(render_year(year(MONTH)))
    closed = text_of(render_year(year(MONTH, closed=date(2027, 1, 4))))
    assert "Brouillon" not in closed
    assert "Douze mois clos" in closed


def test_a_month_closed_with_a_later_one_counts_among_the_closed() -> None:
    months = [
        replace(month, closed_on=None if n < 8 else TODAY, closed_since=n < 8)
        for n, month in enumerate(year(MONTH).months)
    ]
    text = text_of(render_year(year_of(months, TODAY)))
    assert "Douze mois clos" in text
    assert "Brouillon" not in text


def test_costs_of_very_many_sorts_still_leave_two_pages() -> None:
    costs = tuple(
        CostLine("gift", HOSTILE, "C-00001", date(2026, 3, 3), 100, rate, 5, 105, account=f"6{n}")
        for n, rate in enumerate([2000, 1000, 550, 210] * 5)
    )
    assert len(pages_of(render_year(year(replace(MONTH, costs=costs))))) == 2


def test_columns_stand_on_zero_and_carry_their_figures() -> None:
    chart = columns([Quantity("janv.", 200, "+2"), Quantity("févr.", -100, "−1")], 100, 90)
    up, down = (shape for shape in chart.shapes if isinstance(shape, Bar))
    assert up.height == pytest.approx(2 * down.height)
    assert down.y + down.height == pytest.approx(up.y)
    assert {shape.text for shape in chart.shapes if isinstance(shape, Label)} >= {"+2", "−1"}
    assert all(shape.y >= 0 and shape.y + shape.height <= 90 for shape in (up, down))
    assert columns([], 100, 90).shapes == ()


def test_a_year_on_its_first_days_says_so_without_figures_of_nothing() -> None:
    text = text_of(render_year(year(EMPTY_MONTH, 1)))
    assert flat("Le livre est encore vide : aucun compte n’était ouvert cette année.") in text
    assert "unités" not in text.split(flat("Comment lire ce rapport").upper())[0]


def test_a_year_bears_the_seals_of_its_closed_months() -> None:
    seals = (Link(date(2026, 1, 1), 13, "9f31c2a7" + "0" * 56),)
    text = text_of(render_year(replace(year(MONTH), seals=seals)))
    assert flat("Sceaux des mois clos : janv. n° 13 (9f31c2a7).") in text
    every = tuple(Link(date(2026, n, 1), 120 + n, "9f31c2a7" + "0" * 56) for n in range(1, 13))
    assert len(pages_of(render_year(replace(year(busy_month()), seals=every)))) == 2
