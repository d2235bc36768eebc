"""What is made before it is asked for, so that a room opens at once the first time too.

Modules are read by the worker as the day begins; screens are made in the window's own thread,
one part at a time, while nothing else runs and nobody has touched a key for a moment.
"""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.main_window import MainWindow
from ui.tasks import Progress

_MODULES = (
    "ui.widgets.keys_panel",
    "ui.screens.clients",
    "ui.screens.client_file",
    "ui.screens.todo",
    "ui.screens.month",
    "ui.screens.month_sending",
    "ui.screens.privileges",
    "ui.screens.privileges.reflection",
    "ui.screens.privileges.writing",
    "ui.screens.duplicates_panel",
    "ui.screens.settings",
    "ui.screens.settings.shop_tab",
    "ui.screens.settings.team_tab",
    "ui.screens.settings.catalogue_tab",
    "ui.screens.settings.trust_tab",
    "ui.screens.settings.import_tab",
    "ui.screens.settings.backup_tab",
    "ui.screens.settings.display_tab",
    "ui.screens.settings.book_tab",
    "ui.screens.settings.opening_tab",
    "ui.screens.settings.costs_tab",
    "ui.screens.settings.good_faith_tab",
    "ui.screens.settings.mail_tab",
    "ui.screens.settings.privacy_tab",
)
_SCREENS = ("todo", "clients", "month", "privileges", "settings")
_PAUSE_MS, _QUIET_MS = 50, 1_000
_AT_WORK = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
Parts = Iterator[Callable[[], object]]


def read_modules(progress: Progress) -> None:
    """Read what the rooms are made of; called by the worker, stops when it is asked to."""
    for name in _MODULES:
        if progress.cancelled:
            return
        import_module(name)


class Ahead(QObject):
    """Makes the parts of a window's screens that were not asked for yet, and is gone once all are
    there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._parts = window, _parts_of(window)
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._make_next)
        self._timer.start()
        self._shown = window.windowHandle()
        self._shown.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever is at work is not kept waiting: the largest part takes a tenth of a second."""
        if event.type() in _AT_WORK:
            self._timer.start(_QUIET_MS)
        return False

    def _make_next(self) -> None:
        self._timer.setInterval(_PAUSE_MS)
        if self._window.tasks.is_busy() or not self._window.isVisible():
            return
        part = next(self._parts, None)
        if part is not None:
            part()
            return
        self._timer.stop()
        self.deleteLater()
        gc.freeze()  # what was read and made stays: it is not walked through again and again


def _parts_of(window: MainWindow) -> Parts:
    for key in _SCREENS:
        yield partial(window.screen_of, key)
    made: dict[str, Any] = {key: window.screen_of(key) for key in _SCREENS}
    yield lambda: made["clients"].file
    yield from made["clients"].file.ahead()
    yield lambda: made["privileges"].reflection
    yield lambda: made["month"].sending
    yield from made["settings"].ahead()
