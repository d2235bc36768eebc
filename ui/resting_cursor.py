"""The text cursor: a window left alone repaints nothing, not even that."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_BLINKS_FOR_MS = 10_000


class RestingCursor(QObject):
    """It blinks where the keyboard comes, and after a while stands still until it moves again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._hints = app.styleHints()
        self._usual = self._hints.cursorFlashTime()
        self._timer = QTimer(self, singleShot=True, interval=_BLINKS_FOR_MS)
        self._timer.timeout.connect(self.rest)
        app.focusChanged.connect(self._blink)
        self._blink()

    def _blink(self, *_moved: object) -> None:
        self._hints.setCursorFlashTime(self._usual)
        self._timer.start()

    def rest(self) -> None:
        """Stand still."""
        self._hints.setCursorFlashTime(0)
