"""The client's statement on paper: every line, why, and sums that tie out."""

from dataclasses import replace
from datetime import date

import pytest

from models.i18n import format_units, use_language
from models.rules.trust.words import State
from models.statement_data import RowKind
from reports.statement import render_statement
from reports.words import state_sentence
from tests.reports.full_samples import long_statement
from tests.reports.pdf_reading import flat, fonts_of, pages_of, text_of
from tests.reports.samples import HOSTILE, SHOP, STATEMENT


def test_the_statement_says_whose_it_is_and_of_when() -> None:
    [page] = pages_of(render_statement(STATEMENT, SHOP))
    for text in ("Mme Hélène Durand", "C-00412", "Garage Morel", "30 novembre 2025"):
        assert text in page
    assert "au 22 novembre 2026" in page


def test_every_line_says_what_happened_why_and_by_whom() -> None:
    text = text_of(render_statement(STATEMENT, SHOP))
    assert "Promesse tenue : devis rappelé le jour dit à temps : 3 unités Claire + 3,00" in text
    for row in STATEMENT.rows:
        assert flat(row.what).split()[0] in text
    for mark in ("noté en retard", "corrigé", "mémorable"):
        assert mark in text


def test_a_line_that_moves_nothing_prints_no_zero() -> None:
    text = text_of(render_statement(STATEMENT, SHOP))
    assert "Passage : révision Karim 4 sept. 2026" in text


def test_the_sums_tie_out_to_the_centi_unit() -> None:
    assert STATEMENT.gap == 0
    text = text_of(render_statement(STATEMENT, SHOP))
    assert "Solde au 30 novembre 2025 25,40" in text
    assert "Solde au 22 novembre 2026 31,35" in text
    kinds: tuple[RowKind, ...] = ("deposit", "withdrawal", "fade", "correction")
    for kind in kinds:
        assert flat(format_units(STATEMENT.total(kind), decimals=2, signed=True)) in text
    assert STATEMENT.opening + STATEMENT.total(*kinds) == STATEMENT.closing
    assert "Annulé par une rupture" not in text


@pytest.mark.parametrize("state", State)
def test_the_state_is_told_in_words(state: State) -> None:
    text = text_of(render_statement(replace(STATEMENT, state=state), SHOP))
    told = [other for other in State if flat(state_sentence(other)) in text]
    assert told == [state]


def test_a_period_without_a_line_says_so() -> None:
    quiet = replace(STATEMENT, rows=(), curve=(), opening=0, closing=0)
    [page] = pages_of(render_statement(quiet, SHOP))
    assert "Rien n’a été noté sur cette période." in page


def test_years_of_lines_are_all_there_on_numbered_pages() -> None:
    pages = pages_of(render_statement(long_statement(400), SHOP))
    assert len(pages) > 5
    assert all(page.endswith(f"{number} / {len(pages)}") for number, page in enumerate(pages, 1))
    text = " ".join(pages)
    assert [n for n in range(400) if f"Attention numéro {n} " not in text] == []


def test_the_same_statement_gives_the_same_bytes() -> None:
    assert render_statement(STATEMENT, SHOP) == render_statement(STATEMENT, SHOP)
    assert all(fonts_of(render_statement(STATEMENT, SHOP)).values())


def test_the_statement_follows_the_language() -> None:
    use_language("en")
    text = text_of(render_statement(STATEMENT, SHOP))
    assert "30 November 2025" in text
    assert "31.35" in text


def test_hostile_texts_are_only_texts() -> None:
    rows = tuple(replace(row, what=HOSTILE, why=HOSTILE, by=HOSTILE) for row in STATEMENT.rows)
    hostile = replace(STATEMENT, client_name=HOSTILE, client_number=HOSTILE, rows=rows)
    assert "<b>Zoé</b> & Cie ◇" in text_of(render_statement(hostile, SHOP))


def test_a_statement_from_the_first_day_of_the_calendar_is_printed() -> None:
    old = replace(STATEMENT, start=date.min, rows=(), curve=())
    assert pages_of(render_statement(old, SHOP))
