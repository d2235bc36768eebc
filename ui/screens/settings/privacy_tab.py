"""Vie privée: how long files are kept, and the papers about people's data."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models.changes import Changes
from models.erasing_words import register_told
from models.errors import BookError
from models.i18n import _
from models.retention import set_terms, terms
from models.rules.retention import Terms
from ui.screens import privacy_saving
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session
from ui.widgets import Button, CardGrid, Form, WrapLabel

_FIELDS = ("file_years", "case_years", "accounting_years")


class PrivacyTab(SettingsTab):
    """The times at the left, the papers at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form = Form()
        self.edits = {name: QLineEdit() for name in _FIELDS}
        self.register = WrapLabel("", tone="muted")
        self.keep_button = Button(_("Garder"), "primary")
        self.notice = Button(_("Note d’information"), icon="file-text")
        self.record = Button(_("Registre des traitements"), icon="file-text")
        self._build()

    def _build(self) -> None:
        labels = {
            "file_years": _("Fiche, après le dernier contact du client (ans)"),
            "case_years": _("Dossiers archivés, après leur fin (ans)"),
            "accounting_years": _("Pièces comptables, après l’exercice (ans)"),
        }
        hints = {
            "file_years": _("Trois ans, recommande la CNIL. À faire propose alors de la revoir."),
            "case_years": _("Cinq ans, le temps où l’on peut agir en justice."),
            "accounting_years": _("Dix ans au moins, par la loi. Elles ne nomment personne."),
        }
        for name, edit in self.edits.items():
            self.form.add(name, labels[name], edit, hints[name])
            edit.setProperty("number", True)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.returnPressed.connect(self.keep)
        for name, button, slot in (
            ("privacy_keep", self.keep_button, self.keep),
            ("privacy_notice", self.notice, partial(privacy_saving.ask_notice, self, self.session)),
            ("privacy_record", self.record, partial(privacy_saving.ask_record, self, self.session)),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        told = _(
            "La note se remet aux clients et s’affiche\u00a0: ce que nous notons, pourquoi, "
            "combien de temps, et ce qu’ils peuvent demander. Le registre est pour vous, et "
            "pour la CNIL si elle le demande. Ce qu’une personne demande se note dans sa fiche, "
            "à Vie privée."
        )
        grid = CardGrid(min_column=400)
        grid.add(card_of(_("Combien de temps"), self.form, buttons=(self.keep_button,)))
        papers = card_of(
            _("Papiers"), WrapLabel(told), self.register, buttons=(self.notice, self.record)
        )
        grid.add(papers)
        page = TabPage()
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def refresh(self) -> None:
        """Show the times in force, unless one is being typed."""
        self.register.set_text(register_told())
        if not any(edit.isModified() for edit in self.edits.values()):
            self._show(terms())

    def focus_first(self) -> None:
        """The keyboard goes to the first time."""
        self.edits["file_years"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Write the times."""
        typed = {name: edit.text().strip() for name, edit in self.edits.items()}
        wrong = {
            name: _("Écrivez un nombre d’années.")
            for name, text in typed.items()
            if not (text.isascii() and text.isdigit() and len(text) < 4)
        }
        self.form.set_errors(wrong)
        if wrong:
            return
        before = terms()
        try:
            self.session.write(set_terms, Terms(**{k: int(text) for k, text in typed.items()}))
        except BookError as error:
            self.form.set_errors({"accounting_years": str(error)})
            return
        self._show(terms())
        self.told(_("Les durées sont gardées."), lambda: self._put_back(before))

    def _put_back(self, before: Terms) -> Changes:
        changes = self.session.write(set_terms, before)
        self._show(before)
        return changes

    def _show(self, known: Terms) -> None:
        for name, edit in self.edits.items():
            edit.setText(str(getattr(known, name)))
            edit.setModified(False)
        self.form.set_errors({})
