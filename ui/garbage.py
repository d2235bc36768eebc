"""Garbage is looked for by the window's thread alone.

Python looks for it in whatever thread makes objects: a widget thrown away would be taken down by
another thread while the window paints, which ends the program without a word.
"""

import gc
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, QTimer

_SWEEP_MS = 250


class _Sweeper(QObject):
    """Looks for garbage now and then while other threads work."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[Callable[[], bool]] = []
        self._timer = QTimer(self, interval=_SWEEP_MS)
        self._timer.timeout.connect(self.sweep)

    def sweep(self) -> None:
        """Sweep, and leave it to Python again once every other thread is done."""
        gc.collect(1)
        self.others = [works for works in self.others if works()]
        if not self.others:
            self._timer.stop()
            gc.enable()

    def begin(self, works: Callable[[], bool]) -> None:
        """Sweep from here as long as it `works`."""
        gc.disable()
        self.others.append(works)
        if not self._timer.isActive():  # begun again and again, it would never come
            self._timer.start()


@cache
def _sweeper() -> _Sweeper:
    return _Sweeper()


def sweep_here_while(works: Callable[[], bool]) -> None:
    """From now on and as long as another thread `works`; asked before it begins, in the window's
    own thread."""
    _sweeper().begin(works)


def sweep_again() -> None:
    """Garbage was not looked for while the window was made: from now on it is."""
    if not _sweeper().others:
        gc.enable()
