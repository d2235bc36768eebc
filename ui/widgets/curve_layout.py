"""Where things go on the curve: ticks, dates, labels that avoid each other. No Qt widget here.

Pixels are floats; values stay integer centi-units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The balance of a day, in centi-units."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class CurveEvent:
    """Something to mark on the curve: the balance that day, a few words, a tone."""

    day: date
    value: int
    label: str = ""
    tone: str = "good"


def value_ticks(low: int, high: int, most: int) -> list[int]:
    """Round values (centi-units) from below `low` to above `high`, at most about `most`."""
    span = max(high - low, 100)
    step = 100
    for step in _round_steps():
        if span <= step * max(most - 1, 1):
            break
    first = low // step * step
    last = -(-high // step) * step
    last = max(last, first + step)
    return list(range(first, last + 1, step))


def _round_steps() -> list[int]:
    return [base * 10**power for power in range(2, 9) for base in (1, 2, 5)]


def date_ticks(first: date, last: date, most: int) -> list[date]:
    """First days of months between two days, evenly spaced, at most `most`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in _MONTH_STEPS if months // s + 1 <= max(most, 2)), _MONTH_STEPS[-1])
    at = first.year * 12 + first.month - 1 + (first.day > 1)
    at += -at % step
    days = []
    while (day := date(at // 12, at % 12 + 1, 1)) <= last:
        days.append(day)
        at += step
    return days


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of the plot and what its sides stand for."""

    box: QRectF
    first: date
    last: date
    low: int
    high: int

    def at(self, day: date, value: int) -> QPointF:
        """The pixel of a day and a value."""
        days = max((self.last - self.first).days, 1)
        x = self.box.left() + self.box.width() * (day - self.first).days / days
        part = (value - self.low) / max(self.high - self.low, 1)
        return QPointF(x, self.box.bottom() - self.box.height() * part)


def label_places(
    dots: Sequence[QPointF],
    sizes: Sequence[tuple[float, float]],
    line: Sequence[QPointF],
    box: QRectF,
    gap: float,
) -> list[QRectF | None]:
    """A rectangle for each label beside its dot, free of the line, dots and other labels.

    Dots come by order of importance; a label without a free place gets None (it is still told
    when the keyboard or the mouse is on its dot).
    """
    segments = [QLineF(one, other) for one, other in pairwise(line)]
    taken = [QRectF(dot.x() - gap, dot.y() - gap, 2 * gap, 2 * gap) for dot in dots]
    places: list[QRectF | None] = []
    for dot, (width, height) in zip(dots, sizes, strict=True):
        found = next(
            (
                place
                for place in _candidates(dot, width, height, gap)
                if box.contains(place)
                and not any(place.intersects(other) for other in taken)
                and not any(crosses(place, segment) for segment in segments)
            ),
            None,
        )
        if found is not None:
            taken.append(found.adjusted(-gap / 2, 0, gap / 2, 0))
        places.append(found)
    return places


def _candidates(dot: QPointF, width: float, height: float, gap: float) -> list[QRectF]:
    """Places around a dot: beside it, then further and further above and below."""
    places = []
    for lift in (0.0, 0.8, 1.6, 2.6, 3.6):
        far = gap * 1.5 + height * lift
        for x in (dot.x() + gap * 1.5, dot.x() - gap * 1.5 - width, dot.x() - width / 2):
            above = dot.y() - far - height / 2 if lift else dot.y() - height / 2
            below = dot.y() + far - height / 2
            places += [QRectF(x, above, width, height), QRectF(x, below, width, height)]
    return places


def crosses(rect: QRectF, segment: QLineF) -> bool:
    """Whether a segment touches a rectangle."""
    if rect.contains(segment.p1()) or rect.contains(segment.p2()):
        return True
    corners = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
    sides = [QLineF(corners[at], corners[(at + 1) % 4]) for at in range(4)]
    bounded = QLineF.IntersectionType.BoundedIntersection
    return any(segment.intersects(side)[0] == bounded for side in sides)
