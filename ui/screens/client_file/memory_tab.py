"""Memory: facts worth remembering, pinned first, with their date and author."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models import clients, team
from models.clients import MEMORY_CATEGORIES, MemoryRow
from models.errors import BookError
from models.i18n import _, format_date
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.composers import memory_label
from ui.session import Session
from ui.widgets import Button, Card, CheckBox, DataTable, Form, Select

_NEW = -1


class MemoryTab(QWidget):
    """The list at the top, the fact being written or changed below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.client_id: int | None = None
        self.editing = _NEW
        self.model: LazyTableModel[MemoryRow] = LazyTableModel(self._columns(), lambda row: row.id)
        self.table = DataTable(_("Mémoire"), wraps=True)
        self.list_card, self.form_card = Card(_("Ce dont on se souvient")), Card()
        self.form, self.text = Form(), QLineEdit()
        self.category, self.pinned = Select(), CheckBox(_("Toujours en tête"))
        self.keep = Button(_("Retenir"), "primary")
        self.new = Button(_("Autre souvenir"), "quiet", icon="plus")
        self.forget = Button(_("Oublier"), "quiet", icon="trash-2")
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("memory_table")
        self.table.setModel(self.model)
        for code in MEMORY_CATEGORIES:
            self.category.addItem(memory_label(code), code)
        self.form.add_side_by_side(
            ("memory_text", _("Souvenir"), self.text, ""),
            ("memory_category", _("Rubrique"), self.category, ""),
        )
        self.form.add("memory_pinned", "", self.pinned)
        self.form_card.add(self.form)
        for button, slot in (
            (self.forget, self._on_forget),
            (self.new, self._on_new),
            (self.keep, self._on_keep),
        ):
            self.form_card.head.addWidget(button)
            button.clicked.connect(slot)
        self.keep.setObjectName("memory_keep")
        self.forget.setObjectName("memory_forget")
        self.new.setObjectName("memory_new")
        self.text.returnPressed.connect(self._on_keep)
        self.table.row_looked_at.connect(self._edit)
        self.list_card.add(self.table, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.form_card)
        self._column.addWidget(self.list_card, 1)

    def count(self, client_id: int) -> int:
        """How many facts are remembered."""
        return len(clients.memories(client_id))

    def show_client(self, client_id: int) -> None:
        """Show what is remembered of a client."""
        self.client_id = client_id
        self.authors = {m.id: m.name for m in team.members(active_only=False)}
        rows = clients.memories(client_id)
        self.model.show_rows(rows)
        self.list_card.setVisible(bool(rows))
        self._start_new()

    def focus_first(self) -> None:
        """The keyboard goes where a new fact is written."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _columns(self) -> tuple[Column[MemoryRow], ...]:
        return (
            Column(_("Souvenir"), _text_cell, width=40, stretch=3),
            Column(_("Rubrique"), lambda row: memory_label(row.category), width=20),
            Column(_("Noté le"), lambda row: format_date(row.day, "medium"), width=14),
            Column(_("Par"), lambda row: self.authors[row.author_id], width=16),
        )

    def _edit(self, row: MemoryRow) -> None:
        self.editing = row.id
        self.text.setText(row.text)
        self.category.setCurrentIndex(self.category.findData(row.category))
        self.pinned.setChecked(row.pinned)
        self._say_mode()

    def _start_new(self) -> None:
        self.editing = _NEW
        self.text.clear()
        self.category.setCurrentIndex(self.category.findData("other"))
        self.pinned.setChecked(False)
        self._say_mode()

    def _say_mode(self) -> None:
        new = self.editing == _NEW
        self.form.set_errors({})
        self.form_card.set_heading(_("Nouveau souvenir") if new else _("Changer ce souvenir"))
        self.new.setVisible(not new)
        self.forget.setVisible(not new)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self._start_new()
        self.focus_first()

    def _on_keep(self) -> None:
        text, category = self.text.text(), str(self.category.currentData())
        pinned = self.pinned.isChecked()
        try:
            if self.editing == _NEW:
                self.session.write(clients.remember, self.client_id, text, category, pinned=pinned)
            else:
                row = MemoryRow(self.editing, category, text, pinned, None, 0)
                self.session.write(clients.update_memory, self.client_id, row)
        except BookError as error:
            self.form.set_errors({"memory_text": str(error)})
            return
        self.focus_first()

    def _on_forget(self) -> None:
        row = next((r for r in clients.memories(self.client_id or 0) if r.id == self.editing), None)
        if row is None or self.session.attempt(clients.forget, self.client_id, row.id) is None:
            return
        self.session.window.messages.success(
            _("Oublié."), (_("Annuler"), lambda: self._remember_again(row))
        )

    def _remember_again(self, row: MemoryRow) -> None:
        self.session.attempt(
            clients.remember, self.client_id, row.text, row.category, pinned=row.pinned
        )

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


def _text_cell(row: MemoryRow) -> Cell:
    return Cell(row.text, pill=_("en tête") if row.pinned else "", pill_tone="good")
