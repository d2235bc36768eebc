"""The log of the reports sent, and the guard against sending one twice.

before = doubt(month, audience)                what is already gone, or perhaps gone: ask first
changes, message_id = begin(actor, sending)    written before anything leaves
settle(actor, message_id, State.SENT)          what became of it

A row left in "sending" by a crash or a silent server says: perhaps. `settle` is the person's word.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.clock import now_utc
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.mail import new_message_id
from models.tables import Member, Sending
from models.team import Right, require


class State(StrEnum):
    """What became of a sending."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HANDED = "handed"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is about to leave: a month's report for someone, the file, and who gets it."""

    month: date
    audience: str
    recipients: tuple[str, ...]
    content: bytes
    locked: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class SendingRow:
    """A line of the log; `recorded_at` is the moment of the last try, UTC."""

    message_id: str
    recorded_at: datetime
    day: date
    author: str
    month: date
    audience: str
    recipients: str
    digest: str
    locked: bool
    state: State
    told: str


def sendings(month: date | None = None, limit: int = 200) -> list[SendingRow]:
    """The log, of a month or of all, the latest first."""
    query = Sending.select(*_columns()).join(Member).order_by(Sending.id.desc()).limit(limit)
    if month is not None:
        query = query.where(Sending.month == month)
    return [_row(*values) for values in query.tuples()]


def doubt(month: date, audience: str) -> SendingRow | None:
    """The last sending of this report that left, or may have; None when none did."""
    gone = (State.SENDING, State.SENT)
    return next(
        (row for row in sendings(month) if row.audience == audience and row.state in gone), None
    )


def begin(actor: Actor, parcel: Parcel, *, again: bool = False) -> tuple[Changes, str]:
    """Write that it leaves, before it does; the changes, and its Message-ID.

    The same file to the same people, not known to have left, keeps its Message-ID. Raises Refused
    when one left, or may have, unless the person said `again`.
    """
    with writing():
        require(actor, Right.SET_UP)
        before = doubt(parcel.month, parcel.audience)
        if before is not None and not again:
            raise Refused(doubt_told(before))
        if not parcel.recipients:
            raise Refused(_("Donnez l’adresse de qui reçoit ce rapport."))
        message_id = _same(parcel) or new_message_id()
        _write(actor, parcel, message_id, State.SENDING)
    return changed("sendings"), message_id


def hand(actor: Actor, parcel: Parcel) -> Changes:
    """Write that it was given to the person's own mail program."""
    with writing():
        require(actor, Right.SET_UP)
        _write(actor, parcel, new_message_id(), State.HANDED)
    return changed("sendings")


def settle(actor: Actor, message_id: str, state: State, told: str = "") -> Changes:
    """Say what became of a sending: the server's answer, or what the person found out."""
    with writing():
        require(actor, Right.SET_UP)
        Sending.update(state=state.value, told=told).where(
            Sending.message_id == message_id, Sending.state == State.SENDING.value
        ).execute()
    return changed("sendings")


def doubt_told(row: SendingRow) -> str:
    """Why one asks before sending again, in a sentence."""
    if row.state is State.SENT:
        return _("Ce rapport est déjà parti, à {who}.").format(who=row.recipients)
    return _(
        "Un envoi de ce rapport à {who} n’a pas été confirmé\u00a0: il est peut-être parti."
    ).format(who=row.recipients)


def state_label(state: State) -> str:
    """A state in words."""
    return {
        State.SENDING: _("non confirmé"),
        State.SENT: _("envoyé"),
        State.FAILED: _("échec"),
        State.HANDED: _("messagerie"),
    }[state]


def _write(actor: Actor, parcel: Parcel, message_id: str, state: State) -> None:
    values = {
        "recorded_at": now_utc(),
        "day": actor.today,
        "author": actor.member_id,
        "month": parcel.month,
        "audience": parcel.audience,
        "recipients": ", ".join(parcel.recipients),
        "digest": parcel.digest,
        "locked": parcel.locked,
        "state": state.value,
        "told": "",
    }
    changed_rows = Sending.update(**values).where(Sending.message_id == message_id).execute()
    if not changed_rows:
        Sending.insert(message_id=message_id, **values).execute()


def _same(parcel: Parcel) -> str | None:
    """The Message-ID of the same file to the same people, not known to have left."""
    found: str | None = (
        Sending.select(Sending.message_id)
        .where(
            Sending.month == parcel.month,
            Sending.audience == parcel.audience,
            Sending.recipients == ", ".join(parcel.recipients),
            Sending.digest == parcel.digest,
            Sending.state.in_((State.SENDING.value, State.FAILED.value)),
        )
        .order_by(Sending.id.desc())
        .scalar()
    )
    return found


def _columns() -> tuple[Any, ...]:
    about = (Sending.message_id, Sending.recorded_at, Sending.day, Member.name, Sending.month)
    what = (Sending.audience, Sending.recipients, Sending.digest, Sending.locked)
    return (*about, *what, Sending.state, Sending.told)


def _row(*values: Any) -> SendingRow:
    one, at, day, author, month, audience, to, digest, locked, state, told = values
    return SendingRow(
        one, at, day, author, month, audience, to, digest, bool(locked), State(state), told
    )
