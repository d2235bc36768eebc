"""The lines of an account in its order, and flags that change on certain days."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.rules.trust.entries import Entry, Posting


class Move(NamedTuple):
    """A line of the account in its order: an entry, its posting, or postings made void."""

    day: date
    entry: Entry
    posting: Posting | None = None
    voided: tuple[Posting, ...] = ()
    by_itself: bool = False

    @property
    def amount(self) -> int:
        """What it does to the balance on its day, in centi-units."""
        if self.posting is not None:
            return self.posting.amount
        return -sum(posting.worth(self.day) for posting in self.voided)


@dataclass(slots=True)
class Timeline:
    """A flag that changes on certain days; several changes on one day: the last holds."""

    days: list[date] = field(default_factory=list)
    values: list[bool] = field(default_factory=list)

    def set(self, day: date, value: bool) -> None:
        """From `day` on, until it is set again."""
        self.days.append(day)
        self.values.append(value)

    def on(self, day: date) -> bool:
        """Its value at the end of `day`."""
        index = bisect_right(self.days, day)
        return self.values[index - 1] if index else False

    @property
    def last(self) -> bool:
        """Its value so far."""
        return self.values[-1] if self.values else False
