"""The balance of one ledger on many days at once: what a curve asks."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from models.rules.trust.entries import Posting
from models.rules.trust.ledger import Ledger
from models.rules.trust.months import FADE_MONTHS, last_day_of_month, worths

_Fading = tuple[date, date | None, int, int, int, tuple[int, ...]]
"""A posting: its day, from when it is void, its amount, the month (year × 12 + month) and day of
month it fades from, what it counts for after each whole month."""
_NEVER = 10_000 * 12


def balances(ledger: Ledger, days: Iterable[date]) -> list[int]:
    """`ledger.balance(day)` for each day, in centi-units, several times as fast."""
    postings = sorted(map(_fading, ledger.postings), key=itemgetter(0))
    return [_balance(postings, day) for day in days]


def _fading(posting: Posting) -> _Fading:
    start = posting.fades_from
    month, day = (start.year * 12 + start.month, start.day) if start else (_NEVER, 1)
    counted = worths(posting.amount, posting.half_life)
    return posting.day, posting.void_on, posting.amount, month, day, counted


def _balance(postings: list[_Fading], day: date) -> int:
    """Rule 6 for every posting: whole months, none counted twice at the end of a short one."""
    month, last = day.year * 12 + day.month, last_day_of_month(day.year, day.month)
    whole = 31 if day.day == last else day.day
    total = 0
    for since, void_on, amount, fades_from, fades_day, counted in postings:
        if since > day:
            break
        if void_on is not None and void_on <= day:
            continue
        months = month - fades_from - (fades_day > whole)
        if months <= 0:
            total += amount
        elif months <= FADE_MONTHS:
            total += counted[months]
    return total
