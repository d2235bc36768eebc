"""Is the window alive? The longest stretch in which its event loop was held, and by what.

    stays_awake(qtbot, window, lambda: click(qtbot, window, "backup_check"))

A timer ticks in the main thread; a tick that comes late is a stretch in which the loop was held,
by the main thread at work or by another thread that kept the interpreter from it. What every
thread was doing is written down while it lasts, by a thread that holds the interpreter to look:
faulthandler's reads frames that are running and can bring the process down.

On a busy machine a tick may be late for no fault of ours: a stretch counts for no longer than
this process had the processor in it, and what was too long must be so three times.
"""

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

MOST = 0.1
"""Seconds: what is longer is felt."""
_EVERY = 0.005
_ATTEMPTS = 3
_PATIENCE_MS = 30_000


class Watchdog(QObject):
    """Watches from `start` to `stop`; see the module's docstring."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        """Seconds of the longest stretch."""
        self.seen = ""
        """What the threads were doing in it, the innermost call last."""
        self._told = ""
        self._at = self._used = 0.0
        self._ticked, self._over = threading.Event(), threading.Event()
        self._witness = threading.Thread(target=self._look_when_late, daemon=True)
        self._ticking = QTimer(self, interval=round(_EVERY * 1000))
        self._ticking.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticking.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to watch."""
        self._at, self._used = time.perf_counter(), time.process_time()
        self._ticking.start()
        self._witness.start()

    def stop(self) -> None:
        """Watch no more."""
        self._on_tick()
        self._ticking.stop()
        self._over.set()
        self._ticked.set()
        self._witness.join()

    def _look_when_late(self) -> None:
        while not self._over.is_set():
            if self._ticked.wait(MOST * 0.6):
                self._ticked.clear()
                self._told = ""
            elif not self._told:
                self._told = _what_threads_do()

    def _on_tick(self) -> None:
        now, used = time.perf_counter(), time.process_time()
        held = min(now - self._at - _EVERY, used - self._used)
        self._at, self._used = now, used
        if held > self.longest:
            self.longest, self.seen = held, self._told
        self._ticked.set()


def _what_threads_do() -> str:
    """Each thread's calls, read without opening a file: to wait for one lets the others run on."""
    return "\n\n".join("\n".join(_calls(frame)) for frame in sys._current_frames().values())


def _calls(frame: FrameType) -> list[str]:
    calls = [
        f"{one.f_code.co_filename}:{line} in {one.f_code.co_name}"
        for one, line in traceback.walk_stack(frame)
    ]
    return calls[::-1]


@contextmanager
def watchdog() -> Iterator[Watchdog]:
    """Watch the event loop within the block."""
    dog = Watchdog()
    dog.start()
    try:
        yield dog
    finally:
        dog.stop()


def stays_awake(
    qtbot: QtBot,
    window: MainWindow,
    act: Callable[[], object],
    before: Callable[[], object] = lambda: None,
) -> None:
    """Start a long work as a person does, after what comes `before`; see the window live.

    Fails when the loop was held too long at each of three attempts.
    """
    dogs: list[Watchdog] = []
    while len(dogs) < _ATTEMPTS and not (dogs and dogs[-1].longest <= MOST):
        before()
        with watchdog() as dog:
            act()
            assert window.tasks.is_busy()
            qtbot.waitUntil(lambda: not window.tasks.is_busy(), timeout=_PATIENCE_MS)
        dogs.append(dog)
    best = min(dogs, key=lambda dog: dog.longest)
    assert best.longest <= MOST, f"held for {best.longest * 1000:.0f} ms:\n{best.seen}"
