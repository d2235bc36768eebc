"""Which book is open, in which window: opening, leaving for another one, restoring, languages."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from models.book_lock import BookLock
from models.database import Book, book_path, open_book, require_book
from models.errors import BookError
from models.failures import known_failure
from models.i18n import LANGUAGES, _, language, use_language
from models.restore import RestoreReport, restore
from models.settings import shop
from ui.ahead import Ahead
from ui.app import make_window, translate_qt
from ui.books_known import last_book, place_for_new_book, remember_book
from ui.bugs import log_bug
from ui.folders import usual_book
from ui.main_window import MainWindow
from ui.new_day import NewDay
from ui.preferences import preferences
from ui.rooms import furnish
from ui.screens.welcome import Lobby
from ui.screens.welcome.demo import NAME as DEMO
from ui.session import Session
from ui.shell import LANGUAGE, remember


class Program(QObject):
    """One window at a time: the book's, or the lobby when no book is open.

    A `shell` is shown already, in the language in use; it becomes the window of the first book.
    """

    def __init__(
        self,
        app: QApplication,
        chosen_language: str | None = None,
        shell: MainWindow | None = None,
    ) -> None:
        super().__init__(app)
        self.app = app
        self.book: Book | None = None
        self.window: MainWindow | None = None
        self.lobby: Lobby | None = None
        self._lock: BookLock | None = None
        self._language = chosen_language
        self._shell = shell
        self._changing = False
        app.setQuitOnLastWindowClosed(False)
        app.lastWindowClosed.connect(self._on_last_window_closed)
        app.aboutToQuit.connect(self.close_book)

    # -- opening -----------------------------------------------------------------------------

    def start(self, asked: str | None = None) -> None:
        """Open the book asked for, else the last one, else the usual one; or the first start."""
        known = last_book()
        place = Path(asked) if asked and "://" not in asked else known or usual_book()
        if asked and "://" in asked:
            self._try(lambda: book_path(asked), place)
        elif known is None and not place.exists():
            self._show_lobby().welcome(place)
        else:
            self.open(place)

    def open(self, place: Path, *, back_to: Path | None = None) -> None:
        """Open the book at `place`; when it cannot be, say why and what can be done."""
        self._try(lambda: self._open(place), place, back_to)

    def _try(self, act: Callable[[], object], place: Path, back_to: Path | None = None) -> None:
        try:
            act()
        except BookError as error:
            self._show_lobby(back_to).trouble(place, error)
        except Exception as error:  # noqa: BLE001 - a file may hold anything: told, and logged
            sentence = _(
                "Ce livre n’a pas pu être ouvert, pour une raison imprévue. Il n’a pas été "
                "modifié. Référence à citer\N{NO-BREAK SPACE}: {reference}."
            ).format(reference=log_bug(error))
            self._show_lobby(back_to).trouble(place, known_failure(error) or BookError(sentence))

    def _open(self, place: Path) -> None:
        path = book_path(place)
        require_book(path)
        lock = BookLock(path)
        try:
            book = open_book(path)
        except BaseException:
            lock.release()
            raise
        self._lock, self.book = lock, book
        self._speak()
        identity = shop()
        remember_book(path, identity.name)
        remember(path, identity.name, identity.language)
        window, _session = self._show_window()
        if path.name == DEMO:
            window.messages.info(
                _(
                    "C’est une démonstration\N{NO-BREAK SPACE}: essayez tout. Pour ouvrir votre "
                    "livre, allez dans Réglages, puis Livre."
                )
            )

    def _speak(self) -> None:
        """The language asked for, else this machine's choice, else the shop's own."""
        kept = str(preferences().value(LANGUAGE, ""))
        wanted = self._language or (kept if kept in LANGUAGES else shop().language)
        if wanted != language():
            self._close_shell()
        use_language(wanted)
        translate_qt(self.app)

    def _show_window(self) -> tuple[MainWindow, Session]:
        assert self.book is not None
        shell, self._shell = self._shell, None
        window = self.window = shell or make_window(self.book)
        session = furnish(window, self.book) if shell else window.findChild(Session)
        assert session is not None
        session.language_chosen.connect(self._on_language_chosen)
        session.book_asked.connect(self._on_book_asked)
        session.restore_asked.connect(self._on_restore_asked)
        if shell is None:
            window.start()
        self._close_lobby()
        day = window.findChild(NewDay)
        assert day is not None
        day.begin()
        Ahead(window)
        return window, session

    # -- leaving -----------------------------------------------------------------------------

    def _leave_window(self) -> bool:
        """Close the window for another one; not while a task runs."""
        if self.window is None:
            return True
        if self.window.tasks.is_busy():
            self.window.messages.warning(
                _(
                    "Un travail est en cours\N{NO-BREAK SPACE}: attendez qu’il finisse, ou "
                    "annulez-le, puis recommencez."
                )
            )
            return False
        self._changing = True
        closed = self.window.close()
        self._changing = False
        if not closed:  # something typed is not kept yet: the window asks about it
            return False
        self.window.deleteLater()
        self.window = None
        return True

    def leave(self) -> None:
        """Close whatever is open; work that runs is stopped first."""
        if self.window is not None:
            self.window.tasks.stop()
            self._leave_window()
        self._close_lobby()
        self.close_book()

    def close_book(self) -> None:
        """Close the book and let another window open it."""
        if self.book is not None:
            self.book.close()
            self.book = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _on_last_window_closed(self) -> None:
        if not self._changing:
            self.app.quit()

    def _on_language_chosen(self, chosen: str) -> None:
        """Make the window again in that language, on the screen that was shown."""
        if self.window is None:
            return
        session = self.window.findChild(Session)
        shown, member = self.window.current_key(), session.member if session else None
        if not self._leave_window():
            return
        preferences().setValue(LANGUAGE, chosen)
        self._language = None
        self._speak()
        window, session = self._show_window()
        if member is not None:
            session.set_member(member)
        window.show_screen(shown)
        settings = window.screen_of("settings")
        settings.show_tab("display")  # type: ignore[attr-defined]

    def _on_book_asked(self, place: Path | None) -> None:
        left = self.book.path if self.book is not None else None
        if not self._leave_window():
            return
        self.close_book()
        if place is None:
            self._show_lobby(left).welcome(place_for_new_book())
        else:
            self.open(place, back_to=left)

    # -- the lobby ---------------------------------------------------------------------------

    def _close_shell(self) -> None:
        """What the shell stood for is not to be shown after all."""
        if self._shell is not None:
            self._changing = True
            self._shell.close()
            self._changing = False
            self._shell.deleteLater()
            self._shell = None

    def _show_lobby(self, back_to: Path | None = None) -> Lobby:
        self._close_shell()
        if self.lobby is None:
            self.lobby = Lobby()
            self.lobby.book_chosen.connect(self._on_book_chosen)
            self.lobby.restore_chosen.connect(self._restore)
            self.lobby.quit_asked.connect(self.app.quit)
        self.lobby.offer_way_back(back_to)
        self.lobby.show()
        return self.lobby

    def _close_lobby(self) -> None:
        if self.lobby is not None:
            self._changing = True
            self.lobby.close()
            self._changing = False
            self.lobby.deleteLater()
            self.lobby = None

    def _on_book_chosen(self, place: Path) -> None:
        self.open(place, back_to=self.lobby.way_back if self.lobby else None)

    def _on_restore_asked(self, backup: Path) -> None:
        """The book is closed, not unlocked: nobody opens it meanwhile."""
        if self.book is None or not self._leave_window():
            return
        place = self.book.path
        self.book.close()
        self.book = None
        self._show_lobby().welcome(place)
        self._restore(backup, place, back_inside=True)

    def _restore(self, backup: Path, place: Path, back_inside: bool = False) -> None:
        """Put a backup in the place of the book; `back_inside`: it was open, and opens again."""
        lobby, lock = self.lobby or self._show_lobby(), self._lock

        def on_done(report: RestoreReport) -> None:
            self.close_book()
            self.open(report.book)
            if self.window is not None:
                self.window.messages.success(report.summary())

        def on_end(failure: str) -> None:
            self.close_book()
            if back_inside:
                self.open(place)
            if failure and self.window is not None:
                self.window.messages.error(failure)

        lobby.work(
            _("Restauration de la sauvegarde"),
            lambda progress: restore(backup, place, progress.report, lock=lock),
            on_done,
            on_end,
        )

    # -- what was not foreseen ---------------------------------------------------------------

    def tell_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """`sys.excepthook`: a known failure is its sentence, the rest a reference and the log."""
        known = error if isinstance(error, BookError) else known_failure(error)
        place = self.window or self.lobby
        if isinstance(error, KeyboardInterrupt) or place is None:
            sys.__excepthook__(kind, error, trace)
        elif known is not None:
            place.messages.error(str(known))
        else:
            place.messages.bug(error)
