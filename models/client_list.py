"""The rows of the Clients table: filtered and sorted in SQL, read page by page by key.

A column is read in parts: the clients who have a value, in its order, then those who have none,
whichever way it is sorted. A page goes on from the last row's `place`: its part, key and id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from peewee import JOIN, Tuple, fn

from models import search
from models.bulk import read_rows
from models.consent_filter import UNASKED, answered, unasked
from models.erased import erased
from models.merges import absorbed
from models.rules.folding import fold
from models.rules.trust import State
from models.search.tables import SearchDocument
from models.tables import AccountFigures, Asset, Client, ClientTag, Reach

Place = tuple[int, Any, int]
MOST_TOWNS = 40
_MANY = 2000
_LONG = 2000
"""A page so long is read as the whole list is."""
KEYS: dict[str, Any] = {
    "name": Client.sort_key,
    "number": Client.number,
    "since": Client.since,
    "company": SearchDocument.company,
    "town": SearchDocument.town,
    "asset": SearchDocument.owned,
    "balance": AccountFigures.balance,
    "trend": AccountFigures.trend,
    "last_visit": AccountFigures.last_visit,
    "next_due": AccountFigures.next_due,
    "open_cases": AccountFigures.open_cases,
}
"""The columns one may sort by, besides `state`."""
STATES = (
    State.RUPTURED,
    State.NEGATIVE,
    State.FALLING,
    State.STEADY,
    State.GROWING,
    State.SOLID,
    State.CLOSED,
)
"""The order of the column `state`: from those to repair to those who are well."""


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients: all of the conditions given.

    `waiting`: a case is open. `silent_since`: no visit from that day on. `consent`: one of those
    `models.consent_filter` knows.
    """

    text: str = ""
    states: tuple[State, ...] = ()
    waiting: bool = False
    silent_since: date | None = None
    tag: str = ""
    town: str = ""
    asset_kind: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class ClientListRow:
    """A line of the table; balance and trend in centi-units. `place` is what its page goes on
    from."""

    client_id: int
    number: int
    name: str
    company: str
    town: str
    phone: str
    asset: str
    plate: str
    state: State
    balance: int
    trend: int
    last_visit: date | None
    next_due: date | None
    open_cases: int
    since: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class _Part:
    """Clients read in the order of a key (None: of their ids only)."""

    query: Any
    who: Any
    key: Any = None


def page(
    chosen: ClientFilter,
    sort: str = "name",
    *,
    descending: bool = False,
    after: Place | None = None,
    limit: int = 200,
) -> list[ClientListRow]:
    """The rows that follow `after` (a row's `place`), at most `limit`.

    Three queries and one per part of the column that the page touches. Raises KeyError for a
    column that cannot be sorted.
    """
    return rows(_places(chosen, sort, descending, after, limit))


def places(
    chosen: ClientFilter,
    sort: str = "name",
    *,
    descending: bool = False,
    after: Place | None = None,
    limit: int = 200,
) -> list[Place]:
    """The places alone of these rows, light enough to keep those of a whole book.

    Only the last one has its key, for the next page to go on from.
    """
    found = _places(chosen, sort, descending, after, limit)
    return [*((number, None, client) for number, _key, client in found[:-1]), *found[-1:]]


def _places(
    chosen: ClientFilter, sort: str, descending: bool, after: Place | None, limit: int
) -> list[Place]:
    found: list[Place] = []
    parts = _parts(sort, descending)
    for number in range(after[0] if after else 0, len(parts)):
        begun = after if after and after[0] == number else None
        query = _after(parts[number], begun, descending)
        query = _chosen(query, parts[number].who, chosen, whole=limit > _LONG)
        query = query.limit(limit - len(found))
        found += [(number, key, client) for client, key in read_rows(query)]
        if len(found) == limit:
            break
    return found


def count(chosen: ClientFilter) -> int:
    """How many clients the filter keeps."""
    return int(_chosen(Client.select(Client.id), Client.id, chosen, whole=True).count())


def latest_id() -> int:
    """The id of the client who came last: no more than so many are in the book."""
    return int(Client.select(fn.MAX(Client.id)).scalar() or 0)


def towns(most: int = MOST_TOWNS) -> list[str]:
    """The towns where most clients live, in order."""
    count = fn.COUNT(Client.id)
    query = Client.select(Client.town).where(Client.town != "").group_by(Client.town)
    found = [row[0] for row in query.order_by(count.desc(), Client.town).limit(most).tuples()]
    return sorted(found, key=fold)


def town_called(name: str) -> str:
    """How the book writes a town, whatever its accents and capitals; empty when nobody lives
    there."""
    there = SearchDocument.select(SearchDocument.client).where(SearchDocument.town == fold(name))
    query = Client.select(Client.town).where(Client.id.in_(there.limit(1)))
    return str(query.scalar() or "")


def tags() -> list[str]:
    """The tags in use, in order."""
    query = ClientTag.select(ClientTag.tag).distinct().order_by(ClientTag.tag)
    return [row[0] for row in query.tuples()]


# -- which rows, in which order ----------------------------------------------------------------


def _parts(sort: str, descending: bool) -> list[_Part]:
    if sort == "state":
        states = reversed(STATES) if descending else STATES
        state = AccountFigures.state
        known = [
            _Part(AccountFigures.select().where(state == one.value), AccountFigures.client)
            for one in states
        ]
        return [*known, _without(AccountFigures.client, state.is_null())]
    key = KEYS[sort]
    if key.model is Client:
        known = [_Part(Client.select().where(key.is_null(False)), Client.id, key)]
        return [*known, _Part(Client.select().where(key.is_null()), Client.id)]
    who = key.model._meta.primary_key
    empty = key == "" if key.model is SearchDocument else key.is_null()
    value = key > "" if key.model is SearchDocument else key.is_null(False)
    return [_Part(key.model.select().where(value), who, key), _without(who, empty | key.is_null())]


def _without(other: Any, empty: Any) -> _Part:
    """The clients without a value in another table, or without a row there."""
    query = Client.select().join(other.model, JOIN.LEFT_OUTER, on=other == Client.id)
    return _Part(query.where(empty), Client.id)


def _after(part: _Part, after: Place | None, descending: bool) -> Any:
    key = (part.who,) if part.key is None else (part.key, part.who)
    query = part.query.select(part.who, part.who if part.key is None else part.key)
    if after is not None:
        place = after[2:] if part.key is None else after[1:]
        further = Tuple(*key) < Tuple(*place) if descending else Tuple(*key) > Tuple(*place)
        query = query.where(further)
    return query.order_by(*(column.desc() for column in key) if descending else key)


def _chosen(query: Any, who: Any, chosen: ClientFilter, *, whole: bool = False) -> Any:
    """The query with the filter's conditions on `who`, the column of the client's id."""
    query = query.where(~absorbed(who), ~erased(who))
    if chosen.text.strip():
        query = query.where(search.found(chosen.text, who, whole=whole))
    if chosen.states or chosen.waiting:
        query = query.where(_is_among(who, *_accounts(chosen), whole=whole))
    if chosen.silent_since is not None:
        figures = AccountFigures.alias()
        seen = figures.select().where(figures.client == who)
        query = query.where(~fn.EXISTS(seen.where(figures.last_visit >= chosen.silent_since)))
    if chosen.tag:
        tags = ClientTag.alias()
        query = query.where(_is_among(who, tags.client, tags.tag == chosen.tag, whole=whole))
    if chosen.town:
        there = SearchDocument.alias()
        lives = there.town == fold(chosen.town)
        query = query.where(_is_among(who, there.client, lives, whole=whole))
    if chosen.asset_kind:
        assets = Asset.alias()
        owned = (assets.kind == chosen.asset_kind) & assets.ended_on.is_null()
        query = query.where(_is_among(who, assets.client, owned, whole=whole))
    if chosen.consent == UNASKED:
        query = query.where(unasked(who))
    elif chosen.consent:
        query = query.where(_is_among(who, *answered(chosen.consent), whole=whole))
    return query


def _is_among(who: Any, theirs: Any, condition: Any, *, whole: bool) -> Any:
    """The condition that `who` has a row of another table, whose client is `theirs`.

    When many have one, a page is soon full by looking client by client, where the list of them
    all takes long to make; to count the `whole`, that list is shorter.
    """
    rows = theirs.source.select(theirs).where(condition)
    if not whole and list(read_rows(rows.limit(1).offset(_MANY))):
        return fn.EXISTS(rows.where(theirs == who))
    return who.in_(rows)


def _accounts(chosen: ClientFilter) -> tuple[Any, Any]:
    figures = AccountFigures.alias()
    conditions = [figures.open_cases > 0] if chosen.waiting else []
    if chosen.states:
        conditions.append(figures.state.in_([state.value for state in chosen.states]))
    return figures.client, reduce(and_, conditions)


# -- what they show ----------------------------------------------------------------------------


def rows(places: Sequence[Place]) -> list[ClientListRow]:
    """What the table shows at these places; a client gone meanwhile leaves a blank line."""
    ids = [place[2] for place in places]
    clients = {row[0]: row for row in _clients(ids).tuples()} if ids else {}
    reaches, assets = _reaches(ids), _assets(ids)
    gone = (0, "", "", "", "", None, None, 0, 0, None, None, 0)
    return [
        _row(
            clients.get(place[2]) or (place[2], *gone),
            reaches.get(place[2], []),
            assets.get(place[2], ("", "")),
            place,
        )
        for place in places
    ]


def rows_of(clients: Sequence[int]) -> list[ClientListRow]:
    """What the table shows of these clients, by their ids."""
    return rows([(0, None, client) for client in clients])


def _clients(ids: Sequence[int]) -> Any:
    columns = (
        Client.id,
        Client.number,
        Client.last_name,
        Client.first_name,
        Client.company,
        Client.town,
        Client.since,
        AccountFigures.state,
        AccountFigures.balance,
        AccountFigures.trend,
        AccountFigures.last_visit,
        AccountFigures.next_due,
        AccountFigures.open_cases,
    )
    query = Client.select(*columns).where(Client.id.in_(ids))
    return query.join(AccountFigures, JOIN.LEFT_OUTER, on=AccountFigures.client == Client.id)


def _row(
    row: Sequence[Any], reaches: list[tuple[str, str]], asset: tuple[str, str], place: Place
) -> ClientListRow:
    person = " ".join(part for part in row[2:4] if part)
    reached = reaches[0][1] if reaches else ""
    return ClientListRow(
        client_id=row[0],
        number=row[1],
        name=person or row[4] or reached,
        company=row[4] if person else "",
        town=row[5],
        phone=next((value for channel, value in reaches if channel == "phone"), ""),
        asset=asset[0] or asset[1],
        plate=asset[1] if asset[0] else "",
        state=State(row[7]) if row[7] else State.STEADY,
        balance=row[8] or 0,
        trend=row[9] or 0,
        last_visit=row[10],
        next_due=row[11],
        open_cases=row[12] or 0,
        since=row[6],
        place=place,
    )


def _reaches(ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    query = Reach.select(Reach.client, Reach.channel, Reach.value).where(Reach.client.in_(ids))
    found: dict[int, list[tuple[str, str]]] = {}
    for client, channel, value in query.order_by(Reach.position, Reach.id).tuples():
        found.setdefault(client, []).append((channel, value))
    return found


def _assets(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The first asset still looked after of each client: its name and identifier."""
    query = (
        Asset.select(Asset.client, Asset.name, Asset.identifier)
        .where(Asset.client.in_(ids), Asset.ended_on.is_null())
        .order_by(Asset.id.desc())
    )
    return {client: (name, identifier) for client, name, identifier in query.tuples()}


def names(ids: Iterable[int]) -> dict[int, str]:
    """« Hélène Durand », or the company, or the first way to reach them, of these clients; the
    number of one of whom nothing is known."""
    from models.clients import number_text  # it reads referrals, which read this

    asked = list(ids)
    columns = (Client.id, Client.first_name, Client.last_name, Client.company, Client.number)
    rows = list(Client.select(*columns).where(Client.id.in_(asked)).tuples())
    found = {row[0]: " ".join(part for part in row[1:3] if part) or row[3] for row in rows}
    reaches = _reaches([client for client, name in found.items() if not name])
    numbers = {row[0]: number_text(row[4]) for row in rows if not found[row[0]]}
    return found | numbers | {client: each[0][1] for client, each in reaches.items()}
