"""Privileges that smell of points are recognised; commitments pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.privilege_smells import _instead, _why, objection
from models.rules.privileges import Reason, smell
from tests.models.rules import (
    privilege_phrases,
    privilege_phrases_fifth,
    privilege_phrases_fourth,
    privilege_phrases_more,
    privilege_phrases_third,
)

REFUSED = (
    *privilege_phrases.REFUSED,
    *privilege_phrases_more.MORE_REFUSED,
    *privilege_phrases_third.THIRD_REFUSED,
    *privilege_phrases_fourth.FOURTH_REFUSED,
    *privilege_phrases_fifth.FIFTH_REFUSED,
)
PASSES = (
    *privilege_phrases.PASSES,
    *privilege_phrases_more.MORE_PASSES,
    *privilege_phrases_third.THIRD_PASSES,
    *privilege_phrases_fourth.FOURTH_PASSES,
    *privilege_phrases_fifth.FIFTH_PASSES,
)


@pytest.mark.parametrize(("reason", "title"), REFUSED)
def test_points_and_the_like_are_refused_in_the_title_and_in_the_text(
    reason: str, title: str
) -> None:
    for found in (smell(title), smell("Pour nos clients", title), smell(title.upper())):
        assert found is not None
        assert found.reason == reason


@pytest.mark.parametrize("title", PASSES)
def test_commitments_pass(title: str) -> None:
    assert smell(title) is None
    assert smell(title.upper()) is None
    assert objection("Bienvenue", title) == ""


def test_the_phrases_are_many_and_half_of_them_must_pass() -> None:
    assert len({title for _, title in REFUSED}) >= 60
    assert len(set(PASSES)) >= 60


def test_the_words_are_told_as_typed_with_a_way_to_make_it_a_commitment() -> None:
    assert objection("La 10e coupe offerte").startswith("«\u00a010e coupe offerte\u00a0»\u00a0: ")
    assert "sans rien compter" in objection("Accueil", "Un tampon à chaque café")


def test_the_title_speaks_first() -> None:
    found = smell("Tombola", "avec des bons d’achat")
    assert found is not None
    assert (found.reason, found.words) == (Reason.LOTTERY, "Tombola")


def test_an_innocent_word_does_not_hide_the_next_one() -> None:
    found = smell("Point de contrôle gratuit et carte de fidélité")
    assert found is not None
    assert found.reason is Reason.CARD


def test_every_reason_has_its_sentence_and_its_way_out() -> None:
    assert set(_why()) == set(_instead()) == set(Reason)
    assert {reason for reason, _ in REFUSED} == set(Reason)


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_is_read(title: str, text: str) -> None:
    found = smell(title, text)
    assert found is None or found.words in title + "\n" + text
