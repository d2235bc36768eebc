"""The facts of one relation, as its card asks for them at every client looked at."""

from collections.abc import Collection
from datetime import date
from typing import Any

from peewee import SQL, fn

from models.prepared import Prepared
from models.rules.eligibility import (
    Condition,
    Facts,
    HasTag,
    OwnsAsset,
    Recommended,
    VisitsWithin,
    YearsAtLeast,
)
from models.rules.trust.months import months_before
from models.standing import stands
from models.tables import AccountSpan, Asset, Client, ClientTag, Entry, Erasure


def _open_account(client: int, ordinal: int, day: str) -> Any:
    closed = AccountSpan.select(AccountSpan.client).where(
        AccountSpan.client == client,
        AccountSpan.status == "closed",
        AccountSpan.from_day <= ordinal,
        AccountSpan.until_day > ordinal,
    )
    gone = Erasure.select(Erasure.client).where(Erasure.client == client, Erasure.day <= day)
    opened = AccountSpan.select(fn.MIN(AccountSpan.from_day)).where(AccountSpan.client == client)
    return Client.select(Client.number, Client.since, opened).where(
        Client.id == client, Client.id.not_in(closed), Client.id.not_in(gone)
    )


def _visited(client: int, start: str, day: str) -> Any:
    # Not the bare column: SQLite would look each day up instead of going along the visits' index.
    on = fn.COALESCE(Entry.day, Entry.day)
    visit = SQL("'visit'")  # written out, or SQLite would not see its index has these only
    return (
        Entry.select(Entry.day)
        .where(Entry.client == client, Entry.type == visit, on > start, on <= day, stands())
        .order_by(Entry.day)
    )


_ACCOUNT, _VISITS = Prepared(_open_account), Prepared(_visited)
_SENT = Prepared(lambda client: Client.select(Client.id).where(Client.recommended_by == client))
_KINDS = Prepared(
    lambda client: Asset.select(Asset.kind).where(Asset.client == client, Asset.ended_on.is_null())
)
_TAGS = Prepared(lambda client: ClientTag.select(ClientTag.tag).where(ClientTag.client == client))


def client_facts(
    asked: Collection[Condition], day: date, client_id: int, merged: Collection[int]
) -> Facts | None:
    """The facts that conditions ask about; None when the account is closed on `day`.

    For a client no file was merged into; `merged` are the files that are no client any more.
    """
    on, kinds = day.isoformat(), {type(condition) for condition in asked}
    found = _ACCOUNT.first(client_id, day.toordinal(), on)
    if found is None:
        return None
    number, since, opened = found
    sent = _SENT.rows(client_id) if Recommended in kinds else ()
    return Facts(
        client=number,
        day=day,
        since=_since(since, opened) if YearsAtLeast in kinds else None,
        visits=_visits(asked, day, client_id),
        referrals=sum(one not in merged for (one,) in sent),
        assets=_words(_KINDS, client_id) if OwnsAsset in kinds else frozenset(),
        tags=_words(_TAGS, client_id) if HasTag in kinds else frozenset(),
    )


def _since(told: str | None, opened: int | None) -> date | None:
    """The day they are a client since; when the file does not say, the account's first."""
    if told:
        return date.fromisoformat(told)
    return None if opened is None else date.fromordinal(opened)


def _visits(asked: Collection[Condition], day: date, client_id: int) -> tuple[date, ...]:
    months = [each.months for each in asked if isinstance(each, VisitsWithin)]
    if not months:
        return ()
    start = months_before(day, max(months)).isoformat()
    rows = _VISITS.rows(client_id, start, day.isoformat())
    return tuple(date.fromisoformat(visited) for (visited,) in rows)


def _words(query: Prepared, client_id: int) -> frozenset[str]:
    return frozenset(word for (word,) in query.rows(client_id))
