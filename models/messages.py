"""What was sent to a client and what came from them, and the last time they got in touch.

An offer is a `contact` of the journal and weighs beyond the budget. A message of service (« votre
voiture est prête ») and what comes from the client weigh nothing and stand beside the journal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models.actor import Actor
from models.bulk import among, read_rows
from models.changes import Changes, changed
from models.contacts import SOURCES
from models.database import writing
from models.days import require_past
from models.errors import Refused
from models.i18n import _
from models.prepared import day_of
from models.rules.contact_rights import Channel
from models.rules.folding import clean_text
from models.rules.trust import EntryType
from models.standing import stands
from models.tables import Consent, Entry, EntryText, Member, Message, Voice
from models.team import Right, require

OFFER, SERVICE, RECEIVED = "offer", "service", "received"
_LONGEST = 2_000
_BY_THEM = (EntryType.VISIT.value, EntryType.REQUEST.value, EntryType.INCIDENT.value)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message: an offer (`id` is then its entry's), a message of service, or one received."""

    id: int
    nature: str
    channel: str
    day: date
    text: str
    author: str
    author_id: int


@dataclass(frozen=True, slots=True)
class LastContact:
    """The last day a client got in touch, and how: an entry type, "voice", "consent" or a
    channel of what was received."""

    day: date
    how: str


def note_message(
    actor: Actor,
    client_id: int,
    nature: str,
    channel: Channel,
    text: str = "",
    day: date | None = None,
) -> Changes:
    """Note a message of service, or what came from the client; it weighs nothing.

    Raises Refused for another nature or a day to come.
    """
    if nature not in (SERVICE, RECEIVED):
        raise Refused(_("Une offre se note comme un contact."))
    day = day or actor.today
    require_past(day, actor.today)
    with writing():
        require(actor, Right.NOTE)
        Message.insert(
            client=client_id,
            day=day,
            nature=nature,
            channel=channel.value,
            text=clean_text(text, _LONGEST),
            author=actor.member_id,
        ).execute()
    return changed("client", client_id=client_id)


def forget_message(actor: Actor, message_id: int) -> Changes:
    """Take back a message of service or one received."""
    with writing():
        require(actor, Right.NOTE)
        client_id = Message.select(Message.client).where(Message.id == message_id).scalar()
        Message.delete().where(Message.id == message_id).execute()
    return changed("client", client_id=client_id)


def messages(client_id: int) -> list[MessageRow]:
    """Offers, messages of service and messages received, the latest first."""
    columns = (Message.id, Message.nature, Message.channel, Message.day, Message.text)
    other = (
        Message.select(*columns, Member.name, Member.id)
        .join(Member)
        .where(Message.client == client_id)
    )
    rows = [MessageRow(*row) for row in other.tuples()]
    rows += _offers(client_id)
    return sorted(rows, key=lambda row: (row.day, row.id), reverse=True)


def _offers(client_id: int) -> list[MessageRow]:
    query = (
        Entry.select(Entry.id, Entry.kind, Entry.day, EntryText.text, Member.name, Member.id)
        .join(EntryText, JOIN.LEFT_OUTER)
        .switch(Entry)
        .join(Member)
        .where(Entry.client == client_id, Entry.type == EntryType.CONTACT.value, stands())
    )
    return [
        MessageRow(entry, OFFER, channel, day, text or "", *author)
        for entry, channel, day, text, *author in query.tuples()
    ]


def last_contacts(client_ids: Collection[int], today: date) -> dict[int, LastContact]:
    """The last time each of these clients got in touch, up to `today`; those who never did are
    left out.

    What counts comes from them: a visit, a request, an incident they told, words kept, a call or
    message received, an answer about offers they gave themselves. What the shop does (attentions,
    promises, offers, answers) does not, nor what was taken back. In a fixed number of queries.
    """
    ids = list(client_ids)
    found: dict[int, LastContact] = {}
    for rows in _by_them(ids, today):
        for client, how, stored in rows:
            day = day_of(stored)
            if client not in found or day > found[client].day:
                found[client] = LastContact(day, how)
    return found


def _by_them(ids: list[int], today: date) -> list[Any]:
    """(client, how, the last day) of each way to get in touch."""
    entries = Entry.select(Entry.client, Entry.type, fn.MAX(Entry.day)).where(
        Entry.client.in_(among(ids)), Entry.type.in_(_BY_THEM), Entry.day <= today, stands()
    )
    received = Message.select(Message.client, Message.channel, fn.MAX(Message.day)).where(
        Message.client.in_(among(ids)), Message.nature == RECEIVED, Message.day <= today
    )
    voices = Voice.select(Voice.client, fn.MAX(Voice.day)).where(
        Voice.client.in_(among(ids)), Voice.day <= today
    )
    answers = Consent.select(Consent.client, fn.MAX(Consent.day)).where(
        Consent.client.in_(among(ids)), Consent.source.in_(SOURCES[:-1]), Consent.day <= today
    )
    return [
        read_rows(entries.group_by(Entry.client, Entry.type)),
        read_rows(received.group_by(Message.client, Message.channel)),
        [(c, "voice", day) for c, day in read_rows(voices.group_by(Voice.client))],
        [(c, "consent", day) for c, day in read_rows(answers.group_by(Consent.client))],
    ]
