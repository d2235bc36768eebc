"""Finding a client from what is typed at the counter, best first (SQLite's FTS5)."""

from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn

from models.erased import erased
from models.merges import holders
from models.search import codes
from models.search.finding import every, rungs
from models.search.hits import ClientHit, hits
from models.search.question import Question, read
from models.search.tables import SearchDocument
from models.tables import Entry, Reach

__all__ = ["ClientHit", "SearchPage", "found", "page", "recent", "to_json"]

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
    met: dict[int, None] = {}
    start = 0
    for rung in rungs(question) if question else ():
        met.update(dict.fromkeys(rung))
        start = _place_after(after, met)
        if len(met) > start + limit:
            break
    ids = list(met)[start : start + limit]
    return SearchPage(hits(ids, question), len(met) > start + limit)


def _place_after(after: int | None, found: dict[int, None]) -> int:
    if after is None:
        return 0
    return next((at for at, client in enumerate(found, 1) if client == after), len(found))


def found(text: str, client: Any, *, whole: bool = False) -> Any:
    """The condition that `client`, a column of clients' ids, is of all those a text finds.

    A beginning that many words or phones have is looked at client by client: a page is soon full,
    while the list of them all takes long to make. For the `whole` (to count them) phones are read
    as they lie, which takes half as long as finding each client's.
    """
    question = read(text)
    if not question.words and len(question.codes) == 1 and codes.tells_little(question.codes[0]):
        [code] = question.codes
        if whole:
            all_of_them = codes.read_through(code)
            return client.in_(SQL(f"({all_of_them.sql})", all_of_them.values))
        phones = Reach.alias()
        begins = fn.SUBSTR(phones.key, 1, len(code)) == code
        own = phones.select().where(phones.client == client, phones.channel == "phone", begins)
        others = codes.besides_phones_that_begin_so(code)
        return fn.EXISTS(own) | client.in_(SQL(f"({others.sql})", others.values))
    every_one, written = every(question)
    if written and not whole:
        document = SearchDocument.alias()
        has = SQL(f"({written.sql})", written.values)
        return fn.EXISTS(document.select().where(document.client == client, has))
    return client.in_(SQL(f"({every_one.sql})", every_one.values))


def recent(limit: int = 8, member_id: int | None = None) -> tuple[ClientHit, ...]:
    """The clients last noted or opened, by everyone or by one member, the latest first."""
    query = Entry.select(Entry.client).where(~erased(Entry.client))
    query = query.order_by(Entry.id.desc()).limit(limit * 12)
    if member_id is not None:
        query = query.where(Entry.author == member_id)
    latest = list(dict.fromkeys(holders(row[0] for row in query.tuples())))[:limit]
    return hits(latest, Question())


def to_json(hit: ClientHit) -> dict[str, str]:
    """A hit as the command line prints it (`models/schemas/search.schema.json`)."""
    return {"client": hit.key, "name": hit.name, "why": hit.why}
