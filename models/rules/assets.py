"""What falls due for an asset, by time or by distance, whichever comes first. Pure, in integers.

Days are local days, distances whole kilometres; a pace is in metres a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.trust.months import months_before

PACE_DAYS = 28
"""Two readings nearer than four weeks do not tell how much a vehicle is used."""
_PACE_WINDOW = 730
_FARTHEST = 3650


@dataclass(frozen=True, slots=True)
class Reading:
    """What an odometer showed; `replaced` when it is the first of a new odometer.

    `day` is None when nobody knows it.
    """

    day: date | None
    km: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Travelled:
    """The distance since the first odometer stood at zero, on a day."""

    day: date | None
    km: int


@dataclass(frozen=True, slots=True)
class Interval:
    """How often a service comes back, and when it first does, since the asset was new."""

    months: int | None = None
    km: int | None = None
    first_months: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A service done: its day, and the distance then, over all odometers."""

    day: date
    km: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a service falls due: `day`, None when it is not known yet; `km` over all odometers.

    `estimated` when the day follows from how much the asset is used.
    """

    day: date | None
    km: int | None = None
    estimated: bool = False


def travelled(readings: Sequence[Reading]) -> list[Travelled]:
    """The true distance at each reading: the sum over the odometers, the new ones from zero."""
    told, before, last = [], 0, 0
    for reading in readings:
        if reading.replaced:
            before += last
        last = reading.km
        told.append(Travelled(reading.day, before + last))
    return told


def pace(path: Sequence[Travelled]) -> int | None:
    """Metres a day over the last two years of readings; None while they tell too little."""
    known = [(point.day, point.km) for point in path if point.day is not None]
    if not known:
        return None
    last_day, last_km = known[-1]
    lately = [one for one in known if (last_day - one[0]).days <= _PACE_WINDOW]
    first_day, first_km = lately[0]
    days = (last_day - first_day).days
    if days < PACE_DAYS or last_km <= first_km:
        return None
    return (last_km - first_km) * 1000 // days or None


def reached_on(km: int, path: Sequence[Travelled]) -> Due | None:
    """When a distance is reached: told by a reading, or estimated; None without any reading."""
    dated = [point for point in path if point.day is not None]
    if not dated:
        return None
    for point in dated:
        if point.km >= km:
            return Due(point.day, km)
    last, metres = dated[-1], pace(path)
    if metres is None or last.day is None:
        return Due(None, km)
    days = -((last.km - km) * 1000 // metres)
    if days > _FARTHEST:
        return Due(None, km)
    return Due(last.day + timedelta(days=days), km, estimated=True)


def next_due(
    interval: Interval,
    new_on: date | None,
    done: Done | None,
    path: Sequence[Travelled],
    today: date,
) -> Due | None:
    """When a service falls due next, whichever comes first; None when nothing tells it.

    One never noted is told by the day the asset was new, until a whole period has gone by
    since: it must have been done elsewhere.
    """
    found = [due for due in (_by_time(interval, new_on, done, today),) if due is not None]
    if interval.km is not None and done is not None and done.km is not None:
        by_distance = reached_on(done.km + interval.km, path)
        found += [by_distance] if by_distance is not None else []
    dated = [due for due in found if due.day is not None]
    return min(dated, key=lambda due: (due.day or date.max, due.estimated), default=None) or next(
        iter(found), None
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the last one of a shorter month."""
    return months_before(day, -months)


def _by_time(interval: Interval, new_on: date | None, done: Done | None, today: date) -> Due | None:
    if done is not None:
        return Due(months_after(done.day, interval.months)) if interval.months else None
    first = interval.first_months
    if new_on is None or first is None:
        return None
    day = months_after(new_on, first)
    known_until = months_after(day, interval.months or first)
    return Due(day) if today < known_until else None
