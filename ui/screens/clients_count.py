"""How many clients a filter keeps: said at once, or in a large book once it is counted."""

from PySide6.QtCore import QObject, Signal

from models import client_list
from models.client_list import ClientFilter
from models.i18n import _
from ui.screens.clients_export import told
from ui.tasks import Task, Tasks
from ui.widgets import EmptyState

_AT_ONCE = 5_000
"""A book of so many clients is counted within a frame."""


class ClientCount(QObject):
    """`known` is None while it is counted in the background; `changed` at each answer."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._chosen = ClientFilter()
        self._task: Task | None = None
        self.known: int | None = 0

    def ask(self, chosen: ClientFilter, least: int, *, more: bool) -> None:
        """Count those a filter keeps: `least`, or `more` than that."""
        self._chosen, self.known = chosen, None if more else least
        if self._task is not None:
            self._task.give_up()
        if more and (self._must_wait() or client_list.latest_id() <= _AT_ONCE):
            self.known = client_list.count(chosen)
        elif more:
            work = lambda _progress: (chosen, client_list.count(chosen))  # noqa: E731
            self._task = self._tasks.run(work, self._on_counted, title=_title())
        self.changed.emit()

    def _must_wait(self) -> bool:
        """Whether another work is under way: it may last."""
        return self._tasks.current_title() not in ("", _title())

    def now(self) -> int:
        """How many, without waiting for the background."""
        if self.known is None:
            self.known = client_list.count(self._chosen)
        return self.known

    def told(self) -> str:
        """« 1 204 clients », once it is known."""
        return "…" if self.known is None else told(self.known)

    def _on_counted(self, answer: tuple[ClientFilter, int]) -> None:
        chosen, count = answer
        if chosen == self._chosen and self.known is None:
            self.known = count
            self.changed.emit()


def _title() -> str:
    return _("Décompte des clients")


def say_nobody(empty: EmptyState, chosen: ClientFilter) -> None:
    """What stands in place of the table when nobody fits, or when the book is empty."""
    if chosen == ClientFilter():
        text = _("Ouvrez le premier compte au Comptoir, ou importez vos clients dans Réglages.")
        empty.say(_("Aucun client"), text, _("Importer des clients"))
    else:
        text = _("Élargissez le filtre, ou videz-le avec Échap.")
        empty.say(_("Personne ne correspond"), text)
