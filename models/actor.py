"""Who acts, and on which day: the first argument of every writing operation."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Actor:
    """The team member who acts (`member_id`) and the shop's local day they act on."""

    member_id: int
    today: date
