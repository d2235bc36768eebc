"""When nothing was noted for a moment, the book's file alone is the book."""

from threading import Thread

from PySide6.QtCore import QObject, QTimer

from models.book_file import settle
from ui.garbage import sweep_here_while
from ui.session import Session

MOMENT_MS = 2_000


class AtRest(QObject):
    """Puts in the file, a moment after a change, what was noted in the log beside it.

    Whoever then copies the file alone, or finds it after a power cut, has everything. In a thread
    of its own, not a task: it lasts some milliseconds, there is nothing to tell or to cancel,
    and one may leave meanwhile.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._book = session.book
        self._timer = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._timer.timeout.connect(self._begin)
        session.window.events.changed.connect(self._wait)
        session.window.tasks.idle.connect(self._wait)

    def _wait(self, *_why: object) -> None:
        self._timer.start()

    def _begin(self) -> None:
        thread = Thread(target=self._settle)
        sweep_here_while(thread.is_alive)
        thread.start()

    def _settle(self) -> None:
        try:
            settle(self._book.db)
        finally:
            self._book.db.close()
