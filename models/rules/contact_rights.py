"""May an offer be sent to a client, on this channel, on this day?

E-mail and SMS: the client's consent, or a similar past purchase with an easy refusal told each
time (article L34-5 of the CPCE). Phone: prior consent from 11 August 2026 on (law n° 2025-594 of
30 June 2025); before, unless refused. Post: until refused. A purchase is past for three years, the
time the CNIL lets a relation count for after its end. A message of service is never an offer.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.rules.trust.months import months_before

PHONE_LAW = date(2026, 8, 11)
PURCHASE_MONTHS = 36
BUDGET_DAYS = 365


class Channel(StrEnum):
    """A way an offer goes."""

    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    POST = "post"


class Ground(StrEnum):
    """Why an offer may go, or may not."""

    CONSENT = "consent"
    PURCHASE = "purchase"
    NOT_REFUSED = "not_refused"
    BEFORE_LAW = "before_law"
    REFUSED = "refused"
    NO_CONSENT = "no_consent"
    UNREACHABLE = "unreachable"
    COMPLAINT = "complaint"
    RUPTURE = "rupture"
    DISTANCE = "distance"
    LIMITED = "limited"


ALLOWING = frozenset({Ground.CONSENT, Ground.PURCHASE, Ground.NOT_REFUSED, Ground.BEFORE_LAW})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a client for one channel.

    `reachable`: the file has an address for it; `consent` the latest answer (given or not) and
    its day, None when nobody asked; `last_purchase` the day of the last visit; `silence` why no
    offer goes out at all for now.
    """

    reachable: bool = True
    consent: tuple[bool, date] | None = None
    last_purchase: date | None = None
    silence: Ground | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """The answer: its ground, and the day that ground dates from."""

    ground: Ground
    since: date | None = None

    @property
    def ok(self) -> bool:
        """Whether an offer may go."""
        return self.ground in ALLOWING


def offer_right(channel: Channel, known: Known, today: date) -> Right:
    """Whether an offer may be sent on `channel` on `today`: silence first, then the law."""
    if known.silence is not None:
        return Right(known.silence)
    if not known.reachable:
        return Right(Ground.UNREACHABLE)
    if known.consent is not None:
        given, day = known.consent
        return Right(Ground.CONSENT if given else Ground.REFUSED, day)
    return _unasked(channel, known.last_purchase, today)


def _unasked(channel: Channel, last_purchase: date | None, today: date) -> Right:
    """The right on a channel nobody asked the client about."""
    if channel is Channel.POST:
        return Right(Ground.NOT_REFUSED)
    if channel is Channel.PHONE:
        return Right(Ground.NO_CONSENT if today >= PHONE_LAW else Ground.BEFORE_LAW)
    if last_purchase is None or last_purchase <= months_before(today, PURCHASE_MONTHS):
        return Right(Ground.NO_CONSENT)
    return Right(Ground.PURCHASE, last_purchase)


def budget_since(today: date) -> date:
    """Contacts dated after this day count with one made `today` (trust account, `contact`)."""
    return today - timedelta(days=BUDGET_DAYS)
