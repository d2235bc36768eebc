"""À faire: every open case, the most urgent first, closed by one key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import cases
from models.cases import TodoRow, case_delay, case_title
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_date, format_units, ngettext
from ui import theme
from ui.actions import COMPOSER, TABLE, TODO, keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens import composers
from ui.screens.counter_card import case_tone
from ui.screens.noting import take_back, tell_effect, write_composed
from ui.session import Session
from ui.widgets import (
    Card,
    Composed,
    Composer,
    ComposerSpec,
    DataTable,
    EmptyState,
    FlowLayout,
    KeyButton,
    Label,
    Page,
)

_ACTIONS = ("answer_case", "postpone_case", "open_card")


class TodoScreen(QWidget):
    """One table across the book; the composer at its foot closes or postpones a line."""

    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("todo_screen")
        self.session = session
        self.rows: list[TodoRow] = []
        self.page = Page(_("À faire"), scrolls=False, max_width=1500)
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[TodoRow] = LazyTableModel(
            self._columns(), lambda row: (row.case.client_id, row.case.entry_id)
        )
        self.table = DataTable(_("À faire"), two_lines=True)
        self.composer = Composer()
        self.empty = EmptyState(
            "circle-check",
            _("Rien n’attend"),
            _(
                "Aucun incident, aucune demande, aucune promesse en attente. Profitez-en pour "
                "prendre des nouvelles de quelqu’un."
            ),
        )
        self.actions_by_code = session.window.actions_of(self, TODO)
        for group in (TABLE, COMPOSER):
            session.window.action_book.tell(group)
        self._build()
        self._listen()

    @property
    def badge(self) -> int:
        """How many cases fall due today or are late."""
        return cases.count_due(self.session.today)

    def _columns(self) -> tuple[Column[TodoRow], ...]:
        return (
            Column(_("Échéance"), self._due_cell, width=31),
            Column(_("Client"), lambda row: Cell(row.client.name, bold=True), width=20, stretch=1),
            Column(_("Ce qui attend"), _case_cell, width=30, stretch=3),
            Column(_("Devient un retrait"), _turn_cell, width=17),
            Column(_("De combien"), _amount_cell, align="right", width=8),
        )

    def _build(self) -> None:
        self.table.setObjectName("todo_table")
        self.table.setModel(self.model)
        self.page.head.addWidget(self.summary)
        card = Card()
        card.add(self.table, 1)
        self.page.add(card, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.composer)
        self.keys = QWidget()
        flow = FlowLayout(self.keys)
        for code in _ACTIONS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self.page.add(self.keys)
        self.paper = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(lambda _day: self.refresh())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self.focus_first)
        self.table.row_chosen.connect(lambda _row: self._compose_answer())
        self.actions_by_code["answer_case"].triggered.connect(self._compose_answer)
        self.actions_by_code["postpone_case"].triggered.connect(self._compose_postponed)
        self.actions_by_code["open_card"].triggered.connect(self._open_card)
        theme.follow(self.update)

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read what waits again, keeping the keyboard near the line it was on."""
        place = max(self.table.currentIndex().row(), 0)
        self.rows = cases.todo(self.session.today)
        self.model.show_rows(self.rows)
        self.paper.setVisible(bool(self.rows))
        self.keys.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self.summary.set_text(self._summary())
        if self.rows:
            self.table.look_at(min(place, len(self.rows) - 1))

    def focus_first(self) -> None:
        """The keyboard goes to the most urgent line."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> None:
        """Ctrl+Z takes back this member's last entry."""
        take_back(self.session)

    # -- acting on a line --------------------------------------------------------------------

    def _current(self) -> TodoRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _compose_answer(self) -> None:
        if (row := self._current()) is not None:
            self._compose(composers.answer_spec(self.session, [row.case]))

    def _compose_postponed(self) -> None:
        row = self._current()
        if row is None:
            return
        if row.case.entry_id is None or row.case.mishandled:
            self.session.window.messages.info(
                _(
                    "Il est trop tard pour reporter celle-ci\N{NO-BREAK SPACE}: elle demande une "
                    "réparation."
                )
            )
            return
        self._compose(composers.postpone_spec(self.session, [row.case]))

    def _compose(self, spec: ComposerSpec) -> None:
        self.composer.open_for(spec)

    def _open_card(self) -> None:
        if (row := self._current()) is not None:
            self.card_asked.emit(row.case.client_id)

    def _on_composed(self, composed: Composed) -> None:
        row = self._current()
        if row is None:
            return
        try:
            changes = write_composed(self.session, row.case.client_id, composed, [row.case])
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self.composer.hide()
        self.focus_first()
        tell_effect(self.session, changes)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    # -- words -------------------------------------------------------------------------------

    def _due_cell(self, row: TodoRow) -> Cell:
        case, today = row.case, self.session.today
        return Cell(
            format_date(case.due, "near"),
            pill=case_delay(case, today),
            pill_tone=case_tone(case, today),
        )

    def _summary(self) -> str:
        return _told_count(self.rows)


def _told_count(rows: Sequence[TodoRow]) -> str:
    count = len(rows)
    return ngettext("{count} chose attend", "{count} choses attendent", count).format(count=count)


def _case_cell(row: TodoRow) -> Cell:
    case = row.case
    title = f"{case_title(case)} · {case.kind}" if case.kind else case_title(case)
    return Cell(case.text, title) if case.text else Cell(title)


def _turn_cell(row: TodoRow) -> Cell:
    if row.case.acts_on is None:
        return Cell(_("c’est arrivé"), tone="muted")
    return Cell(format_date(row.case.acts_on, "near"))


def _amount_cell(row: TodoRow) -> Cell:
    if not row.case.amount:
        return Cell("")
    return Cell(format_units(row.case.amount, signed=True), tone="bad")
