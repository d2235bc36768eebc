"""Recognising what is collected, drawn or exchanged in the words of a privilege."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from models.rules.phrases import PhraseBook, folded_word, phrases_in, words_of
from models.rules.privileges import expressions


class Reason(StrEnum):
    """Why a privilege is refused; the same code leads to a way to turn it into a commitment."""

    POINTS = "points"
    STAMPS = "stamps"
    VOUCHERS = "vouchers"
    CASH_BACK = "cash_back"
    LOTTERY = "lottery"
    GIFTS = "gifts"
    CARD = "card"
    COUNTED = "counted"


class Smell(NamedTuple):
    """What betrays the privilege: the reason, and the words as typed."""

    reason: Reason
    words: str


_TABLES = (
    (Reason.POINTS, expressions.POINTS),
    (Reason.STAMPS, expressions.STAMPS),
    (Reason.VOUCHERS, expressions.VOUCHERS),
    (Reason.CASH_BACK, expressions.CASH_BACK),
    (Reason.LOTTERY, expressions.LOTTERY),
    (Reason.GIFTS, expressions.GIFTS),
    (Reason.CARD, expressions.CARD),
    (Reason.COUNTED, expressions.COUNTED),
)


class _Books(NamedTuple):
    innocent: PhraseBook
    wrong: PhraseBook


@cache
def _books() -> _Books:
    innocent = [(phrase, 0) for phrase in phrases_in(expressions.INNOCENT)]
    wrong = [
        (phrase, number)
        for number, (_reason, block) in enumerate(_TABLES)
        for phrase in phrases_in(block)
    ]
    lists = expressions.LISTS
    return _Books(PhraseBook(innocent, lists), PhraseBook(wrong, lists))


def smell(title: str, text: str = "") -> Smell | None:
    """What makes a privilege one of points, stamps or the like; None when it is a commitment.

    The title first, then the text; the first expression found, as typed.
    """
    return _first(title) or _first(text)


def _first(text: str) -> Smell | None:
    words, books = words_of(text), _books()
    folded = [folded_word(text[start:end]) for start, end in words]
    place = 0
    while place < len(words):
        if innocent := books.innocent.at(folded, place):
            place += innocent.length
        elif wrong := books.wrong.at(folded, place):
            typed = text[words[place].start : words[place + wrong.length - 1].end]
            return Smell(_TABLES[wrong.meaning][0], typed)
        else:
            place += 1
    return None
