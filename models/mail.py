"""Mail: the message, and its way to a server over TLS. Nothing here reads or writes the book.

`send` goes stage by stage, so that whatever fails is told with certainty: before the message was
given nothing has left (`NotSent`); once it was, without the server's answer, nobody knows
(`Unanswered`). The person may stop at any moment, even when the server keeps silent.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from models.clock import now_utc
from models.errors import BookError
from models.i18n import _
from models.mail_line import Line, Told, converse
from models.rules.folding import clean_text

TLS, STARTTLS = "tls", "starttls"
_PATIENCE = 20.0
"""Seconds a server may take to answer, but for the whole message: `_PATIENCE_AFTER_DATA`."""
_PATIENCE_AFTER_DATA = 60.0
_PATIENCE_AT_END = 2.0
_OUR_NAME = "[127.0.0.1]"
"""Said to the server: the true name of this machine is nobody's business."""
_LONGEST_SUBJECT, _LONGEST_TEXT = 200, 20_000
_MOST_REFUSED = 3
"""A server that refuses so many in a row wants no more for now."""
_DOT = re.compile(rb"(?m)^\.")


class NotSent(BookError):
    """The message did not leave; it may be sent again."""


class Unanswered(BookError):
    """The message was given, the server did not answer: it may have left, or not."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail leaves from. `security` is "tls" from the first byte, or "starttls"."""

    host: str
    port: int
    security: str
    user: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF joined to a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message; `message_id` stays the same when it is sent again.

    `refusal_to`: the address to which whoever wants no more of them writes (RFC 2369), if any.
    """

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    refusal_to: str = ""


def new_message_id() -> str:
    """An identity no other message has, which says nothing of this machine."""
    return make_msgid(domain="compte-confiance.invalid")


def message_of(mail: Mail, sender_name: str = "", *, draft: bool = False) -> bytes:
    """The message as mail programs read it; a `draft` opens ready to be sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean_text(" ".join(mail.subject.split()), _LONGEST_SUBJECT)
    if mail.sender:
        message["From"] = Address(sender_name, addr_spec=mail.sender)
    if mail.recipients:
        message["To"] = [Address(addr_spec=one) for one in mail.recipients]
    message["Date"] = format_datetime(now_utc())
    message["Message-ID"] = mail.message_id
    if mail.refusal_to:
        message["List-Unsubscribe"] = f"<mailto:{mail.refusal_to}?subject=STOP>"
    if draft:
        message["X-Unsent"] = "1"
    message.set_content(mail.text[:_LONGEST_TEXT], cte="quoted-printable")
    for joined in mail.attachments:
        message.add_attachment(
            joined.content, maintype="application", subtype="pdf", filename=joined.name
        )
    return message.as_bytes()


def send(server: Server, password: str, mail: Mail, sender_name: str, told: Told) -> None:
    """Give a message to the server, for all its recipients or for none.

    `told` is called with each stage, and again while it lasts; what it raises stops there. Raises
    NotSent when it did not leave, Unanswered when one cannot know; anything else: nothing left.
    """
    content, leaving = message_of(mail, sender_name), _("Le message part…")
    begun: set[str] = set()

    def talk(line: Line) -> None:
        with _session(server, password, line) as smtp:
            _envelope(smtp, mail.sender, mail.recipients, line)
            line.begin(leaving)
            _give(smtp, content)

    def go_on(stage: str) -> None:
        told(stage)
        begun.add(stage)

    try:
        converse(talk, go_on)
    except (NotSent, Unanswered):
        raise
    except Exception as stopped:
        if leaving not in begun:
            raise
        raise Unanswered(_stopped_while_leaving()) from stopped


def send_each(
    server: Server,
    password: str,
    mails: Iterable[Mail],
    sender_name: str,
    settled: Callable[[Mail, BookError | None], object],
) -> None:
    """Give messages to the server one after the other, in one conversation.

    `settled` is told what became of each: None once the server took it, else why not. One refused
    does not stop the others; a server that no longer answers, or refuses several in a row, does.
    Raises NotSent or Unanswered then. What `mails` raises stops before the next one.
    """
    refused, alone = 0, _Alone()
    with _session(server, password, alone) as smtp:
        for mail in mails:
            try:
                _envelope(smtp, mail.sender, mail.recipients, alone)
                _give(smtp, message_of(mail, sender_name))
            except (NotSent, Unanswered) as error:
                settled(mail, error)
                refused += 1
                if isinstance(error, Unanswered) or refused == _MOST_REFUSED or not _goes_on(smtp):
                    raise
            else:
                settled(mail, None)
                refused = 0


def _goes_on(smtp: smtplib.SMTP) -> bool:
    """Whether the conversation goes on after a message was refused."""
    with suppress(OSError, smtplib.SMTPException):
        return smtp.rset()[0] == 250
    return False


class _Alone(Line):
    """Many messages leave: how many is told, not the stages of each."""

    def begin(self, stage: str) -> None:
        """Go on at once."""


def try_server(server: Server, password: str, sender: str, told: Told) -> None:
    """Go as far as the sender's address, and send nothing. Raises NotSent, or what `told` does."""

    def talk(line: Line) -> None:
        with _session(server, password, line) as smtp:
            line.begin(_("L’adresse d’envoi est essayée…"))
            with _stage(_("Le serveur n’a plus répondu.")):
                _accepted(smtp.mail(sender), _sender_refused(sender))
                smtp.rset()

    converse(talk, told)


@contextmanager
def _session(server: Server, password: str, line: Line) -> Iterator[smtplib.SMTP]:
    """A conversation that TLS protects, with its name given; closed whatever happens."""
    line.begin(_("Le serveur est appelé…"))
    smtp = line.smtp = _connected(server)
    try:
        with _stage(_("Le serveur n’a pas répondu à l’ouverture de la connexion protégée.")):
            if server.security == STARTTLS:
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.user:
            line.begin(_("Le compte d’envoi se présente…"))
            _log_in(smtp, server.user, password)
        yield smtp
        with suppress(OSError, smtplib.SMTPException):  # what counts was answered before
            if smtp.sock is not None:
                smtp.sock.settimeout(_PATIENCE_AT_END)
            smtp.quit()
    finally:
        smtp.close()


def _connected(server: Server) -> smtplib.SMTP:
    with _stage(
        _("Le serveur {host} ne répond pas sur le port {port}.").format(
            host=server.host, port=server.port
        )
    ):
        if server.security == TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                server.host, server.port, _OUR_NAME, timeout=_PATIENCE, context=context
            )
        return smtplib.SMTP(server.host, server.port, _OUR_NAME, timeout=_PATIENCE)


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    with _stage(_("Le serveur n’a pas répondu quand le compte s’est présenté.")):
        try:
            smtp.login(user, password)
        except UnicodeEncodeError as error:
            raise NotSent(
                _(
                    "Ce nom ou ce mot de passe porte une lettre que ce serveur ne lit pas. "
                    "Rien n’est parti."
                )
            ) from error


def _envelope(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], line: Line) -> None:
    line.begin(_("Les adresses sont données…"))
    with _stage(_("Le serveur n’a plus répondu pendant qu’on lui donnait les adresses.")):
        _accepted(smtp.mail(sender), _sender_refused(sender))
        for one in recipients:
            _accepted(
                smtp.rcpt(one),
                _("Le serveur refuse l’adresse du destinataire {address}.").format(address=one),
            )
        _accepted(smtp.docmd("DATA"), _("Le serveur refuse ce message."), 354)


def _give(smtp: smtplib.SMTP, content: bytes) -> None:
    """From here on, silence is no answer: the server may have kept the message."""
    lost = _(
        "Le message a été donné au serveur, qui n’a pas confirmé\u00a0: il est peut-être parti. "
        "Demandez au destinataire, ou regardez vos messages envoyés, avant de renvoyer."
    )
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(_PATIENCE_AFTER_DATA)
        smtp.send(_DOT.sub(b"..", content) + b".\r\n")
        answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(lost) from error
    if answer[0] < 0:  # it said something, which is no answer
        raise Unanswered(lost)
    _accepted(answer, _("Le serveur a lu le message et le refuse."))


def _stopped_while_leaving() -> str:
    return _(
        "L’envoi a été arrêté pendant que le message partait\u00a0: il est peut-être parti. "
        "Demandez au destinataire, ou regardez vos messages envoyés, avant de renvoyer."
    )


def _sender_refused(sender: str) -> str:
    return _("Le serveur refuse l’adresse d’envoi {address}.").format(address=sender)


def _accepted(answer: tuple[int, bytes], sentence: str, wanted: int = 250) -> None:
    code, said = answer
    if code == wanted or (wanted == 250 and code == 251):
        return
    raise NotSent(_with_answer(sentence, code, said))


def _with_answer(sentence: str, code: int, said: bytes | str) -> str:
    """The sentence, with what the server said for whoever looks after it."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return _("{what} Rien n’est parti. Il répond\u00a0: {code} {said}").format(
        what=sentence, code=code, said=clean_text(" ".join(text.split()), 160)
    )


@contextmanager
def _stage(silence: str) -> Iterator[None]:
    """What fails while this is done, in a sentence; `silence` is that of no answer at all."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_sentence(error, silence)) from error


def _sentence(error: Exception, silence: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _(
            "Le certificat du serveur n’est pas reconnu\u00a0: {why}. Rien n’est parti, ni le mot "
            "de passe. Vérifiez le nom du serveur avec votre fournisseur."
        ).format(why=clean_text(error.verify_message, 160))
    if isinstance(error, ssl.SSLError):
        return _(
            "Le serveur ne parle pas TLS sur ce port. Rien n’est parti, ni le mot de passe. "
            "Essayez l’autre réglage\u00a0: TLS sur 465, STARTTLS sur 587."
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _(
            "Le serveur ne propose pas ce qu’il faut (connexion protégée, compte). "
            "Rien n’est parti, ni le mot de passe."
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        what = _("Le serveur ne reconnaît pas ce compte ou ce mot de passe.")
        return _with_answer(what, error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return _with_answer(_("Le serveur refuse."), error.smtp_code, error.smtp_error)
    if isinstance(error, socket.gaierror):
        return _("Ce nom de serveur n’est pas trouvé, ou Internet ne répond pas. Rien n’est parti.")
    return _("{what} Rien n’est parti\u00a0; recommencez dans un instant.").format(what=silence)
