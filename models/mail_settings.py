"""The account mail leaves from, and the accountant's addresses. The password is not in the book."""

import re
from dataclasses import asdict, dataclass, fields

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.mail import STARTTLS, TLS, Server
from models.rules.folding import clean_text
from models.settings import insert, latest
from models.team import Right, require

MAIL = "mail"
PORTS = {TLS: 465, STARTTLS: 587}
"""The usual port of each way to protect the connection."""
_MOST_ADDRESSES = 10
_NAMED = re.compile(r"[^,;<>@]*<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class MailAccount:
    """`accountants` are the addresses a report goes to, separated by ", "."""

    host: str = ""
    port: int = PORTS[STARTTLS]
    security: str = STARTTLS
    user: str = ""
    sender: str = ""
    accountants: str = ""

    @property
    def complete(self) -> bool:
        """Whether mail can leave from here."""
        return bool(self.host and self.sender)

    @property
    def server(self) -> Server:
        """What is called to send."""
        return Server(self.host, self.port, self.security, self.user)


def mail_account() -> MailAccount:
    """The account as it is now."""
    value, known = latest(MAIL), {field.name for field in fields(MailAccount)}
    return MailAccount(**{name: kept for name, kept in value.items() if name in known})


def set_mail_account(actor: Actor, wanted: MailAccount) -> Changes:
    """Change it. Raises Refused for what can be neither a server nor an address."""
    host = clean_text(wanted.host, 200)
    if any(c.isspace() or c in "/:@" for c in host) and host:
        raise Refused(_("Un serveur s’écrit comme smtp.exemple.fr, sans espace ni adresse."))
    if not 1 <= wanted.port <= 65535:
        raise Refused(_("Un port est un nombre entre 1 et 65535\u00a0; souvent 587 ou 465."))
    if wanted.security not in PORTS:
        raise Refused(_("La connexion est toujours protégée\u00a0: TLS ou STARTTLS."))
    kept = MailAccount(
        host=host,
        port=wanted.port,
        security=wanted.security,
        user=clean_text(wanted.user, 200),
        sender=checked_address(wanted.sender) if wanted.sender.strip() else "",
        accountants=", ".join(read_addresses(wanted.accountants)),
    )
    with writing():
        require(actor, Right.SET_UP)
        insert(actor, MAIL, asdict(kept))
    return changed("settings")


def read_addresses(text: str) -> tuple[str, ...]:
    """The addresses of a line, each once; commas, semicolons or spaces between. Raises Refused.

    « Compta <compta@example.fr> », as mail programs copy it, is its address.
    """
    words = _NAMED.sub(r" \1 ", text).replace(",", " ").replace(";", " ").split()
    found = tuple(dict.fromkeys(checked_address(word) for word in words))
    if len(found) > _MOST_ADDRESSES:
        raise Refused(_("Dix adresses au plus."))
    return found


def checked_address(text: str) -> str:
    """An e-mail address as servers read it; raises Refused for one that cannot be."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise Refused(_not_an_address(text)) from error
    if found.ascii_email is None:
        raise Refused(_not_an_address(text))
    return str(found.ascii_email)


def _not_an_address(text: str) -> str:
    return _("«\u00a0{text}\u00a0» n’est pas une adresse e-mail.").format(text=clean_text(text, 80))
