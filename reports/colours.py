"""The shop's own colour made legible, whatever it is: contrast as WCAG 2.2 measures it."""

from reportlab.lib.colors import Color, HexColor, white

from reports.style import TONES

_TEXT, _EDGE = 4.5, 3.0
"""Least contrast of a text, and of a stroke that only helps the eye (WCAG 1.4.3 and 1.4.11)."""
_STEP = 0.06


def luminance(colour: Color) -> float:
    """How light it is, 0 to 1."""
    red, green, blue = (_linear(part) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """From 1, none, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tone_on(colour: Color) -> str:
    """The tone of a text that is best read on it: « paper », or « ink » on a pale one."""
    better = contrast(colour, white) >= contrast(colour, HexColor(TONES["ink"]))
    return "paper" if better else "ink"


def readable(colour: Color) -> Color:
    """The colour, a little darker where neither white nor ink would be read on it."""
    while contrast(colour, HexColor(TONES[tone_on(colour)])) < _TEXT:
        colour = mixed(colour, Color(0, 0, 0), 1 - _STEP)
    return colour


def seen_on(colour: Color, ground: Color) -> Color:
    """The colour, darkened or lightened until a stroke of it is seen on `ground`."""
    goal = Color(0, 0, 0) if luminance(ground) > 0.5 else white
    while contrast(colour, ground) < _EDGE:
        colour = mixed(colour, goal, 1 - _STEP)
    return colour


def mixed(colour: Color, other: Color, share: float) -> Color:
    """`share` of the colour, the rest of the other."""
    pairs = (
        (colour.red, other.red),
        (colour.green, other.green),
        (colour.blue, other.blue),
    )
    return Color(*(share * one + (1 - share) * two for one, two in pairs))


def shop_colour(written: str) -> Color:
    """The shop's colour, or the program's green: a ground on which a text is read."""
    return readable(HexColor(written or TONES["green"]))


def css(colour: Color) -> str:
    """« #1f6f5c »."""
    return f"#{colour.hexval()[2:]}"


def _linear(part: float) -> float:
    """A part of sRGB as light (IEC 61966-2-1)."""
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
