"""Who noted something: a member's initials on their colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import round_box, smooth

_LIGHT, _DARK = QColor("#ffffff"), QColor("#12211d")


class Initials(QWidget):
    """`show_member(name, initials, colour)`; the whole name is its tip and accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._colour = "", QColor()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self.updateGeometry)

    def show_member(self, name: str, initials: str, colour: str) -> None:
        """Show another member."""
        self._initials, self._colour = initials, QColor(colour)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def plain_text(self) -> str:
        """The initials shown."""
        return self._initials

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = QFontMetricsF(look.font("caption")).horizontalAdvance(self._initials)
        return QSize(max(round(words) + look.px(10), look.px(24)), look.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect())
            round_box(painter, box, look.px(10), self._colour)
            painter.setFont(look.font("caption"))
            painter.setPen(_LIGHT if self._colour.lightnessF() < 0.55 else _DARK)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._initials)
