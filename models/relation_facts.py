"""The facts of relations that rules on privileges read, for one client or the whole book.

Only what a rule asks about is read, in a fixed number of queries. A file merged into another is
no client any more: its visits and its beginning are the other's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from peewee import SQL, fn

from models.bulk import read_rows
from models.client_facts import client_facts
from models.merges import followed, in_force
from models.rules.eligibility import (
    Columns,
    Facts,
    HasTag,
    OwnsAsset,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    all_entitled,
    conditions,
    facts_of,
)
from models.rules.trust.months import months_before
from models.standing import stands
from models.tables import AccountSpan, Asset, Client, ClientTag, Erasure
from models.tables import Entry as EntryRow

_VISIT = SQL("'visit'")
"""Written out, or SQLite would not see that an index has these entries only."""


def facts_for(rules: Iterable[Rule], day: date, client_id: int) -> Facts | None:
    """The facts of one client on `day` as far as `rules` ask; None when the account is closed."""
    wanted, into = list(rules), in_force()
    if client_id not in into and client_id not in into.values():
        asked = [condition for rule in wanted for condition in conditions(rule)]
        return client_facts(asked, day, client_id, into)
    columns = read_columns(wanted, day, client_id)
    return facts_of(columns, client_id, day) if client_id in columns.numbers else None


def entitled_clients(rule: Rule, day: date) -> list[int]:
    """The ids of all who have a right by `rule` on `day`, in order of client number."""
    columns = read_columns([rule], day)
    entitled = all_entitled(rule, columns, day.isoformat())
    return [client for client in columns.numbers if client in entitled]


def read_columns(
    rules: Iterable[Rule],
    day: date,
    client_id: int | None = None,
    *,
    months_back: int = 0,
    tick: Callable[[], object] = lambda: None,
) -> Columns:
    """What `rules` ask about every client whose account is open on `day`, by client number.

    The visits of the `months_back` calendar months before are read too, so that days in them can
    be asked about. `tick` is called between the queries, none of which takes long.
    """
    asked = [condition for rule in rules for condition in conditions(rule)]
    kinds = {type(condition) for condition in asked}
    into = in_force()
    merged = {one: followed(one, into) for one in into}
    files = None
    if client_id is not None:
        files = [client_id, *(one for one, client in merged.items() if client == client_id)]
    numbers, since = _clients(day, files, merged, years=YearsAtLeast in kinds)
    tick()
    visits = _visits(_start(asked, day, months_back), day, files, merged)
    tick()
    return Columns(
        numbers=numbers,
        since=since,
        visits=visits,
        referrals=_referrals(files, merged) if Recommended in kinds else {},
        assets=_words(Asset.kind, {one.kind for one in asked if isinstance(one, OwnsAsset)}, files),
        tags=_words(ClientTag.tag, {one.tag for one in asked if isinstance(one, HasTag)}, files),
        also=_also(merged),
    )


Files = list[int] | None
"""The files read: a client's own and those merged into it; None for all of them."""
Merged = Mapping[int, int]
"""By file merged into another, the one that stands for it now."""


def _clients(
    day: date, files: Files, merged: Merged, *, years: bool
) -> tuple[dict[int, int], dict[int, str]]:
    """Numbers, and beginnings; a client without « client depuis » is one since the account
    opened."""
    closed = AccountSpan.select(AccountSpan.client).where(
        AccountSpan.status == "closed",
        AccountSpan.from_day <= day.toordinal(),
        AccountSpan.until_day > day.toordinal(),
    )
    query = Client.select(Client.id, Client.number, Client.since).order_by(Client.number)
    gone = Erasure.select(Erasure.client).where(Erasure.day <= day)  # some had no account to close
    query = query.where(
        Client.id.not_in(_only(closed, AccountSpan.client, files)), Client.id.not_in(gone)
    )
    numbers: dict[int, int] = {}
    since = _opened(files, merged) if years else {}
    for key, number, began in read_rows(_only(query, Client.id, files)):
        if key not in merged:
            numbers[key] = number
            if years and began:
                since[key] = str(began)
    return numbers, since


def _opened(files: Files, merged: Merged) -> dict[int, str]:
    """The day the account opened, of clients whose file does not say since when."""
    query = (
        AccountSpan.select(AccountSpan.client, fn.MIN(AccountSpan.from_day))
        .join(Client)
        .where(Client.since.is_null())
        .group_by(AccountSpan.client)
    )
    found: dict[int, int] = {}
    for key, first in read_rows(_only(query, AccountSpan.client, files)):
        client = merged.get(key, key)
        found[client] = min(first, found.get(client, first))
    return {key: date.fromordinal(first).isoformat() for key, first in found.items()}


def _start(asked: list[Any], day: date, months_back: int) -> date | None:
    """The day before the first whose visits are asked about; None when none are."""
    months = [each.months for each in asked if isinstance(each, VisitsWithin)]
    if not months and not months_back:
        return None
    return months_before(day, max(months, default=0) + months_back)


def _visits(start: date | None, day: date, files: Files, merged: Merged) -> dict[int, list[str]]:
    """The days of each client's visits, oldest first."""
    found: dict[int, list[str]] = defaultdict(list)
    if start is None:
        return found
    # Not the bare column: SQLite would look each day up instead of going along the visits' index.
    on = fn.COALESCE(EntryRow.day, EntryRow.day)
    query = EntryRow.select(EntryRow.client, EntryRow.day).where(
        EntryRow.type == _VISIT, on > start.isoformat(), on <= day.isoformat(), stands()
    )
    query = _only(query, EntryRow.client, files).order_by(EntryRow.client, EntryRow.day)
    for key, visited in read_rows(query):
        found[key].append(str(visited))
    for key, client in merged.items():
        if key in found:
            found[client] = sorted([*found[client], *found.pop(key)])
    return found


def _referrals(files: Files, merged: Merged) -> dict[int, int]:
    query = (
        Client.select(Client.recommended_by, fn.COUNT(Client.id))
        .where(Client.recommended_by.is_null(False), Client.id.not_in(list(merged)))
        .group_by(Client.recommended_by)
    )
    return dict(read_rows(_only(query, Client.recommended_by, files)))


def _words(column: Any, asked: set[str], files: Files) -> dict[str, set[int]]:
    """The ids of those who have each of the words asked about."""
    found: dict[str, set[int]] = {word: set() for word in asked}
    if not asked:
        return found
    table = column.model
    query = table.select(table.client, column).where(column.in_(asked))
    if table is Asset:
        query = query.where(Asset.ended_on.is_null())
    for key, word in read_rows(_only(query, table.client, files)):
        found[word].add(key)
    return found


def _also(merged: Merged) -> dict[int, frozenset[int]]:
    """The numbers of the files merged into each client, directly or not."""
    if not merged:
        return {}
    query = Client.select(Client.id, Client.number).where(Client.id.in_(list(merged)))
    found: dict[int, set[int]] = defaultdict(set)
    for key, number in read_rows(query):
        found[merged[key]].add(number)
    return {client: frozenset(numbers) for client, numbers in found.items()}


def _only(query: Any, column: Any, files: Files) -> Any:
    return query if files is None else query.where(column.in_(files))
