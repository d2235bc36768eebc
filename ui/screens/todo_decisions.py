"""What was decided last about a line of À faire, told with the way to put it back."""

from collections.abc import Callable
from functools import partial

from models.changes import Changes
from models.i18n import _
from ui.session import Session


class Decisions:
    """Done, put off, given: none is a journal entry, so each has its own way back."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._undo: Callable[[], Changes | None] | None = None
        session.window.events.changed.connect(self._on_changed)

    def told(self, sentence: str, back: Callable[..., Changes], *about: object) -> None:
        """Say what was decided; `back` undoes it, by the key or by Ctrl+Z."""
        self.told_with(sentence, partial(self._session.attempt, back, *about))

    def told_with(self, sentence: str, undo: Callable[[], Changes | None]) -> None:
        """The same, with what undoes it ready made."""
        self._undo = undo
        self._session.window.messages.success(sentence, (_("Remettre"), self.undo_last))

    def undo_last(self) -> bool:
        """Put back what was decided last; False when nothing was, or an entry came since."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        if undo() is not None:
            self._session.window.messages.success(_("Remis comme avant."))
        return True

    def _on_changed(self, changes: Changes) -> None:
        if "journal" in changes.topics:
            self._undo = None
