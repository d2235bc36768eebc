"""The account: its curve with its events, and every line with the reason of its amount."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from models import clients, journal
from models.accounts import read_account
from models.i18n import _, format_date, format_money, format_units, speaking
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity, State
from models.statement_data import CurvePoint as BalancePoint
from models.statements import AccountLine, account_lines, curve, curve_start
from models.wording import severity_label
from ui import prompts, theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.file_tab import FileTab
from ui.screens.counter_card import curve_of
from ui.screens.noting import take_back_entry, tell_effect
from ui.screens.signed import Signatures
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import Button, Card, Curve, CurveEvent, DataTable, Page

_FIRST_DAY = date(1900, 1, 1)
_LABEL_LENGTH = 28
_LEAST_LINES = 250
_CURVE_HEIGHTS = (96, 190)
_CURVE_SHARE = 0.2
"""The curve takes that share of the tab's height, between two heights in design pixels."""


class AccountTab(FileTab):
    """24 months of the account, or the whole of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.whole = False
        self.lines: list[AccountLine] = []
        self.curve = Curve(_("Le compte-confiance"))
        self.curve_card, self.lines_card = Card(" ", flows=True), Card(_("Relevé"), flows=True)
        self.period = Button(_("Toute l’histoire"), "quiet", icon="clock")
        self.reverse = Button(_("Contre-écriture"), "quiet", icon="undo-2")
        self.paper = Button(_("Relevé en PDF"), "quiet", icon="file-text")
        self.close_account = Button(_("Fermer le compte"), "quiet")
        self.team = Signatures()
        self.model: LazyTableModel[AccountLine] = LazyTableModel(_columns(self.team), id)
        self.table = DataTable(_("Relevé"), wraps=True)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("account_lines")
        self.table.setModel(self.model)
        self.curve_card.add(self.curve)
        self.curve_card.head.addWidget(self.period)
        for button in (self.reverse, self.paper, self.close_account):
            self.lines_card.head.addWidget(button)
        for name, widget in (
            ("account_curve", self.curve),
            ("account_period", self.period),
            ("account_reverse", self.reverse),
            ("account_paper", self.paper),
            ("account_close", self.close_account),
        ):
            widget.setObjectName(name)
        self.lines_card.add(self.table, 1)
        self._page = Page(inset=False)
        self._page.add(self.curve_card)
        self._page.add(self.lines_card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    def _listen(self) -> None:
        self.period.clicked.connect(self._on_period)
        self.reverse.clicked.connect(self._on_reverse)
        self.paper.clicked.connect(self._on_paper)
        self.close_account.clicked.connect(self._on_close)
        self.table.row_looked_at.connect(self._on_line)

    def show_client(self, client_id: int) -> None:
        """Show a client's account as it is today."""
        place = self.table.currentIndex().row()
        if client_id != self.client_id:
            self.whole, place = False, 0
        self.client_id = client_id
        self.team.read()
        today = self.session.today
        account = read_account(client_id)
        first = min((entry.day for entry in account.entries), default=today)
        start = first if self.whole else max(first, curve_start(today))
        self.lines = account_lines(
            client_id, _FIRST_DAY if self.whole else curve_start(today), today, today
        )
        self.lines.reverse()
        self.model.show_rows(self.lines)
        if self.lines:
            self.table.look_at(min(max(place, 0), len(self.lines) - 1))
        points = curve(account, start, today)
        line, marked = curve_of(points)
        self.curve.show_curve(line, _named(marked, self.lines))
        self.curve_card.setVisible(len(line) > 1)
        self._say_period(points, account.state(today))

    def focus_first(self) -> None:
        """The keyboard goes to the line looked at, the latest at first."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_period(self, points: Sequence[BalancePoint], state: State) -> None:
        heading = (
            _("Le compte-confiance depuis son ouverture")
            if self.whole
            else _("Le compte-confiance sur 24 mois")
        )
        self.curve_card.set_heading(heading)
        self.period.setText(_("24 mois") if self.whole else _("Toute l’histoire"))
        closed = state is State.CLOSED
        self.close_account.setText(_("Rouvrir le compte") if closed else _("Fermer le compte"))

    def _on_period(self) -> None:
        self.whole = not self.whole
        if self.client_id is not None:
            self.show_client(self.client_id)

    def _on_line(self, line: AccountLine) -> None:
        row = self.table.visualRect(self.table.currentIndex())
        self._page.bring_to_view(self.table.viewport(), row)
        self.reverse.setEnabled(isinstance(line, AccountLine) and _can_be_reversed(line))

    def _on_reverse(self) -> None:
        line = self.table.current_row()
        if isinstance(line, AccountLine) and line.entry_id is not None and _can_be_reversed(line):
            take_back_entry(self.session, line.entry_id)
            self.focus_first()
        else:
            self.session.window.messages.info(_("Choisissez d’abord une écriture du relevé."))

    def _on_close(self) -> None:
        if self.client_id is None:
            return
        if read_account(self.client_id).state(self.session.today) is State.CLOSED:
            self._note(EntryType.OPENING)
            self.focus_first()
            return
        prompts.confirm(
            self,
            _("Fermer ce compte\N{NARROW NO-BREAK SPACE}?"),
            _(
                "La relation est terminée\N{NO-BREAK SPACE}: plus rien ne compte, les dossiers "
                "ouverts s’arrêtent. La fiche reste, et le compte peut être rouvert."
            ),
            _("Fermer le compte"),
            lambda: self._note(EntryType.CLOSED),
        )

    def _note(self, entry_type: EntryType) -> None:
        changes = self.session.attempt(journal.note, self.client_id, EntryDraft(entry_type))
        if changes is not None:
            tell_effect(self.session, changes)

    def _on_paper(self) -> None:
        if self.client_id is None:
            return
        number = clients.number_text(clients.client_labels([self.client_id])[self.client_id].number)
        prompts.ask_where_to_save(
            self,
            _("Enregistrer le relevé"),
            Path.home() / _("releve-{number}.pdf").format(number=number),
            "PDF (*.pdf)",
            self._save_paper,
        )

    def _save_paper(self, path: Path) -> None:
        client_id, today = self.client_id, self.session.today
        if client_id is None:
            return
        start = None if self.whole else curve_start(today)
        spoken = self.session.shop().language

        def work(_progress: Progress) -> Path:
            from reports.statement_files import Period, write_one

            with speaking(spoken):
                return write_one(path, client_id, Period(start, today, today))

        self.session.window.tasks.run(work, self._on_saved, title=_("Relevé en PDF"))

    def _on_saved(self, path: Path) -> None:
        self.session.say_saved(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        px = theme.current().px
        least, most = _CURVE_HEIGHTS
        self.curve.setFixedHeight(min(max(int(self.height() * _CURVE_SHARE), px(least)), px(most)))
        self.table.setMinimumHeight(px(_LEAST_LINES))


def _columns(team: Signatures) -> tuple[Column[AccountLine], ...]:
    return (
        Column(_("Date"), lambda line: format_date(line.row.day, "medium"), width=13),
        Column(_("Ce qui s’est passé"), _what_cell, width=30, stretch=4),
        Column(_("Pourquoi"), _why_cell, width=22, stretch=2),
        team.column(lambda line: line.author_id),
        Column(_("Alors"), _then_cell, align="right", width=7),
        Column(_("Aujourd’hui"), _now_cell, align="right", width=7),
    )


def _what_cell(line: AccountLine) -> Cell:
    marks = {
        "late": _("noté après coup"),
        "voided": _("annulé depuis"),
        "reversed": _("repris"),
        "memorable": _("mémorable"),
    }
    told = [marks[mark] for mark in line.row.marks]
    if line.type is EntryType.INCIDENT and line.severity and line.row.kind == "withdrawal":
        tone = "warn" if line.severity is Severity.MINOR else "bad"
        pill = _("Incident {severity}").format(severity=severity_label(line.severity))
        rest = line.row.what.removeprefix(pill).lstrip(" \N{NO-BREAK SPACE}·:")
        return Cell(rest, ", ".join(told), pill=pill, pill_tone=tone)
    if line.row.kind in ("fade", "note"):
        return Cell(_with_amount(line), ", ".join(told), tone="muted")
    return Cell(line.row.what, ", ".join(told))


def _with_amount(line: AccountLine) -> str:
    """« Passage · Révision · 245,00 € TTC »."""
    if line.billed is None:
        return line.row.what
    cents, taxed = line.billed
    amount = _("{amount} TTC") if taxed else _("{amount} HT")
    return f"{line.row.what} · {amount.format(amount=format_money(cents))}"


def _why_cell(line: AccountLine) -> Cell:
    return Cell(line.row.why, tone="muted")


def _then_cell(line: AccountLine) -> Cell:
    if line.row.kind == "note":
        return Cell("")
    tone = "bad" if line.row.amount < 0 and line.row.kind != "fade" else ""
    return Cell(format_units(line.row.amount, signed=True), tone=tone)


def _now_cell(line: AccountLine) -> Cell:
    if line.now is None or line.row.kind == "note":
        return Cell("")
    return Cell(format_units(line.now, signed=True), tone="muted" if line.now == 0 else "")


def _can_be_reversed(line: AccountLine) -> bool:
    undoable = line.type not in (None, EntryType.REVERSAL)
    return undoable and line.entry_id is not None and "reversed" not in line.row.marks


def _named(events: Sequence[CurveEvent], lines: Sequence[AccountLine]) -> list[CurveEvent]:
    """The events of the curve with a few words each, from the statement."""
    told = [line for line in lines if line.row.kind in ("deposit", "withdrawal")]
    told.sort(key=lambda line: abs(line.row.amount))
    words = {line.row.day: line.row.what for line in told}
    return [
        CurveEvent(event.day, event.value, _short(words.get(event.day, "")), event.tone)
        for event in events
    ]


def _short(text: str) -> str:
    head = text.split("\N{NO-BREAK SPACE}:")[0].split(" : ")[-1]
    return head if len(head) <= _LABEL_LENGTH else head[: _LABEL_LENGTH - 1].rstrip() + "…"
