"""Telling the charter to every client: who was told which version, the day and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peewee import chunked, fn

from models.actor import Actor
from models.changes import Changes, changed
from models.charter import charter_in_force
from models.database import writing
from models.days import require_clock
from models.errors import Refused
from models.i18n import _
from models.prepared import day_of
from models.tables import AccountFigures, Charter, CharterTold
from models.team import Right, require


class How(StrEnum):
    """The way a client was told."""

    COUNTER = "counter"
    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"
    LEAFLET = "leaflet"


@dataclass(frozen=True, slots=True)
class Told:
    """What a client was told: the charter's number, the day, how."""

    number: int
    day: date
    how: How


@dataclass(frozen=True, slots=True)
class Share:
    """How many clients with an open account were told of the charter in force."""

    told: int
    clients: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when everyone knows."""
        return self.told * 100 // self.clients if self.clients else 0


def tell(actor: Actor, client_ids: Iterable[int], how: How) -> Changes:
    """Note that these clients were told of the charter in force; who was already stays so.

    Raises Refused before the first charter.
    """
    with writing():
        require(actor, Right.NOTE)
        require_clock(actor.today)
        charter = charter_in_force()
        if charter is None:
            raise Refused(_("Aucune charte n’est publiée : il n’y a rien à dire encore."))
        ids = list(client_ids)
        for some in chunked(ids, 150):
            CharterTold.insert_many(
                [
                    {
                        "charter": charter.id,
                        "client": client,
                        "day": actor.today,
                        "how": how.value,
                        "author": actor.member_id,
                    }
                    for client in some
                ]
            ).on_conflict_ignore().execute()
    return changed("privileges", client_id=ids[0] if len(ids) == 1 else None)


def untell(actor: Actor, client_ids: Iterable[int]) -> Changes:
    """Take back that they were told of the charter in force (an undo)."""
    with writing():
        require(actor, Right.NOTE)
        charter = charter_in_force()
        if charter is None:
            return changed("privileges")
        for some in chunked(client_ids, 400):
            CharterTold.delete().where(
                CharterTold.charter == charter.id, CharterTold.client.in_(some)
            ).execute()
    return changed("privileges")


def told(client_id: int) -> list[Told]:
    """What a client was told of, the latest version first."""
    query = (
        CharterTold.select(Charter.number, CharterTold.day, CharterTold.how)
        .join(Charter)
        .where(CharterTold.client == client_id)
        .order_by(Charter.number.desc())
    )
    return [Told(number, day_of(day), How(how)) for number, day, how in query.tuples()]


def share_told() -> Share:
    """The share of clients told; open accounts only."""
    open_accounts = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.state != "closed"
    )
    charter = charter_in_force()
    if charter is None:
        return Share(0, open_accounts.count())
    known = CharterTold.select(fn.COUNT(CharterTold.client)).where(
        CharterTold.charter == charter.id, CharterTold.client.in_(open_accounts)
    )
    return Share(int(known.scalar()), open_accounts.count())


def not_told() -> list[int]:
    """The ids of clients with an open account who were not told of the charter in force."""
    charter = charter_in_force()
    if charter is None:
        return []
    known = CharterTold.select(CharterTold.client).where(CharterTold.charter == charter.id)
    query = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.state != "closed", AccountFigures.client.not_in(known)
    )
    return [key for (key,) in query.tuples()]
