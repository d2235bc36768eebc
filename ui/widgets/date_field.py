"""A field for a day, typed as people say it: « hier », « lundi », « 12/10 »."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.i18n import _, format_date
from ui import theme

ParseDay = Callable[[str], date | None]


class DateField(QLineEdit):
    """What is typed is read by `parse_day` (None when it is not a day); the day understood is
    shown at the right, or that none is, unless the form already explains it below. ↑ and ↓ go a
    day later or earlier. An empty field is no day. `example` is what an empty field shows."""

    day_changed = Signal(object)

    def __init__(
        self,
        parse_day: ParseDay,
        day: date | None = None,
        parent: QWidget | None = None,
        *,
        example: str = "",
    ) -> None:
        super().__init__(parent)
        self._parse_day = parse_day
        self.setPlaceholderText(example or _("hier, lundi, 12/10…"))
        self.setToolTip(self.placeholderText())
        self.textChanged.connect(self._on_text_changed)
        if day is not None:
            self.set_day(day)

    def day(self) -> date | None:
        """The day understood, None when the field is empty or not understood."""
        text = self.text().strip()
        return self._parse_day(text) if text else None

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(format_date(day, "short") if day else "")

    def is_understood(self) -> bool:
        """Whether the field is empty or holds a day."""
        return not self.text().strip() or self.day() is not None

    def _on_text_changed(self) -> None:
        day = self.day()
        self.setProperty("invalid", not self.is_understood())
        self.style().polish(self)
        self.setAccessibleDescription(self._told())
        self.day_changed.emit(day)

    def _told(self) -> str:
        if (day := self.day()) is not None:
            return format_date(day, "full")
        return "" if self.is_understood() else _("Jour non compris")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and (day := self.day()) is not None:
            self.set_day(day + timedelta(days=steps[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        understood = self.is_understood()
        if not understood and self.property("explained"):
            return
        with QPainter(self) as painter:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("muted" if understood else "bad"))
            room = self.rect().adjusted(0, 0, -look.px(10), 0)
            typed = self.fontMetrics().horizontalAdvance(self.text()) + look.px(22)
            told = painter.fontMetrics().elidedText(
                self._told(), Qt.TextElideMode.ElideRight, max(room.width() - typed, 0)
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, told)
