"""The e-mails that tell the charter: written before they leave, so that none leaves twice.

message_id = begin(actor, charter_id, client_id)       before anything leaves
settle(charter_id, client_id, MailState.SENT)          what became of it

A row left in "sending" by a crash or a silent server says: perhaps. A person then says `arrived`
or `never_left`. What was sent is told (`models.charter_told`) once the whole batch is over.
"""

from collections.abc import Iterable
from enum import StrEnum

from peewee import chunked

from models.actor import Actor
from models.bulk import read_rows
from models.changes import Changes, changed
from models.clock import now_utc
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.mail import new_message_id
from models.tables import CharterMail
from models.team import Right, require


class MailState(StrEnum):
    """What became of an e-mail."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


def mails_of(charter_id: int) -> dict[int, MailState]:
    """What became of the e-mails of a charter, by client."""
    query = CharterMail.select(CharterMail.client, CharterMail.state).where(
        CharterMail.charter == charter_id
    )
    return {client: MailState(state) for client, state in read_rows(query)}


def begin(actor: Actor, charter_id: int, client_id: int) -> str:
    """Write that an e-mail leaves, before it does; its Message-ID, the same when tried again.

    Raises Refused when one left already, or may have.
    """
    with writing():
        require(actor, Right.NOTE)
        before = CharterMail.get_or_none(charter=charter_id, client=client_id)
        if before is not None and before.state != MailState.FAILED:
            raise Refused(_("Un e-mail de cette charte est déjà parti, ou peut-être parti."))
        message_id = before.message_id if before else new_message_id()
        CharterMail.replace(
            charter=charter_id,
            client=client_id,
            message_id=message_id,
            recorded_at=now_utc(),
            day=actor.today,
            author=actor.member_id,
            state=MailState.SENDING.value,
            told="",
        ).execute()
    return message_id


def settle(charter_id: int, client_id: int, state: MailState, told: str = "") -> None:
    """Write what became of an e-mail that was leaving."""
    with writing():
        CharterMail.update(state=state.value, told=told).where(
            CharterMail.charter == charter_id,
            CharterMail.client == client_id,
            CharterMail.state == MailState.SENDING.value,
        ).execute()


def settle_doubts(
    actor: Actor, charter_id: int, client_ids: Iterable[int], *, arrived: bool
) -> Changes:
    """A person's word on e-mails nobody confirmed: they arrived, or never left."""
    state = MailState.SENT if arrived else MailState.FAILED
    with writing():
        require(actor, Right.NOTE)
        for some in chunked(client_ids, 400):
            CharterMail.update(state=state.value).where(
                CharterMail.charter == charter_id,
                CharterMail.client.in_(some),
                CharterMail.state == MailState.SENDING.value,
            ).execute()
    return changed("privileges")
