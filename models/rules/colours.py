"""Colours that can be read on white paper."""

import re

_HEX = re.compile(r"#[0-9a-f]{6}")
_READABLE = 450
"""Hundredths: a contrast of 4.5 with white (WCAG 2.2, AA, for text)."""


def is_readable(colour: str) -> bool:
    """Whether `#rrggbb` (lower case) can be read as text on white paper."""
    return bool(_HEX.fullmatch(colour)) and contrast_with_white(colour) >= _READABLE


def contrast_with_white(colour: str) -> int:
    """The contrast of `#rrggbb` with white in hundredths, as WCAG 2.2 counts it: 100 to 2100."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return int(105 / (light + 0.05))


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
