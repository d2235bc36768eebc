"""Paper on the page: a rounded card, and the rows it holds."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.head_line import HeadLine
from ui.widgets.painting import focus_ring, left_edge, round_box, smooth
from ui.widgets.pill import Pill
from ui.widgets.text import ElideLabel, Label, Text, WrapLabel

_RADIUS = 12
"""Of a card's corners, in design pixels."""
_LEAST_TEXT, _STATUS = 120, 300
"""The least room of a row's text beside a status; the longest status read whole, in design px."""

R = TypeVar("R", bound="Row")


class Card(QWidget):
    """A rounded paper with, perhaps, a small heading and a coloured left edge (a tone).

    Add to `body` (a vertical layout) or with `add`; `head` is the heading's line, for a button
    or a pill at its right, below it where there is no room if the head `flows`. `tight` margins
    are for a list or a table.
    """

    def __init__(
        self,
        heading: str = "",
        edge: str = "",
        tight: bool = False,
        flows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edge = edge
        self._tight, self._focused = tight, False
        self._rows = 0
        self._kept: list[Any] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self.head = HeadLine() if flows else QHBoxLayout()
        self.heading = ElideLabel(heading, "caption", "muted", self)
        self.body = QVBoxLayout()
        self._column.addLayout(self.head)
        self._column.addLayout(self.body, 1)
        self.head.addWidget(self.heading)
        if isinstance(self.head, QHBoxLayout):
            self.head.addStretch(1)
        self.heading.setVisible(bool(heading))  # only now: without a parent it would be a window
        self.setAccessibleName(heading)
        theme.follow(self._restyle)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_row(self, row: "Row") -> "Row":
        """Put a row below what is there, with a thin line between two rows."""
        row.show_line_above(self._rows > 0)
        self._rows += 1
        self.body.addWidget(row)
        return row

    def keep_rows(self, count: int, make: Callable[[], R]) -> list[R]:
        """As many rows as asked for, made once and shown again each time with other words.

        For a card that changes at every key: rows made anew are placed a moment later, seen
        squashed meanwhile.
        """
        while len(self._kept) < count:
            self._kept.append(self.add_row(make()))
        for place, row in enumerate(self._kept):
            row.setVisible(place < count)
        return self._kept[:count]

    def clear(self) -> None:
        """Remove everything below the heading."""
        self._rows = 0
        self._kept = []
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def keep_height(self) -> None:
        """Never be taller than asked: alone in a tall window, its lines would be pulled apart."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_heading(self, heading: str) -> None:
        """Change the small heading; an empty one disappears."""
        self.heading.set_text(heading)
        self.heading.setVisible(bool(heading))
        self.setAccessibleName(heading)

    def set_edge(self, tone: str) -> None:
        """Colour the left edge with a tone, or none with an empty one."""
        if tone != self._edge:
            self._edge = tone
            self.update()

    def show_focus(self, on: bool) -> None:
        """Draw the keyboard's ring: the card stands for a panel whose single letters act."""
        self._focused = on
        deep = theme.current().px(_RADIUS)  # as far as the ring goes at the corners
        inside = self.rect().adjusted(deep, deep, -deep, -deep)
        self.update(QRegion(self.rect()) - QRegion(inside))

    def _restyle(self) -> None:
        px = theme.current().px
        side, top = (px(9), px(9)) if self._tight else (px(17), px(13))
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(px(8))
        self.head.setSpacing(px(8))
        self.body.setSpacing(px(6))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(_RADIUS)
            round_box(painter, box, radius, look.colour("paper"), look.colour("line"))
            if self._edge:
                left_edge(painter, box, radius, look.colour(self._edge), look.px(4))
            if self._focused:
                focus_ring(painter, box, radius)


class Row(QWidget):
    """A line of a card: perhaps a pill, a text that wraps, and something at the right.

    Where the text would have too little room beside them, they stand above and below it.
    """

    def __init__(
        self,
        text: Text,
        pill: Pill | None = None,
        right: QWidget | str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line_above = False
        self.text = WrapLabel(text)
        self.line = QHBoxLayout(self)
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for status in (pill, right):
            if isinstance(status, Pill):
                status.least = _STATUS
        if pill is not None:
            self.line.addWidget(pill, 0, beside)
        self.line.addWidget(self.text, 1)
        if isinstance(right, str):
            right = Label(right, tone="muted")
        if right is not None:
            self.line.addWidget(right, 0, beside)
        theme.follow(self._restyle)

    def show_line_above(self, shown: bool) -> None:
        """Draw the thin line that separates it from the row above."""
        if shown != self._line_above:
            self._line_above = shown
            self._restyle()
            self.update()

    def _restyle(self) -> None:
        px = theme.current().px
        self.line.setContentsMargins(0, px(10 if self._line_above else 3), 0, px(4))
        self.line.setSpacing(px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_LEAST_TEXT), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a status may have changed its words
            self._stack()
        return super().event(event)

    def _stack(self) -> None:
        """Beside the text, or above and below it when it would have too little room."""
        items = (self.line.itemAt(at) for at in range(self.line.count()))
        widgets = [item.widget() for item in items if item is not None]
        wide = [w.sizeHint().width() for w in widgets if isinstance(w, Pill) and not w.isHidden()]
        room = self.width() - sum(wide)
        stacked = bool(wide) and room < theme.current().px(_LEAST_TEXT)
        ways = QBoxLayout.Direction
        self.line.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line_above:
            with QPainter(self) as painter:
                painter.setPen(theme.current().colour("line"))
                painter.drawLine(0, 0, self.width(), 0)
