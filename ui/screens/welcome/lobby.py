"""The window shown while no book is open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.books import BookDraft, create_book
from models.clock import today
from models.errors import BookError
from models.failures import known_errors
from models.i18n import _
from ui import prompts, theme
from ui.folders import usual_book
from ui.messages import MessageBar
from ui.screens.welcome.brand import Brand
from ui.screens.welcome.demo import NAME, make_demo
from ui.screens.welcome.trouble_page import TroublePage
from ui.screens.welcome.welcome_page import WelcomePage
from ui.screens.welcome.work_page import WorkPage
from ui.tasks import Failure, Tasks, Work

_LEAST = (940, 600)


class Lobby(QWidget):
    """Three pages: the first start, a book that does not open, and work that runs."""

    book_chosen = Signal(object)
    restore_chosen = Signal(object, object)
    """The backup, and the place of the book it becomes."""
    quit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lobby")
        self.setWindowTitle("Compte-Confiance")
        self.way_back: Path | None = None
        self.tasks, self.messages = Tasks(), MessageBar()
        self.brand, self.stack = Brand(), QStackedWidget()
        self.welcome_page, self.trouble_page = WelcomePage(), TroublePage()
        self.work_page = WorkPage()
        self._came_from: QWidget = self.welcome_page
        self._on_stopped: Callable[[], object] = lambda: None
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.brand)
        column = QVBoxLayout()
        column.addWidget(self.stack, 1)
        column.addWidget(self.messages)
        line.addLayout(column, 1)
        for page in (self.welcome_page, self.trouble_page, self.work_page):
            self.stack.addWidget(page)

    def _listen(self) -> None:
        welcome, trouble = self.welcome_page, self.trouble_page
        welcome.made.connect(self._make)
        welcome.demo_asked.connect(self._on_demo_asked)
        welcome.back_asked.connect(self._go_back)
        trouble.back_asked.connect(self._go_back)
        trouble.again_asked.connect(self.book_chosen)
        trouble.new_asked.connect(lambda: self.welcome(trouble.place))
        trouble.backup_chosen.connect(self.restore_chosen)
        trouble.quit_asked.connect(self.quit_asked)
        for page in (welcome, trouble):
            page.other_asked.connect(self._ask_book)
            page.backup_asked.connect(self._ask_backup)
        self.work_page.cancel_asked.connect(self.tasks.cancel_current)
        self.tasks.progressed.connect(self.work_page.progress)
        self.tasks.cancelled.connect(lambda _title: self._on_stopped())

    # -- pages -------------------------------------------------------------------------------

    def offer_way_back(self, place: Path | None) -> None:
        """The book that was open before, if one was."""
        self.way_back = place

    def welcome(self, place: Path) -> None:
        """The first start; the book would be kept at `place`."""
        self.stack.setCurrentWidget(self.welcome_page)
        self.welcome_page.start(place, self.way_back)

    def trouble(self, place: Path, error: BookError) -> None:
        """The book at `place` does not open."""
        self.stack.setCurrentWidget(self.trouble_page)
        self.trouble_page.show_trouble(place, error, self.way_back)

    def work(
        self,
        title: str,
        work: Work,
        on_done: Callable[[Any], object],
        on_end: Callable[[str], object] = lambda failure: None,
    ) -> None:
        """Do something long in the background, shown on its own page.

        When it is stopped or fails, the page before comes back, the failure is told, and
        `on_end` is called with its sentence, empty when the work was stopped.
        """
        shown = self.stack.currentWidget()
        if shown is not None and shown is not self.work_page:
            self._came_from = shown
        self.stack.setCurrentWidget(self.work_page)
        self.work_page.begin(title)

        def failed(failure: Failure) -> None:
            self._come_back()
            if failure.reference:
                self.messages.bug_told(failure.reference)
            else:
                self.messages.error(failure.sentence)
            on_end(failure.sentence)

        def stopped() -> None:
            self._come_back()
            on_end("")

        self._on_stopped = stopped
        self.tasks.run(work, on_done, failed, title)

    def _come_back(self) -> None:
        self.stack.setCurrentWidget(self._came_from)
        self._came_from.focus_first()  # type: ignore[attr-defined]

    # -- what is chosen ----------------------------------------------------------------------

    def _make(self, place: Path, draft: BookDraft) -> None:
        try:
            with known_errors(place):
                place.parent.mkdir(parents=True, exist_ok=True)
            create_book(place, draft, today()).close()
        except BookError as error:
            self.welcome_page.refuse(str(error))
            return
        self.book_chosen.emit(place)

    def _on_demo_asked(self) -> None:
        place = usual_book().with_name(NAME)
        if not place.exists():
            self._make_demo()
            return
        answers = (
            prompts.Answer("cancel", _("Laisser")),
            prompts.Answer("anew", _("Recommencer à neuf")),
            prompts.Answer("open", _("La reprendre"), "primary"),
        )
        title = _("La démonstration existe déjà")
        text = _(
            "Vous pouvez la reprendre où vous l’avez laissée, ou en recommencer une "
            "neuve\N{NO-BREAK SPACE}: ce que vous y avez essayé disparaît."
        )
        prompts.ask(self, title, text, answers, self._on_demo_answer)

    def _on_demo_answer(self, code: str) -> None:
        place = usual_book().with_name(NAME)
        if code == "open":
            self.book_chosen.emit(place)
        elif code == "anew":
            self._make_demo(anew=True)

    def _make_demo(self, anew: bool = False) -> None:
        place = usual_book().with_name(NAME)
        title = _("Le garage de démonstration s’installe")
        self.work(
            title, lambda progress: make_demo(place, progress, anew=anew), self.book_chosen.emit
        )

    def _ask_book(self) -> None:
        _ask_one(self, _("Ouvrir un livre"), self.book_chosen.emit)

    def _ask_backup(self, place: Path) -> None:
        title = _("Choisir une sauvegarde")
        _ask_one(self, title, lambda backup: self.restore_chosen.emit(backup, place))

    def _go_back(self) -> None:
        if self.way_back is not None:
            self.book_chosen.emit(self.way_back)

    # -- the window --------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that runs is stopped, and waited for: it leaves nothing half made."""
        self.tasks.stop()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the brand leaves is for the page."""
        super().resizeEvent(event)
        self.brand.fit(event.size().width())

    def _restyle(self) -> None:
        px = theme.current().px
        if not self.isVisible():
            self.setMinimumSize(*_LEAST)
            self.resize(min(px(1180), 1600), min(px(740), 900))


def _ask_one(parent: QWidget, title: str, on_path: Callable[[Path], object]) -> None:
    dialog = prompts.ask_files(parent, title, _("Livre (*.ccbook)"), on_path)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
