"""What the charter promised in a month, as plain data: the part of `MonthReport` about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Commitment:
    """A privilege of the charter in force on the month's last day: how many clients had a right
    to it that day, how often it was forgotten (which counts among the refused of the journal)
    or declined by the client in the month."""

    title: str
    entitled: int = 0
    forgotten: int = 0
    declined: int = 0


@dataclass(frozen=True, slots=True)
class CharterMonth:
    """The charter in force on the month's last day: `told` of the `clients` with an open account
    knew it by then."""

    number: int
    day: date
    told: int
    clients: int
    commitments: tuple[Commitment, ...] = ()

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when everyone knows."""
        return self.told * 100 // self.clients if self.clients else 0
