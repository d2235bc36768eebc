"""Starting the window: the application, the book, the screens, and what a new day brings."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from models import clock
from models.database import Book
from models.i18n import _, format_date, format_time, language, use_language
from ui import theme
from ui.events import BookEvents
from ui.main_window import MainWindow
from ui.screens.counter import CounterScreen
from ui.session import Session
from ui.tasks import Tasks


def make_application() -> QApplication:
    """The application, dressed; Qt's own words in the language in use."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Compte-Confiance")
    app.setDesktopFileName("compte-confiance")
    translate_qt(app)
    theme.install(app)
    return app


def translate_qt(app: QApplication) -> None:
    """Load Qt's own translation for standard buttons and menus."""
    QLocale.setDefault(QLocale("fr_FR" if language() == "fr" else "en_GB"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)


def make_window(book: Book) -> MainWindow:
    """The window on an open book, every finished screen in its rail."""
    window = MainWindow(Tasks(around=book.db.connection_context), BookEvents())
    session = Session(book, window)
    counter = CounterScreen(session)
    window.add_screen("counter", _("Comptoir"), "concierge-bell", counter)
    window.set_shop(session.shop().name)
    _follow_footer(session)
    return window


def _follow_footer(session: Session) -> None:
    def show(*_why: object) -> None:
        session.window.set_footer(
            (
                format_date(session.today, "weekday").capitalize(),
                _("{name} au comptoir").format(name=session.member.name),
            )
        )

    session.member_changed.connect(show)
    session.day_changed.connect(show)
    show()


__all__ = ["Path", "clock", "format_time", "use_language"]
