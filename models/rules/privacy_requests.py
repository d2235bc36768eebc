"""By when someone who asks about their own data is answered (GDPR, article 12.3).

Pure. One month from the day it was received; two months more when it is complex, if they were
told so, with the reason, within the first month.
"""

from datetime import date
from enum import StrEnum

from models.rules.trust.months import months_before

MONTHS, MORE_MONTHS = 1, 2


class RequestKind(StrEnum):
    """What they ask: articles 15 to 18 and 21."""

    ACCESS = "access"
    RECTIFY = "rectify"
    ERASE = "erase"
    LIMIT = "limit"
    OBJECT = "object"


def due(received_on: date, *, extended: bool = False) -> date:
    """The last day to answer."""
    return months_before(received_on, -(MONTHS + (MORE_MONTHS if extended else 0)))


def may_extend(received_on: date, today: date) -> bool:
    """Whether one may still tell them that more time is needed."""
    return today <= due(received_on)
