"""Upright bars, one per month, in the shapes of `reports.charts`: each with its figure in text."""

from collections.abc import Sequence

from reports.charts import Bar, Chart, Label, Line, Quantity, Shape

_FOOT, _HEAD = 14.0, 12.0
_FILLED = 0.62  # of a month's room


def columns(quantities: Sequence[Quantity], width: float, height: float) -> Chart:
    """One column per quantity: its value above, its label under; below zero it hangs down."""
    if not quantities:
        return Chart(width, 0, ())
    values = [quantity.value for quantity in quantities]
    high, low = max(0, *values), min(0, *values)
    below = _HEAD if low < 0 else 0.0
    scale = (height - _FOOT - _HEAD - below) / max(high - low, 1)
    zero = _FOOT + below - low * scale
    step = width / len(quantities)
    shapes: list[Shape] = []
    for place, quantity in enumerate(quantities):
        middle = step * (place + 0.5)
        tall = abs(quantity.value) * scale
        base = zero if quantity.value >= 0 else zero - tall
        if tall:
            left, wide = middle - step * _FILLED / 2, step * _FILLED
            shapes.append(Bar(left, base, wide, tall, quantity.tone, quantity.pattern))
        above = zero + tall + 3 if quantity.value >= 0 else base - 9
        shapes.append(Label(middle, above, quantity.shown, "ink", "middle", step))
        shapes.append(Label(middle, 2, quantity.label, "muted", "middle", step))
    shapes.append(Line(0, zero, width, zero, "strong_rule"))
    return Chart(width, height, tuple(shapes))
