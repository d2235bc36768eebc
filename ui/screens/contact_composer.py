"""**C**: an offer, a message of service or a sign from the client, on one line.

Before an offer is noted, the line tells whether it may go on that channel and what it would cost.
"""

from functools import partial

from models import journal
from models.changes import Changes
from models.contact_words import before_an_offer, channel_label, nature_label, no_offer
from models.contacts import Offer, rights
from models.free_text import warning
from models.i18n import _, format_units
from models.journal import EntryDraft
from models.messages import OFFER, RECEIVED, SERVICE, messages, note_message
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType
from ui.actions import keys_of
from ui.screens.composers import author_field, author_of, past_day_field
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec

CONTACT = "contact"
_CALLED = f"{RECEIVED}:{Channel.PHONE.value}"


def contact_spec(session: Session, client_id: int) -> ComposerSpec:
    """The offers by channel, the messages of service, and a call from the client."""
    allowed = rights(client_id, session.today)
    choices = (
        *(_choice(OFFER, _("Offre, {channel}"), channel, allowed) for channel in Channel),
        *(_choice(SERVICE, _("Service, {channel}"), channel, {}) for channel in Channel),
        Choice(_CALLED, _("Le client a appelé")),
    )
    return ComposerSpec(
        CONTACT,
        keys_of(CONTACT),
        _("Contact"),
        choices,
        (past_day_field(session, "date", _("Date")), *author_field(session)),
        text_hint=_("ce qui a été dit ou envoyé"),
        check_text=warning,
        tone="neutral",
        tell=partial(_told, allowed),
    )


def _choice(nature: str, label: str, channel: Channel, allowed: dict[Channel, Offer]) -> Choice:
    code, offer = f"{nature}:{channel.value}", allowed.get(channel)
    hint = "" if offer is None else _hint(offer)
    named = channel_label(channel)
    return Choice(code, label.format(channel=named), hint, f"{nature_label(nature)} · {named}")


def _hint(offer: Offer) -> str:
    if not offer.ok:
        return _("pas permis")
    return format_units(offer.cost, signed=True) if offer.cost else ""


def _told(allowed: dict[Channel, Offer], code: str) -> str:
    nature, _colon, channel = code.partition(":")
    return before_an_offer(allowed[Channel(channel)]) if nature == OFFER else no_offer()


def write_contact(session: Session, client_id: int, composed: Composed) -> Changes:
    """Note what was composed: an offer in the journal, the rest beside it, where Ctrl+Z finds it.

    Raises BookError with the sentence that says why not.
    """
    nature, _colon, channel = composed.kind.partition(":")
    day, author = composed.day("date"), author_of(session, composed)
    if nature == OFFER:
        draft = EntryDraft(EntryType.CONTACT, channel, composed.text, day)
        changes = session.write_as(author, journal.note, client_id, draft)
        for_another = author != session.member.id and changes.entry_id is not None
        session.last_memory = (client_id, changes.entry_id or 0) if for_another else None
        return changes
    wanted = Channel(channel)
    changes = session.write_as(author, note_message, client_id, nature, wanted, composed.text, day)
    kept = max((row for row in messages(client_id) if row.nature != OFFER), key=lambda row: row.id)
    session.last_memory = (client_id, kept)
    return changes
