"""A month's report leaves: made or taken sealed, locked if wanted, logged, then given to a server.

What is asked is an `Order`; `dispatch` sends it, `draft` makes the file a mail program opens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models import mail, mail_password, sendings
from models.actor import Actor
from models.changes import Changes
from models.errors import Refused
from models.i18n import _, format_date, speaking
from models.mail import Attachment, Mail, NotSent, Unanswered
from models.mail_settings import MailAccount
from models.sendings import Parcel, State
from models.settings import shop
from reports.file_names import file_name
from reports.monthly import Audience

Told = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks to send. `lock` is the password of the copy, empty for none;
    `again`: they know it left, or may have, and want it all the same."""

    month: date
    audience: Audience
    recipients: tuple[str, ...]
    subject: str
    text: str
    lock: str = ""
    again: bool = False


def proposed_subject(month: date, audience: Audience) -> str:
    """The subject, in the language of the shop's papers."""
    with speaking(shop().language):
        titles = {
            "accountant": _("Rapport comptable, {month} · {shop}"),
            "owner": _("Rapport de confiance, {month} · {shop}"),
        }
        name = format_date(month, "month")
        return titles[audience].format(month=name, shop=shop().name)


def proposed_text(month: date, signature: str) -> str:
    """The text, in the language of the shop's papers."""
    with speaking(shop().language):
        return _(
            "Bonjour,\n\nVoici en pièce jointe le rapport de notre boutique\u00a0: {month}.\n\n"
            "Bien à vous,\n{name}\n{shop}"
        ).format(month=format_date(month, "month"), name=signature, shop=shop().name)


def dispatch(
    actor: Actor, account: MailAccount, password: str, order: Order, told: Told
) -> Changes:
    """Send it; an empty `password` is the one the keyring keeps, one that worked is kept there.

    Raises Refused before anything is written, NotSent or Unanswered once it is logged. What
    `told` raises stops it at once: before anything has left it is raised, later it is Unanswered.
    """
    typed, password = password, password or mail_password.known_password(account.server) or ""
    if account.user and not password:
        raise Refused(_("Donnez le mot de passe du compte d’envoi."))
    parcel = _parcel(actor, order, told)
    changes, message_id = sendings.begin(actor, parcel, again=order.again)
    letter = _letter(account, order, parcel, message_id)
    try:
        mail.send(account.server, password, letter, shop().name, told)
    except NotSent as error:
        sendings.settle(actor, message_id, State.FAILED, str(error))
        raise
    except Unanswered as error:
        sendings.settle(actor, message_id, State.SENDING, str(error))
        raise
    except Exception:  # whatever stopped it, the log says that nothing left
        sendings.settle(actor, message_id, State.FAILED, _("Arrêté avant le départ."))
        raise
    sendings.settle(actor, message_id, State.SENT)
    if typed:
        mail_password.keep_password(account.server, typed)
    return changes


def draft(actor: Actor, account: MailAccount, order: Order, told: Told) -> tuple[Parcel, bytes]:
    """What leaves and the message as a file, which the person's mail program opens unsent."""
    parcel = _parcel(actor, order, told)
    letter = _letter(account, order, parcel, mail.new_message_id())
    return parcel, mail.message_of(letter, shop().name, draft=True)


def _parcel(actor: Actor, order: Order, told: Told) -> Parcel:
    # Long to import: here, in the background.
    from reports.month_papers import paper
    from reports.protected import protected

    told(_("Le rapport se prépare…"))
    with speaking(shop().language):
        content = paper(order.month, actor.today, order.audience)
    if order.lock:
        content = protected(content, order.lock)
    return Parcel(order.month, order.audience, order.recipients, content, bool(order.lock))


def _letter(account: MailAccount, order: Order, parcel: Parcel, message_id: str) -> Mail:
    with speaking(shop().language):
        name = file_name(order.month, order.audience)
    joined = (Attachment(name, parcel.content),)
    return Mail(message_id, account.sender, order.recipients, order.subject, order.text, joined)
