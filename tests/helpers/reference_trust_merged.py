"""Reference trust account: a file that another was merged into, told again from the rule's text.

« Merging two client files acts from its date: from then on the union of both journals counts
(entries of one day in order of recording). » Which rows there are depends only on the day on
which one knows; the rest is the account of those rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.helpers import reference_trust as plain
from tests.helpers.reference_trust_rows import DUE_DAYS, RefRow, counts_for, months_before
from tests.helpers.reference_trust_statement import RefTotals

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RefMerged:
    """`alone` the file's own rows, `together` both, each in order of recording."""

    alone: Sequence[RefRow]
    together: Sequence[RefRow]
    day: date
    undone_on: date = date.max

    def rows(self, known: date) -> Sequence[RefRow]:
        """The rows that count for who knows what is known on a day."""
        return self.together if self.day <= known < self.undone_on else self.alone

    def balance(self, day: date, known: date | None = None) -> int:
        """The balance at the end of a day, with the reversals and merges known on `known`."""
        return plain.balance(self.rows(known or day), day, known or day)

    def trend(self, day: date) -> int:
        """What the balance gained in three months, as known on that day."""
        return self.balance(day) - self.balance(months_before(day, 3), known=day)

    def totals(self, first: date, last: date) -> RefTotals:
        """The totals of the statement's lines dated `first` to `last`."""
        found = RefTotals(opening=self.balance(first - ONE_DAY))
        evening = first - ONE_DAY
        for day in self._days(first, last):
            found.fade += self._lost(evening, day)
            self._move(found, day)
            evening = day
        found.fade += self._lost(evening, last)
        found.closing = self.balance(last)
        return found

    def _days(self, first: date, last: date) -> list[date]:
        days = {self.day, self.undone_on}
        for row in self.together:
            default = row.date + timedelta(days=DUE_DAYS.get(row.severity or row.entry, 0))
            days.add(row.date)
            for due in (row.due, default):
                if due is not None:
                    days |= {due + ONE_DAY, due + 8 * ONE_DAY}
        return sorted(day for day in days if first <= day <= last)

    def _standing(self, day: date, known: date) -> list[plain.RefPosting]:
        found = plain.postings(self.rows(known), day, known)
        return [posting for posting in found if plain.stands(posting, day)]

    def _lost(self, evening: date, day: date) -> int:
        standing = self._standing(evening, evening)
        return sum(counts_for(one, evening) - counts_for(one, day) for one in standing)

    def _move(self, found: RefTotals, day: date) -> None:
        eve = day - ONE_DAY
        for posting in plain.postings(self.rows(eve), day, eve):
            if posting.day == day:
                found.deposits += max(0, posting.amount)
                found.withdrawals += max(0, -posting.amount)
            if posting.void_on == day and posting.void_by == "collapse":
                found.voided += counts_for(posting, day)
            if posting.void_on == day and posting.void_by == "closure":
                found.closures += counts_for(posting, day)
        found.corrections += self.balance(day) - self.balance(day, known=eve)
