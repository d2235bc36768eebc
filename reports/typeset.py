"""The typeface inside a PDF: registering it once, making text fit it, cutting text into lines."""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reports.fonts import FONT_FILES, font_path
from reports.text import printable

REGULAR, ITALIC, SEMIBOLD, BOLD = "cc-regular", "cc-italic", "cc-semibold", "cc-bold"
NAME_LIMIT = 120
TEXT_LIMIT = 600


@cache
def register() -> frozenset[int]:
    """Register the four faces once per process; returns the code points all of them have.

    Also forbids reportlab to fetch or open anything a text might point to.
    """
    rl_config.trustedSchemes = []
    rl_config.trustedHosts = []
    covered: list[frozenset[int]] = []
    for name in FONT_FILES:
        font = TTFont(f"cc-{name}", str(font_path(name)), asciiReadable=False)
        pdfmetrics.registerFont(font)
        covered.append(frozenset(font.face.charToGlyph))
    return frozenset.intersection(*covered) - set(range(0x20))


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """A text as it can be drawn: only characters of the typeface, at most `limit` of them."""
    return printable(text, register(), limit)


def width_of(text: str, font: str, size: float, spacing: float = 0) -> float:
    """The printed width of a printable text, in points; `spacing` is added after each letter."""
    return float(pdfmetrics.stringWidth(text, font, size)) + spacing * len(text)


def lines_of(text: str, font: str, size: float, width: float, most: int = 6) -> list[str]:
    """Cut a printable text into at most `most` lines of `width` points, the last with « … ».

    Breaks at spaces but not at no-break ones; a word wider than a line is cut where it must be.
    """
    text = text.lstrip(" ")
    if width_of(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        *full, line = _pieces(word, font, size, width)
        lines += [line for line in (longer[: -len(word) - 1],) if line] + full
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(lines[most - 1] + "…", font, size, width)]


def shortened(text: str, font: str, size: float, width: float) -> str:
    """A printable text cut to `width` points, ending with « … » when something is missing."""
    if width_of(text, font, size) <= width:
        return text
    kept = text.removesuffix("…")
    while kept and width_of(kept + "…", font, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _pieces(word: str, font: str, size: float, width: float) -> list[str]:
    if width_of(word, font, size) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, font, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
