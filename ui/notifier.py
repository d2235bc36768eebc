"""A sentence shown by the system itself, for whoever has another window in front."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

_SECONDS = 15


class Notifier:
    """Shows through the system's tray, and takes its icon away after; without a tray, nothing."""

    def __init__(self, window: QWidget, see: Callable[[], object]) -> None:
        self._window, self._see = window, see
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, sentence: str) -> bool:
        """Show a sentence; False when this system has nowhere to show it."""
        if not can_notify():
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self._window)
            self._icon.messageClicked.connect(self._on_clicked)
        self._icon.show()
        self._icon.showMessage(title, sentence, self._window.windowIcon(), _SECONDS * 1000)
        QTimer.singleShot(_SECONDS * 1000, self._icon, self._icon.hide)
        return True

    def _on_clicked(self) -> None:
        """Whoever clicks on the sentence wants to see what it tells of."""
        self._see()
        self._window.raise_()
        self._window.activateWindow()


def can_notify() -> bool:
    """Whether this system has a tray that shows messages."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
