"""The trust account, written a second time, naively, from the text of its rules.

Tests compare the product with this module: it shares nothing with the product, keeps no running
state and rebuilds everything for the day it is asked about. Only the default settings are known.
Amounts are integer centi-units; days are local calendar days. Rows are those of one client, in
the order of their recording.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.helpers.reference_trust_cases import (
    collapses,
    incident_postings,
    plain_postings,
    promise_end,
    repairs,
    request_end,
    thinned_postings,
)
from tests.helpers.reference_trust_rows import (
    Life,
    RefPosting,
    RefRow,
    counts_for,
    lives,
    made_on,
    months_before,
    nearest,
    of,
)


@dataclass(frozen=True)
class RefState:
    """The account at the end of a day, all entries of that day included."""

    closed: bool
    opening_in_force: bool
    ruptured: bool
    latest_collapse: date | None


def read_rows(path: Path) -> list[RefRow]:
    """The rows of a journal CSV that is known to be well formed."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: dict[str, str]) -> RefRow:
    return RefRow(
        client=line["client"],
        id=line["id"],
        date=date.fromisoformat(line["date"]),
        entry=line["entry"],
        kind=line["kind"],
        units=int(Decimal(line["units"]) * 100) if line["units"] else None,
        severity=line["severity"],
        outcome=line["outcome"],
        memorable=line["memorable"],
        due=date.fromisoformat(line["due"]) if line["due"] else None,
        ref=line["ref"],
        note=line["note"],
    )


def postings(rows: Sequence[RefRow], day: date, known: date | None = None) -> list[RefPosting]:
    """Every posting dated to `day`, in order, with the reversals known on `known` (or `day`)."""
    found: list[RefPosting] = []
    for life in lives(made_on(rows, day, known or day)):
        found += _voided(_postings_of(life, day), life, day)
    return sorted(found, key=lambda posting: posting.place)


def _postings_of(life: Life, day: date) -> list[RefPosting]:
    found = plain_postings(life)
    in_time: set[str] = set()
    for incident in of(life, "incident"):
        found += incident_postings(incident, life, day)
    for request in of(life, "request"):
        _note_end(request_end(request, life, day), in_time, found)
    for promise in of(life, "promise"):
        _note_end(promise_end(promise, life, day), in_time, found)
    return found + thinned_postings(life, in_time)


def _note_end(end: RefPosting | str | None, in_time: set[str], found: list[RefPosting]) -> None:
    if isinstance(end, str):
        in_time.add(end)
    elif end is not None:
        found.append(end)


def _voided(found: Iterable[RefPosting], life: Life, day: date) -> list[RefPosting]:
    """Rule 5 for the deposits, the closure for everything."""
    explosions = collapses(life, day)
    marked = []
    for posting in found:
        after = [place for place in explosions if place > posting.place]
        if posting.amount > 0 and after:
            posting = replace(posting, void_on=after[0].day, void_by="collapse")
        elif life.end is not None:
            posting = replace(posting, void_on=life.end.day, void_by="closure")
        marked.append(posting)
    return marked


def stands(posting: RefPosting, day: date) -> bool:
    """Whether the posting is in force on a day."""
    return posting.day <= day and (posting.void_on is None or posting.void_on > day)


def balance(rows: Sequence[RefRow], day: date, known: date | None = None) -> int:
    """Balance at the end of a day, with the reversals known on `known` (or on that day)."""
    return sum(
        counts_for(posting, day) for posting in postings(rows, day, known) if stands(posting, day)
    )


def trend(rows: Sequence[RefRow], day: date) -> int:
    """What the balance gained in three months."""
    return balance(rows, day) - balance(rows, months_before(day, 3), known=day)


def account(rows: Sequence[RefRow], day: date) -> RefState:
    """Closed, opened, ruptured: where the account stands at the end of a day."""
    life = lives(made_on(rows, day, day))[-1]
    explosions = collapses(life, day)
    latest = explosions[-1] if explosions else None
    repaired = latest is not None and any(place > latest for place in repairs(life, day))
    return RefState(
        closed=life.end is not None,
        opening_in_force=life.end is None and bool(of(life, "opening")),
        ruptured=life.end is None and latest is not None and not repaired,
        latest_collapse=latest.day if latest else None,
    )


def state(rows: Sequence[RefRow], day: date) -> str:
    """Rule 7: the first that holds."""
    now = account(rows, day)
    earlier_day = months_before(day, 3)
    earlier = balance(rows, earlier_day, known=day)
    total = balance(rows, day)
    gained = total - earlier
    fall = max(500, nearest(Fraction(12 * max(0, earlier), 100)))
    deposited = any(
        posting.amount > 0 and earlier_day < posting.day and stands(posting, day)
        for posting in postings(rows, day)
    )
    holds = {
        "closed": now.closed,
        "ruptured": now.ruptured,
        "negative": total <= -100,
        "falling": gained <= -fall,
        "solid": total >= 2000,
        "growing": gained >= 100 and deposited,
        "steady": True,
    }
    return next(name for name, held in holds.items() if held)
