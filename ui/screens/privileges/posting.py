"""Where the charter's letters, e-mails and numbers are written, and their sending, as tasks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.charter_mails import MailState, mails_of
from models.charter_messages import charter_text
from models.charter_paper import charter_paper
from models.charter_plan import Plan
from models.charter_told import How, told_of
from models.charter_words import addressees, sms_text
from models.i18n import _, format_number, ngettext, speaking
from models.mail_settings import MailAccount
from reports.charter_posting import (
    Post,
    in_a_folder,
    send_mails,
    write_letters,
    write_mails,
    write_numbers,
)
from ui import prompts
from ui.session import Session, open_file
from ui.tasks import Cancelled, Progress

__all__ = [
    "Post",
    "ask_where",
    "gone",
    "open_it",
    "reading_title",
    "sending",
    "sending_title",
    "sms",
    "tell_stopped",
    "written",
]

open_it = open_file
Done = Callable[[Path], object]


def ask_where(
    parent: QWidget, session: Session, post: Post, account: MailAccount, done: Done
) -> None:
    """Ask for a file, or a folder for several; write there with a progress that can be stopped."""
    how, number = post.plan.how, post.plan.charter.number
    word = _("charte-{number}").format(number=number)

    def make(path: Path) -> None:
        _write(session, post, account, path, done)

    if in_a_folder(post.plan):
        title, name = _("Choisir un dossier pour les e-mails"), word
        if how is How.LETTER:
            title = _("Choisir un dossier pour les lettres")
            name = _("charte-{number}-lettres").format(number=number)
        prompts.ask_folder(parent, title, lambda place: make(place / name))
        return
    name, kinds = (
        (f"{word}.pdf", "PDF (*.pdf)") if how is How.LETTER else (f"{word}-sms.csv", "CSV (*.csv)")
    )
    title = _("Enregistrer les lettres") if how is How.LETTER else _("Enregistrer les numéros")
    prompts.ask_where_to_save(parent, title, Path.home() / name, kinds, make)


def _write(session: Session, post: Post, account: MailAccount, path: Path, done: Done) -> None:
    spoken, how, total = session.shop().language, post.plan.how, len(post.plan.may)

    def work(progress: Progress) -> Path:
        tell = _teller(progress, total)
        with speaking(spoken):
            if how is How.LETTER:
                return write_letters(post, path, tell)
            if how is How.EMAIL:
                return write_mails(post, account, path, tell)
            return write_numbers(post, path, tell)

    session.window.tasks.run(work, done, title=_("Charte dite aux clients"))


def sending(
    post: Post, session: Session, account: MailAccount, password: str
) -> Callable[[Progress], bool]:
    """The work that sends the e-mails; whether it went to its end: what left has left."""
    spoken, total = session.shop().language, len(post.plan.may)

    def work(progress: Progress) -> bool:
        with speaking(spoken):
            try:
                send_mails(post, account, password, _teller(progress, total))
            except Cancelled:
                return False
        return True

    return work


def tell_stopped(session: Session, whole: bool) -> None:
    """Say that a sending was stopped, which keeps what it did."""
    if not whole:
        text = _("Envoi arrêté\N{NO-BREAK SPACE}: ce qui était parti est noté.")
        session.window.messages.info(text)


def reading_title() -> str:
    """How the task that reads who may be written to is called."""
    return _("À qui la charte peut être écrite")


def sending_title() -> str:
    """How the task that sends is called."""
    return _("Envoi de la charte")


def written(session: Session, plan: Plan, client_ids: tuple[int, ...]) -> str:
    """What will be written to the first of these clients, as text."""
    if plan.how is How.SMS:
        return sms(session)
    with speaking(session.shop().language):
        [one] = addressees(client_ids[:1], plan.how)
        return charter_text(charter_paper(plan.charter), one, plan.how, session.member.name)


def sms(session: Session) -> str:
    """The one SMS all receive."""
    shop = session.shop()
    with speaking(shop.language):
        return sms_text(shop.name)


def gone(plan: Plan) -> list[int]:
    """Those whose e-mail left from here and who are not noted as told yet."""
    sent = [one for one, state in mails_of(plan.charter.id).items() if state is MailState.SENT]
    known = told_of(plan.charter.id, sent)
    return [one for one in sent if one not in known]


def _teller(progress: Progress, total: int) -> Callable[[int], object]:
    def told(done: int) -> None:
        text = ngettext("{count} client", "{count} clients", done)
        progress.report(done / max(total, 1), text.format(count=format_number(done)))

    return told
