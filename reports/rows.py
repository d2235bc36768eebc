"""The content of tables and its setting: every text measured and cut into lines, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reports.pen import pill_width
from reports.style import LEADING, SMALL, TINY
from reports.typeset import REGULAR, SEMIBOLD, lines_of, plain, width_of

Tone = Literal["plain", "total", "group", "muted"]
GUTTER = 10.0
TITLE_SPACING = 0.45
NOTE_LEADING = SMALL * LEADING
_INDENT = 12.0
_TITLE_SIZE = TINY + 0.6  # as wide as TINY with its letters spaced
_LEAST_SHARED = 0.2  # of the table's width


@dataclass(frozen=True, slots=True)
class Column:
    """`share` divides the width left over; 0 takes just what the widest cell needs."""

    title: str = ""
    share: float = 0
    right: bool = False
    most: int = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, small grey words under it, and marks (late, memorable…) after it."""

    text: str
    note: str = ""
    marks: tuple[str, ...] = ()
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    tone: Tone = "plain"


def row(*cells: str | Cell, tone: Tone = "plain") -> Row:
    """A row of these cells."""
    made = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
    return Row(made, tone)


def font_of(tone: Tone) -> str:
    """Totals and the lines they start from stand out."""
    return SEMIBOLD if tone in ("total", "group") else REGULAR


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell cut into lines; its marks stand after the last one, or `marks_apart` under it."""

    lines: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[str, ...]
    marks_apart: bool
    indent: float

    def height(self, size: float) -> float:
        text = len(self.lines) + int(self.marks_apart)
        return text * size * LEADING + len(self.notes) * NOTE_LEADING


@dataclass(frozen=True, slots=True)
class SetRow:
    cells: tuple[SetCell, ...]
    tone: Tone
    height: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A table set for one width; `head` is the height of its column titles."""

    widths: tuple[float, ...]
    titles: tuple[tuple[str, ...], ...]
    head: float
    rows: tuple[SetRow, ...]

    def height(self, rows: int | None = None) -> float:
        """With its first rows only, or with all of them."""
        return self.head + sum(row.height for row in self.rows[:rows])


def set_rows(
    columns: Sequence[Column], rows: Sequence[Row], width: float, size: float, pad: float
) -> Setting:
    """Set a table: letters of `size` points, `pad` points above and under each row."""
    widths = _widths(columns, rows, width, size)
    titles = tuple(
        tuple(lines_of(_title(column), SEMIBOLD, _TITLE_SIZE, max(room - GUTTER, 20), most=2))
        for column, room in zip(columns, widths, strict=True)
    )
    titled = any(column.title for column in columns)
    head = max(map(len, titles)) * TINY * LEADING + 7 if titled else 0.0
    set_cell = cache(_set_cell)  # days, names and amounts come again in a column
    made = [_set_row(row, columns, widths, size, pad, set_cell) for row in rows]
    return Setting(widths, titles, head, tuple(made))


def _set_row(
    row: Row,
    columns: Sequence[Column],
    widths: Sequence[float],
    size: float,
    pad: float,
    set_cell: Callable[[Cell, str, float, float, int], SetCell],
) -> SetRow:
    cells = tuple(
        set_cell(cell, font_of(row.tone), size, room - GUTTER, column.most)
        for cell, room, column in zip(row.cells, widths, columns, strict=True)
    )
    return SetRow(cells, row.tone, max(cell.height(size) for cell in cells) + 2 * pad)


def _set_cell(cell: Cell, font: str, size: float, room: float, most: int) -> SetCell:
    indent = _INDENT if cell.indented else 0.0
    lines = tuple(lines_of(plain(cell.text), font, size, room - indent, most))
    notes = (
        tuple(lines_of(plain(cell.note), REGULAR, SMALL, room - indent, most)) if cell.note else ()
    )
    marks_width = sum(pill_width(mark) + 4 for mark in cell.marks)
    apart = bool(cell.marks) and width_of(lines[-1], font, size) + 5 + marks_width > room
    return SetCell(lines, tuple(notes), cell.marks, apart, indent)


def _widths(
    columns: Sequence[Column], rows: Sequence[Row], width: float, size: float
) -> tuple[float, ...]:
    """Natural widths where there is no share, the rest shared; figures are never squeezed."""
    natural = [
        0.0 if column.share else _natural(column, place, rows, size)
        for place, column in enumerate(columns)
    ]
    shares = sum(column.share for column in columns)
    figures = sum(own for own, column in zip(natural, columns, strict=True) if column.right)
    room = width * (1 - _LEAST_SHARED * bool(shares)) - figures
    texts = [own for own, column in zip(natural, columns, strict=True) if own and not column.right]
    widest = min(_level(texts, room), width / 3)
    fixed = [
        own if column.right or column.share else min(own, widest)
        for own, column in zip(natural, columns, strict=True)
    ]
    left = width - sum(fixed)
    return tuple(
        own or left * column.share / shares for own, column in zip(fixed, columns, strict=True)
    )


def _level(widths: Sequence[float], room: float) -> float:
    """The greatest width that, given to every wider one, makes them all fit in `room`."""
    level = room
    for place, width in enumerate(sorted(widths)):
        level = room / (len(widths) - place)
        if width > level:
            break
        room -= width
    else:
        return max(widths, default=level)
    return level


def _natural(column: Column, place: int, rows: Sequence[Row], size: float) -> float:
    texts = {(row.cells[place].text, font_of(row.tone)) for row in rows}
    notes = {row.cells[place].note for row in rows}
    widths = [width_of(plain(text), font, size) for text, font in texts]
    widths += [width_of(plain(note), REGULAR, SMALL) for note in notes]
    return max(_title_width(_title(column).split(" ")), *widths) + GUTTER + 1


def _title_width(words: Sequence[str]) -> float:
    """The least width on which a title stands in two lines."""
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words) + 1)]
    return min(max(width_of(half, SEMIBOLD, _TITLE_SIZE) for half in pair) for pair in halves)


def _title(column: Column) -> str:
    return plain(column.title.upper())
