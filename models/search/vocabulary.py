"""The distinct words of the book: what a half or a misspelt word may mean.

A word is `spoken` when it names a person, a company, a town or an asset, in one spelling or
another; the others are of e-mails only.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from models.search.slips import may_slip, one_slip_away
from models.tables import database

_MOST_COMPLETIONS = 32
_MOST_SIMILAR = 24
_LONG = 4
_INDEXED = 5
"""Beginnings of that many letters have an index of their own."""


def choices(word: str, *, spoken: bool = False) -> list[str] | None:
    """The book's words that begin so, or the `spoken` ones; None when they need not be named, or
    are too many."""
    if len(word) < _LONG:
        return None
    most = 0 if len(word) <= _INDEXED else _MOST_COMPLETIONS
    rows = database.execute_sql(
        "SELECT word FROM search_vocabulary WHERE word >= ? AND word < ? AND spoken >= ?"
        f" LIMIT {most + 1}",  # written: SQLite makes a statement again whose limit is given apart
        (word, word + "{", spoken),
    )
    found = [row[0] for row in rows]
    return found if len(found) <= most else None


def similar(word: str) -> list[str]:
    """The book's words of four letters or more that are one slip away, but those of e-mails."""
    if not may_slip(word):
        return []
    rows = database.execute_sql(
        "SELECT word FROM json_each(?) CROSS JOIN search_vocabulary ON word = value"
        " WHERE spoken AND length(word) >= ? AND word <> ?",
        (json.dumps(one_slip_away(word)), _LONG, word),
    )
    return list(dict.fromkeys(row[0] for row in rows))[:_MOST_SIMILAR]


def similar_beginnings(word: str) -> list[str]:
    """How the book's words begin, one slip away from a half word."""
    if not may_slip(word):
        return []
    rows = database.execute_sql(
        "SELECT DISTINCT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM search_vocabulary"
        f" WHERE spoken AND word >= value AND word < value || '{{') LIMIT {_MOST_SIMILAR}",
        (json.dumps(one_slip_away(word)),),
    )
    return [row[0] for row in rows]


def learn(documents: Iterable[Sequence[Any]]) -> None:
    """Add the words of documents, all but plates and codes (they have digits)."""
    spoken: set[str] = set()
    written: set[str] = set()
    for document in documents:
        spoken.update((*document[1:7], document[8]))
        written.add(document[7])
    known = _letters(spoken)
    rows = [(word, True) for word in known] + [(word, False) for word in _letters(written) - known]
    database.connection().executemany(
        "INSERT INTO search_vocabulary (word, spoken) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET spoken = max(spoken, excluded.spoken)",
        sorted(rows),
    )


def unlearn(documents: Iterable[Sequence[Any]]) -> None:
    """Forget the words of documents just taken out of the indexes that no other document has."""
    words = _letters({text for document in documents for text in document[1:9]})
    known = "SELECT 1 FROM search_word WHERE search_word MATCH ? LIMIT 1"
    gone = [
        (word,) for word in sorted(words) if not list(database.execute_sql(known, (f'"{word}"',)))
    ]
    if gone:
        database.connection().executemany("DELETE FROM search_vocabulary WHERE word = ?", gone)


def _letters(texts: Iterable[str]) -> set[str]:
    return set(filter(str.isalpha, " ".join(texts).split()))
