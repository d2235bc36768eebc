"""One folding of names and numbers, for search and for order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.folding import (
    _fold_any,
    clean_text,
    fold,
    fold_identifier,
    format_phone,
    phone_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hélène N’Diaye-Œuvrard", "helene n diaye oeuvrard"),
        ("GH-482-KT", "gh 482 kt"),
        ("Straße", "strasse"),
        ("Łukasz", "lukasz"),
        ("Νίκος", "νικος"),
        ("李_明", "李 明"),
        ("  ", ""),
    ],
)
def test_names_lose_accents_and_punctuation_in_every_script(text, folded):
    assert fold(text) == folded


def test_lists_stand_in_the_order_a_french_reader_expects():
    names = ["Zola", "Éluard", "Œuvrard", "Eluère", "Odin"]
    assert sorted(names, key=sort_key) == ["Éluard", "Eluère", "Odin", "Œuvrard", "Zola"]


@pytest.mark.parametrize(
    "text", ["06 39 98 01 02", "+33 6 39 98 01 02", "0033639980102", "+33 (0)6.39.98.01.02"]
)
def test_a_french_phone_has_one_key(text):
    assert phone_key(text) == "0639980102"
    assert format_phone(text) == "06 39 98 01 02"


def test_a_phone_of_elsewhere_is_shown_as_typed():
    assert format_phone("+41 22 345 67 89") == "+41 22 345 67 89"


def test_a_plate_is_found_without_its_separators():
    assert fold_identifier("GH-482-KT") == fold_identifier("gh 482 kt") == "gh482kt"


def test_texts_are_made_fit_for_any_database():
    assert clean_text(" a\0b\ud800c\x7f\u00e9 ") == "abcé"
    assert clean_text("e\u0301") == "é"
    assert clean_text("\u202eabc\u2066, 👩\u200d👧") == "abc, 👩\u200d👧"
    assert clean_text("ligne\nautre", 7) == "ligne\na"


_latin = st.characters(max_codepoint=0x24F) | st.sampled_from("’‘“”–—…€\u0301\u0327 Σς李")


@given(st.text(_latin) | st.text())
def test_folding_letter_by_letter_is_folding_the_whole(text):
    assert fold(text) == _fold_any(text).strip()


@given(st.text(alphabet="0123 +().-/\u0661\u00a0"))
def test_the_key_of_plain_figures_is_that_of_any_phone(text):
    assert phone_key(text) == phone_key(text + "x")
