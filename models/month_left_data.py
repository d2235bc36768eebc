"""What a month leaves behind it, as plain data: cases open, privileges owed, its place in the chain
of seals. Money is cents, VAT rates are basis points, days are the shop's local days.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

CaseSort = Literal["incident", "request", "promise"]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case still open on the last day counted; `remaining_cents` is what a person estimates
    settling it will still cost, None « non estimé »."""

    sort: CaseSort
    client_number: str
    opened: date
    due: date
    remaining_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A privilege the shop owes: `number` is the book's, `family` and `nature` are codes.

    `unit_cents` is the net cost of one use, None « non estimé »; `until` the day it is no longer
    due, once it was withdrawn.
    """

    number: int
    family: str
    nature: str
    since: date
    unit_cents: int | None = None
    vat_rate: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a closed month's own papers can say of its seal, which covers them: its number, the
    SHA-256 of the month's journal and the seal before, in hexadecimal."""

    number: int
    journal: str
    before: str
