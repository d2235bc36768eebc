"""Telling the charter to every client: who was told which version, the day, how and by whom."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from peewee import chunked, fn

from models.actor import Actor
from models.bulk import Check, among, insert_rows, read_rows, unstoppable
from models.bulk_notes import note_many, reverse_many
from models.changes import Changes
from models.charter import charter_in_force
from models.database import writing
from models.days import require_clock
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft
from models.prepared import day_of
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType
from models.tables import AccountFigures, Charter, CharterTold, Client, Member
from models.team import Right, require

Tell = Callable[[int], object]
"""Called with how many clients are done; raising from it stops."""
GoesOn = Callable[[int], bool]
"""Called with how many clients are done; False stops."""


class How(StrEnum):
    """The way a client was told."""

    COUNTER = "counter"
    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"
    LEAFLET = "leaflet"


CHANNELS = {How.LETTER: Channel.POST, How.EMAIL: Channel.EMAIL, How.SMS: Channel.SMS}
"""The ways that write to a client who asked nothing. Such a message speaks well of the shop, which
the law reads as an offer (article L34-5 of the CPCE: goods, services or image), so it needs the
right of an offer and counts as a `contact`. Saying it at the counter, or handing the leaflet over,
is a conversation and counts as nothing."""
_MOST_NAMED = 1_000
"""More clients than this are not named in a query: all are read."""
_AT_ONCE = 1_000
"""Told in one transaction: it lasts well under the patience of whoever writes meanwhile."""
_COLUMNS = ("charter", "client", "day", "how", "author")


@dataclass(frozen=True, slots=True)
class Told:
    """What a client was told: the charter's number, the day, how, and who told it."""

    number: int
    day: date
    how: How
    author: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many clients with an open account were told of the charter in force."""

    told: int
    clients: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when everyone knows."""
        return self.told * 100 // self.clients if self.clients else 0


@dataclass(frozen=True, slots=True)
class Telling:
    """What one act told, so that it can be taken back whole: `entries` are its contacts."""

    charter: int
    number: int
    clients: tuple[int, ...]
    entries: tuple[int, ...] = ()

    @property
    def changes(self) -> Changes:
        """What changed, for the panels concerned."""
        whom = frozenset(self.clients)
        if self.entries:
            return Changes(frozenset({"privileges", "journal"}), whom)
        return Changes(frozenset({"privileges"}), whom)

    def pieces(self, size: int) -> "list[Telling]":
        """The same act in pieces of so many clients, each of which may be taken back alone."""
        return [
            replace(
                self, clients=self.clients[at : at + size], entries=self.entries[at : at + size]
            )
            for at in range(0, len(self.clients), size)
        ]


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows thousands being told: called with how many clients are `done`, and, once
    stopped, with how many are `left` to take back; `check` is called before each of them.
    Raising from `done` or `check` stops."""

    done: Tell
    left: Tell = lambda clients: None
    check: Check = unstoppable


def tell(
    actor: Actor,
    client_ids: Iterable[int],
    how: How,
    charter_id: int | None = None,
    check: Check = unstoppable,
) -> Telling:
    """Note that these clients were told of a charter, the one in force unless another is named;
    who was already stays so.

    What is written to a client unasked counts as a contact (`CHANNELS`). Raises Refused before
    the first charter.
    """
    with writing():
        require(actor, Right.NOTE)
        require_clock(actor.today)
        charter = _version(charter_id)
        asked = list(dict.fromkeys(client_ids))
        known = told_of(charter.id, asked)
        ids = [one for one in asked if one not in known]
        own = (actor.today.isoformat(), how.value, actor.member_id)
        insert_rows(CharterTold, _COLUMNS, [(charter.id, one, *own) for one in ids])
        return Telling(charter.id, charter.number, tuple(ids), _contacts(actor, ids, how, check))


def _version(charter_id: int | None) -> Charter:
    """A charter, or the one in force; raises Refused before the first."""
    query = Charter.select(Charter.id, Charter.number).order_by(Charter.number.desc())
    if charter_id is not None:
        query = query.where(Charter.id == charter_id)
    found: Charter | None = query.first()
    if found is None:
        raise Refused(_("Aucune charte n’est publiée\u00a0: il n’y a rien à dire encore."))
    return found


def tell_many(
    actor: Actor,
    client_ids: Sequence[int],
    how: How,
    watch: Watch,
    charter_id: int | None = None,
) -> Telling:
    """The same for thousands, in several transactions, so that the counter can note meanwhile.

    Still one act: whatever stops it, what it had noted is taken back; all are told of one version,
    even when another is published meanwhile.
    """
    done: list[Telling] = []
    charter_id = _version(charter_id).id
    try:
        for at in range(0, len(client_ids), _AT_ONCE):
            watch.done(at)
            some = client_ids[at : at + _AT_ONCE]
            done.append(tell(actor, some, how, charter_id, watch.check))
    except BaseException:
        while done:
            watch.left(sum(len(part.clients) for part in done))
            untell(actor, done.pop())
        raise
    clients = tuple(one for part in done for one in part.clients)
    entries = tuple(entry for part in done for entry in part.entries)
    return replace(done[0], clients=clients, entries=entries)


def untell_many(actor: Actor, telling: Telling, goes_on: GoesOn) -> Telling:
    """Take back the act of thousands, a few at a time; what is left of it, were it stopped."""
    left = telling
    for place, part in enumerate(telling.pieces(_AT_ONCE)):
        if not goes_on(place * _AT_ONCE):
            break
        untell(actor, part)
        left = replace(left, clients=left.clients[_AT_ONCE:], entries=left.entries[_AT_ONCE:])
    return left


def untell(actor: Actor, telling: Telling) -> Changes:
    """Take a whole act back: the clients were not told, the contacts are reversed."""
    with writing():
        require(actor, Right.NOTE)
        for some in chunked(telling.clients, 400):
            CharterTold.delete().where(
                CharterTold.charter == telling.charter, CharterTold.client.in_(some)
            ).execute()
        reverse_many(actor, telling.entries)
    return telling.changes


def told_of(charter_id: int, client_ids: Collection[int]) -> set[int]:
    """Those of these clients who were told of a charter."""
    query = CharterTold.select(CharterTold.client).where(CharterTold.charter == charter_id)
    if len(client_ids) <= _MOST_NAMED:
        query = query.where(CharterTold.client.in_(among(client_ids)))
    return {client for (client,) in read_rows(query)}


def _contacts(actor: Actor, ids: list[int], how: How, check: Check) -> tuple[int, ...]:
    """The contacts of those written to; none for what is said or put in a hand."""
    channel = CHANNELS.get(how)
    if channel is None:
        return ()
    draft = EntryDraft(EntryType.CONTACT, channel.value)
    return tuple(note_many(actor, [(one, draft) for one in ids], check))


def told(client_id: int) -> list[Told]:
    """What a client was told of, the latest version first."""
    query = (
        CharterTold.select(Charter.number, CharterTold.day, CharterTold.how, Member.name)
        .join(Charter)
        .switch(CharterTold)
        .join(Member)
        .where(CharterTold.client == client_id)
        .order_by(Charter.number.desc())
    )
    return [Told(number, day_of(day), How(how), by) for number, day, how, by in query.tuples()]


def share_told() -> Share:
    """The share of clients told; open accounts only."""
    clients = AccountFigures.select().where(AccountFigures.state != "closed").count()
    charter = charter_in_force()
    if charter is None:
        return Share(0, clients)
    # One look at the account of each client told: by « in » they would all be read first.
    account = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.client == CharterTold.client, AccountFigures.state != "closed"
    )
    known = CharterTold.select(fn.COUNT(CharterTold.client)).where(
        CharterTold.charter == charter.id, fn.EXISTS(account)
    )
    return Share(int(known.scalar()), clients)


def not_told(after: int | None = None, limit: int | None = None) -> list[int]:
    """The ids of clients with an open account who were not told of the charter in force, by name:
    all of them, or so many, those after a client."""
    charter = charter_in_force()
    if charter is None:
        return []
    known = CharterTold.select(CharterTold.client).where(
        CharterTold.charter == charter.id, CharterTold.client == Client.id
    )
    query = (
        Client.select(Client.id)
        .join(AccountFigures, on=AccountFigures.client == Client.id)
        .where(AccountFigures.state != "closed", ~fn.EXISTS(known))
        .order_by(Client.sort_key, Client.id)
        .limit(limit)
    )
    if after is not None:
        last = Client.select(Client.sort_key).where(Client.id == after).scalar()
        query = query.where(
            (Client.sort_key > last) | ((Client.sort_key == last) & (Client.id > after))
        )
    return [key for (key,) in read_rows(query)]
