"""Reference trust account: rows, the account's order, calendar and rounding."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import NamedTuple

SEVERITY = {"minor": 3, "notable": 10, "serious": 30}
DUE_DAYS = {"minor": 7, "notable": 3, "serious": 1, "request": 2, "promise": 2}
RECOVERY = {
    ("exemplary", "minor"): 120,
    ("exemplary", "notable"): 120,
    ("exemplary", "serious"): 100,
    ("satisfactory", "minor"): 70,
    ("satisfactory", "notable"): 70,
    ("satisfactory", "serious"): 70,
}
RECOVERY_AFTER_ANOTHER = {"exemplary": 60, "satisfactory": 40}
GOOD = ("exemplary", "satisfactory")
DEPENDENTS = ("resolution", "answer", "kept", "broken", "postponed")
DEPOSITS_FADE = 24
OTHERS_FADE = 12
NEVER = 0
Day = date


@dataclass(frozen=True)
class RefRow:
    """One row of the journal CSV. `units` are centi-units; empty words are empty strings."""

    client: str
    id: str
    date: Day
    entry: str
    kind: str = ""
    units: int | None = None
    severity: str = ""
    outcome: str = ""
    memorable: str = ""
    due: Day | None = None
    ref: str = ""
    note: str = ""


class Place(NamedTuple):
    """Where something stands in the account's order: what happens by itself has `noted` 0."""

    day: date
    noted: int
    number: int


@dataclass(frozen=True)
class Standing:
    """A row with its place in the account's order."""

    place: Place
    row: RefRow


@dataclass
class Life:
    """What counts between an opening (or the first entry) and a closure."""

    entries: list[Standing]
    end: Place | None = None


@dataclass(frozen=True)
class RefPosting:
    """An amount posted on `day`; `void_on` is the first day it no longer counts."""

    place: Place
    day: date
    amount: int
    label: str
    row: str
    fades_from: date | None
    half_life: int
    void_on: date | None
    void_by: str


# --- numbers and days -------------------------------------------------------------------------


def nearest(value: Fraction) -> int:
    """Round to the nearest integer, halves away from zero."""
    if value < 0:
        return -nearest(-value)
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


@cache
def factor(months: int, half_life: int) -> int:
    """F[m]: the largest n with n − ½ ≤ 1 000 000 × 2^(−m/h), found without any root."""
    if months > 240:
        return 0
    n = 0
    step = 1 << 20
    while step:
        tried = n + step
        if (2 * tried - 1) ** half_life * 2**months <= 2_000_000**half_life:
            n = tried
        step //= 2
    return n


def months_before(day: date, months: int) -> date:
    """The same day `months` calendar months earlier, cut to that month's last day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, day: date) -> int:
    """Whole months of rule 6 from `start` to `day`."""
    months = (day.year - start.year) * 12 + day.month - start.month
    if day.day < min(start.day, monthrange(day.year, day.month)[1]):
        months -= 1
    return months


def counts_for(posting: RefPosting, day: date) -> int:
    """What a posting still counts for on a day, void or not."""
    if posting.half_life == NEVER or posting.fades_from is None or posting.fades_from > day:
        return posting.amount
    left = factor(whole_months(posting.fades_from, day), posting.half_life)
    return nearest(Fraction(posting.amount * left, 1_000_000))


# --- which rows count -------------------------------------------------------------------------


def made_on(rows: Sequence[RefRow], day: date, known: date) -> list[Standing]:
    """The entries dated to `day` that count, in the account's order; reversals known on `known`."""
    undone = {row.ref for row in rows if row.entry == "reversal" and row.date <= known}
    kept = []
    for number, row in enumerate(rows):
        if row.date > day or row.entry == "reversal" or row.id in undone:
            continue
        if row.entry in DEPENDENTS and row.ref in undone:
            continue
        kept.append(Standing(Place(row.date, 1, number), row))
    return sorted(kept, key=lambda standing: standing.place)


def lives(entries: Iterable[Standing]) -> list[Life]:
    """Cut the entries at closures; what stands between a closure and an opening counts nowhere."""
    found = [Life([])]
    for standing in entries:
        closed = found[-1].end is not None
        if closed and standing.row.entry != "opening":
            continue
        if closed:
            found.append(Life([]))
        if standing.row.entry == "closed":
            found[-1].end = standing.place
        else:
            found[-1].entries.append(standing)
    return found


def of(life: Life, *entries: str, ref: str | None = None) -> list[Standing]:
    """The life's entries of these types, in order, those that refer to `ref` if given."""
    return [
        standing
        for standing in life.entries
        if standing.row.entry in entries and ref in (None, standing.row.ref)
    ]


def due_date(case: RefRow, life: Life) -> date:
    """The due date finally in force, postponements agreed in time included."""
    due = case.due
    if due is None:
        due = case.date + timedelta(days=DUE_DAYS[case.severity or case.entry])
    for standing in of(life, "postponed", ref=case.id):
        if standing.row.date <= due and standing.row.due is not None:
            due = max(due, standing.row.due)
    return due
