"""Sending a month's report: who gets it, the words, perhaps a password; and what left before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models import mail_password, sendings
from models.errors import BookError
from models.i18n import _, format_date
from models.mail_settings import MailAccount, mail_account, read_addresses
from models.sendings import Parcel, SendingRow, State
from reports import sending
from reports.monthly import Audience
from reports.sending import Order
from ui import prompts, theme
from ui.action_specs import SENDING
from ui.actions import keys_of
from ui.prompts import Answer
from ui.screens.month_sent import SentCard, paper_label
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    FlowLayout,
    Form,
    KeyButton,
    Label,
    Page,
    Select,
    WrapLabel,
)
from ui.widgets.text_watch import written_in


class SendingPanel(QWidget):
    """Shown over the report of a month; `left` asks to go back to it."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("sending_panel")
        self.session = session
        self.month = session.today.replace(day=1)
        self.account = MailAccount()
        self._busy = False
        self._drafts = QTemporaryDir()
        self.heading = Label("", "subtitle")
        self.paper, self.to, self.subject = Select(), QLineEdit(), QLineEdit()
        self.text, self.warning = QPlainTextEdit(), WrapLabel("", "small", "warn")
        self.locked, self.lock = CheckBox(_("Copie protégée par un mot de passe")), QLineEdit()
        self.password, self.how = QLineEdit(), WrapLabel("", "small", "muted")
        self.form, self.lock_form, self.account_form = Form(), Form(), Form()
        self.sent = SentCard()
        self.actions_by_code = session.window.actions_of(self, SENDING)
        self.send_button = Button(_("Envoyer"), "primary", icon="send")
        self.draft_button = Button(_("Ouvrir dans la messagerie"), icon="mail")
        self.account_button = Button(_("Réglages › Envoi"), "quiet", icon="settings")
        self.back = KeyButton(
            keys_of("leave_sending"), _("Revenir au rapport"), self.actions_by_code["leave_sending"]
        )
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for audience in ("accountant", "owner"):
            self.paper.addItem(paper_label(audience), audience)
        for name in ("paper", "to", "subject", "text", "locked", "lock", "password"):
            getattr(self, name).setObjectName(f"sending_{name}")
        for name in ("send_button", "draft_button", "account_button"):
            getattr(self, name).setObjectName(f"sending_{name}")
        self.send_button.setToolTip(keys_of("send_now"))
        self.draft_button.setToolTip(keys_of("send_draft"))
        self.text.setTabChangesFocus(True)
        for edit in (self.lock, self.password):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._build_forms()
        self._line = QHBoxLayout()
        self._line.addWidget(self._message_card(), 5)
        self._side = QVBoxLayout()
        self._side.addWidget(self._way_card())
        self._side.addWidget(self.sent, 1)
        self._line.addLayout(self._side, 4)
        page = Page(inset=False)
        page.add(self._line, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addWidget(page, 1)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_forms(self) -> None:
        self.form.add("sending_paper", _("Rapport"), self.paper)
        self.form.add("sending_to", _("À"), self.to)
        self.form.add("sending_subject", _("Objet"), self.subject)
        self.text.setAccessibleName(_("Message"))
        hint = _("Dites-le de vive voix ou au téléphone, jamais dans ce message.")
        self.lock_form.add("sending_lock", _("Mot de passe de la copie"), self.lock, hint)
        self.account_form.add("sending_password", _("Mot de passe du compte"), self.password)

    def _message_card(self) -> Card:
        card = Card(_("Le message"))
        card.add(self.form)
        card.add(self.warning)
        card.add(Label(_("Message"), "small_strong", "muted"))
        card.add(self.text, 1)
        return card

    def _way_card(self) -> Card:
        keys = QWidget()
        flow = FlowLayout(keys)
        for button in (self.send_button, self.draft_button, self.account_button):
            flow.addWidget(button)
        card = Card(_("Le départ"))
        for widget in (self.how, self.locked, self.lock_form, self.account_form, keys):
            card.add(widget)
        return card

    def _listen(self) -> None:
        self.paper.activated.connect(lambda _at: self._propose())
        self.locked.toggled.connect(self._on_locked)
        self.send_button.clicked.connect(self.actions_by_code["send_now"].trigger)
        self.draft_button.clicked.connect(self.actions_by_code["send_draft"].trigger)
        self.account_button.clicked.connect(self._on_account)
        self.sent.settled.connect(self._on_settled)
        self.session.window.tasks.cancelled.connect(self._on_stopped)
        self.actions_by_code["send_now"].triggered.connect(self.send)
        self.actions_by_code["send_draft"].triggered.connect(self.open_draft)
        self.actions_by_code["leave_sending"].triggered.connect(self.left)

    # -- showing -------------------------------------------------------------------------------

    def show_month(self, month: date, fresh: bool = True) -> None:
        """Propose the accountant's report of a month; not `fresh`, keep what was typed."""
        fresh = fresh or month != self.month
        self.month = month
        self.account = mail_account()
        self.heading.set_text(_("Envoi, {month}").format(month=format_date(month, "month")))
        if fresh:
            self.paper.setCurrentIndex(0)
            self.password.clear()
            self.locked.setChecked(False)
            self.text.setPlainText(sending.proposed_text(month, self.session.member.name))
            self._propose()
        self._on_locked(self.locked.isChecked())
        self.sent.show_rows(sendings.sendings(month))
        self._enable()
        self._ask_keyring()

    def _propose(self) -> None:
        audience = self._audience()
        self.to.setText(self.account.accountants if audience == "accountant" else "")
        self.subject.setText(sending.proposed_subject(self.month, audience))
        self.warning.set_text(
            _("Ce rapport nomme des clients\N{NO-BREAK SPACE}: il n’est pas pour le comptable.")
        )
        self.warning.setVisible(audience == "owner")

    def _audience(self) -> Audience:
        return "owner" if self.paper.currentData() == "owner" else "accountant"

    def _enable(self) -> None:
        whole = self.account.complete
        self.how.set_text(
            _("Depuis {sender}, par {host}, en connexion protégée.").format(
                sender=self.account.sender, host=self.account.host
            )
            if whole
            else _(
                "Aucun compte d’envoi n’est réglé\N{NO-BREAK SPACE}: votre messagerie s’ouvre "
                "avec le message prêt, et c’est vous qui l’envoyez."
            )
        )
        self.send_button.setVisible(whole)
        self.account_button.setVisible(not whole)
        for code, on in (("send_now", whole), ("send_draft", True)):
            self.actions_by_code[code].setEnabled(on and not self._busy)
        for button in (self.send_button, self.draft_button):
            button.setEnabled(not self._busy)

    def _on_locked(self, on: bool) -> None:
        self.lock_form.setVisible(on)
        if not on:
            self.lock.clear()

    def _ask_keyring(self) -> None:
        """The password is asked here when no keyring keeps it."""
        self.account_form.hide()
        server = self.account.server
        if not (self.account.complete and server.user):
            return

        def work(_progress: Progress) -> bool:
            return mail_password.known_password(server) is None

        self.session.window.tasks.run(work, self._on_keyring, title=_("Trousseau du système"))

    def _on_keyring(self, unknown: bool) -> None:
        self.account_form.setVisible(unknown)

    def focus_first(self) -> None:
        """The keyboard goes to the addresses, or to the sending once there are some."""
        wanted: QWidget = self.to
        if self.to.text():
            wanted = self.send_button if self.account.complete else self.draft_button
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_account(self) -> None:
        window = self.session.window
        window.show_screen("settings")
        window.screen_of("settings").show_tab("mail")  # type: ignore[attr-defined]

    # -- sending -------------------------------------------------------------------------------

    def _order(self) -> Order | None:
        """What is asked, or None once what is missing was told beside its field."""
        errors = {}
        try:
            recipients = read_addresses(self.to.text())
            if not recipients:
                errors["sending_to"] = _("Donnez l’adresse de qui reçoit ce rapport.")
        except BookError as error:
            errors["sending_to"] = str(error)
        self.form.set_errors(errors)
        weak = self.locked.isChecked() and len(self.lock.text()) < 8
        told = _("Choisissez un mot de passe de huit signes au moins.")
        self.lock_form.set_errors({"sending_lock": told} if weak else {})
        if errors or weak:
            return None
        words = (self.subject.text(), written_in(self.text))
        return Order(self.month, self._audience(), recipients, *words, self.lock.text())

    def send(self) -> None:
        """Send, after a question when this report left already, or may have."""
        order = self._order()
        if order is None:
            return
        before = sendings.doubt(order.month, order.audience)
        if before is None:
            self._dispatch(order)
        else:
            self._ask_again(order, before)

    def _ask_again(self, order: Order, before: SendingRow) -> None:
        answers = [Answer("cancel", _("Ne pas renvoyer"))]
        if before.state is State.SENDING:
            answers.append(Answer("arrived", _("Il est arrivé")))
        answers.append(Answer("again", _("Envoyer à nouveau"), "primary"))

        def on_answer(code: str) -> None:
            if code == "arrived":
                self._on_settled(before.message_id, State.SENT)
            elif code == "again":
                self._dispatch(replace(order, again=True))

        told = sendings.doubt_told(before)
        prompts.ask(
            self, _("Envoyer une seconde fois\N{NO-BREAK SPACE}?"), told, answers, on_answer
        )

    def _dispatch(self, order: Order) -> None:
        actor, account, password = self.session.actor, self.account, self.password.text()
        self._set_busy(True)

        def work(progress: Progress) -> Order:
            sending.dispatch(
                actor, account, password, order, lambda stage: progress.report(None, stage)
            )
            return order

        tasks = self.session.window.tasks
        tasks.run(work, self._on_sent, self._on_failed, title=_("Envoi du rapport"))

    def _on_sent(self, order: Order) -> None:
        self._set_busy(False)
        self.password.clear()
        self._again()
        told = _("{paper}\N{NO-BREAK SPACE}: parti, à {who}.").format(
            paper=paper_label(order.audience), who=", ".join(order.recipients)
        )
        self.session.window.messages.success(told)

    def _on_failed(self, failure: Failure) -> None:
        self._set_busy(False)
        self._again()
        self.account_form.setVisible(bool(self.account.complete and self.account.user))
        self.session.window.messages.error(failure.sentence)

    def _on_stopped(self, _title: str) -> None:
        """The person stopped a task: what it had written is shown."""
        self._set_busy(False)
        self._again()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()

    def _again(self) -> None:
        self.sent.show_rows(sendings.sendings(self.month))

    def _on_settled(self, message_id: str, state: State) -> None:
        """The person found out what became of a sending nobody confirmed."""
        if self.session.attempt(sendings.settle, message_id, state) is not None:
            self._again()
            self.sent.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the person's own mail program -----------------------------------------------------------

    def open_draft(self) -> None:
        """Write the message to a file and let the person's mail program open it, unsent."""
        order = self._order()
        if order is None:
            return
        actor, account = self.session.actor, self.account
        place = Path(self._drafts.path()) / f"{order.audience}-{order.month:%Y-%m}.eml"

        def work(progress: Progress) -> tuple[Parcel, Path]:
            parcel, content = sending.draft(
                actor, account, order, lambda stage: progress.report(None, stage)
            )
            place.write_bytes(content)
            return parcel, place

        self._set_busy(True)
        tasks = self.session.window.tasks
        tasks.run(work, self._on_draft, self._on_failed, title=_("Préparation du message"))

    def _on_draft(self, made: tuple[Parcel, Path]) -> None:
        parcel, place = made
        self._set_busy(False)
        messages = self.session.window.messages
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            messages.error(
                _(
                    "Aucune messagerie ne s’est ouverte. Enregistrez le rapport en PDF, et "
                    "joignez-le à un message."
                )
            )
            return
        if self.session.attempt(sendings.hand, parcel) is not None:
            self._again()
            messages.success(_("Le message est prêt dans votre messagerie."))

    def _restyle(self) -> None:
        px = theme.current().px
        for line in (self._column, self._line, self._side):
            line.setSpacing(px(12))
        self.text.setMinimumHeight(px(130))
