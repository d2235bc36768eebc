"""Starting the program: a shell of its window at once, then what stands behind it.

What opens and closes books is `ui.program`. Nothing that the first picture does not need is
imported before it is painted; heavy libraries only by the screens that need them.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from models.i18n import language
from ui import plain_imports as plain_imports  # first: the rest of the window is imported faster
from ui import theme
from ui.garbage import sweep_again
from ui.main_window import MainWindow
from ui.shell import make_shell, shell_of
from ui.theme_icons import ICONS

if TYPE_CHECKING:
    from models.database import Book

_BEHIND = (
    "peewee",
    "models.database",
    "models.tables",
    "models.accounts",
    "models.journal",
    "models.clients",
    "models.counter",
    "ui.screens.composers",
    "ui.screens.counter",
    "logging.handlers",
    "babel.dates",
    "models.backup",
    "ui.rooms",
    "ui.program",
)
"""What stands behind the shell, in pieces so small that a key typed meanwhile does not wait."""
_NEVER_PAINTED_MS = 1000


def run(book_path: str | None, chosen_language: str | None) -> int:
    """Open the window on that book (the last one when None) and stay until it is closed.

    `chosen_language` is the one asked for on the command line, None for the book's own. Returns
    the exit status.
    """
    app = _dressed()
    shell = shell_of(book_path, chosen_language)
    with ExitStack() as held:

        def open_book() -> None:
            import signal

            from ui.folders import kept_log
            from ui.program import Program

            signal.signal(signal.SIGINT, signal.SIG_DFL)  # the book bears being cut at any moment
            _complete(app)
            held.enter_context(kept_log())
            program = Program(app, chosen_language, shell)
            sys.excepthook = program.tell_bug
            program.start(book_path)
            gc.freeze()  # what stands now stays: it is not walked through again and again
            sweep_again()

        if shell is None:
            open_book()
            return app.exec()
        imports = [partial(import_module, name) for name in _BEHIND]
        behind = _Behind(shell, [*imports, _read_names_of_days, open_book])
        status = app.exec()
        if behind.failure is not None:
            raise behind.failure
        return status


def _read_names_of_days() -> None:
    from models.clock import today
    from models.i18n import format_date

    format_date(today(), "full")


class _Behind(QObject):
    """Shows a shell; once it is painted, does the pieces one by one, and hears keys in between."""

    def __init__(self, shell: MainWindow, pieces: Sequence[Callable[[], object]]) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self._pieces = list(pieces)
        self._timer = QTimer(self, interval=_NEVER_PAINTED_MS)  # minimised, it is not painted
        self._timer.timeout.connect(self._do_next)
        self._timer.start()
        shell.screen_of("counter").painted.connect(self._timer_at_once)  # type: ignore[attr-defined]
        shell.start()

    def _timer_at_once(self) -> None:
        self._timer.start(0)

    def _do_next(self) -> None:
        self._timer.setInterval(0)
        piece = self._pieces.pop(0)
        if not self._pieces:
            self._timer.stop()
        try:
            piece()
        except Exception as failure:  # noqa: BLE001 - told by whoever runs the program
            self._timer.stop()
            self.failure = failure
            QCoreApplication.exit(1)


def make_application() -> QApplication:
    """The application, dressed; Qt's own words in the language in use."""
    app = _dressed()
    _complete(app)
    return app


def _dressed() -> QApplication:
    """The application as far as its first picture needs it."""
    QCoreApplication.setApplicationName("Compte-Confiance")
    # Told so, the style needs no Python object, whose tables take long to make.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setDesktopFileName("compte-confiance")
    theme.install(app)
    return app


def _complete(app: QApplication) -> None:
    from PySide6.QtGui import QIcon

    from ui.resting_cursor import RestingCursor

    app.setWindowIcon(QIcon(str(ICONS / "handshake.svg")))
    translate_qt(app)
    RestingCursor(app)


def translate_qt(app: QApplication) -> None:
    """Put Qt's own buttons and menus in the language in use, and only in that one."""
    QLocale.setDefault(QLocale("fr_FR" if language() == "fr" else "en_GB"))
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)


def make_window(book: "Book") -> MainWindow:
    """The window on an open book, every finished screen in its rail, not shown yet."""
    from ui.rooms import furnish

    window = make_shell()
    furnish(window, book)
    return window
