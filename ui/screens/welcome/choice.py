"""Large buttons that say what they do in a sentence, and tiles to choose one of."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets import WrapLabel
from ui.widgets.painting import focus_ring, round_box, smooth


class ChoiceButton(QAbstractButton):
    """An icon, what it does, and perhaps a sentence about it. Enter presses it."""

    def __init__(
        self, icon: str, title: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._mark, self._title = QLabel(), WrapLabel(title, "strong")
        self._text = WrapLabel(text, "small", "muted")
        self._text.setVisible(bool(text))
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._words, 1)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        self._words.addStretch(1)
        for label in (self._mark, self._title, self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(12)
            lit = self.underMouse() and self.isEnabled()
            face, line = look.colour("paper_hover" if lit else "paper"), look.colour("line")
            round_box(painter, box, radius, face, line)
            if self.hasFocus():
                focus_ring(painter, box, radius)

    def _restyle(self) -> None:
        look = theme.current()
        self._mark.setPixmap(look.pixmap(self._icon_name, "good", 20))
        self._line.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        self._line.setSpacing(look.px(12))
        self._words.setSpacing(look.px(3))
        self.update()


class Tile(QAbstractButton):
    """One of a few: an icon above its name. The arrows go from one to the next."""

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        lines = max(self._needed(look.px(112)), look.px(18))
        return QSize(look.px(120), look.px(56) + lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(84), self.sizeHint().height())

    def _needed(self, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        metrics = QFontMetrics(theme.current().font("strong"))
        return metrics.boundingRect(0, 0, width, 1000, flags, self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(10)
            on = self.isChecked()
            face = "good_soft" if on else "paper_hover" if self.underMouse() else "paper"
            round_box(
                painter, box, radius, look.colour(face), look.colour("good" if on else "line")
            )
            if self.hasFocus():
                focus_ring(painter, box, radius)
            ink = "good" if on else "muted"
            side, top = look.px(22), look.px(14)
            left = round((box.width() - side) / 2)
            painter.drawPixmap(left, top, look.pixmap(self._icon_name, ink, 22))
            painter.setFont(look.font("strong" if on else "body"))
            painter.setPen(look.colour("good" if on else "ink"))
            words = box.adjusted(look.px(4), top + side + look.px(4), -look.px(4), -look.px(4))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
            painter.drawText(words, flags, self.text())
