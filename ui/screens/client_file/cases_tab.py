"""The cases of this account: the list, and the one looked at in full beside it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from models.letters import LetterKind
from ui import theme
from ui.screens import composers
from ui.screens.case_ends import RUPTURE
from ui.screens.client_file.case_fields import focus_on
from ui.screens.client_file.case_list import CaseRow, case_rows
from ui.screens.client_file.case_reading import CaseReading
from ui.screens.client_file.case_table import CaseTable
from ui.screens.client_file.case_view import CaseView
from ui.screens.client_file.file_tab import FileTab
from ui.screens.client_file.letter_panel import LetterPanel
from ui.screens.client_file.repair_view import RepairView
from ui.screens.noting import tell_effect, write_composed
from ui.session import Session
from ui.widgets import Composed, Composer, EmptyState, Page

_NARROW = 860


class CasesTab(FileTab):
    """Enter answers the case looked at, E goes to its fields, L writes a letter about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows: list[CaseRow] = []
        self._composing: CaseRow | None = None
        self._undo: Callable[[], Changes] | None = None
        self.setObjectName("file_cases_tab")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Dossiers"))
        self.list, self.composer = CaseTable(session), Composer()
        self.table, self.model = self.list.table, self.list.model
        self.stack, self._narrow = QStackedWidget(), False
        self.main, self.page = QWidget(), Page(inset=False)
        self.case, self.repair = CaseView(session, self.told), RepairView(session, self.told)
        self.letter, self.reading = LetterPanel(session, self.told), CaseReading()
        self.empty = EmptyState(
            "circle-check", _("Rien n’attend"), _("Nous ne devons rien à cette personne.")
        )
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.case)
        side.addWidget(self.repair)
        side.addStretch(1)
        self.page.add(side)
        self.page.body.addStretch(1)
        self._line = QHBoxLayout(self.main)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.list, 2)
        self._line.addWidget(self.page, 3)
        for page in (self.main, self.letter, self.reading, self.empty):
            self.stack.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.stack, 1)
        self._column.addWidget(self.composer)

    def _listen(self) -> None:
        for code, slot in (
            ("file_answer", self._on_answer),
            ("file_postpone", self._on_postpone),
            ("file_case", self._on_write),
            ("file_letter", self._on_letter),
        ):
            self.list.actions_by_code[code].triggered.connect(slot)
        self.table.row_chosen.connect(lambda _row: self._on_answer())
        self.table.row_looked_at.connect(self._on_row)
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self.focus_first)
        self.case.letter_asked.connect(self._on_letter)
        self.case.read_aloud.connect(self._on_read)
        self.repair.reconciled.connect(self.focus_first)
        for panel in (self.letter, self.reading):
            panel.left.connect(self.step_back)
        self.session.window.events.changed.connect(self._on_changed)

    # -- what the file calls -------------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show the cases of this account; what is being typed stays."""
        looked_at, place = self.list.current(), max(self.table.currentIndex().row(), 0)
        if client_id != self.client_id:
            self._start_anew()
            looked_at, place = None, 0
        self.client_id = client_id
        self.rows = case_rows(client_id, self.session.today)
        self.list.show_rows(self.rows)
        if self.rows:
            same = self.model.place_of(looked_at.entry_id) if looked_at else -1
            self.table.look_at(same if same >= 0 else min(place, len(self.rows) - 1))
        if not self.rows or self.stack.currentWidget() is self.empty:
            self.stack.setCurrentWidget(self.main if self.rows else self.empty)
        self.list.fit(self._narrow)

    def show_case(self, entry_id: int, *, letter: bool = False) -> None:
        """Look at a case, ready to be written in, or with its letter ready."""
        place = self.model.place_of(entry_id)
        if place < 0:  # it ended too long ago
            self.focus_first()
            return
        self.table.look_at(place)
        if letter:
            self._open_letter(LetterKind.ANSWER)
        else:
            self._on_write()

    def focus_first(self) -> None:
        """The keyboard goes to the case looked at."""
        if self.stack.currentWidget() is self.letter:
            focus_on(self.letter.body)
        else:
            focus_on(self.table if self.rows else self)

    def step_back(self) -> bool:
        """Esc: leave what is being written, the letter, the fields; False when on the list."""
        on_list = self.stack.currentWidget() in (self.main, self.empty)
        in_fields = any(view.isAncestorOf(_focused(self)) for view in (self.case, self.repair))
        if self.composer.isHidden() and on_list and not in_fields:
            return False
        if not on_list:
            self.stack.setCurrentWidget(self.main)
        self._stop_composing()
        if self._narrow:
            self.page.scroll_bar().setValue(0)
        return True

    def keep_typed(self) -> None:
        """Keep the field being typed in, as if it were left."""
        self.case.keep()
        self.repair.keep()

    def is_changed(self) -> bool:
        """Whether a field was refused and waits to be mended."""
        return bool(self.case.fields.wrong() or self.repair.fields.wrong())

    def save(self) -> bool:
        """Ctrl+S: keep what is typed; whether all of it is kept. What is refused is shown."""
        self.keep_typed()
        for view in (self.case, self.repair):
            for about, name in view.fields.wrong():
                self.table.look_at(self.model.place_of(RUPTURE if view is self.repair else about))
                focus_on(view.fields.editors[name])
                return False
        return True

    def forget_changes(self) -> None:
        """Let go of what was refused: the book's own content is shown again."""
        for view in (self.case, self.repair):
            view.fields.forget_refused()
        if (row := self.list.current()) is not None:
            self._on_row(row)

    def told(self, sentence: str, undo: Callable[[], Changes]) -> None:
        """Say what was kept; `undo` puts back what was there before."""
        self._undo = undo
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))

    def undo_last(self) -> bool:
        """Ctrl+Z: put back the field kept last; False when nothing was kept since."""
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

    # -- showing -----------------------------------------------------------------------------

    def _start_anew(self) -> None:
        """Another client: nothing of the former one stays."""
        self.composer.hide()
        self._undo = None
        for view in (self.case, self.repair):
            view.fields.forget_refused()
        self.stack.setCurrentWidget(self.main)

    def _on_row(self, row: CaseRow) -> None:
        if self.client_id is None:
            return
        rupture = row.entry_id == RUPTURE
        self.repair.setVisible(rupture)
        self.case.setVisible(not rupture)
        if rupture:
            self.repair.show_repair(self.client_id)
        else:
            self.case.show_case(self.client_id, row)
        self.list.allow_for(row)
        self.page.settle()

    def _on_changed(self, changes: Changes) -> None:
        """Something was noted since: Ctrl+Z takes that back first."""
        if "journal" in changes.topics:
            self._undo = None

    # -- acting on a case ----------------------------------------------------------------------

    def _on_answer(self) -> None:
        row = self.list.current()
        if row is None:
            return
        if row.open is None or row.entry_id == RUPTURE:
            self._on_write()
            return
        self._composing = row
        self.composer.open_for(composers.answer_spec(self.session, [row.open]))

    def _on_postpone(self) -> None:
        row = self.list.current()
        if row is None or row.open is None:
            return
        if composers.can_be_postponed(row.open, self.session.today):
            self._composing = row
            self.composer.open_for(composers.postpone_spec(self.session, [row.open]))
        else:
            self.session.window.messages.info(composers.too_late(row.open))

    def _on_write(self) -> None:
        """The keyboard goes to the case's first field, or to the next step of a repair."""
        row = self.list.current()
        if row is None:
            return
        if row.entry_id == RUPTURE:
            self.repair.focus_next()
        else:
            self.case.focus_first()
        self.page.bring_to_view(_focused(self), QRect(_focused(self).rect()))

    def _on_letter(self) -> None:
        row = self.list.current()
        if row is None:
            return
        self._open_letter(self.case.letter_kind())

    def _open_letter(self, kind: LetterKind) -> None:
        row = self.list.current()
        if row is None or self.client_id is None:
            return
        try:
            self.letter.show_letter(self.client_id, row, kind)
        except BookError as error:
            self.session.window.messages.info(str(error))
            return
        self.stack.setCurrentWidget(self.letter)
        self.focus_first()

    def _on_read(self, text: str) -> None:
        self.stack.setCurrentWidget(self.reading)
        self.reading.show_text(text)

    def _stop_composing(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        self.focus_first()
        self.composer.hide()

    def _on_composed(self, composed: Composed) -> None:
        row = self._composing
        if row is None or row.open is None or self.client_id is None:
            return
        try:
            changes = write_composed(self.session, self.client_id, composed, [row.open])
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()
        tell_effect(self.session, changes)

    # -- room --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the case, or above it in a window that is narrow, and scrolled with it."""
        super().resizeEvent(event)
        if self.client_id is not None:
            self._restyle()

    def _restyle(self) -> None:
        px = theme.current().px
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self.page.body.insertWidget(0, self.list)
            else:
                self._line.insertWidget(0, self.list, 2)
        self.stack.setMinimumHeight(px(20))  # the composer below is never cut
        self._line.setSpacing(px(13))
        self._column.setSpacing(px(12))
        self.list.fit(self._narrow)


def _focused(tab: QWidget) -> QWidget:
    """What has the keyboard, or the tab itself."""
    return QApplication.focusWidget() or tab
