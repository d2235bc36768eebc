"""The open book as the screens use it: who acts, on which day, and how writing is told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from models import clock, settings, team
from models.actor import Actor
from models.after_service import Evening
from models.changes import Changes
from models.charter_told import Telling
from models.clients import MemoryRow
from models.database import Book
from models.errors import BookError
from models.i18n import _
from models.messages import MessageRow
from models.privilege_uses import UseRow
from models.rules.typed import read_day
from models.team import MemberRow
from models.voices import VoiceRow
from ui.main_window import MainWindow
from ui.text_checks import TextChecks

_DAY_CHECK_MS = 60_000
Kept = MemoryRow | VoiceRow | MessageRow | UseRow | Telling | Evening | int


class Session(QObject):
    """The book, the member at the counter and the day; every screen gets the same one."""

    member_changed = Signal(object)
    day_changed = Signal(object)
    backed_up = Signal()
    language_chosen = Signal(str)
    book_asked = Signal(object)
    """The path of another book to open; None for the first-start window."""
    restore_asked = Signal(object)
    """The path of the backup to put in this book's place."""

    def __init__(self, book: Book, window: MainWindow) -> None:
        super().__init__(window)
        self.book, self.window = book, window
        self.member: MemberRow = team.first_member()
        self.texts = TextChecks(self)
        self.last_memory: tuple[int, Kept] | None = None
        """The client and what this member kept last beside the journal, if nothing was noted since;
        or what was noted last of several clients (an evening, the charter told); or the entry
        noted last for a colleague."""
        self._today = clock.today()
        timer = QTimer(self)
        timer.setInterval(_DAY_CHECK_MS)
        timer.timeout.connect(self.check_day)
        timer.start()

    @property
    def today(self) -> date:
        """The shop's local day, as the program believes it."""
        return clock.today()

    @property
    def actor(self) -> Actor:
        """Who acts, today."""
        return Actor(self.member.id, self.today)

    def set_member(self, member: MemberRow) -> None:
        """Someone else is at the counter."""
        self.member = member
        self.last_memory = None
        self.member_changed.emit(member)

    def shop(self) -> settings.Shop:
        """The shop's identity as it is now."""
        return settings.shop()

    def write(self, operation: Callable[..., Changes], *args: object, **options: object) -> Changes:
        """Run a writing operation as the member at the counter, and tell what changed.

        Raises BookError: the caller shows it beside what was typed.
        """
        return self.write_as(self.member.id, operation, *args, **options)

    def write_as(
        self, member_id: int, operation: Callable[..., Changes], *args: object, **options: object
    ) -> Changes:
        """The same as another member, whose the entry is."""
        changes = self.texts.write(Actor(member_id, self.today), operation, *args, **options)
        self.window.events.tell(changes)
        return changes

    def attempt(
        self, operation: Callable[..., Changes], *args: object, **options: object
    ) -> Changes | None:
        """As `write`, but a refusal is shown in the message bar and gives None."""
        try:
            return self.write(operation, *args, **options)
        except BookError as error:
            self.window.messages.error(str(error))
            return None

    def say_saved(self, path: Path) -> None:
        """Tell that a file was written, with the way to open it."""
        text = _("Enregistré\N{NO-BREAK SPACE}: {name}").format(name=path.name)
        self.window.messages.success(text, (_("Ouvrir"), lambda: open_file(path)))

    def past_day(self, text: str) -> date | None:
        """A day typed about what happened: « hier », « lundi », « 12/10 »."""
        return read_day(text, self.today)

    def coming_day(self, text: str) -> date | None:
        """A day typed about what is due: « demain », « lundi », « 12/10 »."""
        return read_day(text, self.today, ahead=True)

    def check_day(self) -> None:
        """Tell when midnight has passed while the window stayed open."""
        if self.today != self._today:
            self._today = self.today
            self.day_changed.emit(self._today)


def open_file(path: Path) -> None:
    """Open a file with the system's program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
