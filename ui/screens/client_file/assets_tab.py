"""Assets: what the shop looks after for this client, what falls due, what was done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import asset_files, assets, catalogue, clients
from models.asset_files import AssetFile, asset_file
from models.assets import AssetChanges
from models.changes import Changes
from models.client_drafts import AssetDraft
from models.clients import AssetRow
from models.errors import BookError
from models.i18n import _, format_date, format_number
from ui import theme
from ui.action_specs import ASSETS
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file import asset_composing
from ui.screens.client_file.asset_form import AssetForm, Typed
from ui.screens.client_file.asset_panel import AssetPanel, when_due
from ui.screens.client_file.asset_writing import AssetWriting, refused_words
from ui.screens.client_file.file_tab import FileTab
from ui.screens.counter_card import due_tone
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    Composed,
    Composer,
    ComposerSpec,
    DataTable,
    FlowLayout,
    KeyButton,
    Page,
    WrapLabel,
)

_KEYS = ("asset_done", "asset_reading", "asset_end", "asset_move", "asset_new")


class AssetsTab(FileTab):
    """The list; below it what comes and what was done for the one looked at, then its fields."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editing: AssetRow | None = None
        self.file: AssetFile | None = None
        self.labels: dict[str, str] = {}
        self.team = Signatures()
        self._dues: dict[int, asset_files.DueRow] = {}
        self._shown: Typed = {}
        self._composing: AssetRow | None = None
        self._undo: Callable[[], Changes] | None = None
        self.model: LazyTableModel[AssetRow] = LazyTableModel(self._columns(), lambda row: row.id)
        self.table = DataTable(_("Biens"), wraps=True)
        self.list_card, self.form_card = Card(_("Ses biens")), Card(" ")
        self.gone = WrapLabel("", "small", "muted")
        self.form, self.panel = AssetForm(session), AssetPanel(self.team)
        self.composer, self.keep = Composer(), Button(_("Garder"), "primary")
        self._writing = AssetWriting(session, self.composer, self._told)
        self.actions_by_code: dict[str, QAction] = {}
        self._buttons: dict[str, KeyButton] = {}
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("assets_table")
        self.gone.setObjectName("assets_gone")
        self.keep.setObjectName("asset_keep")
        self.table.setModel(self.model)
        self.list_card.add(self.table)
        self.list_card.add(self.gone)
        self.list_card.add(self._key_line())
        self.form_card.add(self.form)
        self.form_card.head.addWidget(self.keep)
        self.page = Page(inset=False)
        for card in (self.list_card, self.panel, self.form_card):
            self.page.add(card)
        self.page.body.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.page, 1)
        self._column.addWidget(self.composer)

    def _key_line(self) -> QWidget:
        window = self.session.window
        self.actions_by_code = window.actions_of(self.list_card, ASSETS, _KEYS)
        forget = window.actions_of(self.panel, ASSETS, ("asset_forget",))
        self.panel.past_card.head.addWidget(self._button("asset_forget", forget["asset_forget"]))
        self.actions_by_code |= forget
        line = QWidget()
        flow = FlowLayout(line)
        for code in _KEYS:
            flow.addWidget(self._button(code, self.actions_by_code[code]))
        return line

    def _button(self, code: str, action: QAction) -> KeyButton:
        button = self._buttons[code] = KeyButton(keys_of(code), action.text(), action)
        button.setObjectName(code)
        return button

    def _listen(self) -> None:
        for code, slot in (
            ("asset_done", self._on_done),
            ("asset_reading", self._on_reading),
            ("asset_end", self._on_end),
            ("asset_move", self._on_move),
            ("asset_new", self._on_new),
            ("asset_forget", self._on_forget),
        ):
            self.actions_by_code[code].triggered.connect(slot)
        self.keep.clicked.connect(self.save)
        self.form.submitted.connect(self.save)
        self.table.row_looked_at.connect(self._on_looked_at)
        self.table.row_chosen.connect(lambda _row: self._to_form())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)

    # -- what the file calls -------------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show a client's assets; one being written stays."""
        same = client_id == self.client_id
        keeps = same and self.is_changed()
        looked_at = self.editing.id if same and self.editing else None
        if not same:
            self._undo = None
            self.composer.hide()
        self.client_id = client_id
        self.team.read()
        every = catalogue.labels().items()
        self.labels = {code: label for (family, code), label in every if family == "asset"}
        rows = clients.assets(client_id)
        if not keeps:
            self._shown = self.form.typed()
        self._read_dues(rows)
        self.model.show_rows(rows)
        self._tell_gone(client_id)
        self.table.setVisible(bool(rows))
        self._fit()
        if not keeps:
            self._look_at(rows, looked_at)

    def _read_dues(self, rows: list[AssetRow]) -> None:
        looked_after = [row for row in rows if row.draft.ended_on is None]
        found = {row.id: asset_file(row.id).dues for row in looked_after}
        today = self.session.today
        firsts = [asset_files.first_told(dues, today) for dues in found.values()]
        self._dues = {due.asset_id: due for due in firsts if due is not None}

    def _look_at(self, rows: list[AssetRow], looked_at: int | None) -> None:
        place = self.model.place_of(looked_at) if looked_at is not None else -1
        if rows:
            self.table.look_at(max(place, 0))
            self._show(self.model.row_at(max(place, 0)))
        else:
            self._show(None)

    def _tell_gone(self, client_id: int) -> None:
        told = [
            _("{asset} est à {name} depuis le {day}.").format(
                asset=row.name, name=row.target, day=format_date(row.day, "medium")
            )
            for row in asset_files.gone(client_id)
        ]
        self.gone.set_text(" ".join(told))
        self.gone.setVisible(bool(told))

    def focus_first(self) -> None:
        """The keyboard goes to the asset looked at, or where one is named."""
        if self.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.look_at(0)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._to_form()

    def look_at(self, asset_id: int) -> None:
        """The keyboard goes to one asset."""
        place = self.model.place_of(asset_id)
        self.table.look_at(max(place, 0))
        self.focus_first()

    def _to_form(self) -> None:
        self.form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.bring_to_view(self.form, self.form.rect())

    def step_back(self) -> bool:
        """Esc: leave what is being composed, or the history; False when on the list."""
        on_history = self.panel.history.hasFocus()
        if self.composer.isHidden() and not on_history:
            return False
        self._stop_composing()
        return True

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.client_id is not None and self.form.typed() != self._shown

    def forget_changes(self) -> None:
        """Let go of what was being written."""
        self._show(self.editing)

    def undo_last(self) -> bool:
        """Ctrl+Z: take back what was done last to an asset; False when nothing was."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            undo()
        except BookError as error:
            self.session.window.messages.error(str(error))
            return True
        self.session.window.messages.success(_("Remis comme avant."))
        return True

    # -- showing -------------------------------------------------------------------------------

    def _on_looked_at(self, row: AssetRow) -> None:
        """The arrows show each asset; what is being written is never replaced."""
        if not self.is_changed():
            self._show(row)
        elif self.editing is None or row.id != self.editing.id:
            self.session.window.messages.info(_("Gardez d’abord ce que vous écrivez."))

    def _show(self, row: AssetRow | None) -> None:
        """Show an asset, or the fields of a new one."""
        self.editing, self.file = row, asset_file(row.id) if row is not None else None
        kinds = catalogue.kinds("asset")
        draft = row.draft if row else AssetDraft(kind=kinds[0].code if kinds else "other")
        self.form.show_asset(draft, self.file.facts if self.file else {}, row.id if row else None)
        self._shown = self.form.typed()
        self.form.set_errors({})
        ended = draft.ended_on is not None
        self.panel.setVisible(self.file is not None)
        if self.file is not None:
            self.panel.show_file(self.file, self.session.today, ended=ended)
        name = _name(row) if row else ""
        self.form_card.set_heading(name or _("Nouveau bien"))
        for code in _KEYS[:-1]:
            self.actions_by_code[code].setEnabled(row is not None)
            self._buttons[code].setEnabled(row is not None)
        self.page.settle()

    def _on_new(self) -> None:
        if self.is_changed():
            self.session.window.messages.info(_("Gardez d’abord ce que vous écrivez."))
            return
        self.table.clearSelection()
        self._show(None)
        self._to_form()

    def _columns(self) -> tuple[Column[AssetRow], ...]:
        return (
            Column(_("Bien"), self._name_cell, width=24, stretch=2),
            Column(_("Plaque, série"), lambda row: row.draft.identifier, width=14),
            Column(_("Kilométrage"), _mileage_cell, align="right", width=12),
            Column(_("Clé"), lambda row: row.draft.key_reference, width=10, spare=True),
            Column(_("Échéance"), self._due_cell, width=26, stretch=1),
        )

    def _name_cell(self, row: AssetRow) -> Cell:
        ended = row.draft.ended_on
        told = _("parti le {day}").format(day=format_date(ended, "medium")) if ended else ""
        kind = self.labels.get(row.draft.kind, row.draft.kind)
        return Cell(row.draft.name or kind, told or kind, tone="muted" if ended else "")

    def _due_cell(self, row: AssetRow) -> Cell:
        due = self._dues.get(row.id)
        if due is None:
            return Cell("")
        tone = due_tone(due, self.session.today)
        return Cell("", due.label, pill=when_due(due), pill_tone=tone)

    # -- writing the fields --------------------------------------------------------------------

    def save(self) -> bool:
        """Write the asset; what is refused is told under its field and stays typed."""
        if wrong := self.form.wrong():
            self.form.set_errors(wrong)
            return False
        asset_id = self.editing.id if self.editing else None
        draft, facts, km = self.form.draft(), self.form.facts(), self.form.km()
        before, self._shown = self._shown, self.form.typed()  # the list may be read again at once
        try:
            changes = self.session.write(
                assets.keep_asset, self.client_id, asset_id, draft, facts, km
            )
        except BookError as error:
            self._shown = before
            self.form.set_errors({_blamed(km, draft): refused_words(error)})
            return False
        assert isinstance(changes, AssetChanges)
        self.table.look_at(self.model.place_of(changes.asset_id))
        self._show(self.model.row_at(self.table.currentIndex().row()))
        self.focus_first()
        self.session.window.messages.success(_("C’est gardé."))
        return True

    # -- what was done -------------------------------------------------------------------------

    def _on_done(self) -> None:
        if self.file is not None:
            self._compose(asset_composing.done_spec(self.session, self.file))

    def _on_reading(self) -> None:
        self._compose(asset_composing.reading_spec(self.session))

    def _on_move(self) -> None:
        self._compose(asset_composing.move_spec())

    def _on_end(self) -> None:
        row = self.editing
        if row is None or row.draft.ended_on is None:
            self._compose(asset_composing.end_spec(self.session))
        elif self.session.attempt(assets.take_back_end, row.id) is not None:
            self.session.window.messages.success(_("Ce bien est suivi de nouveau."))

    def _compose(self, spec: ComposerSpec) -> None:
        if self.is_changed():
            self.session.window.messages.info(_("Gardez d’abord ce que vous écrivez."))
        elif self.editing is not None:
            self._composing = self.editing
            self._writing = AssetWriting(self.session, self.composer, self._told)
            self.composer.open_for(spec)

    def _stop_composing(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        if self.model.rowCount():
            self.focus_first()
        else:  # a field would keep Ctrl+Z for itself
            self._buttons["asset_new"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.composer.hide()

    def _on_composed(self, composed: Composed) -> None:
        if self._composing is None:
            return
        try:
            finished = self._writing.write(self._composing.id, composed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        if finished:
            self._stop_composing()

    def _on_forget(self) -> None:
        """Take the line of the history looked at out of the book."""
        row = self.panel.current()
        if row is None:
            return
        if row.kind == "reading" and row.id:
            done = self.session.attempt(assets.forget_reading, row.id)
        elif row.kind == "service":
            done = self.session.attempt(assets.take_back_service, row.id)
        else:
            self.session.window.messages.info(_("Cette ligne fait partie de l’histoire."))
            return
        if done is not None:
            self.session.window.messages.success(_("Ôté de l’histoire de ce bien."))

    def _told(self, sentence: str, undo: Callable[..., Changes], *args: object) -> None:
        """Say what was done, with the way to take it back."""
        self._undo = partial(self.session.write, undo, *args)
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))

    def _fit(self) -> None:
        self.table.setFixedHeight(max(self.table.natural_height(), theme.current().px(60)))

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))
        self._fit()


def _name(row: AssetRow) -> str:
    return " ".join(part for part in (row.draft.name, row.draft.identifier) if part)


def _blamed(km: int | None, draft: AssetDraft) -> str:
    """The field a refusal is about: the mileage when it is another one, or the name."""
    return "asset_mileage" if km is not None and km != draft.mileage else "asset_name"


def _mileage_cell(row: AssetRow) -> Cell:
    mileage = row.draft.mileage
    read_on = row.draft.mileage_on
    if mileage is None:
        return Cell("")
    told = format_date(read_on, "medium") if read_on else ""
    return Cell(_("{km} km").format(km=format_number(mileage)), told)
