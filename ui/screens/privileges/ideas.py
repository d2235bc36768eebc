"""The list: what each privilege costs, who has a right to it, how it was kept, where it stands."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.changes import Changes
from models.charter import proposed_end
from models.charter_promised import leaving_until
from models.errors import BookError, Refused
from models.i18n import _, format_date, format_number, ngettext
from models.privilege_overview import Kept, Reach, kept, reaches
from models.privileges import (
    PrivilegeRow,
    Status,
    give_up,
    plan_withdrawal,
    privileges,
    take_up_again,
)
from ui.action_specs import IDEAS
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.answering_keys import AnsweringKeys
from ui.screens.privileges.promised_card import PromisedCard
from ui.screens.privileges.why_nothing import why_nothing
from ui.screens.privileges.words import columns
from ui.screens.trial_review import review_kept, review_spec, write_review
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import (
    Card,
    Composed,
    Composer,
    ComposerSpec,
    DataTable,
    EmptyState,
    FlowLayout,
    Label,
    Page,
)


class IdeasPanel(QWidget):
    """Enter opens the reflection; the figures, which read the whole book, come after."""

    idea_asked = Signal(object)
    """A PrivilegeRow; None to begin a new one."""
    client_chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("ideas_panel")
        self.session = session
        self.reaches: dict[int, Reach] = {}
        self.kept: dict[int, Kept] = {}
        self.leaving: dict[int, date] = {}
        self._reading = self._stale = False
        self._undo: Callable[[], Changes] | None = None
        self._asked_about: PrivilegeRow | None = None
        self.page = Page(_("Privilèges"), scrolls=False, max_width=1800)
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[PrivilegeRow] = LazyTableModel(
            columns(lambda: self.reaches, lambda: self.kept, lambda: self.leaving),
            lambda row: row.id,
        )
        self.table = DataTable(_("Privilèges"), two_lines=True, wraps=True)
        self.composer = Composer()
        self.empty = EmptyState(
            "badge-check",
            _("Que promettons-nous à nos clients\N{NO-BREAK SPACE}?"),
            _(
                "Un privilège est un engagement de la maison, tenu à chaque "
                "fois\N{NO-BREAK SPACE}: une voiture ramenée, un prix gardé, une caution en moins. "
                "Commencez par une idée, les questions viennent après."
            ),
            _("Première idée"),
        )
        self.keys, self.promised = QWidget(), PromisedCard(session)
        self.answering = AnsweringKeys(session, session.window.actions_of(self, IDEAS))
        self._build()
        self._listen()

    def _build(self) -> None:
        self.table.setObjectName("privileges_table")
        self.table.setModel(self.model)
        self.composer.setObjectName("ideas_composer")
        self.page.head.addWidget(self.summary)
        self.paper = Card()
        self.paper.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for button in self.answering.buttons.values():
            flow.addWidget(button)
        self.page.add(self.paper, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.promised)
        self.page.add(self.composer)
        self.page.add(self.keys)
        self.composer.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.page.title.plain_text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_chosen.connect(self.idea_asked)
        self.table.row_looked_at.connect(lambda _row: self._enable())
        self.promised.client_chosen.connect(self.client_chosen)
        self.empty.asked.connect(lambda: self.idea_asked.emit(None))
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        self.answering.listen(
            {
                "idea_new": lambda: self.idea_asked.emit(None),
                "idea_withdraw": self._ask_day,
                "idea_review": self._review,
                "idea_put_away": self._put_away,
            }
        )

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the list at once; the figures of the book are read in the background."""
        place, looked_at = max(self.table.currentIndex().row(), 0), self.current()
        rows = privileges()
        self.promised.forget()
        self.kept, self.leaving = kept(self.session.today), leaving_until(self.session.today)
        self.model.show_rows(rows)
        self.paper.setVisible(bool(rows))
        self.keys.setVisible(bool(rows) and self.composer.isHidden())
        self.empty.setVisible(not rows)
        count = sum(row.published is not None for row in rows)
        told = ngettext("{count} promis", "{count} promis", count)
        self.summary.set_text(told.format(count=format_number(count)) if rows else "")
        if rows:
            same = self.model.place_of(looked_at.id) if looked_at else -1
            self.table.look_at(same if same >= 0 else min(place, len(rows) - 1))
        self._enable()
        self._read_figures(bool(rows))

    def _read_figures(self, wanted: bool) -> None:
        if self._reading:
            self._stale = True  # read again once this reading is over
        elif wanted:
            self._reading = True
            work = _work(self.session.today)
            self.session.window.tasks.run(
                work, self._on_read, lambda _failure: None, title=_("Privilèges")
            )

    def _on_read(self, found: dict[int, Reach]) -> None:
        self._reading = False
        self.reaches = found
        self.table.viewport().update()
        self.table.fit_columns()
        if self._stale:
            self._stale = False
            self._read_figures(True)

    def current(self) -> PrivilegeRow | None:
        """The privilege looked at."""
        return self.model.row_at(self.table.currentIndex().row())

    def _enable(self) -> None:
        row = self.current()
        for code, why in why_nothing(row).items():
            self.answering.tell(code, why)
        self._show_promised(row)

    def _show_promised(self, row: PrivilegeRow | None) -> None:
        """Those to whom what is withdrawn, or about to be, was promised."""
        leaving = row is not None and row.status in (Status.LEAVING, Status.WITHDRAWN)
        self.promised.show_privilege(row.id if row is not None and leaving else None)

    def focus_first(self) -> None:
        """The keyboard goes to the list, or to what says what to do first."""
        here: QWidget = self.empty.button if self.empty.isVisibleTo(self) else self.table
        if not self.composer.isHidden():
            here = self.composer.edit
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acting --------------------------------------------------------------------------------

    def _review(self) -> None:
        """What the trial did for clients, then keep, extend or withdraw."""
        self._asked_about = row = self.current()
        if row is not None:
            self.keys.hide()
            self.composer.open_for(review_spec(self.session))

    def _put_away(self) -> None:
        row = self.current()
        if row is not None and self.session.attempt(give_up, row.id) is not None:
            self._done(_("L’idée est rangée."), partial(self.session.write, take_up_again, row.id))

    def _ask_day(self) -> None:
        """From which day it is no longer due; those it is promised to are named first."""
        self._asked_about = row = self.current()
        if row is None:
            return
        if row.withdraw_on is not None:
            self._withdraw(row, None)
            return
        self.keys.hide()
        self.promised.show_privilege(row.id)
        self.composer.open_for(_withdrawal_spec(proposed_end(self.session.today)))

    def _stop_composing(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)  # before what has it hides
        self.composer.hide()
        self._show_promised(self.current())
        self.keys.show()

    def _on_composed(self, composed: Composed) -> None:
        row = self._asked_about
        if row is None:
            return
        try:
            if composed.code == "review":
                self._write_review(row, composed)
            else:
                self._withdraw(row, self._day(composed.text))
        except BookError as error:
            self.composer.refuse(str(error))

    def _day(self, typed: str) -> date:
        day = self.session.coming_day(typed) if typed else proposed_end(self.session.today)
        if day is None:
            raise Refused(_("Ce jour n’est pas compris. Essayez « lundi » ou 12/10/2026."))
        return day

    def _write_review(self, row: PrivilegeRow, composed: Composed) -> None:
        undo = write_review(self.session, row, composed)
        self._stop_composing()
        self._done(review_kept(), undo)

    def _withdraw(self, row: PrivilegeRow, day: date | None) -> None:
        self.session.write(plan_withdrawal, row.id, day)
        self._stop_composing()
        told = _("Il reste, finalement.")
        if day is not None:
            told = _("La prochaine charte dira qu’il reste dû jusqu’au {day}.").format(
                day=format_date(day, "long")
            )
        before = row.withdraw_on
        self._done(told, partial(self.session.write, plan_withdrawal, row.id, before))

    def _done(self, told: str, undo: Callable[[], Changes]) -> None:
        self._undo = undo
        self.session.window.messages.success(told, (_("Reprendre"), self.undo_last))

    def undo_last(self) -> bool:
        """Put back what was decided last here; False when nothing was."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            undo()
            self.session.window.messages.success(_("Remis comme avant."))
        except BookError as error:
            self.session.window.messages.error(str(error))
        return True


def _withdrawal_spec(day: date) -> ComposerSpec:
    told = _("Dû jusqu’à quel jour ? Entrée : {day}").format(day=format_date(day, "medium"))
    return ComposerSpec(
        "withdraw", keys_of("idea_withdraw"), _("Retirer"), text_hint=told, tone="warn"
    )


def _work(today: date) -> Callable[[Progress], dict[int, Reach]]:
    def work(progress: Progress) -> dict[int, Reach]:
        return reaches(today, progress.check)

    return work
