"""Any text can be printed: what the typeface lacks, endless strings, markup that is only text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import UNKNOWN, printable
from reports.typeset import (
    REGULAR,
    lines_of,
    plain,
    register,
    shortened,
    width_of,
)

FRENCH = "àâäéèêëîïôöùûüÿçœæÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇŒÆ «»’…€–—·"
SIGNS = "\u00a0\u202f−→↓▲▼●✓⚠×±≤≥"


@pytest.mark.parametrize("character", FRENCH + SIGNS + UNKNOWN)
def test_the_typeface_has_each_character_we_print(character: str) -> None:
    assert ord(character) in register()


def test_french_text_is_printed_as_it_is() -> None:
    assert plain(FRENCH + SIGNS) == FRENCH + SIGNS


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Merci 😊", f"Merci {UNKNOWN}"),
        ("Famille 👩‍👩‍👧 et 👍🏽", f"Famille {UNKNOWN} et {UNKNOWN}"),
        ("Attention ⚠️", "Attention ⚠"),
        ("𝐁𝐨𝐧 travail", "Bon travail"),
        ("e\u0301te\u0301", "été"),
        ("王明", UNKNOWN * 2),
        ("une\nligne\tpuis\rune autre", "une ligne puis une autre"),
        ("zéro\x00 lar\u200bgeur\u00ad", "zéro largeur"),
        ("seul\ud800", f"seul{UNKNOWN}"),
        ("sens \u202einverse\u202c", "sens inverse"),
        ("<b>Dupont</b> & Fils &amp;", "<b>Dupont</b> & Fils &amp;"),
    ],
)
def test_what_the_typeface_lacks_becomes_plain_or_visibly_unknown(
    written: str, printed: str
) -> None:
    assert plain(written) == printed


@given(st.text(max_size=60))
def test_whatever_is_written_only_known_characters_are_printed(text: str) -> None:
    assert {ord(character) for character in plain(text)} <= register()


@given(st.text(max_size=60), st.integers(2, 50))
def test_a_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(printable(text, register(), limit)) <= limit


def test_a_text_cut_short_says_so() -> None:
    assert plain("abcdef", 4) == "abc…"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(30, 200))
def test_lines_fit_their_width_and_lose_no_letter(text: str, width: int) -> None:
    shown = plain(text)
    lines = lines_of(shown, REGULAR, 9, width, most=10_000)
    assert all(width_of(line, REGULAR, 9) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


def test_a_text_too_long_for_its_lines_ends_with_an_ellipsis() -> None:
    lines = lines_of("mot " * 200, REGULAR, 9, 100, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert width_of(lines[-1], REGULAR, 9) <= 100


def test_no_break_spaces_keep_words_together() -> None:
    lines = lines_of("voilà\u00a0: une phrase", REGULAR, 9, width_of("voilà :", REGULAR, 9) + 1)
    assert lines[0] == "voilà\u00a0:"


def test_a_shortened_text_fits_its_width() -> None:
    assert shortened("court", REGULAR, 9, 100) == "court"
    cut = shortened("un texte bien trop long", REGULAR, 9, 50)
    assert cut.endswith("…")
    assert width_of(cut, REGULAR, 9) <= 50


def test_an_endless_word_is_cut_without_delay() -> None:
    start = time.perf_counter()
    lines = lines_of(plain("W" * 200_000), REGULAR, 9, 120)
    assert time.perf_counter() - start < 1
    assert len(lines) <= 6


def test_figures_of_one_size_have_one_width() -> None:
    assert len({width_of(digit * 6, REGULAR, 9) for digit in "0123456789"}) == 1
