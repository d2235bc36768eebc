"""Boutique: who the shop is, on its papers. Each field is kept when it is left, or at Enter."""

import re
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from models import settings
from models.errors import BookError
from models.i18n import LANGUAGES, _
from models.rules import registrations
from models.rules.registrations import Fault
from models.settings import Shop
from ui.screens.settings.lines_card import LinesCard
from ui.screens.settings.look_card import LookCard
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session
from ui.widgets import CardGrid, CheckBox, FieldRow, Form, Select

_NUMBER = re.compile(r"[0-9]{1,4}")
_DOOR = ("name", "street", "postcode", "town", "phone", "email")
_TEXTS = (*_DOOR, "siret", "vat_number", "mediator")
_DISPUTE = ("mediator", "claim_alarm_days")
_NAMES = (_DOOR, ("siret", "vat_number", "vat_exempt", "language"), _DISPUTE)


class ShopTab(SettingsTab):
    """Five cards: on the door, on the papers, in case of dispute, how they look, what one says
    first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = {name: QLineEdit() for name in (*_TEXTS, "claim_alarm_days")}
        self.language = Select()
        self.vat_exempt = CheckBox(_("Franchise en base\N{NO-BREAK SPACE}: pas de TVA"))
        self.forms = (Form(), Form(), Form())
        self.lines = LinesCard(session, self.told)
        self.look = LookCard(session, self.told)
        self._rows: dict[str, FieldRow] = {}
        self._build()
        self._listen()

    def _build(self) -> None:
        for name, edit in self.edits.items():
            edit.setObjectName(f"shop_{name}")
        self.language.setObjectName("shop_language")
        self.vat_exempt.setObjectName("shop_vat_exempt")
        for code in LANGUAGES:
            self.language.addItem({"fr": "Français", "en": "English"}[code], code)
        self._build_door(self.forms[0])
        self._build_papers(self.forms[1])
        self._build_dispute(self.forms[2])
        for form, names in zip(self.forms, _NAMES, strict=True):
            self._rows |= {name: form.field(name) for name in names}
        grid = CardGrid(min_column=400)
        headings = (_("Sur la porte"), _("Sur les papiers"), _("En cas de désaccord"))
        for heading, form in zip(headings, self.forms, strict=True):
            grid.add(card_of(heading, form))
        grid.add(self.look)
        grid.add(self.lines)
        page = TabPage()
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def _build_door(self, form: Form) -> None:
        edits = self.edits
        form.add("name", _("Nom de la boutique"), edits["name"])
        form.add("street", _("Adresse"), edits["street"])
        form.add_side_by_side(
            ("postcode", _("Code postal"), edits["postcode"], ""),
            ("town", _("Ville"), edits["town"], ""),
        )
        form.add_side_by_side(
            ("phone", _("Téléphone"), edits["phone"], ""),
            ("email", _("E-mail"), edits["email"], ""),
        )

    def _build_papers(self, form: Form) -> None:
        form.add("siret", _("SIRET"), self.edits["siret"], _("Quatorze chiffres."))
        form.add("vat_number", _("Numéro de TVA"), self.edits["vat_number"])
        hint = _("Les coûts du rapport sont alors sans TVA.")
        form.add("vat_exempt", "", self.vat_exempt, hint)
        form.add("language", _("Langue des papiers"), self.language)

    def _build_dispute(self, form: Form) -> None:
        form.add(
            "mediator",
            _("Médiateur de la consommation"),
            self.edits["mediator"],
            _("Son nom et son site. La loi demande de l’indiquer aux clients."),
        )
        form.add(
            "claim_alarm_days",
            _("Rappel après une réclamation écrite, en jours"),
            self.edits["claim_alarm_days"],
            _("Pas encore réglée après ce délai, elle revient dans À faire."),
        )

    def _listen(self) -> None:
        for name, edit in self.edits.items():
            edit.editingFinished.connect(lambda name=name: self._commit(name))
        self.language.activated.connect(lambda _at: self._commit("language"))
        self.vat_exempt.clicked.connect(lambda _on: self._commit("vat_exempt"))

    def focus_first(self) -> None:
        """The keyboard goes to the shop's name."""
        self.edits["name"].setFocus()

    def refresh(self) -> None:
        """Show the identity as the book has it; a field being typed in, or wrong, stays."""
        shop = self.session.shop()
        self.lines.refresh()
        self.look.refresh()
        for name, edit in self.edits.items():
            if not (edit.hasFocus() or edit.property("invalid")):
                edit.setText(str(getattr(shop, name)))
        self.language.setCurrentIndex(self.language.findData(shop.language))
        self.vat_exempt.setChecked(shop.vat_exempt)
        self._propose_vat(shop)

    def keep(self) -> None:
        """Ctrl+S keeps the field being typed in."""
        for name, edit in self.edits.items():
            if edit.hasFocus():
                self._commit(name)
        self.lines.keep()
        self.look.keep()

    def _propose_vat(self, shop: Shop) -> None:
        known = shop.siret and not shop.vat_exempt and registrations.siret_fault(shop.siret) is None
        self.edits["vat_number"].setPlaceholderText(
            registrations.vat_of(shop.siret) if known else ""
        )

    def _value(self, name: str) -> Any:
        if name == "language":
            return self.language.currentData()
        if name == "vat_exempt":
            return self.vat_exempt.isChecked()
        text = " ".join(self.edits[name].text().split())
        if name == "claim_alarm_days":
            return int(text) if _NUMBER.fullmatch(text) else 0  # refused with its sentence
        if name == "siret" and registrations.siret_fault(text) is None:
            return registrations.siret_shown(text)
        if name == "vat_number" and registrations.vat_fault(text) is None:
            return registrations.compact(text)
        return text

    def _commit(self, name: str) -> None:
        before, value = self.session.shop(), self._value(name)
        if getattr(before, name) == value:
            self._tell(name, "")
            return
        sentence = _fault(name, value, before)
        if not sentence:
            try:
                self.session.write(settings.set_shop, replace(before, **{name: value}))
            except BookError as error:
                sentence = str(error)
        self._tell(name, sentence)
        if sentence:
            return
        if name in self.edits:
            self.edits[name].setText(str(value))
        self._propose_vat(self.session.shop())
        self.told(_sentence(name), lambda: self._put_back(name, getattr(before, name)))

    def _put_back(self, name: str, value: Any) -> Any:
        shop = replace(self.session.shop(), **{name: value})
        changes = settings.set_shop(self.session.actor, shop)
        if name in self.edits:
            self.edits[name].setText(str(value))
        return changes

    def _tell(self, name: str, sentence: str) -> None:
        self._rows[name].set_error(sentence)


def _sentence(name: str) -> str:
    if name == "language":
        return _("Les papiers seront dans cette langue.")
    if name == "vat_exempt":
        return _("Le régime de TVA est gardé.")
    return _("C’est gardé.")


def _fault(name: str, value: Any, shop: Shop) -> str:
    """What is wrong with a field, as a sentence; an empty one is never wrong but for the name."""
    if not value or name not in ("siret", "vat_number", "email"):
        return ""
    if name == "email":
        return "" if _looks_like_email(value) else _("Cette adresse n’est pas complète.")
    fault = registrations.siret_fault(value) if name == "siret" else registrations.vat_fault(value)
    if fault is not None:
        return _number_fault(name, fault)
    if name == "vat_number" and shop.siret and not _same_siren(value, shop.siret):
        return _("Ce numéro n’est pas celui de votre SIRET\N{NO-BREAK SPACE}: vérifiez les deux.")
    return ""


def _number_fault(name: str, fault: Fault) -> str:
    if fault is Fault.CHECKSUM:
        return _("Un chiffre est faux\N{NO-BREAK SPACE}: la clé de ce numéro ne tombe pas juste.")
    if name == "siret":
        return _("Un SIRET a quatorze chiffres.")
    return _("Il s’écrit FR, deux caractères, puis les neuf chiffres du SIREN.")


def _same_siren(vat: str, siret: str) -> bool:
    siren = registrations.compact(siret)[:9]
    return registrations.compact(vat).endswith(siren)


def _looks_like_email(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and " " not in text) and "." in domain.strip(".")
