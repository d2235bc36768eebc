"""The facts of relations that rules on privileges read, for one client or the whole book.

Only what a rule asks about is read, in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from peewee import fn

from models.bulk import read_rows
from models.prepared import day_of
from models.rules.eligibility import (
    Facts,
    HasTag,
    OwnsAsset,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    conditions,
    entitled,
)
from models.rules.trust import EntryType
from models.rules.trust.months import months_before
from models.standing import stands
from models.tables import AccountSpan, Asset, Client, ClientTag, Erasure
from models.tables import Entry as EntryRow


def facts_for(
    rules: Iterable[Rule], day: date, client_id: int | None = None, *, months_back: int = 0
) -> Iterator[tuple[int, Facts]]:
    """(client id, facts) as far as `rules` ask, on `day`, in order of client number.

    `Facts.client` is the client's number. The visits of the `months_back` calendar months before
    are read too, so that days in them can be asked about. Who closed their account is left out.
    """
    asked = [condition for rule in rules for condition in conditions(rule)]
    kinds = {type(condition) for condition in asked}
    visits = _visits(asked, day, client_id, months_back)
    referrals = _referrals(client_id) if Recommended in kinds else {}
    assets = _words(Asset, Asset.kind, client_id) if OwnsAsset in kinds else {}
    tags = _words(ClientTag, ClientTag.tag, client_id) if HasTag in kinds else {}
    nothing: frozenset[str] = frozenset()
    for key, number, since in _clients(day, client_id, years=YearsAtLeast in kinds):
        yield (
            key,
            Facts(
                client=number,
                day=day,
                since=since,
                visits=visits.get(key, ()),
                referrals=referrals.get(key, 0),
                assets=assets.get(key, nothing),
                tags=tags.get(key, nothing),
            ),
        )


def entitled_clients(rule: Rule, day: date) -> list[int]:
    """The ids of all who have a right by `rule` on `day`, in order of client number."""
    return [key for key, facts in facts_for([rule], day) if entitled(rule, facts)]


def _clients(
    day: date, client_id: int | None, *, years: bool
) -> Iterator[tuple[int, int, date | None]]:
    """(id, number, since); a client without « client depuis » is one since the account opened."""
    closed = AccountSpan.select(AccountSpan.client).where(
        AccountSpan.status == "closed",
        AccountSpan.from_day <= day.toordinal(),
        AccountSpan.until_day > day.toordinal(),
    )
    closed = _only(closed, AccountSpan.client, client_id)
    query = Client.select(Client.id, Client.number, Client.since).order_by(Client.number)
    gone = Erasure.select(Erasure.client).where(Erasure.day <= day)  # some had no account to close
    query = query.where(Client.id.not_in(closed), Client.id.not_in(gone))
    rows = list(read_rows(_only(query, Client.id, client_id)))
    opened = _opened(client_id) if years else {}
    for key, number, since in rows:
        yield key, number, day_of(since) if since else opened.get(key)


def _opened(client_id: int | None) -> dict[int, date]:
    query = (
        AccountSpan.select(AccountSpan.client, fn.MIN(AccountSpan.from_day))
        .join(Client)
        .where(Client.since.is_null())
        .group_by(AccountSpan.client)
    )
    found = read_rows(_only(query, AccountSpan.client, client_id))
    return {key: date.fromordinal(first) for key, first in found}


def _visits(
    asked: list[Any], day: date, client_id: int | None, months_back: int
) -> dict[int, tuple[date, ...]]:
    """The days of each client's visits, oldest first, as far back as the rules look."""
    months = [each.months for each in asked if isinstance(each, VisitsWithin)]
    if not months and not months_back:
        return {}
    start = months_before(day, max(months, default=0) + months_back)
    query = EntryRow.select(EntryRow.client, EntryRow.day).where(
        EntryRow.type == EntryType.VISIT.value,
        EntryRow.day > start,
        EntryRow.day <= day,
        stands(),
    )
    found: dict[int, list[date]] = defaultdict(list)
    for key, on in read_rows(_only(query, EntryRow.client, client_id).order_by(EntryRow.day)):
        found[key].append(day_of(on))
    return {key: tuple(days) for key, days in found.items()}


def _referrals(client_id: int | None) -> dict[int, int]:
    query = (
        Client.select(Client.recommended_by, fn.COUNT(Client.id))
        .where(Client.recommended_by.is_null(False))
        .group_by(Client.recommended_by)
    )
    return dict(read_rows(_only(query, Client.recommended_by, client_id)))


def _words(table: Any, column: Any, client_id: int | None) -> dict[int, frozenset[str]]:
    query = table.select(table.client, column)
    if table is Asset:
        query = query.where(Asset.ended_on.is_null())
    found: dict[int, set[str]] = defaultdict(set)
    for key, word in read_rows(_only(query, table.client, client_id)):
        found[key].add(word)
    return {key: frozenset(words) for key, words in found.items()}


def _only(query: Any, column: Any, client_id: int | None) -> Any:
    return query if client_id is None else query.where(column == client_id)
