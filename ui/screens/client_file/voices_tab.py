"""What this client said, word for word, what it changed, and when they were told."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from models import catalogue
from models.catalogue import Labels
from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from models.voices import (
    NATURES,
    VoiceDraft,
    VoiceRow,
    change_voice,
    forget_voice,
    keep_voice,
    nature_label,
    voices,
)
from ui import theme
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.client_file.file_tab import FileTab
from ui.screens.noting import forget_kept, keep_words
from ui.screens.signed import Signatures
from ui.screens.voices_words import columns, put_back
from ui.session import Session
from ui.widgets import Button, Card, DataTable, DateField, Form, Page, Select

_LEAST_TABLE = 190
_LONGEST = 2_000


class VoicesTab(FileTab):
    """The words being written or changed at the top, those kept below."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editing: VoiceRow | None = None
        self.labels: Labels = {}
        self._shown = VoiceDraft("", "")
        self._undo: Callable[[], Changes] | None = None
        self.team = Signatures()
        self.model: LazyTableModel[VoiceRow] = LazyTableModel(
            columns(lambda: self.labels, self.team), lambda row: row.id
        )
        self.table = DataTable(_("Paroles"), wraps=True)
        self.form_card, self.list_card = Card(" "), Card(_("Ce que ce client nous a dit"))
        self.form, self.nature, self.theme = Form(), Select(), Select()
        self.words, self.changed = QLineEdit(), QLineEdit()
        self.day = DateField(session.past_day)
        self.told_on = DateField(session.past_day, example=_("pas encore"))
        self.keep = Button(_("Garder"), "primary")
        self.new = Button(_("Autres paroles"), "quiet", icon="plus")
        self.erase = Button(_("Effacer"), "quiet", icon="trash-2")
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("voices_table")
        self.table.setModel(self.model)
        for nature in NATURES:
            self.nature.addItem(nature_label(nature), nature)
        self._build_form()
        for button, slot, name in (
            (self.erase, self._on_erase, "voice_erase"),
            (self.new, self._on_new, "voice_new"),
            (self.keep, self.save, "voice_keep"),
        ):
            self.form_card.head.addWidget(button)
            button.clicked.connect(slot)
            button.setObjectName(name)
        self.erase.setToolTip(
            _("Ôter ces paroles du livre\N{NO-BREAK SPACE}; on peut les remettre")
        )
        self.table.row_looked_at.connect(self._on_looked_at)
        self.table.row_chosen.connect(lambda _row: self.focus_first())
        self.form_card.add(self.form)
        self.form_card.keep_height()
        self.list_card.add(self.table, 1)
        self._page = Page(inset=False)
        self._page.add(self.form_card)
        self._page.add(self.list_card, 1)
        self._page.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    def _build_form(self) -> None:
        self.form.add_side_by_side(
            ("voice_nature", _("Nature"), self.nature, ""),
            ("voice_theme", _("Thème"), self.theme, ""),
            ("voice_day", _("Le"), self.day, ""),
        )
        self.form.add("voice_words", _("Ses mots, comme ils ont été dits"), self.words)
        self.form.add_side_by_side(
            ("voice_changed", _("Ce que cela a changé chez nous"), self.changed, ""),
            ("voice_told_on", _("Dit au client le"), self.told_on, ""),
        )
        for edit in (self.words, self.changed):
            edit.setMaxLength(_LONGEST)
        for edit in (self.words, self.changed, self.day, self.told_on):
            edit.returnPressed.connect(self.save)

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show what a client said; what is being written stays."""
        keeps = client_id == self.client_id and self.is_changed()
        self._undo = self._undo if client_id == self.client_id else None
        self.client_id, self.labels = client_id, catalogue.labels()
        self.team.read()
        rows = voices(client_id=client_id)
        self.model.show_rows(rows)
        self.list_card.setVisible(bool(rows))
        if not keeps:
            self._fill_themes()
            self._start_new()

    def focus_first(self) -> None:
        """The keyboard goes where words are written: what they are first, when they are new."""
        here = self.words if self.editing else self.nature
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        unread = not (self.day.is_understood() and self.told_on.is_understood())
        return self.client_id is not None and (unread or self._typed() != self._shown)

    def forget_changes(self) -> None:
        """Let go of what was being written."""
        self._start_new()

    # -- the form ----------------------------------------------------------------------------

    def _fill_themes(self) -> None:
        self.theme.clear()
        self.theme.addItem(_("sans thème"), "")
        for kind in catalogue.kinds("theme"):
            self.theme.addItem(kind.label, kind.code)

    def _typed(self) -> VoiceDraft:
        return VoiceDraft(
            nature=str(self.nature.currentData()),
            words=self.words.text().strip(),
            day=self.day.day(),
            theme=str(self.theme.currentData()),
            entry=self.editing.draft.entry if self.editing else None,
            changed=self.changed.text().strip(),
            told_on=self.told_on.day(),
        )

    def _on_looked_at(self, row: VoiceRow) -> None:
        """The arrows show each line in the form; what is being written is never replaced."""
        line = self.table.visualRect(self.table.currentIndex())
        self._page.bring_to_view(self.table.viewport(), line)
        if not self.is_changed():
            self.editing = row
            self._show(row.draft)
        elif self.editing is None or row.id != self.editing.id:
            self.session.window.messages.info(_("Gardez d’abord ce que vous écrivez."))

    def _start_new(self) -> None:
        self.editing = None
        self._show(VoiceDraft(NATURES[0], "", self.session.today))

    def _show(self, draft: VoiceDraft) -> None:
        if self.theme.findData(draft.theme) < 0:  # a theme the catalogue has retired since
            self.theme.addItem(self.labels.get(("theme", draft.theme), draft.theme), draft.theme)
        self.nature.setCurrentIndex(self.nature.findData(draft.nature))
        self.theme.setCurrentIndex(self.theme.findData(draft.theme))
        self.words.setText(draft.words)
        self.changed.setText(draft.changed)
        self.day.set_day(draft.day)
        self.told_on.set_day(draft.told_on)
        self._shown = self._typed()
        self.form.set_errors({})
        new = self.editing is None
        self.form_card.set_heading(_("Nouvelles paroles") if new else _("Ces paroles"))
        self.new.setVisible(not new)
        self.erase.setVisible(not new)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self._start_new()
        self.focus_first()

    # -- writing -----------------------------------------------------------------------------

    def save(self) -> bool:
        """Write the words; what is refused is told in place and stays typed."""
        for name, field in (("voice_day", self.day), ("voice_told_on", self.told_on)):
            if not field.is_understood():
                self.form.set_errors({name: _("Ce jour n’est pas compris. Écrivez hier ou 12/10.")})
                return False
        before, editing, draft = self._shown, self.editing, self._typed()
        self._shown = draft  # the list may be read again at once
        try:
            self._write(editing, draft)
        except BookError as error:
            self._shown, self.editing = before, editing
            self.form.set_errors({self._wrong(draft): str(error)})
            return False
        self._on_new()
        return True

    def _write(self, editing: VoiceRow | None, draft: VoiceDraft) -> None:
        session, told = self.session, _("Ces paroles sont gardées.")
        if editing is not None:
            session.write(change_voice, editing.id, draft)
            self._tell(told, partial(session.write, change_voice, editing.id, editing.draft))
            return
        assert self.client_id is not None
        keep_words(session, self.client_id, draft)
        assert session.last_memory is not None
        self._undo = None  # Ctrl+Z knows what was kept last, wherever it was
        back = partial(forget_kept, session, *session.last_memory)
        session.window.messages.success(told, (_("Reprendre"), back))

    def _wrong(self, draft: VoiceDraft) -> str:
        """The field a refusal is about."""
        if draft.words and draft.told_on:
            return "voice_told_on" if draft.changed else "voice_changed"
        return "voice_day" if draft.words and draft.day != self.session.today else "voice_words"

    def _on_erase(self) -> None:
        row, client_id = self.editing, self.client_id
        if row is None or self.session.attempt(forget_voice, row.id) is None:
            return
        self._on_new()
        self.session.last_memory = None
        back = partial(self.session.write, keep_voice, client_id, row.draft)
        self._tell(_("Ces paroles ne sont plus dans le livre."), back)

    def _tell(self, sentence: str, undo: Callable[[], Changes]) -> None:
        """Say what was done; `undo` puts back what was there before."""
        self._undo = undo
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))

    def undo_last(self) -> bool:
        """Ctrl+Z: put back the words changed or erased last; False when there are none."""
        undo, self._undo = self._undo, None
        if undo is not None:
            put_back(self.session, undo)
        return undo is not None

    def _restyle(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))
