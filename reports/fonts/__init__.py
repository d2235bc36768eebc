"""The typeface of paper and screen: Inter with tabular figures (licence and origin beside)."""

from pathlib import Path

FONT_FILES = {
    "regular": "InterTabular-Regular.ttf",
    "italic": "InterTabular-Italic.ttf",
    "semibold": "InterTabular-SemiBold.ttf",
    "bold": "InterTabular-Bold.ttf",
}


def font_path(name: str) -> Path:
    """The TTF file of "regular", "italic", "semibold" or "bold"; KeyError for any other."""
    return Path(__file__).parent / FONT_FILES[name]
