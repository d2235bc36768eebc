"""The distinct words of the book: what a half or a misspelt word may mean."""

import json

from models.search.slips import may_slip, one_slip_away
from models.tables import database

_MOST_COMPLETIONS = 32
_MOST_SIMILAR = 24
_LONG = 4


def choices(word: str) -> list[str] | None:
    """The book's words that begin so, or None when there are too many to name."""
    if len(word) < _LONG:
        return None
    rows = database.execute_sql(
        "SELECT word FROM search_vocabulary WHERE word >= ? AND word < ? LIMIT ?",
        (word, word + "{", _MOST_COMPLETIONS + 1),
    )
    found = [row[0] for row in rows]
    return found if len(found) <= _MOST_COMPLETIONS else None


def similar(word: str) -> list[str]:
    """The book's words of four letters or more that are one slip away."""
    if not may_slip(word):
        return []
    rows = database.execute_sql(
        "SELECT word FROM search_vocabulary WHERE word IN (SELECT value FROM json_each(?))"
        " AND length(word) >= ? AND word <> ? LIMIT ?",
        (json.dumps(one_slip_away(word)), _LONG, word, _MOST_SIMILAR),
    )
    return [row[0] for row in rows]


def similar_beginnings(word: str) -> list[str]:
    """How the book's words begin, one slip away from a half word."""
    if not may_slip(word):
        return []
    rows = database.execute_sql(
        "SELECT DISTINCT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM search_vocabulary"
        " WHERE word >= value AND word < value || '{') LIMIT ?",
        (json.dumps(one_slip_away(word)), _MOST_SIMILAR),
    )
    return [row[0] for row in rows]
