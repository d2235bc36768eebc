"""Finding a client from what is typed at the counter, best first (SQLite's FTS5).

Words in any order, half words, without accents; digits of a phone from any place, plates and
serial numbers in any form, e-mails, the client's number; and, when that finds little, words one
mistake away. Exact finds come before mistaken ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from models import search_index
from models.rules.folding import fold_identifier, phone_key
from models.search_typed import Typed, read_typed
from models.tables import AccountFigures, Asset, Client, Reach, database
from models.tables import Entry as EntryRow

PAGE = 20
_POOL = 300
_FEW = 8
_SIMILAR_WORDS = 24


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client found. `strong` and `light` are the title's two parts, `subtitle` what tells
    homonyms apart, `why` what matched: name, number, phone, plate, email or typo."""

    client_id: int
    number: int
    key: str
    name: str
    strong: str
    light: str
    subtitle: str
    why: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The best hits, and whether there are more."""

    hits: tuple[ClientHit, ...]
    more: bool


def page(text: str, limit: int = PAGE) -> SearchPage:
    """The best hits for what is typed; none for an empty text. Never raises on odd input."""
    typed = read_typed(text)
    if typed.is_empty:
        return SearchPage((), False)
    found = _ranked(typed, _exact(typed))
    if len(found) < _FEW and typed.words:
        known = {client_id for client_id, _why in found}
        similar = [client_id for client_id in _mistaken(typed) if client_id not in known]
        found += [(client_id, "typo") for client_id, _why in _ranked(typed, similar)]
    return SearchPage(tuple(_hits(found[:limit])), len(found) > limit)


def ids(text: str) -> list[int]:
    """The ids of every client found, best first, without presenting them."""
    typed = read_typed(text)
    if typed.is_empty:
        return []
    return _exact(typed) or _mistaken(typed)


def recent(limit: int = PAGE) -> tuple[ClientHit, ...]:
    """The clients last noted or opened, the latest first."""
    query = EntryRow.select(EntryRow.client).order_by(EntryRow.id.desc()).limit(limit * 12)
    ids = dict.fromkeys(row[0] for row in query.tuples())
    return tuple(_hits([(client_id, "name") for client_id in list(ids)[:limit]]))


def to_json(hit: ClientHit) -> dict[str, str]:
    """A hit as the command line prints it: `client` (reference given at import, or number)."""
    return {"client": hit.key, "name": hit.name, "why": hit.why}


# -- candidates --------------------------------------------------------------------------------


def _exact(typed: Typed) -> list[int]:
    """Clients that hold every word (as a prefix) and every run of digits typed."""
    if typed.single_prefix:
        starting = _names_starting(typed.single_prefix)
        if len(starting) >= PAGE:
            return starting
        return list(dict.fromkeys((*starting, *_holding(_match(typed.words)))))
    sets = [_holding(_match(typed.words))] if typed.words else []
    sets += [_with_digits(digits) for digits in typed.digits]
    found = _common(sets)
    return list(dict.fromkeys((*found, *_with_identifier(typed.text))))


def _common(sets: list[list[int]]) -> list[int]:
    if not sets:
        return []
    kept = set(sets[0]).intersection(*sets[1:])
    return [client_id for client_id in sets[0] if client_id in kept]


def _names_starting(prefix: str) -> list[int]:
    query = (
        Client.select(Client.id)
        .where(Client.sort_key >= prefix, Client.sort_key < prefix + "\U0010ffff")
        .order_by(Client.sort_key)
        .limit(_POOL)
    )
    return [row[0] for row in query.tuples()]


def _match(words: Iterable[str]) -> str:
    """An FTS5 query for words as prefixes; words are letters and digits only."""
    return " AND ".join(f'"{word}"*' for word in words)


def _holding(match: str, table: str = "client_words") -> list[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"
    return [row[0] for row in database.execute_sql(sql, (match, _POOL * 10))]


def _with_digits(digits: str) -> list[int]:
    """By phone (any part of it, or its last digits), client number, plate or postcode."""
    ending = Reach.select(Reach.client).where(
        Reach.reversed_key >= digits[::-1], Reach.reversed_key < digits[::-1] + ":"
    )
    found = [row[0] for row in ending.limit(_POOL * 10).tuples()]
    if digits.isdigit() and len(digits) < 10:
        found += [
            row[0] for row in Client.select(Client.id).where(Client.number == int(digits)).tuples()
        ]
    for fragment in {digits, phone_key(digits)}:
        if len(fragment) >= 3:
            found += _containing(fragment)
    return list(dict.fromkeys((*found, *_holding(_match([digits])))))


def _containing(fragment: str) -> list[int]:
    """Clients whose phone or plate contains the fragment, checked on the rows themselves."""
    match = " AND ".join(f'"{fragment[at : at + 3]}"' for at in range(len(fragment) - 2))
    likely = _holding(match, "client_fragments")
    if len(fragment) == 3:
        return likely
    sure: set[int] = set()
    for table, key in ((Reach, Reach.key), (Asset, Asset.identifier_key)):
        query = table.select(table.client).where(
            table.client.in_(likely[:_POOL]), key.contains(fragment)
        )
        sure.update(row[0] for row in query.tuples())
    return [client_id for client_id in likely if client_id in sure]


def _with_identifier(text: str) -> list[int]:
    """By plate or serial number, typed in any form and in one go."""
    key = fold_identifier(text)
    mixed = any(c.isdigit() for c in key) and any(c.isalpha() for c in key)
    return _containing(key) if mixed and 3 <= len(key) <= 40 else []


# -- mistakes ----------------------------------------------------------------------------------

_words_read: tuple[Any, list[str]] = (None, [])


def _vocabulary() -> list[str]:
    """The distinct words of the index, read again when it changed."""
    global _words_read
    change = next(iter(database.execute_sql("PRAGMA data_version")))[0]
    state = (id(database.obj), search_index.version(), change)
    if _words_read[0] != state:
        rows = database.execute_sql("SELECT term FROM client_vocabulary")
        _words_read = (state, [term for (term,) in rows if term.isalpha()])
    return _words_read[1]


def _mistaken(typed: Typed) -> list[int]:
    """Clients that hold every word typed, each with at most one mistake."""
    parts = []
    for word in typed.words:
        choices = [f'"{word}"*', *(f'"{similar}"' for similar in _similar(word))]
        parts.append("(" + " OR ".join(choices) + ")")
    sets = [_holding(" AND ".join(parts)), *(_with_digits(digits) for digits in typed.digits)]
    return _common(sets)


def _similar(word: str) -> list[str]:
    """The book's words one mistake away (a letter more, less, other, or two swapped)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < 4 or not word.isalpha():
        return []
    near = [w for w in _vocabulary() if abs(len(w) - len(word)) <= 1]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=_SIMILAR_WORDS)
    longer = [w for w in _vocabulary() if len(w) > len(word) + 1]
    starts = [w[: len(word)] for w in longer]
    half = process.extract(word, starts, scorer=OSA.distance, score_cutoff=1, limit=_SIMILAR_WORDS)
    return [w for w, _distance, _place in found] + [longer[place] for _w, _d, place in half]


# -- order and presentation --------------------------------------------------------------------


def _ranked(typed: Typed, ids: list[int]) -> list[tuple[int, str]]:
    """The candidates best first: whole words of the name, then its beginnings, then the rest;
    among equals, who came last."""
    columns = (
        Client.id,
        Client.sort_key,
        Client.search_key,
        Client.number,
        AccountFigures.last_visit,
    )
    query = (
        Client.select(*columns)
        .join(AccountFigures, JOIN.LEFT_OUTER, on=AccountFigures.client == Client.id)
        .where(Client.id.in_(ids[:_POOL]))
    )
    rows = []
    for client_id, sort_key, search_key, number, last_visit in query.tuples():
        score, why = _score(typed, sort_key, search_key.split(), number)
        seen = last_visit.toordinal() if last_visit else 0
        rows.append((-score, -seen, sort_key, client_id, why))
    rows.sort()
    return [(row[3], row[4]) for row in rows]


def _score(typed: Typed, sort_key: str, name: list[str], number: int) -> tuple[int, str]:
    score = sum(4 if word in name else 2 for word in typed.words if _begins(word, name))
    if typed.words and sort_key.startswith(typed.words[0]):
        score += 1
    if str(number) in typed.digits:
        return score + 6, "number"
    if score:
        return score, "name"
    if "@" in typed.text or "." in typed.text:
        return score, "email"
    if typed.digits and not typed.words:
        return score, "phone"
    return score, "plate" if any(c.isdigit() for c in typed.text) else "asset"


def _begins(word: str, name: list[str]) -> bool:
    return any(part.startswith(word) for part in name)


def _hits(found: list[tuple[int, str]]) -> list[ClientHit]:
    """The hits of these clients, in their order, in a fixed number of queries."""
    ids = [client_id for client_id, _why in found]
    rows = {row.id: row for row in Client.select().where(Client.id.in_(ids)).namedtuples()}
    phones = _first(Reach, ids, Reach.position)
    assets = _first(Asset, ids, Asset.id)
    return [
        _hit(rows[client_id], phones.get(client_id), assets.get(client_id), why)
        for client_id, why in found
        if client_id in rows
    ]


def _first(table: Any, ids: list[int], order: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for row in table.select().where(table.client.in_(ids)).order_by(order).namedtuples():
        found.setdefault(row.client, row)
    return found


def _hit(row: Any, reach: Any, asset: Any, why: str) -> ClientHit:
    reached = reach.value if reach is not None else ""
    strong = row.last_name or row.company or row.first_name or reached
    light = row.first_name if row.last_name else ""
    name = " ".join(part for part in (light, row.last_name) if part) or strong
    company = row.company if row.company and row.company != strong else ""
    owned = " ".join(p for p in (asset.name, asset.identifier) if p) if asset else ""
    told = [part for part in (company, owned, row.town) if part]
    if len(told) < 2 and reached and reached != strong:
        told.append(reached)
    return ClientHit(
        client_id=row.id,
        number=row.number,
        key=row.reference or str(row.number),
        name=name,
        strong=strong,
        light=light,
        subtitle=" · ".join(told),
        why=why,
    )
