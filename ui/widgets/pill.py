"""Small marks: a status pill, a key cap, a line of hints."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import draw_key, key_size, round_box, smooth


class Pill(QLabel):
    """A status: a text, a tone (neutral, good, warn, bad) and, if useful, a symbol as « ▲ ».

    The text alone must tell the status; tone and symbol help those who see them. Cut, its tip
    says it whole; up to `least` design pixels it never is.
    """

    least = 90

    def __init__(
        self, text: str = "", tone: str = "neutral", symbol: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.symbol = symbol
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme.follow(self._restyle)

    def show_status(self, text: str, tone: str, symbol: str = "") -> None:
        """Show another status; the same one again costs nothing."""
        if (text, tone, symbol) == (self.text(), self.tone, self.symbol):
            return
        self.tone, self.symbol = tone, symbol
        self.setText(text)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.current().font("small_strong"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._shown()) + 2 * look.px(10) + 1
        return QSize(int(width), int(metrics.height()) + look.px(6))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.current().px(self.least)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self._shown() if event.size().width() < self.sizeHint().width() else "")

    def _shown(self) -> str:
        return f"{self.symbol} {self.text()}" if self.symbol else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            draw_pill(painter, QRectF(self.rect()), self._shown(), self.tone)


def draw_pill(painter: QPainter, rect: QRectF, text: str, tone: str) -> None:
    """Paint a pill; delegates use it too."""
    look = theme.current()
    round_box(painter, rect, rect.height() / 2, look.colour(f"{tone}_soft"))
    font = look.font("small_strong")
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    room = rect.adjusted(look.px(10), 0, -look.px(10) + 2, 0)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def pill_size(text: str) -> tuple[float, float]:
    """Width and height of a painted pill."""
    look = theme.current()
    metrics = QFontMetricsF(look.font("small_strong"))
    return metrics.horizontalAdvance(text) + 2 * look.px(10) + 1, metrics.height() + look.px(6)


class KeyCap(QLabel):
    """The mark of a key of the keyboard: « A », « Entrée », « ↓ »."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width, height = key_size(self.text())
        return QSize(round(width), round(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            draw_key(painter, QRectF(self.rect()), self.text())


class Key(NamedTuple):
    """A key mark inside a line of hints."""

    name: str


class HintLine(QWidget):
    """A muted line mixing words and key marks: « 4 clients · [↓] choisir »."""

    def __init__(self, pieces: Iterable[str | Key] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[str | Key, ...] = tuple(pieces)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.follow(self.updateGeometry)

    def set_pieces(self, *pieces: str | Key) -> None:
        """Show other words and keys."""
        if pieces == self._pieces:
            return
        self._pieces = pieces
        self.setAccessibleName(self.plain_text())
        self.updateGeometry()
        self.update()

    def plain_text(self) -> str:
        """The line in words."""
        return "".join(p.name if isinstance(p, Key) else p for p in self._pieces)

    def sizeHint(self) -> QSize:
        width = sum(self._width(piece) for piece in self._pieces)
        return QSize(round(width + 0.5), round(key_size("A")[1]))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _fitting(self) -> tuple[str | Key, ...]:
        """The pieces there is room for; a key is not left without its words."""
        room, shown = self.width() + 1.0, 0
        for piece in self._pieces:
            room -= self._width(piece)
            if room < 0:
                break
            shown += 1
        while 0 < shown < len(self._pieces) and not _says_something(self._pieces[shown - 1]):
            shown -= 1
        return self._pieces[:shown]

    def _width(self, piece: str | Key) -> float:
        if isinstance(piece, Key):
            return key_size(piece.name)[0]
        return QFontMetricsF(theme.current().font("small")).horizontalAdvance(piece)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            left = 0.0
            for piece in self._fitting():
                width = self._width(piece)
                box = QRectF(left, 0, width, self.height())
                if isinstance(piece, Key):
                    draw_key(painter, box, piece.name)
                else:
                    painter.setFont(theme.current().font("small"))
                    painter.setPen(theme.current().colour("muted"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, piece)
                left += width


def _says_something(piece: str | Key) -> bool:
    return isinstance(piece, str) and bool(piece.strip())
