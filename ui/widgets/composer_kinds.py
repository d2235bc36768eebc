"""The kinds a composer proposes, each with its number."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.composer_data import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import draw_key, key_size, round_box, smooth

NONE = -1
"""The place of the kind marked when none is."""


class KindButton(QAbstractButton):
    """A kind: its number, its words, its hint. Never takes the keyboard from the line."""

    def __init__(self, number: int, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.choice = number, choice
        self.setText(choice.label)
        self.setObjectName(f"kind_{choice.code}")
        self.setAccessibleName(f"{number} {choice.label} {choice.hint}".strip())
        self.setToolTip(f"{choice.label} {choice.hint}".strip())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _widths(self) -> tuple[float, float, float]:
        look = theme.current()
        words = QFontMetricsF(look.font("strong")).horizontalAdvance(self.choice.label)
        hint = QFontMetricsF(look.font("small")).horizontalAdvance(self.choice.hint)
        return key_size(str(self.number))[0], words, hint

    def sizeHint(self) -> QSize:
        px = theme.current().px
        key, words, hint = self._widths()
        gap = px(6) if self.choice.hint else 0
        return QSize(round(key + words + hint + gap) + px(26), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect())
            lit = self.isChecked() or self.underMouse()
            face = look.colour("good_soft" if self.isChecked() else "paper_hover")
            line = look.colour("accent" if self.isChecked() else "line")
            round_box(painter, box, look.px(8), face if lit else None, line)
            key, words, hint = self._widths()
            height = key_size("1")[1]
            left = float(look.px(8))
            place = QRectF(left, (box.height() - height) / 2, key, height)
            draw_key(painter, place, str(self.number))
            left += key + look.px(7)
            painter.setFont(look.font("strong" if self.isChecked() else "body"))
            painter.setPen(look.colour("ink"))
            room = box.width() - left - look.px(10)
            taken = min(words, room)
            modes = Qt.TextElideMode
            place = QRectF(left, 0, taken + 2, box.height())
            self._draw_words(painter, place, self.choice.label, modes.ElideMiddle)
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("muted"))
            rest = room - taken - look.px(6)
            if hint and rest > 0:
                place = QRectF(left + room - min(hint, rest), 0, min(hint, rest) + 2, box.height())
                self._draw_words(painter, place, self.choice.hint, modes.ElideRight)

    def _draw_words(
        self, painter: QPainter, place: QRectF, words: str, mode: Qt.TextElideMode
    ) -> None:
        """Words with « … » where there is no room for them all; a choice keeps its last ones."""
        shown = painter.fontMetrics().elidedText(words, mode, round(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class KindList(QWidget):
    """The kinds that fit what is typed; the one Enter would choose is marked."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[KindButton] = []
        self._flow = FlowLayout(self, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choices(
        self, shown: Sequence[Choice], every: Sequence[Choice], marked: int = 0
    ) -> None:
        """Show some of the choices, with their numbers among all; one of them is marked, or
        `NONE`."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = [KindButton(every.index(choice) + 1, choice) for choice in shown]
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)
            self._flow.addWidget(button)
        self._mark(marked)
        self.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, KindButton):
            self.picked.emit(sender.choice)

    def current(self) -> Choice | None:
        """The kind Enter would choose."""
        return next((button.choice for button in self._buttons if button.isChecked()), None)

    def shown(self) -> list[Choice]:
        """The kinds proposed."""
        return [button.choice for button in self._buttons]

    def move_by(self, step: int) -> None:
        """Mark the kind `step` further, turning around at the ends."""
        if self._buttons:
            start = NONE if step > 0 else 0
            here = next((at for at, b in enumerate(self._buttons) if b.isChecked()), start)
            self._mark((here + step) % len(self._buttons))

    def _mark(self, place: int) -> None:
        for at, button in enumerate(self._buttons):
            button.setChecked(at == place)
