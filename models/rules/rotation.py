"""Which backups are worth keeping: many of the last days, fewer of the months before."""

from collections.abc import Callable, Iterable
from datetime import date

DAILY, WEEKLY, MONTHLY = 12, 10, 9
MOST = DAILY + WEEKLY + MONTHLY


def to_keep(days: Iterable[date]) -> set[date]:
    """Of the days that have a backup, those whose backup stays.

    The latest 12 days; the last of each of 10 weeks and of each of 9 months, those kept already
    not counted: about ten months back. Never more than 31, and always the newest.
    """
    newest_first = sorted(set(days), reverse=True)
    kept: set[date] = set()
    periods: tuple[tuple[int, Callable[[date], object]], ...] = (
        (DAILY, lambda day: day),
        (WEEKLY, lambda day: day.isocalendar()[:2]),
        (MONTHLY, lambda day: (day.year, day.month)),
    )
    for count, period_of in periods:
        kept |= _last_of_each(newest_first, kept, count, period_of)
    return kept


def _last_of_each(
    newest_first: list[date],
    kept: set[date],
    count: int,
    period_of: Callable[[date], object],
) -> set[date]:
    """The newest day of each period, up to `count` that were not kept already."""
    seen: set[object] = set()
    added: set[date] = set()
    for day in newest_first:
        period = period_of(day)
        if period not in seen and len(added) < count:
            seen.add(period)
            added |= {day} - kept
    return added
