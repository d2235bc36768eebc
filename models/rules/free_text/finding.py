"""The check itself: one pass over the words, the longest expression at each place."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from models.rules.free_text.english import ENGLISH, INNOCENT_ENGLISH
from models.rules.free_text.french import FRENCH
from models.rules.free_text.french_private import FRENCH_PRIVATE, INNOCENT
from models.rules.free_text.kinds import Category, Wording
from models.rules.free_text.people_lists import LISTS
from models.rules.free_text.things import (
    CIVILITIES,
    LINKS,
    PERSONS,
    STREETS,
    THINGS,
    TURNS,
)
from models.rules.phrases import PhraseBook, Word, folded_word, phrases_in, words_of

_TABLES = (*FRENCH, *FRENCH_PRIVATE, *ENGLISH)
_NAMED_SO = (Category.INSULT, Category.MIND)
_ENOUGH = 4
"""Letters before final stars for a word to be masked: « salop* », not a remark « put* »."""
_FAR = 6
"""How many words back the noun may stand of which an expression is said."""
_ENGLISH_STREETS = (["street"], ["road"], ["lane"], ["square"])
_SENTENCE_END = re.compile(r"[.;!?\n]")
_STOP = re.compile(r"[.,;:!?\n()«»]")
_FROM_DIGITS = str.maketrans("01345@$", "oieasas")


class Finding(NamedTuple):
    """An expression found: `words` as typed, at text[start:end], and what to write instead.

    `about` completes the wording « sans … »: what the person cannot have, as typed.
    """

    category: Category
    words: str
    start: int
    end: int
    wording: Wording
    about: str = ""


class _Meaning(NamedTuple):
    category: Category
    wording: Wording
    of_people: bool


class _Book(NamedTuple):
    phrases: PhraseBook
    meanings: list[_Meaning | None]
    insults: set[str]


@cache
def _book() -> _Book:
    """Every expression with its meaning; None for the innocent ones. Read once, when needed."""
    phrases = [(phrase, 0) for phrase in phrases_in(INNOCENT + INNOCENT_ENGLISH)]
    meanings: list[_Meaning | None] = [None]
    for rows in _TABLES:
        for block, of_people in ((rows.always, False), (rows.of_people, True)):
            phrases += [(phrase, len(meanings)) for phrase in phrases_in(block)]
            meanings.append(_Meaning(rows.category, rows.wording, of_people))
    rude = [
        (phrase, 0)
        for rows in FRENCH + ENGLISH
        if rows.category in _NAMED_SO
        for phrase in phrases_in(rows.always)
    ]
    return _Book(PhraseBook(phrases, LISTS), meanings, PhraseBook(rude, LISTS).single_words())


def findings(text: str) -> tuple[Finding, ...]:
    """What deserves a warning in `text`, in the order of the text; empty when nothing does."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Finding]:
    book, words = _book(), words_of(text)
    folded = [_known_as(text[start:end]) for start, end in words]
    place = 0
    while place < len(words):
        found = book.phrases.at(folded, place)
        if found is None or _crosses_sentences(text, words[place : place + found.length]):
            place += 1
            continue
        after = place + found.length
        meaning = book.meanings[found.meaning]
        if meaning is not None and not _calm(text, words, folded, place, after, meaning):
            yield _finding(text, words, folded, place, after, meaning)
        place = after


def _crosses_sentences(text: str, words: list[Word]) -> bool:
    return bool(_SENTENCE_END.search(text, words[0].start, words[-1].end))


def _finding(
    text: str, words: list[Word], folded: list[str], place: int, after: int, meaning: _Meaning
) -> Finding:
    start, end = words[place].start, words[after - 1].end
    about = ""
    if meaning.wording is Wording.WITHOUT:
        about = _about(text, words, folded, after)
    wording = Wording.NEED if meaning.wording is Wording.WITHOUT and not about else meaning.wording
    return Finding(meaning.category, text[start:end], start, end, wording, about)


def _about(text: str, words: list[Word], folded: list[str], after: int) -> str:
    """« arachides » after « allergique aux »; « fruits de mer » whole."""
    first = after
    while first < len(words) and folded[first] in LINKS:
        first += 1
    if first >= len(words) or _stops(text, words[after - 1], words[first]):
        return ""
    last = first
    if last + 2 < len(words) and folded[last + 1] in ("de", "d", "a"):
        last += 2
    return text[words[first].start : words[last].end]


@lru_cache(maxsize=8192)
def _known_as(typed: str) -> str:
    """The word folded; « c*nnard », « c0nnard », « connnnard » as the insult they hide."""
    word, insults = folded_word(typed), _book().insults
    if word.isalpha():
        return _without_runs(word, insults)
    bare = word.rstrip("*")
    if "*" in bare or (bare != word and len(bare) >= _ENOUGH):
        shape = re.compile(word.translate(_FROM_DIGITS).replace("*", "."))
        alike = (i for i in sorted(insults) if len(i) == len(word) and shape.fullmatch(i))
        return next(alike, bare)
    plain = bare.translate(_FROM_DIGITS)
    return plain if plain in insults else bare


def _without_runs(word: str, insults: set[str]) -> str:
    if not re.search(r"(.)\1\1", word):
        return word
    shorter = (re.sub(r"(.)\1{2,}", kept, word) for kept in (r"\1\1", r"\1"))
    return next((plain for plain in shorter if plain in insults), word)


def _calm(
    text: str, words: list[Word], folded: list[str], place: int, after: int, meaning: _Meaning
) -> bool:
    """Whether the expression belongs to a name, or is said of a thing."""
    nameable = meaning.of_people or meaning.category not in _NAMED_SO
    if nameable and _is_name(text, words, folded, place, after):
        return True
    if not meaning.of_people:
        return False
    before = _noun_before(text, words, folded, place)
    return before == "thing" or (before == "" and _thing_follows(text, words, folded, after))


def _is_name(text: str, words: list[Word], folded: list[str], place: int, after: int) -> bool:
    """« M. Paul Juif », « Juif-Duval », « rue des Juifs », « Jews Lane »."""
    if _street_before(folded, place) or folded[after : after + 1] in _ENGLISH_STREETS:
        return True
    if after - place > 1 or not _capital(text, words[place]):
        return False
    if _hyphenated(text, words, place):
        return True
    back = place - 1
    while back > place - 3 and back > 0 and _capital(text, words[back]):
        if folded[back] in CIVILITIES:
            return True
        back -= 1
    return back >= 0 and folded[back] in CIVILITIES


def _street_before(folded: list[str], place: int) -> bool:
    back = place - 1
    while back >= 0 and back > place - 4 and folded[back] in LINKS:
        back -= 1
    return back >= 0 and folded[back] in STREETS


def _hyphenated(text: str, words: list[Word], place: int) -> bool:
    word = words[place]
    before = place > 0 and text[words[place - 1].end : word.start] == "-"
    following = place + 1 < len(words) and text[word.end : words[place + 1].start] == "-"
    return (before and _capital(text, words[place - 1])) or (
        following and _capital(text, words[place + 1])
    )


def _capital(text: str, word: Word) -> bool:
    return text[word.start].isupper()


def _noun_before(text: str, words: list[Word], folded: list[str], place: int) -> str:
    """« thing » or « person »: the nearest known noun back to a pause or a turn; else nothing."""
    for back in range(place - 1, max(-1, place - 1 - _FAR), -1):
        if _stops(text, words[back], words[back + 1]) or folded[back] in TURNS:
            return ""
        if folded[back] in PERSONS:
            return "person"
        if folded[back] in THINGS:
            return "thing"
    return ""


def _thing_follows(text: str, words: list[Word], folded: list[str], after: int) -> bool:
    """« cancer du moteur », « condamné la porte », « crazy price »."""
    place = after
    while place < len(words) and place < after + 3 and folded[place] in LINKS:
        place += 1
    if place >= len(words) or folded[place] not in THINGS:
        return False
    return not any(_stops(text, words[at], words[at + 1]) for at in range(after - 1, place))


def _stops(text: str, left: Word, right: Word) -> bool:
    return right.start - left.end > 1 and bool(_STOP.search(text, left.end, right.start))
