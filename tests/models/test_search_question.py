"""What was typed is told apart into words, codes and numbers."""

import pytest

from models.search.question import Question, read
from models.search.slips import one_slip_away


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Hélène Durand", Question(words=("helene", "durand"))),
        ("N’Diaye-Œuvrard", Question(words=("n", "diaye", "oeuvrard"))),
        ("durand durand", Question(words=("durand",))),
        ("06 12 44", Question(codes=("061244",), apart=("06", "12", "44"))),
        ("+33 6 12", Question(codes=("0612",), apart=("0", "6", "12"))),
        ("+33 (0)6 12", Question(codes=("0612",), apart=("0", "6", "12"))),
        ("0033612", Question(codes=("0612",), apart=("0612",))),
        ("duran 06 12", Question(("duran",), ("0612",), ("06", "12"))),
        ("06 12 duran 44", Question(("duran",), ("0612", "44"), ("06", "12", "44"))),
        ("412", Question(codes=("412",), apart=("412",), number=412)),
        ("0412", Question(codes=("0412",), apart=("0412",))),
        ("C-412", Question((), ("c412",), ("c412",), ("c-412",), whole="c412", number=412)),
        ("GH-482-KT", Question((), ("gh482kt",), ("gh482kt",), ("gh-482-kt",), whole="gh482kt")),
        ("h.durand18", Question((), ("hdurand18",), ("hdurand18",), ("h.durand18",), "hdurand18")),
        ("jean h.d18", Question(("jean",), ("hd18",), ("hd18",), ("h.d18",))),
        ("gh 482 kt", Question(("gh", "kt"), ("482",), ("482",), whole="gh482kt")),
        ("Hélène@Orange.fr", Question((), ("helene@orange.fr",), ("helene@orange.fr",))),
        ("", Question()),
        (" \u200b😀 ", Question()),
    ],
)
def test_what_was_typed_is_read(typed: str, question: Question) -> None:
    assert read(typed) == question


def test_only_so_much_is_read() -> None:
    question = read(" ".join(f"mot{chr(97 + n)}" for n in range(20)))
    assert len(question.words) == 8
    assert len(read("x" * 10_000).words[0]) == 40


def test_one_slip_is_a_letter_missing_added_wrong_or_two_swapped() -> None:
    slips = set(one_slip_away("paul"))
    assert {"aul", "pul", "pal", "pau", "pauls", "xpaul", "paxul", "baul", "palu", "apul"} <= slips
    assert {"lpua", "pa", "paulss", "plau_"}.isdisjoint(slips)


def test_a_word_of_three_letters_may_only_miss_one_or_have_two_swapped() -> None:
    slips = set(one_slip_away("pal"))
    assert {"paul", "apl"} <= slips
    assert {"pa", "bal"}.isdisjoint(slips)
