"""Whom a privilege reaches, by name, and what it would have cost in the last twelve months."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.i18n import _
from models.privilege_overview import Reach, reach
from models.privileges import PrivilegeDraft
from ui import theme
from ui.screens.privileges.people import PeopleModel
from ui.screens.privileges.words import capacity_words, cost_words, right_words, year_words
from ui.session import Session
from ui.tasks import Failure, Progress, Task
from ui.widgets import Card, DataTable, WrapLabel

_READ = ("rule", "unit_cents", "vat_rate", "monthly_capacity")
"""The answers that change what the book is read for."""


class ReachCard(QWidget):
    """Read in the background; only the last draft asked for is shown."""

    client_chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asked: tuple[object, ...] | None = None
        self._task: Task | None = None
        self.count, self.year = WrapLabel("", "strong"), WrapLabel("")
        self.cost, self.warning = WrapLabel(""), WrapLabel("", tone="bad")
        self.people = PeopleModel()
        self.table = DataTable(_("Qui y a droit aujourd’hui"))
        self.whom = Card(_("Qui y a droit aujourd’hui"))
        self.twelve = Card(_("Sur les 12 derniers mois"))
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for name in ("count", "year", "cost", "warning"):
            getattr(self, name).setObjectName(f"reach_{name}")
        self.table.setObjectName("reach_people")
        self.table.setModel(self.people)
        self.table.horizontalHeader().hide()
        self.table.row_chosen.connect(lambda who: self.client_chosen.emit(who.id))
        self.whom.add(self.count)
        self.whom.add(self.table, 1)
        self.whom.body.addStretch()
        for part in (self.year, self.cost, self.warning):
            self.twelve.add(part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.twelve)
        self._column.addWidget(self.whom, 1)

    def forget(self) -> None:
        """The book changed: what was read is asked for again."""
        self._asked = None

    def show_draft(self, draft: PrivilegeDraft) -> None:
        """Read the book for a draft, unless it was read for the same answers."""
        asked = (self.session.today, *(str(getattr(draft, name)) for name in _READ))
        if asked == self._asked:
            return
        self._asked = asked
        if self._task is not None:
            self._task.give_up()  # nobody waits for the former answers any more
        if draft.rule is None:
            self._show_nothing()
            return
        self.count.set_text(_("Le livre est lu…"))
        work = _work(draft, self.session.today, asked)
        run = self.session.window.tasks.run
        self._task = run(work, self._on_read, self._on_failed, title=_("Pour qui"))

    def _on_read(self, result: tuple[object, PrivilegeDraft, Reach]) -> None:
        asked, draft, found = result
        if asked == self._asked:
            self.show_reach(found, draft.monthly_capacity)

    def show_reach(self, found: Reach, capacity: int | None) -> None:
        """Show what was read."""
        self.count.set_text(right_words(len(found.clients)))
        self.people.show_clients(found.clients)
        self.table.setVisible(bool(found.clients))
        self.year.set_text(year_words(found.year))
        self.cost.set_text(cost_words(found.year))
        warning = capacity_words(found.year, capacity)
        self.warning.set_text(warning)
        self.warning.setVisible(bool(warning))
        self.twelve.set_edge("bad" if warning else "")

    def _show_nothing(self) -> None:
        self.count.set_text(_("Dites d’abord pour qui."))
        self.people.show_clients(())
        for part in (self.table, self.warning):
            part.hide()
        self.year.set_text(_("Ce qu’il aurait coûté se lit ici, une fois la règle choisie."))
        self.cost.set_text("")
        self.twelve.set_edge("")

    def _on_failed(self, failure: Failure) -> None:
        self._asked = None
        self.count.set_text(failure.sentence)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(13))
        self.table.setMinimumHeight(theme.current().px(200))


def _work(
    draft: PrivilegeDraft, today: date, asked: object
) -> Callable[[Progress], tuple[object, PrivilegeDraft, Reach]]:
    def work(progress: Progress) -> tuple[object, PrivilegeDraft, Reach]:
        return asked, draft, reach(draft, today, progress.check)

    return work
