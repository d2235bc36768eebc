"""Bonne foi: what the shop usually asks, and from which depth of the relation it no longer does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models.changes import Changes
from models.errors import BookError
from models.good_faith import depth_words, law_words
from models.guarantees import ShopGuarantee, new_code, set_guarantees, shop_guarantees
from models.i18n import _
from models.rules.waivers import Depth, Guarantee
from models.trust_claims import trust_balance
from reports.monthly_good_faith import trust_words
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.tab import Beside, SettingsTab, foot_of
from ui.session import Session
from ui.widgets import Button, Card, CheckBox, DataTable, Form, Row, WrapLabel, bold


class GoodFaithTab(SettingsTab):
    """The guarantees at the left; at the right the one looked at, changed there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.known: list[ShopGuarantee] = []
        self.shown = _empty("")
        self.model: LazyTableModel[ShopGuarantee] = LazyTableModel(
            _columns(), lambda row: row.rule.code
        )
        self.table = DataTable(_("Garanties"), wraps=True)
        self.card, self.form = Card(" "), Form()
        self.label, self.years, self.visits = QLineEdit(), QLineEdit(), QLineEdit()
        self.asked = CheckBox(_("nous la demandons"))
        self.always = CheckBox(_("toujours, quelle que soit la relation"))
        self.about = WrapLabel("", "small", "muted")
        self.keep_button = Button(_("Garder"), "primary")
        self.new_button = Button(_("Autre garantie"), "quiet", icon="plus")
        self.remove = Button(_("Ôter"), "quiet", icon="trash-2")
        self.balance = Card(_("Ce que la confiance a coûté"))
        self._build()
        self._listen()

    def _build(self) -> None:
        self.table.setObjectName("guarantees_table")
        self.table.setModel(self.model)
        self.form.add("guarantee_label", _("Garantie"), self.label)
        self.form.add("guarantee_asked", "", self.asked)
        self.form.add("guarantee_always", "", self.always)
        self.form.add_side_by_side(
            ("guarantee_years", _("N’est plus demandée dès (ans)"), self.years, ""),
            ("guarantee_visits", _("et (passages)"), self.visits, ""),
        )
        for edit in (self.years, self.visits):
            edit.setProperty("number", True)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        paper = Card(_("Ce que nous demandons, et jusqu’à quand"))
        words = _(
            "La confiance d’abord\N{NO-BREAK SPACE}: plus la relation est ancienne, moins nous "
            "demandons. L’état du compte n’y change rien."
        )
        paper.add(WrapLabel(words, tone="muted"))
        paper.add(self.table, 1)
        self.card.head.addWidget(self.new_button)
        self.card.add(self.form)
        self.card.add(foot_of(self.remove, right=(self.keep_button,)))
        self.card.add(self.about)
        self.balance.setObjectName("trust_balance")
        self.column.addWidget(Beside(paper, self.table, self.card, self.balance))

    def _listen(self) -> None:
        named = {
            "guarantee_keep": (self.keep_button, self.keep),
            "guarantee_new": (self.new_button, self.start_new),
            "guarantee_remove": (self.remove, self._on_remove),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.table.row_looked_at.connect(self._show)
        self.table.row_chosen.connect(lambda _row: self._enter_form())
        for box in (self.asked, self.always):
            box.toggled.connect(lambda _on: self._share())
        for edit in (self.label, self.years, self.visits):
            edit.returnPressed.connect(self.keep)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the guarantees again, and stay on the same one."""
        today, title = self.session.today, _("Ce que la confiance a coûté")
        self.session.window.tasks.run(lambda _p: _years(today), self._show_years, title=title)
        self.known = shop_guarantees()
        self.model.show_rows(self.known)
        place = self.model.place_of(self.shown.rule.code)
        if place >= 0:
            self.table.look_at(place)
        elif not self._typing_new():
            self._show(self.known[0])

    def _show_years(self, years: list[tuple[str, str]]) -> None:
        rows = self.balance.keep_rows(len(years), lambda: Row(""))
        for row, (year, words) in zip(rows, years, strict=True):
            row.text.set_text((bold(year), f" {words}"))

    def focus_first(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.table.current_row() is None:
            self.table.look_at(0)

    def start_new(self) -> None:
        """An empty form for a guarantee of the shop's own."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._show(_empty(new_code()))
        self.label.setFocus()

    def _typing_new(self) -> bool:
        return self.shown.is_own and self.label.isModified()

    def _enter_form(self) -> None:
        """Enter on a line: to the first thing that can be changed."""
        if not self.shown.rule.law:
            self.asked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, one: ShopGuarantee) -> None:
        self.shown, depth = one, one.rule.waived_from
        new = one.is_own and one not in self.known
        self.card.set_heading(_("Nouvelle garantie") if new else _("Cette garantie"))
        self.label.setText(one.label)
        self.label.setReadOnly(not one.is_own)
        self.asked.setChecked(one.asked)
        self.always.setChecked(depth is None)
        self.years.setText(str(depth.years) if depth else "")
        self.visits.setText(str(depth.visits) if depth else "")
        self.new_button.setVisible(not new)
        self.remove.setVisible(one.is_own and not new)
        self.keep_button.setVisible(not one.rule.law)
        self.about.set_text(_about(one))
        self.form.set_errors({})
        self._share()

    def _share(self) -> None:
        """What is left out: a depth for what is always asked, and everything for the law's."""
        free = not self.shown.rule.law
        self.form.field("guarantee_asked").setVisible(free)
        self.form.field("guarantee_always").setVisible(free and self.asked.isChecked())
        deep = free and self.asked.isChecked() and not self.always.isChecked()
        for name in ("guarantee_years", "guarantee_visits"):
            self.form.field(name).setVisible(deep)

    # -- changing ----------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the guarantee of the form."""
        if self.shown.rule.law:
            return
        try:
            depth = self._typed_depth()
        except ValueError as error:
            self.form.set_errors({str(error): _("Écrivez un nombre, par exemple 2.")})
            return
        rule = replace(self.shown.rule, waived_from=depth)
        label = self.label.text().strip() if self.shown.is_own else self.shown.label
        wanted = ShopGuarantee(rule, label, self.asked.isChecked())
        if wanted == self.shown and wanted in self.known:
            return
        others = [one for one in self.known if one.rule.code != rule.code]
        places = {one.rule.code: place for place, one in enumerate(self.known)}
        place = places.get(rule.code, len(others))
        self._write([*others[:place], wanted, *others[place:]], _("C’est gardé."), wanted)

    def _typed_depth(self) -> Depth | None:
        """The depth typed, None for always asked; raises ValueError with the field at fault."""
        if not self.asked.isChecked():
            return self.shown.rule.waived_from
        if self.always.isChecked():
            return None
        numbers = {}
        for name, edit in (("guarantee_years", self.years), ("guarantee_visits", self.visits)):
            text = edit.text().strip() or "0"
            if not (text.isascii() and text.isdecimal() and len(text) <= 3):
                raise ValueError(name)
            numbers[name] = int(text)
        return Depth(numbers["guarantee_years"], numbers["guarantee_visits"])

    def _on_remove(self) -> None:
        kept = [one for one in self.known if one.rule.code != self.shown.rule.code]
        told = _("«\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}» n’est plus dans la liste.")
        self._write(kept, told.format(label=self.shown.label), kept[0])

    def _write(self, wanted: Sequence[ShopGuarantee], told: str, then: ShopGuarantee) -> None:
        before = self.known
        try:
            self.session.write(set_guarantees, wanted)
        except BookError as error:
            name = "guarantee_years" if self.years.isModified() else "guarantee_label"
            self.form.set_errors({name: str(error)})
            return
        for edit in (self.label, self.years, self.visits):
            edit.setModified(False)
        self.shown = then
        self.refresh()
        self.told(told, lambda: self._put_back(before))

    def _put_back(self, before: Sequence[ShopGuarantee]) -> Changes:
        return set_guarantees(self.session.actor, before)


def _years(today: date) -> list[tuple[str, str]]:
    """What trusting came to this year, and last year as a whole, in words."""
    first = today.replace(month=1, day=1)
    before = first - timedelta(days=1)
    spans = ((first, today), (before.replace(month=1, day=1), before))
    return [(str(start.year), trust_words(trust_balance(start, end))) for start, end in spans]


def _columns() -> tuple[Column[ShopGuarantee], ...]:
    return (
        Column(_("Garantie"), _label_cell, width=22, stretch=1),
        Column(_("N’est plus demandée"), _until_cell, width=22, stretch=1),
    )


def _empty(code: str) -> ShopGuarantee:
    return ShopGuarantee(Guarantee(code, Depth(1, 2)), "")


def _label_cell(row: ShopGuarantee) -> Cell:
    return Cell(row.label, tone="" if row.asked else "muted")


def _until_cell(row: ShopGuarantee) -> Cell:
    if row.rule.law:
        return Cell(law_words(row.rule.law), tone="muted")
    if not row.asked:
        return Cell(_("nous ne la demandons à personne"), tone="muted")
    if row.rule.waived_from is None:
        return Cell(_("toujours demandée"))
    return Cell(_("dès {depth}").format(depth=depth_words(row.rule.waived_from)))


def _about(one: ShopGuarantee) -> str:
    if one.rule.law:
        return _(
            "La loi l’exige quand le cas se présente\N{NO-BREAK SPACE}: ni la relation ni personne "
            "ne peut y renoncer."
        )
    return _(
        "Les deux doivent être atteints. Demander plus vaut pour la suite\N{NO-BREAK SPACE}: ce "
        "qui n’était plus demandé à un client ne l’est qu’en prenant de la distance, dans sa "
        "fiche. On y renonce aussi à une garantie de plus."
    )
