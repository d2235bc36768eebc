"""To whom the charter may be written, channel by channel, and why not to the others.

Only those who may be sent an offer and have room for one more contact without cost: telling the
charter must not itself be an intrusion. Reading only: nothing is noted by preparing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.bulk import Check, read_rows, unstoppable
from models.charter import CharterRow, charter_in_force
from models.charter_mails import MailState, mails_of
from models.charter_told import CHANNELS, How, told_of
from models.charter_words import mailable
from models.clients_by_name import by_name
from models.contacts import Offer, may_offer
from models.errors import Refused
from models.i18n import _
from models.rules.contact_rights import Ground
from models.tables import AccountFigures, Reach


class Hold(StrEnum):
    """Why nothing is written to someone who might be sent an offer."""

    TOLD = "told"
    SENT = "sent"
    DOUBT = "doubt"
    CLOSED = "closed"
    BUDGET = "budget"


Obstacle = Hold | Ground
_ORDER: tuple[Obstacle, ...] = (
    *(Hold.SENT, Hold.DOUBT, Hold.TOLD, Hold.BUDGET),
    *(Ground.REFUSED, Ground.NO_CONSENT, Ground.UNREACHABLE),
    *(Ground.COMPLAINT, Ground.RUPTURE, Ground.DISTANCE, Hold.CLOSED),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to write: those it may go to, by name, and the others by what stands against it."""

    how: How
    charter: CharterRow
    may: tuple[int, ...]
    others: dict[Obstacle, tuple[int, ...]]


def plans(
    client_ids: Collection[int] | None, today: date, check: Check = unstoppable
) -> dict[How, Plan]:
    """The plan of each way to write to these clients (None: to all), in a fixed number of queries.

    `check` is called now and then; raising from it stops. Raises Refused before the first charter.
    """
    charter = charter_in_force()
    if charter is None:
        raise Refused(_("Aucune charte n’est publiée : il n’y a rien à dire encore."))
    asked = by_name(client_ids)
    shut, known, mails = _closed(), told_of(charter.id, asked), mails_of(charter.id)
    found = {}
    for how, channel in CHANNELS.items():
        offers, lost = may_offer(asked, channel, today, check), _unreadable(how)
        sorted_out: dict[Obstacle | None, list[int]] = {}
        for one in asked:
            check()
            mail = mails.get(one)
            hold = _hold(one in known, one in shut, mail) or _against(offers[one])
            if hold is None and one in lost:
                hold = Ground.UNREACHABLE
            sorted_out.setdefault(hold, []).append(one)
        may = tuple(sorted_out.pop(None, ()))
        found[how] = Plan(how, charter, may, _ordered(sorted_out))
    return found


def _closed() -> set[int]:
    query = AccountFigures.select(AccountFigures.client).where(AccountFigures.state == "closed")
    return {one for (one,) in read_rows(query)}


def _unreadable(how: How) -> set[int]:
    """Those whose only e-mail addresses no server would take."""
    if how is not How.EMAIL:
        return set()
    rows = read_rows(Reach.select(Reach.client, Reach.value).where(Reach.channel == "email"))
    good: dict[bool, set[int]] = {True: set(), False: set()}
    for client, value in rows:
        good[mailable(value)].add(client)
    return good[False] - good[True]


def _hold(told: bool, closed: bool, mail: MailState | None) -> Obstacle | None:
    if told:
        return Hold.TOLD
    if mail is MailState.SENT:
        return Hold.SENT
    if mail is MailState.SENDING:
        return Hold.DOUBT
    return Hold.CLOSED if closed else None


def _against(offer: Offer) -> Obstacle | None:
    if not offer.ok:
        return offer.right.ground
    return Hold.BUDGET if offer.made >= offer.cap else None


def _ordered(
    found: dict[Obstacle | None, list[int]],
) -> dict[Obstacle, tuple[int, ...]]:
    known: Iterable[Obstacle] = (*_ORDER, *(each for each in found if each not in _ORDER and each))
    return {each: tuple(found[each]) for each in known if each in found}


def obstacle_told(obstacle: Obstacle) -> str:
    """Why nothing is written to them, in a few words."""
    words = {
        Hold.TOLD: _("Elle leur est déjà dite"),
        Hold.SENT: _("E-mail parti, pas encore noté"),
        Hold.DOUBT: _("E-mail peut-être parti : à demander"),
        Hold.CLOSED: _("Compte clos"),
        Hold.BUDGET: _("Assez de contacts cette année"),
        Ground.REFUSED: _("Ont refusé"),
        Ground.NO_CONSENT: _("N’ont pas dit oui"),
        Ground.UNREACHABLE: _("Pas d’adresse qui convienne"),
        Ground.COMPLAINT: _("Un incident est ouvert : d’abord le régler"),
        Ground.RUPTURE: _("Confiance rompue : d’abord la réparer"),
        Ground.DISTANCE: _("Nous gardons de la distance"),
    }
    return words.get(obstacle) or _("Rien ne leur est envoyé")
