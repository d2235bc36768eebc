"""What waits until the window was painted: first what a key answers, then what takes longer."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


class Later(QTimer):
    """Has something done a turn of the loop after `start`, or at once by `now`.

    Nothing follows a closed window: the book is closed, too.
    """

    def __init__(self, window_of: QWidget, do: Callable[[], object]) -> None:
        super().__init__(window_of, singleShot=True)
        self._window_of, self._do = window_of, do
        self.timeout.connect(self._on_time)

    def now(self) -> None:
        """Do it, if it is still to be done."""
        if self.isActive():
            self.stop()
            self._on_time()

    def _on_time(self) -> None:
        if self._window_of.window().isVisible():
            self._do()
