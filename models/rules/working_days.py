"""The days the shop is open. Pure: what is known of the days off is given."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FAR = 400
"""Days looked at before giving up: a shop closed for more than a year has no next open day."""


@dataclass(frozen=True, slots=True)
class Closure:
    """The shop is closed from `first` to `last`, both included."""

    first: date
    last: date
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether `day` falls within it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class OpenDays:
    """`weekdays` are those the shop opens on, Monday 0 to Sunday 6; `days_off` single days."""

    weekdays: frozenset[int]
    closures: tuple[Closure, ...] = ()
    days_off: Container[date] = frozenset()

    def is_open(self, day: date) -> bool:
        """Whether the shop is open on `day`."""
        return (
            day.weekday() in self.weekdays
            and day not in self.days_off
            and not any(closure.holds(day) for closure in self.closures)
        )

    def on_or_after(self, day: date) -> date:
        """The first open day from `day` on; `day` itself when none is found within 400 days."""
        found = day
        for _count in range(_FAR):
            if self.is_open(found):
                return found
            found += _DAY
        return day
