"""Words and set phrases found in a text, whatever its capitals, accents and inflections.

Phrases are written as people would read them: « gros con/s » stands for « gros con » and
« gros cons » (each ending is added to the word before the first stroke), « fou|folle » for
either word, « {people} » for any word of that list, « * » for any word, « # » for a number in
digits and « #e » for an ordinal in digits, from the second on.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from models.rules.folding import fold

Lists = Mapping[str, frozenset[str]]
# Accents typed apart, soft hyphens and marks that mask letters belong to the word: « conn@rd ».
_WORD = re.compile("[^\\W_](?:[^\\W_]|[*@$\u0300-\u036f\u00ad])*")
_ORDINAL = re.compile(r"(?!1(?:er|re|ere|st)$)\d+(?:e|eme|nd|rd|th|st)")
_MASKS = "*@$"


class Word(NamedTuple):
    """Where a word of a text stands: text[start:end]."""

    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The places of the words of a text, in order."""
    return [Word(*match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=8192)
def folded_word(word: str) -> str:
    """A word as phrases know it: folded, « # » for a number; masks that hide letters are kept."""
    word = word.replace("\N{SOFT HYPHEN}", "")
    if any(mask in word for mask in _MASKS):
        return "".join(c if c in _MASKS else fold(c) for c in word)
    folded = fold(word)
    if folded.isdecimal():
        return "#"
    return "#e" if _ORDINAL.fullmatch(folded) else folded


class Found(NamedTuple):
    """A phrase found at a word: how many words it takes, and what it stands for (an index)."""

    length: int
    meaning: int


_Forms = frozenset[str]
_ANY: _Forms = frozenset()


class _Node:
    """Where the phrases that start alike part: by their next word, the longest first."""

    def __init__(self) -> None:
        self.meaning: int | None = None
        self.following: dict[str, list[tuple[tuple[_Forms, ...], int]]] = {}
        self.whatever: list[tuple[tuple[_Forms, ...], int]] = []


class PhraseBook:
    """Phrases by their first two words; at equal length the one given first is found."""

    def __init__(self, phrases: Iterable[tuple[str, int]], lists: Lists) -> None:
        self._nodes: dict[str, _Node] = {}
        written = [([_forms(w, lists) for w in phrase.split()], m) for phrase, m in phrases]
        for forms, meaning in sorted(written, key=lambda pair: -len(pair[0])):
            self._add(forms[0], tuple(forms[1:]), meaning)

    def _add(self, first: _Forms, rest: tuple[_Forms, ...], meaning: int) -> None:
        for form in first:
            node = self._nodes.setdefault(form, _Node())
            if not rest:
                node.meaning = meaning if node.meaning is None else node.meaning
            elif rest[0] is _ANY:
                node.whatever.append((rest, meaning))
            else:
                for second in rest[0]:
                    node.following.setdefault(second, []).append((rest, meaning))

    def at(self, words: Sequence[str], place: int) -> Found | None:
        """The longest phrase that starts at `words[place]`."""
        node = self._nodes.get(words[place])
        if node is None:
            return None
        following = words[place + 1] if place + 1 < len(words) else ""
        known = node.following.get(following, [])
        longer = (_first(known, words, place), _first(node.whatever, words, place))
        longest = max(filter(None, longer), key=lambda found: found.length, default=None)
        if longest is not None:
            return longest
        return None if node.meaning is None else Found(1, node.meaning)

    def single_words(self) -> set[str]:
        """Every phrase that is one word, in each of its forms."""
        return {word for word, node in self._nodes.items() if node.meaning is not None}


def _first(
    known: Sequence[tuple[tuple[_Forms, ...], int]], words: Sequence[str], place: int
) -> Found | None:
    for rest, meaning in known:
        following = words[place + 1 : place + 1 + len(rest)]
        if len(following) == len(rest) and all(
            forms is _ANY or word in forms for forms, word in zip(rest, following, strict=True)
        ):
            return Found(1 + len(rest), meaning)
    return None


def _forms(written: str, lists: Lists) -> _Forms:
    """The folded forms of a word as it is written in a phrase."""
    if written == "*":
        return _ANY
    if written.startswith("{"):
        return lists[written.strip("{}")]
    if written in ("#", "#e"):
        return frozenset({written})
    return frozenset(form for part in written.split("|") for form in _endings(part))


def _endings(part: str) -> Iterable[str]:
    stem, *endings = part.split("/")
    return [fold(stem), *(fold(stem + ending) for ending in endings)]


def word_list(block: str) -> frozenset[str]:
    """A list for « {…} » from words apart by spaces, endings written as in phrases."""
    return frozenset(form for word in block.split() for form in _forms(word, {}))


def phrases_in(block: str) -> list[str]:
    """The phrases of a table: one a line, or several apart by commas."""
    parts = (part.strip() for line in block.splitlines() for part in line.split(","))
    return [" ".join(part.split()) for part in parts if part]
