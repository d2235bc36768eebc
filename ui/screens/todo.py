"""À faire: every open case, the most urgent first, closed by one key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import cases
from models.cases import TodoRow, case_delay, case_title
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_date, format_number, format_units, ngettext
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
        self._composing: TodoRow | None = None
        self.page = Page(_("À faire"), scrolls=False, max_width=1800)
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[TodoRow] = LazyTableModel(self._columns(), _key)
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
        self.list = QWidget()
        self.actions_by_code = session.window.actions_of(self.list, TODO)
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
            Column(_("Échéance"), self._due_cell, width=21),
            Column(_("Client"), lambda row: Cell(row.client.name, bold=True), width=22, stretch=1),
            Column(_("Ce qui attend"), _case_cell, width=36, stretch=3),
            Column(_("Devient un retrait"), _turn_cell, width=17, spare=True),
            Column(_("De combien"), _amount_cell, align="right", width=8),
        )

    def _build(self) -> None:
        self.table.setObjectName("todo_table")
        self.table.setModel(self.model)
        self.page.head.addWidget(self.summary)
        card = Card()
        card.add(self.table, 1)
        self.keys = QWidget()
        flow = FlowLayout(self.keys)
        for code in _ACTIONS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._list_column = QVBoxLayout(self.list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.addWidget(card, 1)
        self._list_column.addWidget(self.keys)
        self.page.add(self.list, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.composer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(lambda _day: self.refresh())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        self.table.row_chosen.connect(lambda _row: self._compose_answer())
        self.actions_by_code["answer_case"].triggered.connect(self._compose_answer)
        self.actions_by_code["postpone_case"].triggered.connect(self._compose_postponed)
        self.actions_by_code["open_card"].triggered.connect(self._open_card)
        theme.follow(self._restyle)

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read what waits again, keeping the keyboard near the line it was on."""
        place, looked_at = max(self.table.currentIndex().row(), 0), self._current()
        self.rows = cases.todo(self.session.today)
        self.model.show_rows(self.rows)
        self.list.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self.summary.set_text(_told_count(self.rows) if self.rows else "")
        if self.rows:
            same = self.model.place_of(_key(looked_at)) if looked_at else -1
            self.table.look_at(same if same >= 0 else min(place, len(self.rows) - 1))

    def focus_first(self) -> None:
        """The keyboard goes to the line looked at, or to the composer left open."""
        if not self.composer.isHidden():
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            (self.table if self.rows else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> None:
        """Ctrl+Z takes back this member's last entry."""
        take_back(self.session)

    # -- acting on a line --------------------------------------------------------------------

    def _current(self) -> TodoRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _compose_answer(self) -> None:
        if (row := self._current()) is not None:
            self._compose(row, composers.answer_spec(self.session, [row.case]))

    def _compose_postponed(self) -> None:
        row = self._current()
        if row is None:
            return
        if composers.can_be_postponed(row.case, self.session.today):
            self._compose(row, composers.postpone_spec(self.session, [row.case]))
        else:
            self.session.window.messages.info(composers.too_late())

    def _compose(self, row: TodoRow, spec: ComposerSpec) -> None:
        """Open the composer in the place of the keys, for that row whatever the list becomes."""
        self._composing = row
        self.keys.hide()
        self.composer.open_for(spec)

    def _stop_composing(self) -> None:
        self.composer.hide()
        self.keys.show()
        self.focus_first()

    def _open_card(self) -> None:
        if (row := self._current()) is not None:
            self.card_asked.emit(row.case.client_id)

    def _on_composed(self, composed: Composed) -> None:
        row = self._composing
        if row is None:
            return
        try:
            changes = write_composed(self.session, row.case.client_id, composed, [row.case])
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()
        tell_effect(self.session, changes)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    # -- words -------------------------------------------------------------------------------

    def _due_cell(self, row: TodoRow) -> Cell:
        case, today = row.case, self.session.today
        return Cell(
            "",
            format_date(case.due, "near"),
            pill=case_delay(case, today),
            pill_tone=case_tone(case, today),
        )

    def _restyle(self) -> None:
        self._list_column.setSpacing(theme.current().px(12))


def _key(row: TodoRow) -> tuple[int, int | None]:
    return row.case.client_id, row.case.entry_id


def _told_count(rows: Sequence[TodoRow]) -> str:
    count = len(rows)
    told = ngettext("{count} chose attend", "{count} choses attendent", count)
    return told.format(count=format_number(count))


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
