"""Colours, sizes and distances of every document. Lengths are points, y grows upwards.

Each tone keeps its place in a scale of greys, and nothing is told by colour alone.
"""

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 42.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FIRST_TOP = PAGE_HEIGHT - 40
NEXT_TOP = PAGE_HEIGHT - 64
BOTTOM = 58.0
PAGE_ROOM = NEXT_TOP - BOTTOM

TITLE, KEY_FIGURE, BODY, SMALL, TINY = 18.0, 15.0, 8.8, 7.6, 7.0
LEADING = 1.35

TONES = {
    "ink": "#1D2B2A",
    "muted": "#55625F",
    "rule": "#DAE0DC",
    "strong_rule": "#9AA8A2",
    "paper": "#FFFFFF",
    "soft": "#E4F1EB",
    "green": "#1F6F5C",
    "sage": "#9DB8AD",
    "amber": "#D9963A",
    "amber_ink": "#8A5200",
    "rose": "#BC5157",
    "red": "#9B1C2B",
}
