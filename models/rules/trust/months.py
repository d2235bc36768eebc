"""Calendar months and the fading of amounts (rule 6: time)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

from models.rules.rounding import round_half_away

FADE_SCALE = 1_000_000
FADE_MONTHS = 240


def last_day_of_month(year: int, month: int) -> int:
    """The number of days of that month."""
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else None
    return (following - timedelta(days=1)).day if following else 31


def months_before(day: date, months: int) -> date:
    """The same day `months` calendar months earlier, cut to that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
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
