"""What trusting came to over a period, as plain data: part of `MonthReport`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrustBalance:
    """Claims accepted without proof and those marked abusive, with what they cost in net cents.

    A claim counts the day it was accepted, an abuse the day it was marked. `unpriced` counts the
    claims accepted, `abused_unpriced` the abuses, of which the cost is not known.
    """

    accepted: int = 0
    accepted_cents: int = 0
    unpriced: int = 0
    abused: int = 0
    abused_cents: int = 0
    abused_unpriced: int = 0
