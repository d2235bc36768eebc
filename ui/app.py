"""Starting the program: the application, the window on a book and its screens.

What opens and closes books is `ui.program`. Heavy libraries are imported by the screens that
need them, when they are first shown.
"""

import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from models.database import Book
from models.i18n import _, language
from ui import theme
from ui.events import BookEvents
from ui.main_window import MainWindow
from ui.new_day import NewDay
from ui.screens.clients import ClientsScreen
from ui.screens.counter import CounterScreen
from ui.screens.later import LaterScreen
from ui.screens.settings import SettingsScreen
from ui.screens.todo import TodoScreen
from ui.screens.who import WhoPanel
from ui.session import Session
from ui.tasks import Tasks
from ui.theme_icons import ICONS


def run(book_path: str | None, chosen_language: str | None) -> int:
    """Open the window on that book (the last one when None) and stay until it is closed.

    `chosen_language` is the one asked for on the command line, None for the book's own. Returns
    the exit status.
    """
    from ui.program import Program

    app = make_application()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the book bears being cut at any moment
    program = Program(app, chosen_language)
    sys.excepthook = program.tell_bug
    program.start(book_path)
    return app.exec()


def make_application() -> QApplication:
    """The application, dressed; Qt's own words in the language in use."""
    QCoreApplication.setApplicationName("Compte-Confiance")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setDesktopFileName("compte-confiance")
    app.setWindowIcon(QIcon(str(ICONS / "handshake.svg")))
    translate_qt(app)
    theme.install(app)
    return app


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


def make_window(book: Book) -> MainWindow:
    """The window on an open book, every finished screen in its rail, not shown yet."""
    window = MainWindow(Tasks(around=book.db.connection_context), BookEvents())
    session = Session(book, window)
    counter, clients, todo = CounterScreen(session), ClientsScreen(session), TodoScreen(session)
    window.add_screen("counter", _("Comptoir"), "concierge-bell", counter)
    window.add_screen("clients", _("Clients"), "users", clients)
    window.add_screen("todo", _("À faire"), "list-checks", todo)
    window.add_screen("month", _("Mois"), "calendar-days", LaterScreen(lambda: _month(session)))
    window.add_screen("settings", _("Réglages"), "settings", SettingsScreen(session))

    def show_file(client_id: int) -> None:
        window.show_screen("clients")
        clients.open_client(client_id)

    def show_card(client_id: int) -> None:
        window.show_screen("counter")
        counter.show_client(client_id)

    def show_case(client_id: int, entry_id: int, letter: bool, back: Callable[[], object]) -> None:
        window.show_screen("clients")
        clients.open_case(client_id, entry_id, back, letter=letter)

    def show_case_from_card(client_id: int, entry_id: int) -> None:
        show_case(client_id, entry_id, False, lambda: show_card(client_id))

    def show_case_from_list(client_id: int, entry_id: int, letter: bool) -> None:
        show_case(client_id, entry_id, letter, lambda: window.show_screen("todo"))

    counter.file_asked.connect(show_file)
    counter.case_asked.connect(show_case_from_card)
    todo.case_asked.connect(show_case_from_list)
    clients.card_asked.connect(show_card)
    todo.card_asked.connect(show_card)
    window.set_shop(session.shop().name)
    window.events.changed.connect(lambda _changes: window.set_shop(session.shop().name))
    WhoPanel(session)
    NewDay(session)
    return window


def _month(session: Session) -> QWidget:
    """The month's screen brings QtPdf and the printer with it."""
    from ui.screens.month import MonthScreen

    return MonthScreen(session)
