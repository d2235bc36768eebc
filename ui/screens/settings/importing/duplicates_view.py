"""Doublons: the book's file and the file's row side by side; what to do with each."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.exchange import DuplicateRow, FieldPair
from models.exchange.report import OnDuplicate
from models.i18n import _
from ui import theme
from ui.action_specs import IMPORT
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.importing.words import decision_pill
from ui.screens.settings.importing.work import DOUBLES_SHOWN
from ui.session import Session
from ui.widgets import DataTable, FlowLayout, KeyButton, WrapLabel

_NARROW = 640
_DECISIONS: dict[str, OnDuplicate] = {
    "import_skip": "skip",
    "import_update": "update",
    "import_new": "new",
}


@dataclass(frozen=True, slots=True)
class _Row:
    found: DuplicateRow
    decision: OnDuplicate


class DuplicatesView(QWidget):
    """The rows at the left, their fields at the right; P, C, N (or 1, 2, 3) decide and go on."""

    decided = Signal(int, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.model: LazyTableModel[_Row] = LazyTableModel(_columns(), lambda row: row.found.line)
        self.table = DataTable(_("Clients déjà connus"))
        self.fields: LazyTableModel[FieldPair] = LazyTableModel(_field_columns(), lambda f: f.label)
        self.sides = DataTable(_("Le livre et le fichier côte à côte"), wraps=True)
        self.told = WrapLabel("", "small", "muted")
        self.actions_by_code = session.window.actions_of(self, IMPORT)
        self.buttons = QWidget()
        self._build()
        self.table.row_looked_at.connect(self._on_looked_at)
        theme.follow(self._respace)

    def _build(self) -> None:
        self.table.setObjectName("import_duplicates")
        self.table.setModel(self.model)
        self.sides.setObjectName("import_sides")
        self.sides.setModel(self.fields)
        flow = FlowLayout(self.buttons)
        for code, decision in _DECISIONS.items():
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), decision_pill(decision)[0], action))
            action.triggered.connect(lambda _on=False, to=decision: self._decide(to))
        self._column, self._line = QVBoxLayout(self), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.table, 2)
        self._line.addWidget(self.sides, 3)
        self._column.addWidget(self.buttons)
        self._column.addWidget(self.told)
        self._column.addLayout(self._line, 1)

    def show_duplicates(
        self,
        found: tuple[DuplicateRow, ...],
        decisions: Mapping[int, OnDuplicate],
        usual: OnDuplicate,
    ) -> None:
        """Show these rows; `decisions` by line win over the `usual` one."""
        place = max(self.table.currentIndex().row(), 0)
        rows = [_Row(row, decisions.get(row.line, usual)) for row in found]
        self.model.show_rows(rows)
        self.told.set_text(_told(len(found)))
        if rows:
            self.table.look_at(min(place, len(rows) - 1))

    def _on_looked_at(self, row: _Row) -> None:
        """What differs comes first."""
        self.fields.show_rows(sorted(row.found.fields, key=lambda pair: not pair.differs))

    def _decide(self, decision: OnDuplicate) -> None:
        row, place = self.table.current_row(), self.table.currentIndex().row()
        if not isinstance(row, _Row):
            return
        self.decided.emit(row.found.line, decision)
        self.table.look_at(min(place + 1, self.model.rowCount() - 1))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other when that is too narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_NARROW)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _respace(self) -> None:
        px = theme.current().px
        self._column.setSpacing(px(8))
        self._line.setSpacing(px(16))
        for table in (self.table, self.sides):
            table.setMinimumHeight(px(160))


def _told(count: int) -> str:
    text = _("Ce qui sera fait de chaque ligne, puis le livre et le fichier côte à côte.")
    if count < DOUBLES_SHOWN:
        return text
    more = _("Les {count} premières sont montrées : la réponse pour tous vaut pour les autres.")
    return f"{text} {more.format(count=count)}"


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(_("Ligne"), lambda row: Cell(str(row.found.line), tone="muted"), "right", 6),
        Column(_("Client connu"), lambda row: Cell(row.found.name, bold=True), "left", 18, 1),
        Column(_("Décision"), _decision_cell, width=12),
    )


def _decision_cell(row: _Row) -> Cell:
    pill, tone = decision_pill(row.decision)
    return Cell("", pill=pill, pill_tone=tone)


def _field_columns() -> tuple[Column[FieldPair], ...]:
    return (
        Column("", lambda pair: Cell(pair.label, tone="muted"), width=15),
        Column(_("Dans le livre"), lambda pair: _one_line(pair.in_book), "left", 20, 1),
        Column(_("Dans le fichier"), _in_file_cell, "left", 24, 1),
    )


def _in_file_cell(pair: FieldPair) -> Cell:
    text = _one_line(pair.in_file)
    if not pair.differs:
        return Cell(text or _("rien"), tone="muted")
    if not pair.in_book:
        return Cell(text, bold=True, pill=_("en plus"), pill_tone="good")
    return Cell(text, bold=True, pill=_("différent"), pill_tone="warn")


def _one_line(text: str) -> str:
    return ", ".join(part for part in text.split("\n") if part)
