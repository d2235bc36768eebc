"""The rail at the left: the shop's name, the screens, and a few quiet lines at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.painting import focus_ring, round_box, smooth
from ui.widgets.text import ElideLabel

_WIDTH = 188


class RailButton(QAbstractButton):
    """A screen of the rail, with a count when something waits there."""

    def __init__(self, key: str, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.icon_name = icon
        self.badge = 0
        self.setText(title)
        self.setObjectName(f"rail_{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # said as one choice among several, not as a box to tick
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name_it()

    def show_badge(self, count: int) -> None:
        """Show a count, none when it is 0."""
        self.badge = count
        self._name_it()
        self.update()

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self.badge}" if self.badge else self.text())

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH - 24), theme.current().px(35))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(8)
            if self.isChecked():
                round_box(painter, box, radius, look.colour("rail_active"))
            elif self.underMouse():
                round_box(painter, box, radius, look.colour("rail_hover"))
            if self.hasFocus():
                focus_ring(painter, box, radius, "rail_focus")
            self._draw_text(painter, box)
            if self.badge:
                self._draw_badge(painter, box)

    def _draw_text(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        ink = "rail_ink_active" if self.isChecked() else "rail_ink"
        side = look.px(17)
        top = round((box.height() - side) / 2)
        painter.drawPixmap(look.px(10), top, look.pixmap(self.icon_name, ink, 17))
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.colour(ink))
        room = box.adjusted(look.px(37), 0, -look.px(8), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _draw_badge(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        font = look.font("key")
        text = str(self.badge) if self.badge < 1000 else "999+"
        height = QFontMetricsF(font).height() + look.px(4)
        width = max(height, QFontMetricsF(font).horizontalAdvance(text) + look.px(13))
        top = (box.height() - height) / 2
        place = QRectF(box.right() - look.px(10) - width, top, width, height)
        round_box(painter, place, height / 2, look.colour("badge"))
        painter.setFont(font)
        painter.setPen(look.colour("badge_ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """One tab stop; the arrows walk the screens, and `chosen` tells the key of the one shown."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.shop = ElideLabel("", "shop")
        self.shop.setObjectName("rail_shop")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._feet: list[ElideLabel] = []
        self._column = QVBoxLayout(self)
        self._top = QVBoxLayout()
        self._foot = QVBoxLayout()
        self._column.addWidget(self.shop)
        self._column.addLayout(self._top)
        self._column.addStretch(1)
        self._column.addLayout(self._foot)
        theme.follow(self._restyle)

    def add(self, key: str, title: str, icon: str) -> RailButton:
        """Add a screen below those there are."""
        button = RailButton(key, title, icon)
        button.setChecked(not self._buttons)
        self._group.addButton(button)
        self._buttons[key] = button
        self._top.addWidget(button)
        button.toggled.connect(lambda on: self.chosen.emit(key) if on else None)
        return button

    def button(self, key: str) -> RailButton:
        """The button of a screen."""
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Show which screen is open."""
        self._buttons[key].setChecked(True)

    def set_shop(self, name: str) -> None:
        """The shop's name, on top."""
        self.shop.set_text(name)

    def set_footer(self, lines: Sequence[str]) -> None:
        """A few quiet lines at the foot: the day, who is at the counter, the last backup."""
        while len(self._feet) < len(lines):
            label = ElideLabel("", "small")
            label.setContentsMargins(theme.current().px(10), 0, theme.current().px(4), 0)
            self._feet.append(label)
            self._foot.addWidget(label)
        for label, line in zip(self._feet, [*lines, *[""] * len(self._feet)], strict=False):
            label.set_text(line)
            label.setVisible(bool(line))

    def _restyle(self) -> None:
        px = theme.current().px
        self.setFixedWidth(px(_WIDTH))
        self._column.setContentsMargins(px(12), px(20), px(12), px(28))
        self.shop.setContentsMargins(px(10), 0, px(4), 0)
        self._column.setSpacing(px(20))
        self._top.setSpacing(px(4))
        self._foot.setSpacing(px(2))
        for foot in self._feet:
            foot.setContentsMargins(px(10), 0, px(4), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)  # fillRect would make Qt's gradients known first
            painter.setBrush(theme.current().colour("rail"))
            painter.drawRect(self.rect())
