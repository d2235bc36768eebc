"""Noting what happened: the only way rows enter the journal.

Each operation is one transaction: rights, the day's guard, the rules, the row, its text and
costs, the account's figures.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from models import seldom
from models.accounts import keep_figures
from models.actor import Actor
from models.bulk import new_uuids
from models.catalogue import weight_of
from models.changes import Changes, changed
from models.clock import now_utc
from models.costs import CostDraft, insert_cost
from models.database import state, writing
from models.days import is_open, require_open, require_past
from models.erased import erased, require_not_erased
from models.errors import Refused
from models.i18n import _
from models.journal_rows import Noted, account_of, keep_noted, noted
from models.line_ends import wait_again
from models.long_texts import kept_whole
from models.merges import holder
from models.prepared import write_row
from models.refusal_texts import sentence
from models.rules.folding import clean_text
from models.rules.trust import Account, Entry, EntryType, Outcome, Severity, refusal
from models.rules.trust.words import REFERS_TO
from models.settings import TrustHistory, trust_history
from models.tables import Entry as EntryRow
from models.tables import EntryText
from models.team import Right, require


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What is about to be noted. `day` None is today; `units` in centi-units, None for the
    catalogue's weight; `ref` the id of the entry it answers."""

    type: EntryType
    kind: str = ""
    text: str = ""
    day: date | None = None
    units: int | None = None
    severity: Severity | None = None
    outcome: Outcome | None = None
    memorable: bool = False
    due: date | None = None
    ref: int | None = None
    cost: CostDraft | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported row comes from: its own id, uuid, author and moment of recording."""

    source_id: str | None = None
    uuid: str | None = None
    recorded_at: datetime | None = None
    recorded_on: date | None = None
    author_id: int | None = None


_HERE = Origin()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What entries are judged on besides their account; a file of entries shares one.

    `require_open(day, weightless_opening)` raises Refused when nothing may be dated `day`;
    `weight_of` gives the centi-units now set for an attention kind.
    """

    today: date
    history: TrustHistory
    weight_of: Callable[[str], int | None]
    require_open: Callable[[date, bool], None]


def note(actor: Actor, client_id: int, draft: EntryDraft) -> Changes:
    """Note an entry in a client's account; raises Refused with the sentence that says why not."""
    with writing():
        require(actor, Right.NOTE)
        client_id = holder(client_id)
        entry_id, written = _write(actor, client_id, draft)
    keep_noted(written)
    return changed("journal", client_id=client_id, entry_id=entry_id)


def _write(actor: Actor, client_id: int, draft: EntryDraft) -> tuple[int, Noted]:
    """Write an entry and what follows from it; its id, and what `keep_noted` is to be told."""
    before, grounds = state(), grounds_on(actor.today)
    account = account_of(client_id, grounds.history)
    entry_id = append(actor, client_id, account, draft, grounds=grounds)
    since = draft.day or actor.today
    keep_figures(client_id, account, actor.today, since, grounds.history)
    seldom.go_on(before, state())
    return entry_id, noted(client_id, account)


def take_back_last(actor: Actor) -> Changes:
    """Reverse this member's last entry that still stands (Ctrl+Z).

    The reversal is dated as the entry, or today if that month is closed.
    """
    with writing():
        require(actor, Right.NOTE)
        last = _last_standing(actor)
        if last is None:
            raise Refused(_("Il n’y a rien à reprendre."))
        client_id, entry_id, day = holder(last[0]), *last[1:]
        dated = day if is_open(day) else actor.today
        draft = EntryDraft(EntryType.REVERSAL, day=dated, ref=entry_id)
        reversal_id, written = _write(actor, client_id, draft)
    keep_noted(written)
    return changed("journal", client_id=client_id, entry_id=reversal_id)


def reverse(actor: Actor, entry_id: int, text: str = "") -> Changes:
    """Undo one entry by a reversal dated as it, or today if that month is closed."""
    with writing():
        row = EntryRow.select(EntryRow.client, EntryRow.day).where(EntryRow.id == entry_id)
        found = row.tuples().first()
        if found is None:
            raise Refused(_("Cette écriture n’existe pas."))
        day = found[1] if is_open(found[1]) else actor.today
        draft = EntryDraft(EntryType.REVERSAL, text=text, day=day, ref=entry_id)
        return note(actor, found[0], draft)


def append(
    actor: Actor,
    client_id: int,
    account: Account,
    draft: EntryDraft,
    origin: Origin | None = None,
    grounds: Grounds | None = None,
) -> int:
    """Judge and write one row inside the caller's transaction; `account` grows with it.

    `grounds`: those of the actor's day, when the caller has read them.

    Returns the row's id. Raises Refused when the day is not open or the rules refuse it.
    """
    origin = origin or _HERE
    if not account.by_id or account.ledger(actor.today).closed(actor.today):  # an erased one is
        require_not_erased(client_id)
    require_past(draft.day or actor.today, actor.today)
    recorded_on = origin.recorded_on or actor.today
    entry = judged(account, draft, grounds or grounds_on(actor.today), recorded_on)
    text = kept_whole(draft.text)
    salt = secrets.token_bytes(16)
    entry_id = _insert(actor, client_id, account.next_number, entry, origin, text, salt)
    if entry.type is EntryType.REVERSAL and entry.ref is not None:
        wait_again(int(entry.ref))
    if text:
        write_row(EntryText, entry=entry_id, text=text, salt=salt)
    if draft.cost is not None:
        insert_cost(entry_id, draft.cost)
    entry.id = entry_id  # until now it is nobody else's
    account.record(entry)
    return entry_id


def grounds_on(today: date) -> Grounds:
    """The open book's grounds for what is recorded `today`."""

    def guard(day: date, weightless_opening: bool) -> None:
        require_open(day, weightless_opening=weightless_opening)

    return Grounds(today, trust_history(), weight_of, guard)


def judged(
    account: Account,
    draft: EntryDraft,
    grounds: Grounds,
    recorded_on: date,
    entry_id: int | str = "new",
) -> Entry:
    """The entry as it would be recorded next in `account`; nothing is written.

    Raises Refused when the day is not open or the rules refuse it.
    """
    day = draft.day or grounds.today
    grounds.require_open(day, draft.type is EntryType.OPENING and not draft.units)
    entry = entry_of(draft, grounds, recorded_on, entry_id)
    why_not = refusal(account, entry)
    if why_not is not None:
        raise Refused(sentence(why_not))
    return entry


def digest(text: str, salt: bytes) -> str:
    """The salted SHA-256 of an entry's text, "" for an empty one."""
    return hashlib.sha256(salt + text.encode()).hexdigest() if text else ""


def entry_of(
    draft: EntryDraft, grounds: Grounds, recorded_on: date, entry_id: int | str = "new"
) -> Entry:
    """The draft as the rules read it, a known kind's weight written into it."""
    units = draft.units
    if draft.type is EntryType.ATTENTION and units is None:
        units = grounds.weight_of(draft.kind)
    return Entry(
        id=entry_id,
        day=draft.day or grounds.today,
        type=draft.type,
        kind=clean_text(draft.kind, 80),
        units=units if draft.type in (EntryType.ATTENTION, EntryType.OPENING) else None,
        severity=draft.severity if draft.type is EntryType.INCIDENT else None,
        outcome=draft.outcome,
        memorable=draft.memorable and draft.type is EntryType.ATTENTION,
        due=draft.due,
        ref=draft.ref if draft.type in REFERS_TO else None,
        terms=grounds.history.on(recorded_on),
        recorded_on=recorded_on,
    )


def _insert(
    actor: Actor,
    client_id: int,
    seq: int,
    entry: Entry,
    origin: Origin,
    text: str,
    salt: bytes,
) -> int:
    return write_row(
        EntryRow,
        uuid=origin.uuid or new_uuids(1)[0],
        client=client_id,
        seq=seq,
        day=entry.day,
        type=entry.type.value,
        kind=entry.kind,
        units=entry.units,
        severity=entry.severity.value if entry.severity else None,
        outcome=entry.outcome.value if entry.outcome else None,
        memorable=entry.memorable,
        due=entry.due,
        ref=entry.ref,
        author=origin.author_id or actor.member_id,
        recorded_at=origin.recorded_at or now_utc(),
        recorded_on=entry.recorded_on,
        text_digest=digest(text, salt),
        source_id=origin.source_id,
    )


def _last_standing(actor: Actor) -> tuple[int, int, date] | None:
    """(client, entry, day) of the member's last entry that no reversal undid."""
    undone = EntryRow.alias()
    reversed_ids = undone.select(undone.ref).where(undone.type == EntryType.REVERSAL.value)
    query = (
        EntryRow.select(EntryRow.client, EntryRow.id, EntryRow.day)
        .where(
            EntryRow.author == actor.member_id,
            EntryRow.type != EntryType.REVERSAL.value,
            EntryRow.source_id.is_null(),
            EntryRow.id.not_in(reversed_ids),
            ~erased(EntryRow.client),
        )
        .order_by(EntryRow.id.desc())
    )
    found = query.tuples().first()
    return (found[0], found[1], found[2]) if found else None
