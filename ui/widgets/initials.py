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
        """Show another member; the same one again costs nothing."""
        if (name, initials, QColor(colour)) == (self.toolTip(), self._initials, self._colour):
            return
        self._initials, self._colour = initials, QColor(colour)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def plain_text(self) -> str:
        """The initials shown."""
        return self._initials

    def sizeHint(self) -> QSize:
        return initials_size(self._initials)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw_initials(painter, QRectF(self.rect()), self._initials, self._colour)


def initials_size(initials: str) -> QSize:
    """Width and height of painted initials."""
    look = theme.current()
    words = QFontMetricsF(look.font("caption")).horizontalAdvance(initials)
    return QSize(max(round(words) + look.px(10), look.px(24)), look.px(20))


def draw_initials(painter: QPainter, box: QRectF, initials: str, colour: QColor) -> None:
    """Paint initials; delegates use it too."""
    look = theme.current()
    smooth(painter)
    round_box(painter, box, look.px(10), colour)
    painter.setFont(look.font("caption"))
    painter.setPen(_LIGHT if colour.lightnessF() < 0.55 else _DARK)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)
