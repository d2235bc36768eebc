"""What words may mean, as the full-text indexes are asked for it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from models.search import codes
from models.search.vocabulary import choices, similar, similar_beginnings

SHORT = 3


def beginnings(words: Sequence[str], *, spoken: bool = False) -> str:
    """What words may begin, or "" when one begins nothing in the book; in names, `spoken` ones.

    Two short ones may have been written as one (« le gall », « Legall »).
    """
    parts = [
        _either(" AND ".join(way) for way in _begun(ways, spoken=spoken) if all(way))
        for ways in _spelt(words)
    ]
    return " AND ".join(parts) if all(parts) else ""


def _begun(ways: Iterable[Sequence[str]], *, spoken: bool) -> list[list[str]]:
    return [[_beginning(word, spoken=spoken) for word in way] for way in ways]


def spellings(words: Sequence[str]) -> list[list[str]]:
    """The words in each way that they may have been written."""
    return [[word for way in ways for word in way] for ways in product(*_spelt(words))]


def _spelt(words: Sequence[str]) -> list[list[list[str]]]:
    """The ways to write each run of words: a short one goes with the next."""
    runs: list[list[str]] = []
    for at, word in enumerate(words):
        if at and len(words[at - 1]) <= SHORT:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [[run, *_joined(run)] for run in runs]


def _joined(run: Sequence[str]) -> Iterator[list[str]]:
    for at, (first, second) in enumerate(pairwise(run)):
        yield [*run[:at], first + second, *run[at + 2 :]]


def _beginning(word: str, *, spoken: bool = False) -> str:
    """A beginning, by the words it may mean when they are few: merging long lists is slow."""
    meant = choices(word, spoken=spoken)
    return codes.beginning(word) if meant is None else _either(f'"{one}"' for one in meant)


def _either(parts: Iterable[str]) -> str:
    either = " OR ".join(f"({part})" if " AND " in part else part for part in parts)
    return f"({either})" if either else ""


# -- slips of the keyboard ---------------------------------------------------------------------


def slips(words: Sequence[str]) -> Iterator[str]:
    """One word with a slip and the others as typed; then a slip in each."""
    typed = {word: _beginning(word, spoken=True) for word in words}
    meant: dict[str, str] = {}
    ways = []
    for word in words:
        others = [typed[other] for other in words if other != word]
        if all(others):
            meant[word] = _meant(word)
            ways.append([meant[word], *others])
    if one := " OR ".join(f"({' AND '.join(way)})" for way in ways if all(way)):
        yield one
    meant |= {word: _meant(word) for word in words if word not in meant}
    if sum(map(bool, meant.values())) > 1:
        each = [_either(filter(None, (meant[word], typed[word]))) for word in words]
        if all(each):
            yield " AND ".join(each)


def _meant(word: str) -> str:
    return _either(f'"{one}"' for one in similar(word))


def slips_in_halves(words: Sequence[str]) -> str:
    """Half words, each as typed or with a slip."""
    starts = ([word, *similar_beginnings(word)] for word in words)
    return " AND ".join(_either(map(codes.beginning, some)) for some in starts)
