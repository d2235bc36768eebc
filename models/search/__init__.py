"""Finding a client from what is typed at the counter, best first (SQLite's FTS5)."""

from dataclasses import dataclass
from typing import Any

from peewee import SQL

from models.merges import holders
from models.search.finding import every, rungs
from models.search.hits import ClientHit, hits
from models.search.question import Question, read
from models.tables import Entry

__all__ = ["ClientHit", "SearchPage", "among", "page", "recent", "to_json"]

PAGE = 20


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The best hits, and whether there are more."""

    hits: tuple[ClientHit, ...]
    more: bool


def page(text: str, limit: int = PAGE, after: int | None = None) -> SearchPage:
    """The best hits for what is typed, at most `limit`, those that follow the client `after`.

    Nothing for an empty text. Any text may be typed; none raises.
    """
    question = read(text)
    found: dict[int, None] = {}
    start = 0
    for rung in rungs(question) if question else ():
        found.update(dict.fromkeys(rung))
        start = _place_after(after, found)
        if len(found) > start + limit:
            break
    ids = list(found)[start : start + limit]
    return SearchPage(hits(ids, question), len(found) > start + limit)


def _place_after(after: int | None, found: dict[int, None]) -> int:
    if after is None:
        return 0
    return next((at for at, client in enumerate(found, 1) if client == after), len(found))


def among(text: str) -> Any:
    """All the clients a text finds, in no order, as a subquery for another operation's IN."""
    found = every(read(text))
    return SQL(f"({found.sql})", found.values)


def recent(limit: int = 8, member_id: int | None = None) -> tuple[ClientHit, ...]:
    """The clients last noted or opened, by everyone or by one member, the latest first."""
    query = Entry.select(Entry.client).order_by(Entry.id.desc()).limit(limit * 12)
    if member_id is not None:
        query = query.where(Entry.author == member_id)
    latest = list(dict.fromkeys(holders(row[0] for row in query.tuples())))[:limit]
    return hits(latest, Question())


def to_json(hit: ClientHit) -> dict[str, str]:
    """A hit as the command line prints it (`models/schemas/search.schema.json`)."""
    return {"client": hit.key, "name": hit.name, "why": hit.why}
