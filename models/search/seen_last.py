"""The clients seen last: of many who fit, the likeliest. Read again once the book has changed."""

from collections.abc import Sequence
from typing import Any

from models.database import state
from models.tables import database

_RECENT = 300
_SEEN_LAST = (
    "SELECT d.client, ifnull(last_visit, ''),"
    " ' ' || d.last || ' ' || d.first || ' ' || d.company || ' ' || d.also || ' ',"
    " d.town || ' ' || d.asset || ' ' || d.email || ' ' || d.other || ' '"
    f" FROM (SELECT DISTINCT client_id FROM (SELECT client_id FROM entry"
    f" ORDER BY day DESC, id DESC LIMIT {_RECENT})) AS r"
    " JOIN search_document AS d ON d.client = r.client_id"
    " LEFT JOIN account_figures AS a ON a.client_id = d.client"
)
_read: tuple[tuple[object, ...], list[Any]] | None = None
"""The state of the book they were read in, and the clients: the next key asks again."""


def seen_last(words: Sequence[str], *, names_only: bool) -> dict[int, str]:
    """Of those seen last, the ones who have words that begin so, with their last visit."""
    begun = [f" {word}" for word in words]
    return {
        client: visit
        for client, visit, names, others in _clients()
        if _has(names if names_only else names + others, begun)
    }


def _has(text: str, begun: Sequence[str]) -> bool:
    return all(start in text for start in begun)


def _clients() -> list[Any]:
    global _read
    now = state()
    if _read is None or _read[0] != now:
        found: list[Any] = database.execute_sql(_SEEN_LAST).fetchall()
        if database.in_transaction():
            return found  # what it holds may still be undone
        _read = now, found
    return _read[1]
