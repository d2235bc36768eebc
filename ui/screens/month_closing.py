"""Before a month is closed: each line looked at, one by one, what freezes, then the closing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import closing, costs
from models.changes import Changes
from models.closing import Draft
from models.closing_lines import Line, LineKind, unpriced
from models.errors import BookError
from models.i18n import _, format_date, format_number, ngettext, speaking
from models.seals import closed, last_closed
from ui import theme
from ui.action_specs import CLOSING
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.cost_fields import completed_cost, cost_spec
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import (
    Button,
    Card,
    Composed,
    Composer,
    DataTable,
    EmptyState,
    FlowLayout,
    KeyButton,
    Label,
    WrapLabel,
)

_LINE_KEYS = ("see_line", "price_cost", "line_card")
_LOW = 480
"""Below this height, in design pixels, the lines need the room of what freezes."""


class ClosingPanel(QWidget):
    """Shown over the report of a month; `left` asks to go back to it."""

    left = Signal()
    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("closing_panel")
        self.session = session
        self.month = session.today.replace(day=1)
        self._pricing: Line | None = None
        self._seen: list[tuple[date, Line]] = []
        self._closable = False
        self.heading, self.count = Label("", "subtitle"), Label("", tone="muted")
        self.model: LazyTableModel[Line] = LazyTableModel(_columns(), lambda line: line.key)
        self.table, self.composer = DataTable(_("À voir avant de clore")), Composer()
        self.list, self.keys, self.told = Card(), QWidget(), WrapLabel("")
        self.empty = EmptyState("calendar-days", "", "")
        self.freeze = Card(_("Ce qui se fige"))
        self.frozen = WrapLabel("")
        self.told.setObjectName("closing_line_told")
        self.actions_by_code = session.window.actions_of(self, CLOSING)
        self.close_button = Button(_("Clore le mois"), "primary", icon="lock")
        self.back = KeyButton(
            keys_of("leave_closing"), _("Revenir au rapport"), self.actions_by_code["leave_closing"]
        )
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("closing_lines")
        self.table.setModel(self.model)
        self.close_button.setObjectName("close_month_button")
        self.close_button.setToolTip(keys_of("close_month"))
        self.list.head.addWidget(self.count)
        self.list.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for code in _LINE_KEYS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self.list.add(self.told)
        self.list.add(self.keys)
        self.freeze.add(self.frozen)
        self.freeze.head.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.composer)
        self._column.addWidget(self.freeze)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _listen(self) -> None:
        self.table.row_chosen.connect(lambda _row: self._on_chosen())
        self.table.row_looked_at.connect(lambda _row: self._enable())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_pricing)
        self.session.window.tasks.cancelled.connect(self._on_stopped)
        self.close_button.clicked.connect(self.actions_by_code["close_month"].trigger)
        slots: dict[str, Callable[[], object]] = {
            "see_line": self._see,
            "price_cost": self._price,
            "line_card": self._open_card,
            "close_month": self._close,
            "leave_closing": self._leave,
        }
        for code, slot in slots.items():
            self.actions_by_code[code].triggered.connect(slot)

    # -- showing -------------------------------------------------------------------------------

    def show_month(self, month: date) -> None:
        """Show what waits in a month, and what closing it freezes; a price begun stays open."""
        if month != self.month:
            self.composer.hide()
        self.month = month
        self.frozen.set_text(closing.frozen_words(month))
        self._show_lines()

    def _show_lines(self) -> None:
        """Read the lines again, the keyboard on the one it was on or near it."""
        month = self.month
        place = max(self.table.currentIndex().row(), 0)
        why = closing.why_not(month, self.session.today)
        self._closable = not why
        lines = closing.waiting(month, self.session.today) if self._closable else self._unpriced()
        self.model.show_rows(lines)
        self._say(lines, why)
        if lines:
            self.table.look_at(min(place, len(lines) - 1))
        self._enable()

    def _unpriced(self) -> list[Line]:
        return [] if closing.standing_words(self.month) else unpriced(self.month)

    def _say(self, lines: list[Line], why: str) -> None:
        name = format_date(self.month, "month")
        sealed = closed(self.month)
        title = _("Clôture, {month}")
        if lines and not self._closable:
            title = _("Coûts à chiffrer, {month}")
        self.heading.set_text(title.format(month=name))
        told = ngettext("{n} ligne à voir", "{n} lignes à voir", len(lines))
        self.count.set_text(told.format(n=format_number(len(lines))))
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._share_room()
        if self._closable:
            self.empty.say(
                _("Tout est vu"),
                _("Dossiers échus, coûts sans montant, jours sans note\N{NO-BREAK SPACE}: fait."),
            )
        else:
            seal = _("{why} Son sceau, n° {number}\N{NO-BREAK SPACE}: {seal}")
            if sealed is not None:
                why = seal.format(why=why, number=sealed.number, seal=sealed.seal)
            self.empty.say(_("Rien à clore"), why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """In a low window, what closing freezes is read once every line is seen."""
        low = self.height() < theme.current().px(_LOW)
        self.freeze.setVisible(self._closable and not (low and self.model.rowCount()))

    def _enable(self) -> None:
        line = self._current()
        self.told.set_text(_in_full(line) if line is not None else "")
        usable = {
            "see_line": self._closable and line is not None,
            "price_cost": line is not None and line.kind is LineKind.COST,
            "line_card": line is not None and line.client is not None,
            "close_month": self._closable and line is None,
        }
        for code, on in usable.items():
            self.actions_by_code[code].setEnabled(on)
        for button in self.keys.findChildren(KeyButton):
            button.setEnabled(usable[button.objectName().removeprefix("button_")])
        self.close_button.setEnabled(usable["close_month"])

    def focus_first(self) -> None:
        """The keyboard goes to the lines, or to the closing once all are seen."""
        if not self.composer.isHidden():
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._to_lines()

    def _to_lines(self) -> None:
        here: QWidget = self.back
        if self.list.isVisibleTo(self):
            here = self.table
        elif self._closable:
            here = self.close_button
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- looking at a line ---------------------------------------------------------------------

    def _current(self) -> Line | None:
        return self.model.row_at(self.table.currentIndex().row()) if self.model.rowCount() else None

    def _on_chosen(self) -> None:
        line = self._current()
        if line is not None and line.kind is LineKind.COST:
            self._price()
        else:
            self._see()

    def _see(self) -> None:
        line = self._current()
        if line is None or not self._closable:
            return
        if self.session.attempt(closing.confirm, self.month, [line]) is not None:
            self._seen.append((self.month, line))
            self._again()

    def undo_last(self) -> bool:
        """Ctrl+Z: the line seen last waits again; False when none was."""
        while self._seen:
            month, line = self._seen.pop()
            if month == self.month and self._closable:
                self.session.attempt(closing.take_back, month, line)
                self._again()
                self.session.window.messages.success(_("Cette ligne attend à nouveau."))
                return True
        return False

    def _again(self) -> None:
        self._show_lines()
        self._stop_pricing()

    def _open_card(self) -> None:
        line = self._current()
        if line is not None and line.client is not None:
            self.card_asked.emit(line.client.id)

    def _price(self) -> None:
        line = self._current()
        found = costs.cost_of(line.subject) if line is not None else None
        if found is not None:
            self._pricing = line
            self.composer.open_for(cost_spec(found[0]))
            self._column.activate()  # the list is shorter now: what is priced stays in sight
            self.table.scrollTo(self.table.currentIndex())

    def _leave(self) -> None:
        """Esc leaves the cost being written first."""
        if self.composer.isHidden():
            self.left.emit()
        else:
            self._stop_pricing()

    def _stop_pricing(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        self._to_lines()
        self.composer.hide()

    def _on_composed(self, composed: Composed) -> None:
        if self._pricing is None:
            return
        try:
            self.session.write(costs.complete, self._pricing.subject, completed_cost(composed))
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self.session.window.messages.success(_("Le coût est chiffré."))
        self._again()

    # -- closing -------------------------------------------------------------------------------

    def _close(self) -> None:
        """Read, render and seal in the background; the report is shown again afterwards."""
        month, actor, spoken = self.month, self.session.actor, self.session.shop().language
        self._closable = False
        self._enable()

        def work(progress: Progress) -> Changes:
            from reports.month_papers import papers_of

            with speaking(spoken):
                told = _("Le mois est relu…")
                found: Draft = closing.draft(
                    actor, month, lambda done, total: progress.report(0.8 * done / total, told)
                )
                papers = papers_of(found.report)
                progress.report(0.9)
                return closing.close(actor, found, papers)

        title = _("Clôture, {month}").format(month=format_date(month, "month"))
        self.session.window.tasks.run(work, self._on_closed, self._on_failed, title=title)

    def _on_closed(self, changes: Changes) -> None:
        self.session.window.events.tell(changes)
        month = last_closed()
        sealed = closed(month) if month is not None else None
        if sealed is not None:
            text = _("{month}\N{NO-BREAK SPACE}: clos, sceau n° {number}.")
            name = format_date(sealed.month, "month").capitalize()
            self.session.window.messages.success(text.format(month=name, number=sealed.number))
        self.left.emit()

    def _on_failed(self, failure: Failure) -> None:
        self.session.window.messages.error(failure.sentence)
        self._again()

    def _on_stopped(self, _title: str) -> None:
        """The person stopped a closing: the month is as it was."""
        if self.isVisible():
            self._again()

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


def _in_full(line: Line) -> str:
    """The line looked at, whole: what the table cuts, and what seeing it means."""
    if line.kind is LineKind.CASE:
        return _("{what}\N{NO-BREAK SPACE}: {became}").format(what=line.what, became=line.became)
    if line.kind is LineKind.COST:
        return _(
            "{what}\N{NO-BREAK SPACE}: donnez son montant avec E. Vu ainsi, il restera sans "
            "montant dans le mois clos."
        ).format(what=line.what)
    return _(
        "La boutique était ouverte et rien n’est noté ce jour-là. Un oubli\N{NO-BREAK SPACE}? "
        "Notez-le au Comptoir, à cette date, avant de clore."
    )


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(_("Jour"), lambda line: format_date(line.day, "near"), width=16),
        Column(_("Pourquoi"), _why_cell, width=17),
        Column(_("Client"), _client_cell, width=20, stretch=1),
        Column(_("Quoi"), lambda line: line.what, width=34, stretch=3),
        Column(_("Où cela en est"), lambda line: line.became, width=26, stretch=1),
    )


def _why_cell(line: Line) -> Cell:
    words = {
        LineKind.CASE: (_("Échu"), "warn"),
        LineKind.COST: (_("À chiffrer"), "warn"),
        LineKind.DAY: (_("Sans note"), "neutral"),
    }
    pill, tone = words[line.kind]
    return Cell("", pill=pill, pill_tone=tone)


def _client_cell(line: Line) -> Cell:
    return Cell(line.client.name if line.client is not None else "", bold=True)
