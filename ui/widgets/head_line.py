"""The line at the top of a page: its title, what is said beside it and its keys at the right.

Where there is no room for all of them, the keys go below; what is said stays beside the title if
it fits there.
"""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel, QLayoutItem

from ui import theme
from ui.widgets.items_layout import ItemsLayout

_GAP = 12


class HeadLine(ItemsLayout):
    """The first widget added is the title; `addWidget` puts the others at the right, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._height = 0
        self.setContentsMargins(0, 0, 0, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        height = self.place(rect, move=True)
        if height != self._height:  # Qt would squeeze it in a short window
            self._height = height
            self.invalidate()

    def sizeHint(self) -> QSize:
        return QSize(self._wanted(self.shown()), self._height)

    def minimumSize(self) -> QSize:
        widths = [item.minimumSize().width() for item in self.shown()]
        return QSize(max(widths, default=0), self._height)

    def _wanted(self, items: list[QLayoutItem]) -> int:
        """The width of these side by side."""
        gaps = max(len(items) - 1, 0) * theme.current().px(_GAP)
        return sum(_width(item) for item in items) + gaps

    def place(self, rect: QRect, move: bool) -> int:
        """Lay everything out in `rect`; the height it takes."""
        items = self.shown()
        if not items:
            return 0
        gap = theme.current().px(_GAP)
        if self._wanted(items) <= rect.width():
            title, rest = items[0], items[1:]
            room = rect.width() - (self._wanted(rest) + gap if rest else 0)
            return _line(rect.topLeft(), [(title, room), *((i, _width(i)) for i in rest)], move)
        top = rect.y()
        for line in self._lines(items, rect.width()):
            widths = [(item, min(_width(item), rect.width())) for item in line]
            top += _line(QPoint(rect.x(), top), widths, move) + gap // 2
        return top - gap // 2 - rect.y()

    def _lines(self, items: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        """The title with what is said beside it, then as many of the others as a line holds."""
        said = isinstance(items[1].widget(), QLabel) if len(items) > 1 else False
        beside = 2 if said and self._wanted(items[:2]) <= width else 1
        lines: list[list[QLayoutItem]] = [items[:beside], []]
        for item in items[beside:]:
            if lines[-1] and self._wanted([*lines[-1], item]) > width:
                lines.append([])
            lines[-1].append(item)
        return [line for line in lines if line]


def _width(item: QLayoutItem) -> int:
    """The natural width of an item: of a text that wraps, on one line."""
    widget = item.widget()
    if isinstance(widget, QLabel) and widget.wordWrap():
        plain: str = widget.plain_text() if hasattr(widget, "plain_text") else widget.text()
        return widget.fontMetrics().horizontalAdvance(plain) + 4
    return item.sizeHint().width()


def _line(at: QPoint, items: list[tuple[QLayoutItem, int]], move: bool) -> int:
    """Lay items of these widths on a line, centred on it; its height."""
    heights = [
        item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        for item, width in items
    ]
    tall, left = max(heights), at.x()
    for (item, width), height in zip(items, heights, strict=True):
        if move:
            item.setGeometry(QRect(left, at.y() + (tall - height) // 2, width, height))
        left += width + theme.current().px(_GAP)
    return tall
