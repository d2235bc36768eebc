"""Memory: facts worth remembering, pinned first, with their date and author."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models import clients, memory_order
from models.changes import Changes
from models.clients import MEMORY_CATEGORIES, MemoryRow
from models.errors import BookError
from models.i18n import _, format_date
from ui import theme
from ui.action_specs import MEMORY
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.file_tab import FileTab
from ui.screens.composers import memory_label
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    DataTable,
    FlowLayout,
    Form,
    KeyButton,
    Page,
    Select,
)

_NEW = -1
_LEAST_TABLE = 190


class MemoryTab(FileTab):
    """The fact being written or changed at the top, the list below it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editing = _NEW
        self.team = Signatures()
        self._shown = ("", "", False)
        self._undo: Callable[[], Changes | None] | None = None
        self.model: LazyTableModel[MemoryRow] = LazyTableModel(self._columns(), lambda row: row.id)
        self.table = DataTable(_("Mémoire"), wraps=True)
        self.list_card, self.form_card = Card(_("Ce dont on se souvient")), Card()
        self.form, self.text = Form(), QLineEdit()
        self.category, self.pinned = Select(), CheckBox(_("Toujours en tête"))
        self.keep = Button(_("Retenir"), "primary")
        self.new = Button(_("Autre souvenir"), "quiet", icon="plus")
        self.forget = Button(_("Oublier"), "quiet", icon="trash-2")
        self.keys = QWidget()
        self.actions_by_code = session.window.actions_of(self.table, MEMORY)
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
        for button, slot, name in (
            (self.forget, self._on_forget, "memory_forget"),
            (self.new, self._on_new, "memory_new"),
            (self.keep, self.save, "memory_keep"),
        ):
            self.form_card.head.addWidget(button)
            button.clicked.connect(slot)
            button.setObjectName(name)
        self.text.returnPressed.connect(self.save)
        self.table.row_looked_at.connect(self._edit)
        self.table.row_chosen.connect(lambda _row: self.focus_first())
        self.list_card.add(self.table, 1)
        flow = FlowLayout(self.keys)
        slots: tuple[Callable[[], object], ...] = (
            self._on_pin,
            partial(self._move, -1),
            partial(self._move, 1),
            self._on_forget,
        )
        for (code, action), do in zip(self.actions_by_code.items(), slots, strict=True):
            action.triggered.connect(lambda _on=False, do=do: do())
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self.list_card.add(self.keys)
        page = Page(inset=False)
        page.add(self.form_card)
        self.form_card.keep_height()
        page.add(self.list_card, 1)
        page.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def show_client(self, client_id: int) -> None:
        """Show what is remembered of a client; a text being written stays."""
        self.team.read()
        same = client_id == self.client_id
        keeps = same and self.is_changed()
        self._undo = self._undo if same else None
        self.client_id = client_id
        rows = clients.memories(client_id)
        self.model.show_rows(rows)
        self.list_card.setVisible(bool(rows))
        if not keeps:
            self._start_new()

    def focus_first(self) -> None:
        """The keyboard goes where a fact is written."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.client_id is not None and self._typed() != self._shown

    def forget_changes(self) -> None:
        """Let go of what was being written."""
        self._start_new()

    def _typed(self) -> tuple[str, str, bool]:
        category = str(self.category.currentData())
        return self.text.text().strip(), category, self.pinned.isChecked()

    def _columns(self) -> tuple[Column[MemoryRow], ...]:
        return (
            Column(_("Souvenir"), _text_cell, width=40, stretch=3),
            Column(_("Rubrique"), lambda row: memory_label(row.category), width=20),
            Column(_("Noté le"), lambda row: format_date(row.day, "medium"), width=14, spare=True),
            self.team.column(lambda row: row.author_id),
        )

    def _edit(self, row: MemoryRow) -> None:
        self.editing = row.id
        self._show(row.text, row.category, row.pinned)

    def _start_new(self) -> None:
        self.editing = _NEW
        self._show("", "other", False)

    def _show(self, text: str, category: str, pinned: bool) -> None:
        self.text.setText(text)
        self.category.setCurrentIndex(self.category.findData(category))
        self.pinned.setChecked(pinned)
        self._shown = self._typed()
        new = self.editing == _NEW
        self.form.set_errors({})
        self.form_card.set_heading(_("Nouveau souvenir") if new else _("Changer ce souvenir"))
        self.new.setVisible(not new)
        self.forget.setVisible(not new)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self._start_new()
        self.focus_first()

    def save(self) -> bool:
        """Write the fact; what is refused is told under it and stays typed."""
        text, category, pinned = self._typed()
        before = self._shown
        self._shown = self._typed()  # the list may be read again at once
        try:
            if self.editing == _NEW:
                self.session.write(clients.remember, self.client_id, text, category, pinned=pinned)
            else:
                row = MemoryRow(self.editing, category, text, pinned, None, 0)
                self.session.write(clients.update_memory, self.client_id, row)
        except BookError as error:
            self._shown = before
            self.form.set_errors({"memory_text": str(error)})
            return False
        self._start_new()
        self.focus_first()
        return True

    def _looked_at(self) -> MemoryRow | None:
        """The fact being changed, as the book has it."""
        rows = clients.memories(self.client_id or 0)
        return next((row for row in rows if row.id == self.editing), None)

    def _on_forget(self) -> None:
        row, client_id = self._looked_at(), self.client_id or 0
        before = [one.id for one in clients.memories(client_id)]
        place = self.table.currentIndex().row() if self.table.hasFocus() else -1
        if row is None or self.session.attempt(clients.forget, client_id, row.id) is None:
            return
        self._on_new()
        if place >= 0 and self.model.rowCount():  # the keyboard stays in the list
            self.table.look_at(min(place, self.model.rowCount() - 1))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        again = partial(memory_order.remember_again, self.session.actor, client_id, row, before)
        self._told(_("Oublié\N{NO-BREAK SPACE}: {text}").format(text=row.text), again)

    def _on_pin(self) -> None:
        row, client_id = self._looked_at(), self.client_id or 0
        if row is None:
            return
        other = replace(row, pinned=not row.pinned)
        if self.session.attempt(clients.update_memory, client_id, other) is None:
            return
        self._stay_on(row.id)
        told = _("Toujours en tête.") if other.pinned else _("N’est plus en tête.")
        self._told(told, partial(clients.update_memory, self.session.actor, client_id, row))

    def _move(self, step: int) -> None:
        row, client_id, actor = self._looked_at(), self.client_id or 0, self.session.actor
        before = [one.id for one in clients.memories(client_id)]
        if row is None:
            return
        if self.session.attempt(memory_order.move_memory, client_id, row.id, step) is None:
            return
        self._stay_on(row.id)
        self._undo = partial(memory_order.arrange, actor, client_id, before)

    def _stay_on(self, memory_id: int) -> None:
        """The keyboard follows a fact to its new place."""
        self.model.show_rows(clients.memories(self.client_id or 0))
        self.table.look_at(self.model.place_of(memory_id))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, sentence: str, undo: Callable[[], Changes | None]) -> None:
        self._undo = undo
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))

    def undo_last(self) -> bool:
        """Ctrl+Z: what was forgotten, pinned or moved last is as before; False without any."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            changes = undo()
        except BookError as error:
            self.session.window.messages.error(str(error))
            return True
        if changes is not None:
            self.session.window.events.tell(changes)
            self.session.window.messages.success(_("Remis comme avant."))
        return True

    def _restyle(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))


def _text_cell(row: MemoryRow) -> Cell:
    return Cell(row.text, pill=_("en tête") if row.pinned else "", pill_tone="good")
