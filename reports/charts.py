"""Charts as plain shapes, drawn once: paper draws them here, the screen from the same points.

Pure: no reportlab, no Qt. Coordinates are points, the origin bottom left. A tone is a name of
`reports.style.TONES`; a pattern tells bars apart without colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.i18n import format_date, format_units
from models.statement_data import CurvePoint, PointMark

Pattern = Literal["solid", "hatched", "outlined"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    tone: str
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon when `fill` is set, else an open line."""

    points: tuple[tuple[float, float], ...]
    tone: str
    fill: bool = False
    width: float = 1.4


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str
    pattern: Pattern = "solid"


@dataclass(frozen=True, slots=True)
class Marker:
    """A disc for a deposit, a triangle pointing down for a withdrawal."""

    x: float
    y: float
    mark: PointMark
    tone: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text on one line, cut at `room` points."""

    x: float
    y: float
    text: str
    tone: str = "muted"
    anchor: Anchor = "start"
    room: float = 400


Shape = Line | Area | Bar | Marker | Label


@dataclass(frozen=True, slots=True)
class Chart:
    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One bar to draw: `shown` is its value as people read it."""

    label: str
    value: int
    shown: str
    tone: str = "green"
    pattern: Pattern = "solid"


BAR_STEP, BAR_HEIGHT = 17.0, 9.5
_AXIS = 34.0
_FOOT = 16.0


def bars(quantities: Sequence[Quantity], width: float, label_room: float) -> Chart:
    """Horizontal bars, one per quantity, label before and value after."""
    height = BAR_STEP * len(quantities)
    largest = max((quantity.value for quantity in quantities), default=0)
    full = width - label_room - 62
    shapes: list[Shape] = []
    for row, quantity in enumerate(quantities):
        base = height - BAR_STEP * (row + 1) + (BAR_STEP - BAR_HEIGHT) / 2
        length = full * quantity.value / largest if quantity.value > 0 else 0
        if length:
            length = max(length, 2.5)
            bar = Bar(label_room, base, length, BAR_HEIGHT, quantity.tone, quantity.pattern)
            shapes.append(bar)
        room = label_room - 8
        shapes.append(Label(0, base + 2, quantity.label, "ink", room=room))
        shapes.append(Label(label_room + length + 5, base + 2, quantity.shown, room=60))
    return Chart(width, height, tuple(shapes))


def balance_curve(points: Sequence[CurvePoint], width: float, height: float) -> Chart:
    """The balance over time: days to the right in proportion, units upwards, zero always shown."""
    if not points:
        return Chart(width, 0, ())
    levels = _levels([point.balance for point in points])
    lowest, highest = levels[0], levels[-1]
    first = points[0].day.toordinal()
    days = max(points[-1].day.toordinal() - first, 1)

    def across(day: date) -> float:
        return _AXIS + (width - _AXIS - 6) * (day.toordinal() - first) / days

    def up(balance: int) -> float:
        return _FOOT + (height - _FOOT - 6) * (balance - lowest) / (highest - lowest)

    line = tuple((across(point.day), up(point.balance)) for point in points)
    if len(line) == 1:
        line = (line[0], (width - 6, line[0][1]))
    under = ((line[0][0], up(0)), *line, (line[-1][0], up(0)))
    shapes: list[Shape] = [Area(under, "soft", fill=True)]
    for level in levels:
        tone = "strong_rule" if level == 0 else "rule"
        shapes.append(Line(_AXIS, up(level), width - 6, up(level), tone))
        text = format_units(level, decimals=0)
        shapes.append(Label(_AXIS - 6, up(level) - 2.5, text, anchor="end", room=_AXIS))
    shapes.append(Area(line, "green"))
    shapes += [
        Marker(x, y, point.mark, "green" if point.mark == "deposit" else "red")
        for point, (x, y) in zip(points, line, strict=False)
        if point.mark
    ]
    return Chart(width, height, (*shapes, *_days(points, width)))


def _days(points: Sequence[CurvePoint], width: float) -> list[Shape]:
    first, last = points[0].day, points[-1].day
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    shapes: list[Shape] = [Label(_AXIS, 2, format_date(first))]
    if (last - first).days > 90:
        centre = _AXIS + (width - _AXIS - 6) / 2
        shapes.append(Label(centre, 2, format_date(middle, "month_short"), anchor="middle"))
    if last > first:
        shapes.append(Label(width - 6, 2, format_date(last), anchor="end"))
    return shapes


def _levels(balances: Sequence[int]) -> list[int]:
    """Three to six round levels, in centi-units, that hold every balance and zero."""
    low, high = min(0, *balances), max(0, *balances)
    step = 100
    while (high - low) / step > 4:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    first, last = low // step, -(-high // step)
    return [level * step for level in range(first, max(last, first + 2) + 1)]
