"""The rows of the Clients table: filtered and sorted in SQL, read page by page by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models import search
from models.rules.folding import format_phone
from models.rules.trust import State
from models.tables import AccountFigures, Asset, Client, ClientTag, Reach

SORTS: dict[str, tuple[Any, Any]] = {
    "name": (Client.sort_key, ""),
    "town": (Client.town, ""),
    "number": (Client.number, 0),
    "state": (AccountFigures.state, ""),
    "balance": (AccountFigures.balance, 0),
    "trend": (AccountFigures.trend, 0),
    "last_visit": (AccountFigures.last_visit, ""),
    "next_due": (AccountFigures.next_due, "9999-12-31"),
}
"""Each column one may sort by, and what stands for an absent value."""


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients: all of the conditions given. `silent_since`: no visit from that day on."""

    text: str = ""
    states: tuple[State, ...] = ()
    waiting: bool = False
    silent_since: date | None = None
    tag: str = ""
    asset_kind: str = ""


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
    place: tuple[Any, int]


def page(
    chosen: ClientFilter,
    sort: str = "name",
    *,
    descending: bool = False,
    after: tuple[Any, int] | None = None,
    limit: int = 200,
) -> list[ClientListRow]:
    """The rows that follow `after` (a row's `place`), at most `limit`, in four queries."""
    key = _sort_key(sort)
    query = _chosen(_rows(key), chosen)
    if after is not None:
        value, client_id = after
        beyond = key < value if descending else key > value
        further = Client.id < client_id if descending else Client.id > client_id
        query = query.where(beyond | ((key == value) & further))
    order = (key.desc(), Client.id.desc()) if descending else (key, Client.id)
    rows = list(query.order_by(*order).limit(limit).tuples())
    ids = [row[0] for row in rows]
    phones, assets = _phones(ids), _assets(ids)
    return [_row(row, phones.get(row[0], ""), assets.get(row[0], ("", ""))) for row in rows]


def count(chosen: ClientFilter) -> int:
    """How many clients the filter keeps."""
    return int(_chosen(_rows(Client.sort_key), chosen).count())


def tags() -> list[str]:
    """The tags in use, in order."""
    query = ClientTag.select(ClientTag.tag).distinct().order_by(ClientTag.tag)
    return [row[0] for row in query.tuples()]


def _sort_key(sort: str) -> Any:
    column, absent = SORTS[sort]
    return fn.COALESCE(column, absent) if column.model is AccountFigures else column


def _rows(key: Any) -> Any:
    return Client.select(
        Client.id,
        Client.number,
        Client.last_name,
        Client.first_name,
        Client.company,
        Client.town,
        AccountFigures.state,
        AccountFigures.balance,
        AccountFigures.trend,
        AccountFigures.last_visit,
        AccountFigures.next_due,
        AccountFigures.open_cases,
        key,
    ).join(AccountFigures, JOIN.LEFT_OUTER, on=AccountFigures.client == Client.id)


def _chosen(query: Any, chosen: ClientFilter) -> Any:
    if chosen.text.strip():
        query = query.where(Client.id.in_(search.ids(chosen.text)))
    if chosen.states:
        query = query.where(AccountFigures.state.in_([state.value for state in chosen.states]))
    if chosen.waiting:
        query = query.where(AccountFigures.open_cases > 0)
    if chosen.silent_since is not None:
        last = AccountFigures.last_visit
        query = query.where(last.is_null() | (last < chosen.silent_since))
    if chosen.tag:
        tagged = ClientTag.select(ClientTag.client).where(ClientTag.tag == chosen.tag)
        query = query.where(Client.id.in_(tagged))
    if chosen.asset_kind:
        owners = Asset.select(Asset.client).where(
            Asset.kind == chosen.asset_kind, Asset.ended_on.is_null()
        )
        query = query.where(Client.id.in_(owners))
    return query


def _row(row: Sequence[Any], phone: str, asset: tuple[str, str]) -> ClientListRow:
    name = " ".join(part for part in (row[2], row[3]) if part) or row[4] or phone
    company = row[4] if row[4] != name else ""
    return ClientListRow(
        client_id=row[0],
        number=row[1],
        name=name,
        company=company,
        town=row[5],
        phone=format_phone(phone),
        asset=asset[0] or asset[1],
        plate=asset[1] if asset[0] else "",
        state=State(row[6]) if row[6] else State.STEADY,
        balance=row[7] or 0,
        trend=row[8] or 0,
        last_visit=row[9],
        next_due=row[10],
        open_cases=row[11] or 0,
        place=(row[12], row[0]),
    )


def _phones(ids: list[int]) -> dict[int, str]:
    query = (
        Reach.select(Reach.client, Reach.value)
        .where(Reach.client.in_(ids))
        .order_by(Reach.position.desc())
    )
    return dict(query.tuples())


def _assets(ids: list[int]) -> dict[int, tuple[str, str]]:
    query = (
        Asset.select(Asset.client, Asset.name, Asset.identifier)
        .where(Asset.client.in_(ids), Asset.ended_on.is_null())
        .order_by(Asset.id.desc())
    )
    return {client: (name, identifier) for client, name, identifier in query.tuples()}
