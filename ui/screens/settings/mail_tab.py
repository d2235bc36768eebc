"""Envoi: the account reports leave from, the accountant's addresses, and a try of it all."""

import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models import mail, mail_password, mail_settings
from models.changes import Changes
from models.errors import BookError, Refused
from models.i18n import _
from models.mail import STARTTLS, TLS
from models.mail_settings import PORTS, MailAccount, mail_account
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import Button, CardGrid, Form, Select, WrapLabel

_NUMBER = re.compile(r"[0-9]{1,5}")
_TEXTS = ("host", "port", "user", "sender", "accountants")


class MailTab(SettingsTab):
    """Each field is kept when it is left, or at Enter; the password goes to the keyring alone."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = {name: QLineEdit() for name in _TEXTS}
        self.security, self.password = Select(), QLineEdit()
        self.server_form, self.people_form, self.password_form = Form(), Form(), Form()
        self.try_button = Button(_("Essayer"), "primary", icon="send")
        self.forget_button = Button(_("Oublier le mot de passe"), "quiet", icon="trash-2")
        self.result = WrapLabel("", "small", "muted")
        self._build()
        self._listen()

    def _build(self) -> None:
        for name, edit in self.edits.items():
            edit.setObjectName(f"mail_{name}")
        self.security.setObjectName("mail_security")
        self.security.addItem("STARTTLS (587)", STARTTLS)
        self.security.addItem("TLS (465)", TLS)
        self.password.setObjectName("mail_password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.try_button.setObjectName("mail_try")
        self.forget_button.setObjectName("mail_forget")
        self.edits["host"].setPlaceholderText("smtp.exemple.fr")
        self._build_forms()
        grid = CardGrid(min_column=400)
        grid.add(card_of(_("Le compte d’envoi"), self.server_form))
        grid.add(card_of(_("Le comptable"), self.people_form))
        grid.add(
            card_of(
                _("Mot de passe et essai"),
                self.password_form,
                self.result,
                buttons=(self.try_button, self.forget_button),
            )
        )
        page = TabPage()
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def _build_forms(self) -> None:
        edits, form = self.edits, self.server_form
        form.add("mail_host", _("Serveur d’envoi (SMTP)"), edits["host"])
        form.add_side_by_side(
            ("mail_security", _("Connexion protégée"), self.security, ""),
            ("mail_port", _("Port"), edits["port"], ""),
        )
        form.add("mail_user", _("Nom du compte"), edits["user"], _("Souvent l’adresse entière."))
        form.add("mail_sender", _("Adresse d’envoi"), edits["sender"])
        hint = _("Plusieurs adresses se séparent par une virgule.")
        self.people_form.add("mail_accountants", _("Adresses"), edits["accountants"], hint)
        self.password_form.add(
            "mail_password",
            _("Mot de passe du compte"),
            self.password,
            _(
                "Gardé dans le trousseau de cet ordinateur, jamais dans le livre. Sans trousseau, "
                "il est demandé à chaque envoi."
            ),
        )

    def _listen(self) -> None:
        for name, edit in self.edits.items():
            edit.editingFinished.connect(lambda name=name: self._commit(name))
        self.security.activated.connect(lambda _at: self._on_security())
        self.password.returnPressed.connect(self.try_account)
        self.try_button.clicked.connect(self.try_account)
        self.forget_button.clicked.connect(self._on_forget)
        self.session.window.tasks.cancelled.connect(lambda _title: self.try_button.setEnabled(True))

    def focus_first(self) -> None:
        """The keyboard goes to the server."""
        self.edits["host"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show the account as the book has it; a field being typed in, or wrong, stays."""
        account = mail_account()
        for name, edit in self.edits.items():
            if not (edit.hasFocus() or edit.property("invalid")):
                edit.setText(str(getattr(account, name)))
        self.security.setCurrentIndex(self.security.findData(account.security))

    def keep(self) -> None:
        """Ctrl+S keeps the field being typed in."""
        for name, edit in self.edits.items():
            if edit.hasFocus():
                self._commit(name)

    # -- changing ------------------------------------------------------------------------------

    def _commit(self, name: str) -> None:
        before, text = mail_account(), self.edits[name].text().strip()
        value: Any = text
        if name == "port":
            value = int(text) if _NUMBER.fullmatch(text) else 0  # refused with its sentence
        if getattr(before, name) != value or self.edits[name].property("invalid"):
            self._write(replace(before, **{name: value}), name)

    def _on_security(self) -> None:
        """The other way to protect the connection, on its usual port."""
        before, security = mail_account(), self.security.currentData()
        if security != before.security:
            self._write(replace(before, security=security, port=PORTS[security]), "security")

    def _write(self, wanted: MailAccount, name: str) -> None:
        before = mail_account()
        form = self.people_form if name == "accountants" else self.server_form
        try:
            self.session.write(mail_settings.set_mail_account, wanted)
        except BookError as error:
            form.field(f"mail_{name}").set_error(str(error))
            return
        form.field(f"mail_{name}").set_error("")
        if name in self.edits:
            self.edits[name].setText(str(getattr(mail_account(), name)))
        self.refresh()
        self.told(_("C’est gardé."), lambda: self._put_back(before))

    def _put_back(self, before: MailAccount) -> Changes:
        return mail_settings.set_mail_account(self.session.actor, before)

    # -- trying --------------------------------------------------------------------------------

    def try_account(self) -> None:
        """Call the server, give the account and the sender's address, send nothing."""
        account, typed = mail_account(), self.password.text()
        if not account.complete:
            self.result.set_text(_("Donnez d’abord le serveur et l’adresse d’envoi."))
            return
        self.try_button.setEnabled(False)

        def work(progress: Progress) -> bool:
            password = typed or mail_password.known_password(account.server) or ""
            if account.user and not password:
                raise Refused(_("Donnez le mot de passe du compte d’envoi."))
            mail.try_server(
                account.server, password, account.sender, lambda told: progress.report(None, told)
            )
            return not typed or mail_password.keep_password(account.server, typed)

        tasks = self.session.window.tasks
        tasks.run(work, self._on_tried, self._on_failed, title=_("Essai du compte d’envoi"))

    def _on_tried(self, kept: bool) -> None:
        self.try_button.setEnabled(True)
        self.result.set_tone("good")
        told = _("Le serveur répond, le compte est reconnu. Rien n’a été envoyé.")
        if kept:
            self.password.clear()
        else:
            told += " " + _(
                "Cet ordinateur n’a pas de trousseau\N{NO-BREAK SPACE}: le mot de passe sera "
                "demandé à chaque envoi."
            )
        self.result.set_text(told)

    def _on_failed(self, failure: Failure) -> None:
        self.try_button.setEnabled(True)
        self.result.set_tone("bad")
        self.result.set_text(failure.sentence)

    def _on_forget(self) -> None:
        server = mail_account().server
        self.password.clear()

        def work(_progress: Progress) -> None:
            mail_password.forget_password(server)

        tasks = self.session.window.tasks
        tasks.run(work, self._on_forgotten, title=_("Trousseau du système"))

    def _on_forgotten(self, _nothing: object) -> None:
        self.result.set_tone("muted")
        self.result.set_text(_("Le mot de passe n’est plus gardé sur cet ordinateur."))
