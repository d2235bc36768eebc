"""Vie privée: what this client asked about their own data, and the acts that answer it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes
from models.erasing import erase, preview
from models.erasing_words import going, staying, warnings
from models.errors import BookError
from models.i18n import _, format_date
from models.limits import hold_told, lift, limit, unused
from models.privacy_requests import (
    RequestRow,
    extend,
    finish,
    forget_request,
    receive,
    request_advice,
    requests,
    wait_again,
)
from models.retention_words import kept_told
from models.rules.privacy_requests import RequestKind
from ui.action_specs import RIGHTS
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens import privacy_saving
from ui.screens.client_file.file_tab import FileTab
from ui.screens.client_file.privacy_specs import columns, specs
from ui.session import Session
from ui.widgets import (
    Card,
    Composed,
    Composer,
    DataTable,
    FlowLayout,
    KeyButton,
    Page,
    WrapLabel,
    bold,
)

_FILE_KEYS = ("rights_rectify", "rights_limit", "rights_notice", "rights_erase")
_LINE_KEYS = ("rights_new", "rights_done", "rights_extend", "rights_forget")


class PrivacyTab(FileTab):
    """The file's standing above, the requests below, one line at the foot to answer them."""

    erased = Signal()
    rectify_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._row: RequestRow | None = None
        self._undo: Callable[[], Changes | None] | None = None
        self.standing = WrapLabel("", tone="warn")
        self.kept = WrapLabel("", tone="muted")
        self.advice = WrapLabel("", "small", "muted")
        self.model: LazyTableModel[RequestRow] = LazyTableModel(
            columns(lambda: session.today), lambda row: row.id
        )
        self.table, self.composer = DataTable(_("Ses demandes"), wraps=True), Composer()
        self.list, self.erasing = QWidget(), Card(_("Effacer cette personne"), edge="bad")
        self.erase_told, self.page = WrapLabel(""), Page(inset=False)
        self.actions_by_code = session.window.actions_of(self.list, RIGHTS)
        self._build()
        self._listen()

    def _build(self) -> None:
        for name, widget in (
            ("privacy_standing", self.standing),
            ("privacy_kept", self.kept),
            ("privacy_advice", self.advice),
            ("privacy_requests", self.table),
            ("privacy_erasing", self.erasing),
            ("privacy_erase_told", self.erase_told),
        ):
            widget.setObjectName(name)
        self.table.setModel(self.model)
        file, asked = Card(_("Cette fiche")), Card(_("Ses demandes"))
        file.add(self.standing)
        file.add(self.kept)
        self._file_keys = self._keys(file, _FILE_KEYS)
        asked.add(self.table, 1)
        asked.add(self.advice)
        self._keys(asked, _LINE_KEYS)
        column = QVBoxLayout(self.list)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(file)
        column.addWidget(asked, 1)
        self.erasing.add(self.erase_told)
        self.erasing.body.addStretch(1)
        self.erasing.hide()
        self.page.add(self.list, 1)
        self.page.add(self.erasing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page, 1)
        outer.addWidget(self.composer)  # below what scrolls: it is always seen

    def offer(self, action: QAction) -> None:
        """Another act of the file, after those of its privacy."""
        button = KeyButton(keys_of(action.objectName()), action.text(), action)
        self._file_keys.addWidget(button)

    def _keys(self, card: Card, codes: tuple[str, ...]) -> FlowLayout:
        line = QWidget()
        flow = FlowLayout(line)
        for code in codes:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        card.add(line)
        return flow

    def _listen(self) -> None:
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._leave)
        self.table.row_looked_at.connect(lambda _row: self._show_advice())
        self.table.row_chosen.connect(lambda _row: self._on_done())
        for code, slot in (
            ("rights_new", lambda: self._open("request")),
            ("rights_done", self._on_done),
            ("rights_extend", self._on_extend),
            ("rights_forget", self._on_forget),
            ("rights_rectify", self.rectify_asked.emit),
            ("rights_limit", self._on_limit),
            ("rights_notice", lambda: privacy_saving.ask_notice(self, self.session)),
            ("rights_erase", self._on_erase),
        ):
            self.actions_by_code[code].triggered.connect(lambda _on=False, slot=slot: slot())

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show what this client asked, and how their file stands."""
        if client_id != self.client_id:
            self._undo = None
            self._close()
        self.client_id, today = client_id, self.session.today
        hold = unused(client_id, today)
        self.standing.setVisible(hold is not None)
        self.standing.set_text(hold_told(hold) if hold else "")
        self.kept.set_text(kept_told(client_id, today))
        looked_at = self._current()
        rows = requests(client_id)
        self.model.show_rows(rows)
        if rows:
            place = self.model.place_of(looked_at.id) if looked_at else 0
            self.table.look_at(max(place, 0))
        self._show_advice()

    def focus_first(self) -> None:
        """The keyboard goes to the requests, or to the line left open."""
        here = self.table if self.composer.isHidden() else self.composer.edit
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """Ctrl+Z: put back what was decided last here; False when there is nothing."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        if undo() is not None:
            self.session.window.messages.success(_("Remis comme avant."))
        return True

    def step_back(self) -> bool:
        """Esc leaves the line that is open first; False when none is."""
        if self.composer.isHidden():
            return False
        self._leave()
        return True

    # -- acts --------------------------------------------------------------------------------

    def _current(self) -> RequestRow | None:
        found = self.table.current_row()
        return found if isinstance(found, RequestRow) else None

    def _show_advice(self) -> None:
        row = self._current()
        self.advice.setVisible(row is None or row.done_on is None)
        none = _(
            "Accès, rectification, effacement, limitation, opposition\u00a0: ce qu’une personne "
            "demande de ses données se note ici, et À faire compte les jours. La loi laisse un "
            "mois."
        )
        self.advice.set_text(request_advice(row.kind) if row else none)

    def _open(self, code: str) -> None:
        self.composer.open_for(specs(self.session)[code])

    def _on_done(self) -> None:
        self._row = self._current()
        if self._row is not None and self._row.done_on is None:
            self._open("done")

    def _on_extend(self) -> None:
        self._row = self._current()
        if self._row is not None and self._row.done_on is None:
            self._open("extend")

    def _on_forget(self) -> None:
        row = self._current()
        if row is None or self.session.attempt(forget_request, row.id) is None:
            return
        again = (receive, row.client_id, row.kind, row.words, row.received_on)
        self._told(_("La demande est ôtée."), lambda: self.session.attempt(*again))

    def _on_limit(self) -> None:
        assert self.client_id is not None
        hold = unused(self.client_id, self.session.today)
        if hold is None:
            self._open("limit")
        elif self.session.attempt(lift, self.client_id) is not None:
            again = partial(self.session.attempt, limit, self.client_id, hold.reason)
            self._told(_("La fiche sert à nouveau."), again)

    def _on_erase(self) -> None:
        """Say what goes and what stays, then ask for the number."""
        assert self.client_id is not None
        try:
            found = preview(self.client_id)
        except BookError as error:
            self.session.window.messages.error(str(error))
            return
        first = _("{name} ne sera plus nulle part dans ce livre, sans retour possible.")
        parts = (going(found), staying(found), *warnings(found))
        self.erase_told.set_text((bold(first.format(name=found.name)), "\n\n" + "\n\n".join(parts)))
        self._open("erase")
        self.list.hide()
        self.erasing.show()
        self.page.settle()
        self.page.scroll_bar().setValue(0)

    def _on_composed(self, composed: Composed) -> None:
        if composed.code == "erase":
            self._erase(composed.text)
            return
        try:
            sentence, undo = self._write(composed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._leave()
        self._told(sentence, undo)

    def _erase(self, typed: str) -> None:
        """Erase, leave the file, and only then tell what changed: nobody reads it any more."""
        assert self.client_id is not None
        try:
            changes = erase(self.session.actor, self.client_id, typed=typed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._close()
        self.erased.emit()
        self.session.window.events.tell(changes)
        self._told(_("La personne est effacée du livre."), None)

    def _write(self, composed: Composed) -> tuple[str, Callable[[], Changes | None] | None]:
        """Write what was composed; the sentence that tells it, and what undoes it."""
        assert self.client_id is not None
        client_id, attempt = self.client_id, self.session.attempt
        if composed.code == "limit":
            self.session.write(limit, client_id, composed.text)
            return _("La fiche est limitée\u00a0: gardée, sans servir."), partial(
                attempt, lift, client_id
            )
        if composed.code == "request":
            kind, day = RequestKind(composed.kind), composed.day("received")
            self.session.write(receive, client_id, kind, composed.text, day)
            newest = max(row.id for row in requests(client_id))
            return _("La demande est notée\u00a0: À faire compte les jours."), partial(
                attempt, forget_request, newest
            )
        assert self._row is not None
        if composed.code == "extend":
            self.session.write(extend, self._row.id, composed.text)
            return _(
                "Prolongée jusqu’au {day}\u00a0: prévenez la personne, avec la raison."
            ).format(day=format_date(self._due(self._row.id), "long")), None
        self.session.write(finish, self._row.id, composed.text)
        return _("C’est répondu."), partial(attempt, wait_again, self._row.id)

    def _due(self, request_id: int) -> date:
        assert self.client_id is not None
        return next(row.due for row in requests(self.client_id) if row.id == request_id)

    def _told(self, sentence: str, undo: Callable[[], Changes | None] | None) -> None:
        self._undo = undo
        action = (_("Reprendre"), self.undo_last) if undo else None
        self.session.window.messages.success(sentence, action)

    def _close(self) -> None:
        self.list.show()
        self.composer.hide()
        self.erasing.hide()

    def _leave(self) -> None:
        """The keyboard leaves the line before it hides."""
        self.list.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close()
