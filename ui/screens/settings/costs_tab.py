"""Coûts: VAT rates, the account code of each nature, the limit of gifts to one person."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models import cost_settings
from models.changes import Changes
from models.cost_settings import CostSettings
from models.costs import Nature, nature_label
from models.errors import BookError
from models.gifts import gifts_total
from models.i18n import _, format_money, format_rate, format_units
from models.rules.costs import DECLARED_FROM, gift_limit
from models.rules.typed import read_hundredths
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session
from ui.widgets import CardGrid, CheckBox, Form, WrapLabel

_YEARS_BACK = 1
_SEPARATORS = str.maketrans(";/%", "   ")


class CostsTab(SettingsTab):
    """Each field is kept when it is left, or with Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rates = QLineEdit()
        self.codes = {nature: QLineEdit() for nature in Nature}
        self.confirmed = {nature: CheckBox(_("confirmé par le comptable")) for nature in Nature}
        self.years = [session.today.year - back for back in range(_YEARS_BACK, -1, -1)]
        self.limits = {year: QLineEdit() for year in self.years}
        self.form_rates, self.form_codes, self.form_limits = Form(), Form(), Form()
        self.given = WrapLabel("", tone="muted")
        self._build()
        self._listen()

    def _build(self) -> None:
        self.form_rates.add("cost_rates", _("Taux proposés, en %"), self.rates)
        for nature in Nature:
            self._add_code(nature)
        fields = [
            (f"gift_limit_{year}", str(year), edit, " ") for year, edit in self.limits.items()
        ]
        self.form_limits.add_side_by_side(*fields)
        rates = card_of(
            _("Taux de TVA"),
            self.form_rates,
            WrapLabel(_("La franchise en base se dit dans Boutique."), "small", "muted"),
        )
        codes = card_of(
            _("Comptes comptables"),
            self.form_codes,
            WrapLabel(
                _("Les codes que donne votre comptable. Les coûts des mois ouverts les suivent."),
                "small",
                "muted",
            ),
        )
        gifts_card = card_of(
            _("Cadeaux à une même personne"),
            WrapLabel(
                _("La limite de l’année, TTC, au-delà de laquelle la TVA ne se récupère pas."),
                tone="muted",
            ),
            self.form_limits,
            self.given,
        )
        page, grid = TabPage(), CardGrid(min_column=400)
        for card in (codes, rates, gifts_card):
            grid.add(card)
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def _add_code(self, nature: Nature) -> None:
        box, edit = self.confirmed[nature], self.codes[nature]
        edit.setPlaceholderText(_("aucun"))
        box.setObjectName(f"code_confirmed_{nature.value}")
        box.setAccessibleName(
            _("{nature}, confirmé par le comptable").format(nature=nature_label(nature))
        )
        self.form_codes.add_side_by_side(
            (f"code_{nature.value}", nature_label(nature), edit, ""),
            (f"code_confirmed_{nature.value}", "\N{NO-BREAK SPACE}", box, ""),
        )

    def _listen(self) -> None:
        self.rates.editingFinished.connect(self._on_rates)
        for nature in Nature:
            self.codes[nature].editingFinished.connect(lambda n=nature: self._on_code(n))
            self.confirmed[nature].clicked.connect(lambda _on, n=nature: self._on_code(n))
        for year, edit in self.limits.items():
            edit.editingFinished.connect(lambda year=year: self._on_limit(year))

    def focus_first(self) -> None:
        """The keyboard goes to the first code."""
        next(iter(self.codes.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the settings as the book has them."""
        known = cost_settings.cost_settings()
        self._put(self.rates, " ; ".join(_percent(rate) for rate in known.rates))
        for nature in Nature:
            self._put(self.codes[nature], known.accounts.get(nature, ""))
            self.confirmed[nature].setChecked(nature in known.confirmed)
        for year, edit in self.limits.items():
            limit = gift_limit(year, known.limits)
            self._put(edit, format_units(limit.cents, decimals=2) if limit.confirmed else "")
            edit.setPlaceholderText(format_units(limit.cents, decimals=2))
            told = _("confirmée") if limit.confirmed else _("à confirmer")
            self.form_limits.field(f"gift_limit_{year}").hint.set_text(told)
        self._tell_given()

    def _put(self, edit: QLineEdit, text: str) -> None:
        """Show a text, unless another one is being typed there."""
        if not (edit.hasFocus() and edit.isModified()):
            edit.setText(text)

    def _tell_given(self) -> None:
        total = gifts_total(self.session.today)
        text = _(
            "Donné cette année\N{NO-BREAK SPACE}: {total} TTC. Au-delà de "
            "3\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€, les cadeaux se déclarent."
        )
        if total > DECLARED_FROM:
            text = _(
                "Donné cette année\N{NO-BREAK SPACE}: {total} TTC, à déclarer (formulaire 2067, ou "
                "2031 pour une entreprise individuelle)."
            )
        self.given.set_text(text.format(total=format_money(total)))

    def keep(self) -> None:
        """Ctrl+S keeps the field being typed in."""
        for edit in (self.rates, *self.codes.values(), *self.limits.values()):
            if edit.hasFocus():
                edit.editingFinished.emit()

    # -- changing ------------------------------------------------------------------------------

    def _on_rates(self) -> None:
        known = cost_settings.cost_settings()
        words = self.rates.text().translate(_SEPARATORS).split()
        try:
            rates = tuple(read_hundredths(word) for word in words)
        except ValueError:
            sentence = _("Écrivez les taux ainsi\N{NO-BREAK SPACE}: 20 ; 10 ; 5,5 ; 2,1 ; 0.")
            self.form_rates.field("cost_rates").set_error(sentence)
            return
        wanted = tuple(sorted(set(rates), reverse=True))
        if wanted != known.rates or self.rates.property("invalid"):
            self._write(replace(known, rates=wanted), self.form_rates, "cost_rates")

    def _on_code(self, nature: Nature) -> None:
        known = cost_settings.cost_settings()
        code = "".join(self.codes[nature].text().split())
        on = self.confirmed[nature].isChecked()
        if code != known.accounts.get(nature, ""):
            on = False  # another code is to be confirmed anew
            self.confirmed[nature].setChecked(False)
        confirmed = known.confirmed | {nature} if on else known.confirmed - {nature}
        wanted = replace(known, accounts={**known.accounts, nature: code}, confirmed=confirmed)
        if (code, confirmed) != (known.accounts.get(nature, ""), known.confirmed):
            self._write(wanted, self.form_codes, f"code_{nature.value}")

    def _on_limit(self, year: int) -> None:
        known, edit = cost_settings.cost_settings(), self.limits[year]
        name, text = f"gift_limit_{year}", edit.text().strip().removesuffix("€")
        limits = {one: cents for one, cents in known.limits.items() if one != year}
        try:
            if text:
                cents, usual = read_hundredths(text), gift_limit(year, limits)
                if not usual.confirmed or cents != usual.cents:
                    limits[year] = cents
        except ValueError:
            sentence = _("Écrivez un montant, par exemple 73,00.")
            self.form_limits.field(name).set_error(sentence)
            return
        if limits != known.limits or edit.property("invalid"):
            self._write(replace(known, limits=limits), self.form_limits, name)

    def _write(self, wanted: CostSettings, form: Form, name: str) -> None:
        before = cost_settings.cost_settings()
        try:
            self.session.write(cost_settings.set_cost_settings, wanted)
        except BookError as error:
            form.field(name).set_error(str(error))
            return
        form.field(name).set_error("")
        for edit in self.findChildren(QLineEdit):
            edit.setModified(False)
        self.refresh()
        self.told(_("C’est gardé."), lambda: self._put_back(before))

    def _put_back(self, before: CostSettings) -> Changes:
        return cost_settings.set_cost_settings(self.session.actor, before)


def _percent(rate: int) -> str:
    return format_rate(rate).replace("%", "").strip()
