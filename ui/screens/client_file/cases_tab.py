"""The cases that wait for us in this account, closed or postponed from here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import catalogue
from models.accounts import read_account
from models.cases import OpenCase, case_delay, case_title, open_cases
from models.errors import BookError
from models.i18n import _, format_date, format_units
from models.texts import entry_texts
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens import composers
from ui.screens.counter_card import case_tone
from ui.screens.noting import tell_effect, write_composed
from ui.session import Session
from ui.widgets import Button, Card, Composed, Composer, DataTable, EmptyState


class CasesTab(QWidget):
    """Open incidents, requests and promises; Enter answers the one looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.client_id: int | None = None
        self.cases: list[OpenCase] = []
        self._composing: OpenCase | None = None
        self.model: LazyTableModel[OpenCase] = LazyTableModel(
            self._columns(), lambda case: case.entry_id
        )
        self.table, self.composer = DataTable(_("Dossiers"), two_lines=True), Composer()
        self.answer = Button(_("Répondre, résoudre"), "plain", icon="check")
        self.postpone = Button(_("Report convenu"), "plain", icon="calendar-days")
        self.card = Card(_("Ce que nous lui devons"))
        self.empty = EmptyState(
            "circle-check", _("Rien n’attend"), _("Nous ne devons rien à cette personne.")
        )
        self.setObjectName("file_cases_tab")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Dossiers"))
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("file_cases")
        self.table.setModel(self.model)
        self.answer.setObjectName("case_answer")
        self.postpone.setObjectName("case_postpone")
        self.answer.clicked.connect(self._compose_answer)
        self.postpone.clicked.connect(self._compose_postponed)
        self.table.row_chosen.connect(lambda _case: self._compose_answer())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self.focus_first)
        for button in (self.answer, self.postpone):
            self.card.head.addWidget(button)
        self.card.add(self.table, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.card, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.composer)

    def count(self, client_id: int) -> int:
        """How many cases wait."""
        return len(self._read(client_id))

    def show_client(self, client_id: int) -> None:
        """Show what waits in this account."""
        place = max(self.table.currentIndex().row(), 0) if client_id == self.client_id else 0
        if client_id != self.client_id:
            self.composer.hide()
        self.client_id = client_id
        self.cases = self._read(client_id)
        self.model.show_rows(self.cases)
        self.card.setVisible(bool(self.cases))
        self.empty.setVisible(not self.cases)
        if self.cases:
            self.table.look_at(min(place, len(self.cases) - 1))

    def focus_first(self) -> None:
        """The keyboard goes to the case looked at."""
        here = self.table if self.cases else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_composing(self) -> bool:
        """Whether an answer is being written."""
        return not self.composer.isHidden()

    def stop_composing(self) -> None:
        """Leave the answer being written (Esc)."""
        self.composer.hide()
        self.focus_first()

    def _read(self, client_id: int) -> list[OpenCase]:
        account = read_account(client_id)
        texts, labels = entry_texts(client_id), catalogue.labels()
        return open_cases(client_id, account, self.session.today, texts, labels)

    def _columns(self) -> tuple[Column[OpenCase], ...]:
        return (
            Column(_("Échéance"), self._due_cell, width=21),
            Column(_("Ce qui attend"), _case_cell, width=30, stretch=3),
            Column(
                _("Noté le"),
                lambda case: format_date(case.noted_on, "medium"),
                width=13,
                spare=True,
            ),
            Column(_("Devient un retrait"), _turn_cell, width=18),
        )

    def _due_cell(self, case: OpenCase) -> Cell:
        today = self.session.today
        pill, tone = case_delay(case, today), case_tone(case, today)
        return Cell("", format_date(case.due, "near"), pill=pill, pill_tone=tone)

    def _current(self) -> OpenCase | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _compose_answer(self) -> None:
        self._composing = self._current()
        if self._composing is not None:
            self.composer.open_for(composers.answer_spec(self.session, [self._composing]))

    def _compose_postponed(self) -> None:
        self._composing = case = self._current()
        if case is None:
            return
        if composers.can_be_postponed(case, self.session.today):
            self.composer.open_for(composers.postpone_spec(self.session, [case]))
        else:
            self.session.window.messages.info(composers.too_late())

    def _on_composed(self, composed: Composed) -> None:
        case = self._composing
        if case is None or self.client_id is None:
            return
        try:
            changes = write_composed(self.session, self.client_id, composed, [case])
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self.composer.hide()
        self.focus_first()
        tell_effect(self.session, changes)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


def _case_cell(case: OpenCase) -> Cell:
    title = f"{case_title(case)} · {case.kind}" if case.kind else case_title(case)
    return Cell(case.text, title) if case.text else Cell(title)


def _turn_cell(case: OpenCase) -> Cell:
    if case.acts_on is None:
        return Cell(_("c’est arrivé"), tone="muted")
    return Cell(format_date(case.acts_on, "near"), format_units(case.amount, signed=True))
