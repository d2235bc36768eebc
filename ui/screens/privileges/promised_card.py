"""To whom a privilege that leaves or changes is promised, by name."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from models.charter_promised import promised
from models.i18n import _, format_number, ngettext
from ui import theme
from ui.screens.privileges.people import PeopleModel
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import Card, DataTable

_LINES = 150


class PromisedCard(Card):
    """Read in the background: the whole book is asked; only the last privilege asked is shown."""

    client_chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(edge="warn")
        self.setObjectName("promised_card")
        self.session = session
        self._asked: tuple[int, date] | None = None
        self.people = PeopleModel()
        self.table = DataTable(_("À qui il est promis"))
        self.table.setObjectName("promised_people")
        self.table.setModel(self.people)
        self.table.horizontalHeader().hide()
        self.table.row_chosen.connect(lambda who: self.client_chosen.emit(who.id))
        self.add(self.table, 1)
        self.hide()
        theme.follow(self._restyle_table)

    def show_privilege(self, privilege_id: int | None) -> None:
        """Name those who may hold us to it; None hides the card."""
        asked = None if privilege_id is None else (privilege_id, self.session.today)
        self.setVisible(asked is not None)
        if asked is None or asked == self._asked:
            return
        self._asked = asked
        self.set_heading(_("À qui il est promis : le livre est lu…"))
        self.people.show_clients(())
        self.session.window.tasks.run(
            _work(*asked), self._on_read, self._on_failed, title=_("À qui il est promis")
        )

    def forget(self) -> None:
        """The book changed: what was read is read again when asked for."""
        self._asked = None

    def _on_read(self, result: tuple[tuple[int, date], list[int]]) -> None:
        asked, found = result
        if asked != self._asked:
            return
        told = ngettext("Promis à {count} client", "Promis à {count} clients", len(found))
        self.set_heading(told.format(count=format_number(len(found))))
        self.people.show_clients(found)

    def _on_failed(self, failure: Failure) -> None:
        self._asked = None
        self.set_heading(failure.sentence)

    def _restyle_table(self) -> None:
        self.table.setFixedHeight(theme.current().px(_LINES))


def _work(
    privilege_id: int, today: date
) -> Callable[[Progress], tuple[tuple[int, date], list[int]]]:
    def work(progress: Progress) -> tuple[tuple[int, date], list[int]]:
        progress.check()
        return (privilege_id, today), promised(privilege_id, today)

    return work
