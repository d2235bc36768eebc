# ruff: noqa: N802 (Qt names what it calls)
"""When the first frame of a window is painted, and the memory taken until then."""

import json
import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


class _FirstFrame(QObject):
    """Waits for a window to be exposed: Qt paints it within that event."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose and isinstance(watched, QWindow):
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        """Leaves at once: what the program does next is not measured here."""
        print(json.dumps({"at": time.monotonic(), "peak": peak_memory()}), flush=True)
        os._exit(0)


def tell_first_frame(app: QApplication) -> None:
    """Tell the moment (monotonic seconds) and the peak memory (MB) of the first frame.

    Only the windows are watched: hearing every event of a program makes all of Qt known to Python.
    """
    watch = _FirstFrame(app)
    windows = app.topLevelWindows()
    assert windows, "no window is shown yet"
    for window in windows:
        window.installEventFilter(watch)


def peak_memory() -> float:
    """The most memory this process held, in MB."""
    return _status("VmHWM")


def memory() -> float:
    """The memory this process holds now, in MB."""
    return _status("VmRSS")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
