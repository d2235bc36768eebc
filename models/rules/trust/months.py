"""Calendar months and the fading of amounts (rule 6: time)."""

from calendar import isleap
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache

from models.rules.rounding import round_half_away

FADE_SCALE = 1_000_000
FADE_MONTHS = 240
_EVERY_MONTH_HAS = 28


def last_day_of_month(year: int, month: int) -> int:
    """The number of days of that month."""
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def month_end(day: date) -> date:
    """The last day of the month that holds `day`."""
    return day.replace(day=last_day_of_month(day.year, day.month))


def months_before(day: date, months: int) -> date:
    """The same day `months` calendar months earlier, cut to that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if day.day <= _EVERY_MONTH_HAS:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, last_day_of_month(year, month + 1)))


def whole_months(start: date, day: date) -> int:
    """Whole months from `start` to `day`: 31 January to 28 February is one month."""
    months = (day.year - start.year) * 12 + day.month - start.month
    if day.day < start.day and day.day < last_day_of_month(day.year, day.month):
        months -= 1
    return months


@cache
def fade_factors(half_life: int) -> tuple[int, ...]:
    """F[0..240] in millionths for a half-life in months: round(1 000 000 × 2^(−m/h))."""
    with localcontext() as context:
        context.prec = 40
        exact = (FADE_SCALE * Decimal(2) ** (-Decimal(m) / half_life) for m in range(241))
        return tuple(int(value.quantize(Decimal(1), ROUND_HALF_UP)) for value in exact)


def faded(amount: int, start: date, half_life: int, day: date) -> int:
    """What `amount` (centi-units), fading since `start`, still counts for on `day`."""
    months = whole_months(start, day)
    if months <= 0:
        return amount
    if months > FADE_MONTHS:
        return 0
    return round_half_away(amount * fade_factors(half_life)[months], FADE_SCALE)


@lru_cache(maxsize=64)
def months_by_age(day: date) -> tuple[int, ...]:
    """Whole months up to `day` from 0, 1, 2… days before it; nothing older counts for anything.

    With `worths` it gives what `faded` does, for many amounts on one day.
    """
    found: list[int] = []
    for start in range(day.toordinal(), 0, -1):
        months = whole_months(date.fromordinal(start), day)
        if months > FADE_MONTHS:
            break
        found.append(max(0, months))
    return tuple(found)


@lru_cache(maxsize=1_000)
def worths(amount: int, half_life: int) -> tuple[int, ...]:
    """What `amount` (centi-units) still counts for after 0 to 240 whole months."""
    return tuple(round_half_away(amount * f, FADE_SCALE) for f in fade_factors(half_life))


class Worths:
    """The same, worked out when it is asked: for amounts too many to be remembered."""

    def __init__(self, amount: int, half_life: int) -> None:
        self._amount, self._factors = amount, fade_factors(half_life)

    def __getitem__(self, months: int) -> int:
        return round_half_away(self._amount * self._factors[months], FADE_SCALE)
