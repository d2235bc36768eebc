"""Tables: wrapped texts on the left, figures aligned on the right, cut between rows over pages.

Drawn line by line on the canvas: reportlab's own Table takes several times as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.pen import Pen, pill_width
from reports.rows import (
    GUTTER,
    NOTE_LEADING,
    TITLE_SPACING,
    Column,
    Row,
    SetCell,
    SetRow,
    Setting,
    font_of,
    set_rows,
)
from reports.style import BODY, LEADING, PAGE_ROOM, SMALL, TINY
from reports.typeset import REGULAR, SEMIBOLD, width_of


@dataclass
class Grid:
    """A table. Its header comes back on every page it is cut over.

    `together` keeps it whole when a page can hold it; `size` is that of its letters, `pad` the
    room above and under each row.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    after: float = 14
    pad: float = 3.0
    together: bool = False
    size: float = BODY
    leads: bool = field(default=False, init=False)
    bookmark: str = field(default="", init=False)
    _settings: dict[float, Setting] = field(default_factory=dict, init=False, repr=False)

    def height(self, width: float) -> float:
        return self._set(width).height()

    def least(self, width: float) -> float:
        return self._set(width).height(None if self._stays_whole(width) else 3)

    def split(self, width: float, room: float) -> "tuple[Grid, Grid] | None":
        """Between two rows, never leaving one alone; a total keeps company with what it adds."""
        fitting = 0 if self._stays_whole(width) else self._fitting(width, room)
        if fitting < min(2, len(self.rows)):
            return None
        return self._part(width, 0, fitting), self._part(width, fitting, len(self.rows))

    def _stays_whole(self, width: float) -> bool:
        return self.together and self.height(width) <= PAGE_ROOM

    def _fitting(self, width: float, room: float) -> int:
        setting = self._set(width)
        used, fitting = setting.head, 0
        for set_row in setting.rows:
            used += set_row.height
            if used > room:
                break
            fitting += 1
        fitting = min(fitting, len(self.rows) - 2)
        while fitting > 0 and self._stays(fitting):
            fitting -= 1
        return fitting

    def _stays(self, place: int) -> bool:
        """Whether the row there must not open a page, or the one before must not close one."""
        return self.rows[place].tone == "total" or self.rows[place - 1].tone == "group"

    def _part(self, width: float, start: int, end: int) -> "Grid":
        part = replace(self, rows=self.rows[start:end])
        setting = self._set(width)
        part._settings[width] = replace(setting, rows=setting.rows[start:end])
        return part

    def _set(self, width: float) -> Setting:
        if width not in self._settings:
            self._settings[width] = set_rows(self.columns, self.rows, width, self.size, self.pad)
        return self._settings[width]

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        setting = self._set(width)
        y = top - setting.head
        if setting.head:
            self._draw_head(pen, x, y + 5, setting)
            pen.rule(x, x + width, y, "strong_rule")
        for set_row in setting.rows:
            self._draw_row(pen, x, y, setting.widths, set_row)
            y -= set_row.height
            pen.rule(x, x + width, y)

    def _draw_head(self, pen: Pen, x: float, base: float, setting: Setting) -> None:
        for column, room, lines in zip(self.columns, setting.widths, setting.titles, strict=True):
            edge = _edge(column, x, room)
            for level, line in enumerate(reversed(lines)):
                pen.text(
                    edge,
                    base + level * TINY * LEADING,
                    line,
                    SEMIBOLD,
                    TINY,
                    "muted",
                    right=column.right,
                    spacing=TITLE_SPACING,
                )
            x += room

    def _draw_row(
        self, pen: Pen, x: float, top: float, widths: Sequence[float], set_row: SetRow
    ) -> None:
        font, leading = font_of(set_row.tone), self.size * LEADING
        tone = "muted" if set_row.tone == "muted" else "ink"
        for column, room, cell in zip(self.columns, widths, set_row.cells, strict=True):
            edge = _edge(column, x, room) + cell.indent
            y = top - self.pad - self.size
            for line in cell.lines:
                pen.text(edge, y, line, font, self.size, tone, right=column.right)
                y -= leading
            if cell.marks_apart:
                _draw_marks(pen, edge, y, cell)
                y -= leading
            elif cell.marks:
                end = edge + width_of(cell.lines[-1], font, self.size) + 5
                _draw_marks(pen, end, y + leading, cell)
            for line in cell.notes:
                pen.text(edge, y + 0.8, line, REGULAR, SMALL, "muted", right=column.right)
                y -= NOTE_LEADING
            x += room


def _edge(column: Column, x: float, room: float) -> float:
    return x + room - GUTTER / 2 if column.right else x + GUTTER / 2


def _draw_marks(pen: Pen, x: float, y: float, cell: SetCell) -> None:
    for mark in cell.marks:
        pen.pill(x, y + 0.8, mark, "ink")
        x += pill_width(mark) + 4
