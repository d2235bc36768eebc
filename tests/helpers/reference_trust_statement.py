"""Reference trust account: the totals of a statement between two days.

A day's movements are those of the journal without that day's reversals; each reversal of the day
is then a correction. Time passes before the movements of a day: what it takes is counted on the
journal as it stood on the evening before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.helpers.reference_trust import balance, postings, stands
from tests.helpers.reference_trust_rows import DUE_DAYS, RefRow, counts_for

ONE_DAY = timedelta(days=1)


@dataclass
class RefTotals:
    """opening + deposits − withdrawals − voided − fade + corrections − closures = closing."""

    opening: int
    deposits: int = 0
    withdrawals: int = 0
    voided: int = 0
    fade: int = 0
    corrections: int = 0
    closures: int = 0
    closing: int = 0

    def tie_out(self) -> int:
        """The closing balance that the lines add up to."""
        gains = self.opening + self.deposits + self.corrections
        return gains - self.withdrawals - self.voided - self.fade - self.closures


def totals(rows: Sequence[RefRow], first: date, last: date) -> RefTotals:
    """Totals of the lines dated `first` to `last`, both included."""
    found = RefTotals(opening=balance(rows, first - ONE_DAY))
    evening = first - ONE_DAY
    for day in _days_of_events(rows, first, last):
        found.fade += _lost(rows, evening, day)
        _add_movements(found, rows, day)
        evening = day
    found.fade += _lost(rows, evening, last)
    found.closing = balance(rows, last)
    return found


def _days_of_events(rows: Sequence[RefRow], first: date, last: date) -> list[date]:
    """Every day on which anything but time can move the balance, and some more."""
    days = {row.date for row in rows}
    for row in rows:
        default = row.date + timedelta(days=DUE_DAYS.get(row.severity or row.entry, 0))
        for due in (row.due, default):
            if due is not None:
                days |= {due + ONE_DAY, due + 8 * ONE_DAY}
    return sorted(day for day in days if first <= day <= last)


def _lost(rows: Sequence[RefRow], evening: date, day: date) -> int:
    """What time takes from one evening to a later day when nothing else happens between."""
    return sum(
        counts_for(posting, evening) - counts_for(posting, day)
        for posting in postings(rows, evening)
        if stands(posting, evening)
    )


def _add_movements(found: RefTotals, rows: Sequence[RefRow], day: date) -> None:
    before = postings(rows, day, known=day - ONE_DAY)
    for posting in before:
        if posting.day == day:
            found.deposits += max(0, posting.amount)
            found.withdrawals += max(0, -posting.amount)
        if posting.void_on == day and posting.void_by == "collapse":
            found.voided += counts_for(posting, day)
        if posting.void_on == day and posting.void_by == "closure":
            found.closures += counts_for(posting, day)
    found.corrections += balance(rows, day) - balance(rows, day, known=day - ONE_DAY)
