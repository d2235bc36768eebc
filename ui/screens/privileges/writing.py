"""The charter by letter, e-mail or SMS: who may be written to, and why not the others.

Preparing notes nothing. What left is noted by one key, in one act; e-mails sent from here are
noted once the whole batch is over, and none leaves twice. What left is noted as the version that
left, even when another was published meanwhile.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models import mail_password
from models.charter_mails import settle_doubts
from models.charter_plan import Hold, Plan, plans
from models.charter_told import How
from models.i18n import _, format_number
from models.mail_settings import MailAccount, mail_account
from ui import prompts, theme
from ui.action_specs import WRITING
from ui.actions import keys_of
from ui.item_models.lazy_table import Column, LazyTableModel
from ui.screens.answering_keys import AnsweringKeys
from ui.screens.privileges import posting
from ui.screens.privileges.people import PeopleModel
from ui.screens.privileges.writing_words import (
    Group,
    counted,
    doubted,
    explained,
    group_cell,
    why_not,
)
from ui.screens.telling_acts import tell_clients
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import (
    Card,
    DataTable,
    FlowLayout,
    Form,
    Page,
    SegmentedTabs,
    WrapLabel,
)

_MOST_TABLE = 300
Who = Callable[[], Sequence[int] | None]
"""The clients asked for, read in the background; None for all of them."""
_CODES = {
    "writing_letter": How.LETTER,
    "writing_email": How.EMAIL,
    "writing_sms": How.SMS,
}


class WritingPanel(QWidget):
    """Ways to write above; at the left how many and why not, at the right who they are."""

    left = Signal()
    client_chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("writing_panel")
        self.session = session
        self.how, self.plans = How.LETTER, dict[How, Plan]()
        self.account = MailAccount()
        self._who: Who = lambda: None
        self._leaving_plan: Plan | None = None
        """The plan of the e-mails being sent from here."""
        self._busy = self._stale = self._frozen = self._password_asked = False
        self.page = Page(_("La charte par écrit"), scrolls=False, max_width=1800)
        self.tabs = SegmentedTabs(_("Comment l’écrire"))
        self.model: LazyTableModel[Group] = LazyTableModel(
            (
                Column(_("Qui"), group_cell, width=26, stretch=1),
                Column(_("Clients"), lambda group: format_number(len(group.clients)), "right", 9),
            ),
            lambda group: str(group.obstacle),
        )
        self.table, self.people = DataTable(_("À qui elle peut être écrite")), PeopleModel()
        self.names = DataTable(_("Qui ils sont"))
        self.groups_card, self.names_card = Card(), Card(_("Qui ils sont"))
        self.told, self.words = WrapLabel("", "small", "muted"), QPlainTextEdit()
        self.password, self.form = QLineEdit(), Form()
        self.actions_by_code = session.window.actions_of(self, WRITING)
        self.answering = AnsweringKeys(session, self.actions_by_code, elsewhere=_CODES)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for name, widget in (
            ("writing_groups", self.table),
            ("writing_people", self.names),
            ("writing_told", self.told),
            ("writing_words", self.words),
            ("writing_password", self.password),
        ):
            widget.setObjectName(name)
        for code, how in _CODES.items():
            self.tabs.add(how.value, self.actions_by_code[code].text())
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add("writing_password", _("Mot de passe du compte"), self.password)
        self.form.hide()
        self.table.setModel(self.model)
        self.names.setModel(self.people)
        self.names.horizontalHeader().hide()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("Ce qui sera écrit"))
        self.groups_card.add(self.tabs)
        self.groups_card.add(self.table, 3)
        self.groups_card.add(self.words, 2)
        for part in (self.told, self.form):
            self.groups_card.add(part)
        self.groups_card.body.addStretch(0)
        self.names_card.add(self.names, 1)
        self._line = QHBoxLayout()
        self._line.addWidget(self.groups_card, 3)
        self._line.addWidget(self.names_card, 2)
        keys = QWidget()
        flow = FlowLayout(keys)
        for button in self.answering.buttons.values():
            flow.addWidget(button)
        self.page.add(self._line, 1)
        self.page.add(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_looked_at.connect(lambda _row: self._show_people())
        self.table.row_chosen.connect(lambda _row: self.names.setFocus())
        self.names.row_looked_at.connect(lambda _who: self._show_words())
        self.names.row_chosen.connect(lambda who: self.client_chosen.emit(who.id))
        self.tabs.chosen.connect(lambda key: self.show_way(How(key)))
        self.session.window.tasks.cancelled.connect(self._on_stopped)
        self.answering.listen(
            {
                **{code: partial(self._turn_to, how) for code, how in _CODES.items()},
                "writing_prepare": self.prepare,
                "writing_send": self._ask_to_send,
                "writing_copy": self._copy,
                "writing_noted": self._ask_to_note,
                "writing_doubts": self._ask_about_doubts,
                "leave_writing": self.left.emit,
            }
        )

    # -- showing -------------------------------------------------------------------------------

    def write_to(self, who: Who, how: How) -> None:
        """Ask who may be told of the charter in this way."""
        self._who, self.how, self.plans = who, how, {}
        self._frozen = False
        self.account = mail_account()
        self.model.show_rows([])
        self.people.show_clients([])
        self._ask_keyring()
        self.refresh()
        self.show_way(how)

    def refresh(self) -> None:
        """Read who may be written to again; what is prepared stays as it was."""
        if self._frozen:
            return
        if self._busy:
            self._stale = True  # read again once this reading is over
            return
        self._busy = True
        who, today = self._who, self.session.today
        self.session.window.tasks.run(
            lambda progress: plans(who(), today, progress.check),
            self._on_read,
            self._on_failed,
            title=posting.reading_title(),
        )

    def _on_read(self, found: dict[How, Plan]) -> None:
        self._busy, self.plans = False, found
        for how, plan in found.items():
            code = next(code for code, each in _CODES.items() if each is how)
            count = format_number(len(plan.may))
            self.tabs.set_title(how.value, f"{self.actions_by_code[code].text()} · {count}")
        self.show_way(self.how)
        if self._stale:
            self._stale = False
            self.refresh()

    def show_way(self, how: How) -> None:
        """Show one way to write."""
        self.how = how
        self.tabs.choose(how.value)
        plan = self.plans.get(how)
        if plan is not None:
            groups = [Group(None, plan.may), *(Group(*each) for each in plan.others.items())]
            place = max(self.table.currentIndex().row(), 0)
            self.model.show_rows(groups)
            most = theme.current().px(_MOST_TABLE)
            self.table.setMaximumHeight(min(self.table.natural_height(), most))
            self.table.look_at(min(place, len(groups) - 1))
        self.told.set_text(explained(how, self.account.complete, plan))
        self._show_people()
        self._enable()

    def _turn_to(self, how: How) -> None:
        self._frozen = False
        self.show_way(how)
        self.table.look_at(0)

    def _show_people(self) -> None:
        group = self.model.row_at(self.table.currentIndex().row())
        self.people.show_clients(group.clients if group else ())
        self._show_words()

    def _show_words(self) -> None:
        """What will be written to the one looked at, or to the first."""
        plan = self.plans.get(self.how)
        ids = plan.may if plan else ()
        who = self.people.row_at(self.names.currentIndex().row())
        shown = (who.id,) if who is not None and who.id in ids else ids[:1]
        self.words.setVisible(bool(shown))
        if plan is not None and shown:
            self.words.setPlainText(posting.written(self.session, plan, shown))

    def _enable(self) -> None:
        plan = self.plans.get(self.how)
        from_here = self.how is How.EMAIL and self.account.complete
        self.form.setVisible(from_here and self._password_asked)
        some = {
            "writing_send": from_here,
            "writing_copy": self.how is How.SMS,
            "writing_doubts": plan is not None and Hold.DOUBT in plan.others,
        }
        leaving = self._leaving_plan is not None
        for code, why in why_not(plan, reading=self._busy, leaving=leaving).items():
            self.answering.buttons[code].setVisible(some.get(code, True))
            self.actions_by_code[code].setEnabled(some.get(code, True))
            self.answering.tell(code, why)

    def _ask_keyring(self) -> None:
        """The password is asked here when no keyring keeps it."""
        self._password_asked = False
        server = self.account.server
        if not (self.account.complete and server.user):
            return

        def work(_progress: Progress) -> bool:
            return mail_password.known_password(server) is None

        self.session.window.tasks.run(work, self._on_keyring, title=_("Trousseau du système"))

    def _on_keyring(self, unknown: bool) -> None:
        self._password_asked = unknown
        self._enable()

    def focus_first(self) -> None:
        """The keyboard goes to how many, and why not."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """What was told is taken back as anything this member noted last."""
        return False

    # -- preparing and sending -----------------------------------------------------------------

    def _post(self) -> posting.Post:
        return posting.Post(self.plans[self.how], self.session.actor, self.session.member.name)

    def prepare(self) -> None:
        """Ask where, and write the letters, the messages or the numbers."""
        posting.ask_where(self, self.session, self._post(), self.account, self._on_prepared)

    def _on_prepared(self, path: Path) -> None:
        """What was written stays what will be noted, whatever changes meanwhile."""
        self._frozen = True
        told = _("{name} est prêt. Une fois parti, {key} le note\N{NO-BREAK SPACE}: pas avant.")
        text = told.format(name=path.name, key=keys_of("writing_noted"))
        self.session.window.messages.success(text, (_("Ouvrir"), partial(posting.open_it, path)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(posting.sms(self.session))
        self.session.window.messages.success(_("Le texte du SMS est copié."))

    def _ask_to_send(self) -> None:
        plan = self.plans[self.how]
        text = _(
            "Ils partent un par un, de {sender}, et chacun compte un contact. On peut arrêter : "
            "ce qui est parti l’est, rien ne part deux fois."
        )
        prompts.confirm(
            self,
            counted(How.EMAIL, len(plan.may), asked=True),
            text.format(sender=self.account.sender),
            _("Envoyer"),
            self.send,
            danger=False,
        )

    def send(self) -> None:
        """Send the e-mails from the shop's account; those that left are noted at the end."""
        self._busy, self._leaving_plan = True, self.plans[How.EMAIL]
        self._enable()
        work = posting.sending(self._post(), self.session, self.account, self.password.text())
        title = posting.sending_title()
        self.session.window.tasks.run(work, self._on_sent, self._on_unsent, title=title)

    def _on_sent(self, whole: bool) -> None:
        self.password.clear()
        posting.tell_stopped(self.session, whole)
        self._note_sent()

    def _on_unsent(self, failure: Failure) -> None:
        self.session.window.messages.error(failure.sentence)
        self._password_asked = bool(self.account.user)
        self._note_sent()

    def _on_stopped(self, title: str) -> None:
        """The person stopped: what had left is noted; a reading stopped leaves what was shown."""
        if title == posting.sending_title():
            self._note_sent()
        elif title == posting.reading_title():
            self._busy = False
            self._enable()

    def _note_sent(self) -> None:
        """What left from here is noted as told, in one act; then all is read again."""
        self._busy = self._frozen = False
        plan, self._leaving_plan = self._leaving_plan, None
        gone = posting.gone(plan) if plan is not None else []
        if plan is not None and gone:
            tell_clients(self.session, gone, How.EMAIL, self.refresh, plan.charter.id)
        self.refresh()
        self.focus_first()

    # -- noting --------------------------------------------------------------------------------

    def _leaving(self) -> tuple[int, ...]:
        plan = self.plans[self.how]
        return (*plan.may, *plan.others.get(Hold.SENT, ()))

    def _ask_to_note(self) -> None:
        text = _(
            "Le livre dira que la charte leur est dite, et chacun comptera un contact. À faire "
            "une fois que c’est vraiment parti."
        )
        prompts.confirm(
            self,
            counted(self.how, len(self._leaving()), asked=False),
            text,
            _("C’est parti"),
            self.note,
            danger=False,
        )

    def note(self) -> None:
        """Note that they were told, in one act."""
        charter, leaving, self._frozen = self.plans[self.how].charter.id, self._leaving(), False
        tell_clients(self.session, leaving, self.how, self.refresh, charter)
        self.focus_first()

    def _ask_about_doubts(self) -> None:
        doubts = self.plans[How.EMAIL].others[Hold.DOUBT]
        answers = (
            prompts.Answer("cancel", _("Plus tard")),
            prompts.Answer("lost", _("Jamais partis")),
            prompts.Answer("arrived", _("Bien arrivés"), "primary"),
        )

        def on_answer(code: str) -> None:
            if code != "cancel":
                self._settle(doubts, arrived=code == "arrived")

        prompts.ask(
            self, _("Sont-ils arrivés\N{NO-BREAK SPACE}?"), doubted(len(doubts)), answers, on_answer
        )

    def _settle(self, doubts: Sequence[int], *, arrived: bool) -> None:
        charter = self.plans[How.EMAIL].charter.id
        done = self.session.attempt(settle_doubts, charter, doubts, arrived=arrived)
        if done is not None and arrived:
            tell_clients(self.session, doubts, How.EMAIL, self.refresh, charter)
        self.refresh()
        self.focus_first()

    def _on_failed(self, failure: Failure) -> None:
        """Nothing could be read: one goes back, with the reason."""
        self._busy = False
        self._enable()
        self.session.window.messages.error(failure.sentence)
        if not self.plans:
            self.left.emit()

    def _restyle(self) -> None:
        self._line.setSpacing(theme.current().px(13))
