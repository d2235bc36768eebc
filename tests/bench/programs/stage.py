# ruff: noqa: N802 (Qt names what it calls)
"""The window on a book, in a process of its own, driven by keys and watched while it paints."""

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.clock import believe_today
from tests.bench.books import DAY
from ui.ahead import Ahead
from ui.app import make_application
from ui.main_window import MainWindow
from ui.program import Program

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_PATIENCE_MS = 900_000


class Stage(QObject):
    """The program on a book, its day begun, its window active, its rooms made ahead."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        believe_today(DAY)
        self.program = Program(make_application())
        self.program.start(str(path))
        until(lambda: self.program.window is not None)
        window = self.program.window
        assert isinstance(window, MainWindow)
        self.window = window
        QTest.qWaitForWindowActive(window)
        until(lambda: not window.tasks.is_busy() and window.findChild(Ahead) is None)
        window.installEventFilter(self)
        self._watched: QWidget | None = None
        self._seen = False
        self.painted_at = 0.0
        """When the last frame waited for was over, as `time.perf_counter` has it."""
        self.computed_at = 0.0
        """The same, as `time.process_time` has it."""
        self._loop = QEventLoop()

    def leave(self) -> None:
        """Close the window and the book."""
        self.window.removeEventFilter(self)
        self.program.leave()

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def painted(self, act: Callable[[], object], widget: QWidget) -> float:
        """Milliseconds from `act` to the frame in which `widget` was painted."""
        self._watched, self._seen = widget, False
        widget.installEventFilter(self)
        start = time.perf_counter()
        act()
        if not self._seen:
            QTimer.singleShot(_PATIENCE_MS, self._loop.quit)
            self._loop.exec()
        widget.removeEventFilter(self)
        assert self._seen, "nothing was painted"
        return 1000 * (self.painted_at - start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A frame is over when the window's update request is: every widget painted, flushed."""
        if event.type() == QEvent.Type.Paint and watched is self._watched:
            self._seen = True
            QTimer.singleShot(0, self._on_frame)  # for what is painted outside a request
        elif event.type() == QEvent.Type.UpdateRequest and watched is self.window:
            self.window.event(event)
            if self._seen:
                self._on_frame()
            return True
        return False

    def _on_frame(self) -> None:
        if self._seen and self._watched is not None:
            self._watched = None
            self.painted_at, self.computed_at = time.perf_counter(), time.process_time()
            self._loop.quit()


def until(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    if condition():
        return
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(5)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    assert condition(), "the window did not get there"


def settle(milliseconds: int = 0) -> None:
    """Let the window finish what it put off, or live that long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
