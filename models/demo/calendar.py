"""The garage's days: closed on Sundays and on holidays that fall on a fixed date."""

from datetime import date, timedelta

HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
_DAY = timedelta(days=1)


def is_working(day: date) -> bool:
    """Whether the garage is open on `day`."""
    return day.weekday() != 6 and (day.month, day.day) not in HOLIDAYS


def next_working(day: date) -> date:
    """`day`, or the first day after it when the garage is open."""
    while not is_working(day):
        day += _DAY
    return day


def last_working(day: date) -> date:
    """`day`, or the last day before it when the garage was open."""
    while not is_working(day):
        day -= _DAY
    return day
