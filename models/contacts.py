"""Offers and consents: what a client agreed to on each channel, and whether an offer may go.

Consents are a dated history, never changed: the latest counts.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import fn

from models.actor import Actor
from models.bulk import Check, among, read_rows, unstoppable
from models.changes import Changes, changed
from models.clock import now_utc
from models.consent_filter import proved
from models.database import writing
from models.days import require_past
from models.errors import Refused
from models.i18n import _
from models.merges import holders, members_of
from models.prepared import day_of
from models.rules.contact_rights import (
    Channel,
    Ground,
    Known,
    Right,
    budget_since,
    offer_right,
)
from models.rules.folding import clean_text
from models.rules.trust import EntryType
from models.settings import trust_history
from models.sms import takes_sms
from models.standing import stands
from models.tables import (
    AccountCase,
    AccountFigures,
    Client,
    Consent,
    Distance,
    Entry,
    FileHold,
    Member,
    Reach,
)
from models.team import Right as TeamRight
from models.team import require

SOURCES = ("counter", "form", "phone", "message", "other")
"""How a person may say it was answered; an import says so by itself."""
_MOST_NAMED = 30_000
"""More clients than this are not named in a query: all are read."""


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """An answer of the client about offers on a channel."""

    id: int
    channel: Channel
    given: bool
    day: date
    source: str
    note: str
    author: str
    author_id: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether an offer may go to a client today, and what it would cost their account.

    `law` is the right on the channel alone, were there no silence to keep; `made` contacts count
    with it already, `cap` may be made without cost; `cost` in centi-units.
    """

    right: Right
    law: Right
    made: int
    cap: int
    cost: int

    @property
    def ok(self) -> bool:
        """Whether it may go: it may and cost something all the same."""
        return self.right.ok


def record_consent(
    actor: Actor,
    client_id: int,
    channel: Channel,
    given: bool,
    source: str,
    *,
    day: date | None = None,
    note: str = "",
) -> Changes:
    """Write down what the client answered; what was answered before stays in the history."""
    day = day or actor.today
    require_past(day, actor.today)
    if source not in SOURCES:
        raise Refused(_("Dites comment le client l’a dit : au comptoir, par écrit, au téléphone."))
    with writing():
        require(actor, TeamRight.EDIT_CLIENTS)
        Consent.insert(
            client=client_id,
            channel=channel.value,
            given=given,
            day=day,
            source=source,
            note=clean_text(note, 500),
            author=actor.member_id,
            recorded_at=now_utc(),
        ).execute()
    return changed("client", client_id=client_id)


def consents(client_id: int) -> list[ConsentRow]:
    """Every answer of a client, the latest first."""
    columns = (Consent.id, Consent.channel, Consent.given, Consent.day)
    query = (
        Consent.select(*columns, Consent.source, Consent.note, Member.name, Member.id)
        .join(Member)
        .where(Consent.client == client_id)
        .order_by(Consent.day.desc(), Consent.id.desc())
    )
    return [ConsentRow(row[0], Channel(row[1]), *row[2:]) for row in query.tuples()]


def rights(client_id: int, today: date) -> dict[Channel, Offer]:
    """What may be sent to one client, by channel."""
    return {channel: may_offer([client_id], channel, today)[client_id] for channel in Channel}


def may_offer(
    client_ids: Collection[int], channel: Channel, today: date, check: Check = unstoppable
) -> dict[int, Offer]:
    """Whether an offer may go to each of these clients on `channel` today, and at what cost.

    As many queries for one client as for a hundred thousand. `check` is called between them and
    before each client; raising from it stops.
    """
    ids = set(client_ids)
    answers = _latest(ids, channel)
    check()
    silent, reached = _silences(ids, today), _reached(ids, channel)
    check()
    seen, made = _last_visits(ids), _made(ids, today)
    terms = trust_history().on(today)
    offers = {}
    for client in ids:
        check()
        known = Known(client in reached, answers.get(client), seen.get(client))
        count = made.get(client, 0)
        cost = terms.contact_over_cap if count >= terms.contact_cap else 0
        right = law = offer_right(channel, known, today)
        if client in silent:
            right = offer_right(channel, replace(known, silence=silent[client]), today)
        offers[client] = Offer(right, law, count, terms.contact_cap, cost)
    return offers


def _of(column: Any, ids: set[int]) -> Any:
    """The condition that a column names one of these clients, as far as it pays to say it."""
    return column.in_(among(ids)) if len(ids) <= _MOST_NAMED else column.is_null(False)


def _latest(ids: set[int], channel: Channel) -> dict[int, tuple[bool, date]]:
    query = (
        Consent.select(Consent.client, Consent.given, Consent.day)
        .where(_of(Consent.client, ids), Consent.channel == channel.value, proved(Consent))
        .order_by(Consent.day, Consent.id)
    )
    return {client: (bool(given), day_of(day)) for client, given, day in read_rows(query)}


def _silences(ids: set[int], today: date) -> dict[int, Ground]:
    """Whom no offer goes to at all: an open complaint, a rupture, a distance kept, a file
    that is not used."""
    case, figures = AccountCase, AccountFigures
    ordinal = today.toordinal()
    waiting = (case.opened <= ordinal) & (case.ended_on > ordinal)
    known = (case.since <= ordinal) & (case.until > ordinal)
    complaints = case.select(case.client).where(
        _of(case.client, ids), case.type == EntryType.INCIDENT.value, waiting, known
    )
    ruptures = figures.select(figures.client).where(
        _of(figures.client, ids), figures.state == "ruptured"
    )
    kept_away = Distance.select(Distance.client).where(
        _of(Distance.client, ids), Distance.until.is_null()
    )
    unused = FileHold.select(FileHold.client).where(
        _of(FileHold.client, ids),
        FileHold.kind != "keep",
        FileHold.until.is_null() | (FileHold.until > today),
    )
    found: dict[int, Ground] = {}
    for ground, query in (
        (Ground.DISTANCE, kept_away),
        (Ground.COMPLAINT, complaints),
        (Ground.RUPTURE, ruptures),
        (Ground.LIMITED, unused),
    ):
        found |= {row[0]: ground for row in read_rows(query)}
    return found


def _reached(ids: set[int], channel: Channel) -> set[int]:
    """Those whose file has an address for the channel."""
    if channel is Channel.POST:
        has = (Client.street != "") & (Client.town != "")
        placed = Client.select(Client.id).where(_of(Client.id, ids), has)
        return {row[0] for row in read_rows(placed)}
    wanted = "email" if channel is Channel.EMAIL else "phone"
    query = Reach.select(Reach.client, Reach.value).where(
        _of(Reach.client, ids), Reach.channel == wanted
    )
    rows = read_rows(query)
    if channel is Channel.SMS:
        return {client for client, number in rows if takes_sms(number)}
    return {client for client, _value in rows}


def _last_visits(ids: set[int]) -> dict[int, date]:
    figures = AccountFigures
    query = figures.select(figures.client, figures.last_visit).where(
        _of(figures.client, ids), figures.last_visit.is_null(False)
    )
    return {client: day_of(day) for client, day in read_rows(query)}


def _made(ids: set[int], today: date) -> dict[int, int]:
    """How many contacts count with one made today, those of merged files too."""
    own = set(members_of(*ids))
    query = (
        Entry.select(Entry.client, fn.COUNT(Entry.id))
        .where(
            _of(Entry.client, own),
            Entry.type == EntryType.CONTACT.value,
            Entry.day > budget_since(today),
            Entry.day <= today,
            stands(),
        )
        .group_by(Entry.client)
    )
    rows, found = list(read_rows(query)), Counter[int]()
    for client, row in zip(holders(row[0] for row in rows), rows, strict=True):
        found[client] += row[1]
    return found
