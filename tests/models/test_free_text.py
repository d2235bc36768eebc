"""The sentence that warns about a free text."""

import pytest

from models.free_text import _reasons, _wordings, warning
from models.i18n import speaking
from models.rules.free_text import Category, Wording


def test_an_ordinary_text_has_no_warning() -> None:
    assert warning("il est maladroit avec les vis malades") == ""
    assert warning("") == ""


def test_the_warning_says_the_words_who_may_read_them_and_what_to_write() -> None:
    assert warning("Allergique aux arachides") == (
        "Santé : « allergique aux ». Le client peut lire chaque mot. "
        "Écrivez plutôt : « sans arachides »."
    )


def test_several_findings_make_one_sentence_a_category_and_two_wordings_at_most() -> None:
    told = warning("gros con radin, sourd et radin")
    assert told.startswith(
        "Mots blessants : « gros con ». Jugement sur l’argent : « radin ». Santé : « sourd »."
    )
    assert told.count("Le client peut lire") == 1
    assert told.count(" ou « ") == 1


def test_what_is_better_left_out_has_no_other_wording() -> None:
    assert warning("il vote RN").endswith("Mieux vaut ne pas l’écrire.")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_category_and_every_wording_has_its_words(language: str) -> None:
    with speaking(language):
        assert set(_reasons()) == set(Category)
        assert set(_wordings()) == set(Wording) - {Wording.NOTHING}


def test_braces_in_a_text_are_only_braces() -> None:
    assert "« sans 0 »" in warning("allergique aux {0} et {about}")
