"""A few lines of text in a form: Tab goes on, leaving it tells."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui import theme
from ui.widgets.text_watch import written_in

_LINES = 3


class Lines(QPlainTextEdit):
    """Some lines; `left` when the keyboard goes elsewhere."""

    left = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        theme.follow(self._restyle)

    def text(self) -> str:
        """What is written."""
        return written_in(self)

    def setText(self, text: str) -> None:
        """Write something else, as a line edit does."""
        if text != self.text():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _restyle(self) -> None:
        look = theme.current()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + look.px(18))
