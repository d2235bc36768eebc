"""Bonne foi: what is asked of this client and what no longer is, and what was taken on trust."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from models.actor import Actor
from models.changes import Changes
from models.errors import BookError
from models.good_faith import AskingRow, askings_of, relation_with, take_back_waiver, waive
from models.i18n import _, format_date, format_money, format_units
from models.rules.typed import read_hundredths
from models.trust_claims import ClaimRow, claims, mark_abusive, unmark_abusive
from ui.action_specs import GOOD_FAITH
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.distance_card import ReasonField
from ui.screens.client_file.file_tab import FileTab
from ui.screens.settings.tab import Beside, foot_of
from ui.session import Session
from ui.widgets import Button, Card, DataTable, Form, KeyButton, WrapLabel


class GoodFaithTab(FileTab):
    """The guarantees at the left, claims taken on trust at the right, each undone by Ctrl+Z."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._undo: Callable[..., Changes] | None = None
        self.guarantees: LazyTableModel[AskingRow] = LazyTableModel(
            _guarantee_columns(), lambda row: row.asking.guarantee.code
        )
        self.claims: LazyTableModel[ClaimRow] = LazyTableModel(
            _claim_columns(), lambda row: row.entry_id
        )
        self.table = DataTable(_("Garanties"), wraps=True)
        self.claim_table = DataTable(_("Accepté sur parole"), wraps=True)
        self.about = WrapLabel("", "small", "muted")
        self.reason, self.cost = ReasonField(), ReasonField()
        self.form, self.form_card = Form(), Card(_("Cela n’était pas vrai"))
        self.decide = Button(_("Noter l’abus"))
        self._build()

    def _build(self) -> None:
        asked, trusted = Card(_("Ce que nous lui demandons")), Card(_("Accepté sur parole"))
        for table, model, name in (
            (self.table, self.guarantees, "asked_table"),
            (self.claim_table, self.claims, "claims_table"),
        ):
            table.setObjectName(name)
            table.setModel(model)
        window = self.session.window
        waive_one = window.actions_of(self.table, GOOD_FAITH, ("waive_one",))["waive_one"]
        abuse = window.actions_of(self.claim_table, GOOD_FAITH, ("mark_abuse",))["mark_abuse"]
        for card, action in ((asked, waive_one), (trusted, abuse)):
            card.head.addWidget(KeyButton(keys_of(action.objectName()), action.text(), action))
        waive_one.triggered.connect(self._on_waive)
        abuse.triggered.connect(self._on_abuse)
        self.table.row_chosen.connect(lambda _row: self._on_waive())
        self.claim_table.row_chosen.connect(lambda _row: self._on_abuse())
        self.abuse_action = abuse
        asked.add(self.table, 1)
        trusted.add(self.about)
        trusted.add(self.claim_table, 1)
        self._build_form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Beside(asked, self.table, trusted, self.form_card))

    def _build_form(self) -> None:
        label = _("Le fait qui le montre\N{NO-BREAK SPACE}: le client pourra le lire")
        self.form.add("abuse_reason", label, self.reason)
        self.form.add("abuse_cost", _("Ce que cela a coûté, HT"), self.cost)
        note = _("Rien ne change sur le compte. Cela se compte dans le bilan de la bonne foi.")
        self.form_card.add(self.form)
        self.form_card.add(foot_of(right=(self.decide,)))
        self.form_card.add(WrapLabel(note, "small", "muted"))
        self.form_card.hide()
        self.decide.setObjectName("abuse_keep")
        self.decide.clicked.connect(self._on_decide)
        for edit in (self.reason, self.cost):
            edit.left.connect(self._leave)
            edit.returnPressed.connect(self._on_decide)

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show what is asked of a client; an abuse being written stays."""
        if client_id != self.client_id:
            self._undo = None
            self.form_card.hide()
        self.client_id, today = client_id, self.session.today
        codes = (self._looked_at(), self._claim())
        self.guarantees.show_rows(askings_of(client_id, relation_with(client_id, today), today))
        rows = claims(client_id)
        self.claims.show_rows(rows)
        if codes[0] is not None:
            self.table.look_at(self.guarantees.place_of(codes[0].asking.guarantee.code))
        if rows:
            place = self.claims.place_of(codes[1].entry_id) if codes[1] is not None else 0
            self.claim_table.look_at(max(0, place))
        self.claim_table.setVisible(bool(rows))
        self.abuse_action.setEnabled(bool(rows))
        self.about.set_text(_about(rows))

    def focus_first(self) -> None:
        """The keyboard goes to the guarantees."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.table.current_row() is None and self.guarantees.rowCount():
            self.table.look_at(0)

    def undo_last(self) -> bool:
        """Ctrl+Z: put back what was decided last here; False when there is nothing."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        if self.session.attempt(undo) is not None:
            self.session.window.messages.success(_("Remis comme avant."))
        return True

    # -- guarantees --------------------------------------------------------------------------

    def _looked_at(self) -> AskingRow | None:
        found = self.table.current_row()
        return found if isinstance(found, AskingRow) else None

    def _on_waive(self) -> None:
        row, client_id = self._looked_at(), self.client_id
        if row is None or client_id is None:
            return
        code = row.asking.guarantee.code
        if self.session.attempt(waive, client_id, code) is None:
            return
        told = _("Nous ne lui demandons plus\N{NO-BREAK SPACE}: {label}.").format(label=row.label)
        self._told(told, lambda actor: take_back_waiver(actor, client_id, code))

    # -- claims ------------------------------------------------------------------------------

    def _claim(self) -> ClaimRow | None:
        found = self.claim_table.current_row()
        return found if isinstance(found, ClaimRow) else None

    def _on_abuse(self) -> None:
        """Ask for the fact; a claim marked already is cleared, and that can be taken back."""
        row = self._claim()
        if row is None:
            return
        if row.abuse is not None:
            kept = row.abuse
            if self.session.attempt(unmark_abusive, row.entry_id) is not None:
                again = partial(_mark_again, row.entry_id, kept.reason, kept.net_cents)
                self._told(_("Ce n’est plus noté comme un abus."), again)
            return
        self.reason.clear()
        cents = row.net_cents
        self.cost.setText("" if cents is None else format_units(cents, decimals=2))
        self.form.set_errors({})
        self.form_card.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decide(self) -> None:
        row = self._claim()
        if row is None:
            return
        try:
            cents = read_hundredths(self.cost.text()) if self.cost.text().strip() else None
        except ValueError:
            self.form.set_errors({"abuse_cost": _("Écrivez un montant, par exemple 12,50.")})
            return
        try:
            self.session.write(mark_abusive, row.entry_id, self.reason.text(), cents)
        except BookError as error:
            self.form.set_errors({"abuse_reason": str(error)})
            return
        self._leave()
        told = _("C’est noté. Le compte n’a pas bougé.")
        self._told(told, lambda actor: unmark_abusive(actor, row.entry_id))

    def _leave(self) -> None:
        self.form_card.hide()
        self.claim_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, sentence: str, undo: Callable[..., Changes]) -> None:
        self._undo = undo
        self.session.window.messages.success(sentence, (_("Reprendre"), self.undo_last))


def _mark_again(entry_id: int, reason: str, cents: int | None, actor: Actor) -> Changes:
    return mark_abusive(actor, entry_id, reason, cents)


def _guarantee_columns() -> tuple[Column[AskingRow], ...]:
    return (
        Column(_("Garantie"), lambda row: row.label, width=20, stretch=1),
        Column(_("Pour ce client"), _asked_cell, width=28, stretch=2),
    )


def _asked_cell(row: AskingRow) -> Cell:
    if row.asked:
        return Cell(row.why, pill=_("Demandée"), pill_tone="neutral", tone="muted")
    return Cell(row.why, pill=_("Non demandée"), pill_tone="good")


def _claim_columns() -> tuple[Column[ClaimRow], ...]:
    return (
        Column(_("Ce qui a été accepté"), _claim_cell, width=18, stretch=1),
        Column(_("Coût HT"), _cost_cell, align="right", width=9),
    )


def _claim_cell(row: ClaimRow) -> Cell:
    day, text = format_date(row.day, "medium"), row.text or _("sans texte")
    if row.abuse is None:
        return Cell(text, second=day)
    told = f"{text} · {row.abuse.reason}"
    return Cell(told, second=day, pill=_("Abus"), pill_tone="warn")


def _cost_cell(row: ClaimRow) -> Cell:
    cents = row.net_cents if row.abuse is None else row.abuse.net_cents
    return Cell(format_money(cents) if cents is not None else _("non noté"))


def _about(rows: list[ClaimRow]) -> str:
    if rows:
        return ""
    return _(
        "Rien n’a encore été accepté sur parole. Cela se note au comptoir\N{NO-BREAK SPACE}: A, "
        "puis «\N{NO-BREAK SPACE}confiance accordée\N{NO-BREAK SPACE}», et son coût."
    )
