"""The charter leaves for clients: letters in one PDF, e-mails ready in a folder or sent one by
one, numbers for an SMS. Preparing notes nothing; what was sent from here is told by the caller.
"""

import csv
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from models import mail, mail_password
from models.actor import Actor
from models.charter_mails import MailState, begin, settle
from models.charter_messages import charter_mail
from models.charter_paper import charter_paper
from models.charter_plan import Plan
from models.charter_told import How
from models.charter_words import Addressee, addressees
from models.errors import BookError, CannotWrite, Refused
from models.exchange.cells import protect
from models.failures import known_errors
from models.i18n import _
from models.mail import Mail, Unanswered
from models.mail_settings import MailAccount
from models.rules.folding import fold, format_phone
from models.settings import shop
from reports.files import write_atomically

Tell = Callable[[int], object]
"""Called with how many were made; raising from it stops, and nothing is left behind."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is about to leave: a plan, by whom, and who signs."""

    plan: Plan
    actor: Actor
    signature: str


def write_letters(post: Post, path: Path, tell: Tell) -> Path:
    """One PDF of every letter. Raises CannotWrite."""
    # Long to import: here, in the background.
    from reports.charter_letters import render_letters

    people = addressees(post.plan.may, How.LETTER)
    paper = charter_paper(post.plan.charter)
    content = render_letters(paper, people, post.signature, shop().town, post.actor.today, tell)
    write_atomically(path, content)
    return path


def write_mails(post: Post, account: MailAccount, folder: Path, tell: Tell) -> Path:
    """A message for each, which the person's mail program opens unsent, in `folder`.

    They are put there once all are made; files of the same names give way. Raises CannotWrite.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(_("Ce n’est pas un dossier : {path}").format(path=folder))
    with known_errors():
        place = folder if folder.exists() else folder.parent
        draft = Path(tempfile.mkdtemp(prefix=".charte-", dir=place))
    try:
        for done, (one, message) in enumerate(_drafts(post, account)):
            tell(done)
            with known_errors():
                (draft / _name(done, one)).write_bytes(message)
        with known_errors():
            folder.mkdir(exist_ok=True)
            for file in draft.iterdir():
                file.replace(folder / file.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def write_numbers(post: Post, path: Path) -> Path:
    """The numbers the SMS goes to, as a CSV. Raises CannotWrite."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow((_("Client"), _("Nom"), _("Téléphone")))
    for one in addressees(post.plan.may, How.SMS):
        writer.writerow((protect(one.key), protect(one.name), protect(format_phone(one.reach))))
    write_atomically(path, stream.getvalue().encode("utf-8-sig"))
    return path


def send_mails(post: Post, account: MailAccount, password: str, tell: Tell) -> int:
    """Send them one by one from the shop's account; how many left.

    Each is written in the book before it leaves, and what became of it after: none leaves twice.
    `tell` is called before each; raising from it stops before the next. Raises Refused before
    anything left, NotSent or Unanswered when the server no longer takes them.
    """
    typed, known = password, password or mail_password.known_password(account.server) or ""
    if account.user and not known:
        raise Refused(_("Donnez le mot de passe du compte d’envoi."))
    charter, paper, sent = post.plan.charter.id, charter_paper(post.plan.charter), 0
    of: dict[str, int] = {}

    def leaving() -> Iterator[Mail]:
        for done, one in enumerate(addressees(post.plan.may, How.EMAIL)):
            tell(done)
            message_id = begin(post.actor, charter, one.client_id)
            of[message_id] = one.client_id
            yield charter_mail(paper, one, post.signature, account.sender, message_id)

    def settled(message: Mail, error: BookError | None) -> None:
        nonlocal sent
        sent += error is None
        state = MailState.SENT if error is None else MailState.FAILED
        doubtful = isinstance(error, Unanswered)
        said = "" if error is None else str(error)
        settle(charter, of[message.message_id], MailState.SENDING if doubtful else state, said)

    mail.send_each(account.server, known, leaving(), shop().name, settled)
    if typed:
        mail_password.keep_password(account.server, typed)
    return sent


def _drafts(post: Post, account: MailAccount) -> Iterator[tuple[Addressee, bytes]]:
    paper, known = charter_paper(post.plan.charter), shop()
    sender = account.sender or known.email
    for one in addressees(post.plan.may, How.EMAIL):
        message = charter_mail(paper, one, post.signature, sender, mail.new_message_id())
        yield one, mail.message_of(message, known.name, draft=True)


def _name(place: int, one: Addressee) -> str:
    """« 0012-durand-helene.eml »: in order, and known by name."""
    named = re.sub(r"[^a-z0-9]+", "-", fold(one.name)).strip("-")[:40] or "client"
    return f"{place + 1:04}-{named}.eml"
