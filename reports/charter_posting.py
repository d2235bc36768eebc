"""The charter leaves for clients: letters in a PDF, or several in a folder when they are thousands,
e-mails ready in a folder or sent one by one, numbers for an SMS. Preparing notes nothing; what was
sent from here is told by the caller.
"""

import csv
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain, count
from pathlib import Path

from models import mail, mail_password
from models.actor import Actor
from models.bulk import chunks
from models.charter_mails import MailState, begin, settle
from models.charter_messages import charter_mail
from models.charter_paper import charter_paper
from models.charter_plan import Plan
from models.charter_told import How
from models.charter_words import Addressee, addressees
from models.errors import BookError, Refused
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
MOST_LETTERS = 2_000
"""In one PDF, which is held in memory until it is written: half a gigabyte would be for 40,000.
What a printer takes in one go is also about that."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is about to leave: a plan, by whom, and who signs."""

    plan: Plan
    actor: Actor
    signature: str


def write_letters(post: Post, path: Path, tell: Tell) -> Path:
    """Every letter: one PDF at `path`, or, beyond MOST_LETTERS, PDFs of so many in a new folder
    of that name. Raises CannotWrite."""
    if not in_a_folder(post.plan):
        write_atomically(path, _letters(post, addressees(post.plan.may, How.LETTER), tell))
        return path
    return _write_folder(path, _packs_of_letters(post, tell))


def in_a_folder(plan: Plan) -> bool:
    """Whether what is prepared is several files."""
    how = plan.how
    return how is How.EMAIL or (how is How.LETTER and len(plan.may) > MOST_LETTERS)


def write_mails(post: Post, account: MailAccount, folder: Path, tell: Tell) -> Path:
    """A message for each, which the person's mail program opens unsent, in a new folder of that
    name. Raises CannotWrite."""
    return _write_folder(folder, _messages(post, account, tell))


def _packs_of_letters(post: Post, tell: Tell) -> Iterator[tuple[str, bytes]]:
    packs = list(chunks(post.plan.may, MOST_LETTERS))
    width, done = len(str(len(packs))), count()
    for number, some in enumerate(packs, start=1):
        people = addressees(some, How.LETTER)
        name = _("lettres-{number}").format(number=f"{number:0{width}}")
        yield f"{name}.pdf", _letters(post, people, lambda _done: tell(next(done)))


def _letters(post: Post, people: Iterable[Addressee], tell: Tell) -> bytes:
    # Long to import: here, in the background.
    from reports.charter_letters import render_letters

    paper = charter_paper(post.plan.charter)
    return render_letters(paper, people, post.signature, shop().town, post.actor.today, tell)


def _write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write files in a folder made for them alone, there once all are: `folder`, or, if the name
    is taken, the first free one after it; who was prepared for another day never stays among them.
    """
    with known_errors():
        draft = Path(tempfile.mkdtemp(prefix=".charte-", dir=folder.parent))
    try:
        for name, content in files:
            with known_errors():
                (draft / name).write_bytes(content)
        with known_errors():
            folder = _free(folder)
            draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return folder


def _free(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name}-{number}") for number in count(2))
    return next(path for path in chain([folder], names) if not path.exists())


def write_numbers(post: Post, path: Path, tell: Tell) -> Path:
    """The numbers the SMS goes to, as a CSV. Raises CannotWrite."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow((_("Client"), _("Nom"), _("Téléphone")))
    for done, one in enumerate(addressees(post.plan.may, How.SMS)):
        tell(done)
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


def _messages(post: Post, account: MailAccount, tell: Tell) -> Iterator[tuple[str, bytes]]:
    paper, known = charter_paper(post.plan.charter), shop()
    sender, width = account.sender or known.email, max(4, len(str(len(post.plan.may))))
    for done, one in enumerate(addressees(post.plan.may, How.EMAIL)):
        tell(done)
        message = charter_mail(paper, one, post.signature, sender, mail.new_message_id())
        content = mail.message_of(message, known.name, draft=True)
        yield f"{done + 1:0{width}}-{_named(one)}.eml", content


def _named(one: Addressee) -> str:
    """« durand-helene »: files known by name."""
    return re.sub(r"[^a-z0-9]+", "-", fold(one.name)).strip("-")[:40] or "client"
