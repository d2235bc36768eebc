"""The charter as plain text and as an e-mail, with how to refuse the next one."""

from models.charter_paper import CharterPaper, Commitment
from models.charter_told import How
from models.charter_words import Addressee, charter_words
from models.i18n import _, format_date
from models.mail import Mail


def charter_text(paper: CharterPaper, one: Addressee, how: How, signature: str) -> str:
    """What is written to a client by letter or e-mail, all of it, as plain text."""
    words = charter_words(how, signature, familiar=one.familiar)
    shop = paper.shop
    version = _("Charte n° {number}, {day}").format(
        number=paper.number, day=format_date(paper.day, "long")
    )
    said = "\n".join(part for part in (words.signature, shop.name) if part)
    facts = "\n".join(part for part in (*shop.address, shop.phone, shop.email, version) if part)
    parts = (
        one.salutation,
        *words.before,
        *(_commitment(each) for each in paper.commitments),
        *words.after,
        said,
        facts,
        words.refusal,
    )
    return "\n\n".join(parts) + "\n"


def charter_mail(
    paper: CharterPaper, one: Addressee, signature: str, sender: str, message_id: str
) -> Mail:
    """The e-mail of a client; who refuses answers it."""
    return Mail(
        message_id=message_id,
        sender=sender,
        recipients=(one.reach,),
        subject=" · ".join((_("Notre charte"), paper.shop.name)),
        text=charter_text(paper, one, How.EMAIL, signature),
        refusal_to=sender,
    )


def _commitment(each: Commitment) -> str:
    note = f" · {each.note}" if each.note else ""
    return f"• {each.title}\n{each.promise}\n{each.whom}{note}"
