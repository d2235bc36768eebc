"""Après service: what the evening tells of the day's clients, written at once or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import catalogue
from models.actor import Actor
from models.asset_dues import AssetDue, set_due
from models.by_hand import require_meant
from models.call_backs import CallBackDraft, delete_call_backs, insert_call_back
from models.case_files import CaseDraft, note_case
from models.changes import Changes
from models.clients import ClientLabel, client_labels
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft, note, reverse
from models.rules.trust import EntryType
from models.standing import stands
from models.tables import Asset
from models.tables import Entry as EntryRow
from models.team import Right, require
from models.wording import type_label


@dataclass(frozen=True, slots=True)
class ServedLine:
    """What is told of one client; each entry with what is known of its case besides."""

    client_id: int
    entries: tuple[tuple[EntryDraft, CaseDraft], ...] = ()
    due: AssetDue | None = None
    call_back: CallBackDraft | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told yet."""
        return not (self.entries or self.due or self.call_back)


@dataclass(frozen=True, slots=True)
class Evening:
    """What one act wrote, so that it can be taken back whole.

    `dues` are, by client, the next dates it set and those they replaced.
    """

    clients: frozenset[int]
    entries: tuple[int, ...]
    dues: tuple[tuple[int, AssetDue, AssetDue], ...]
    call_backs: tuple[int, ...]

    @property
    def changes(self) -> Changes:
        """What changed, for the panels concerned."""
        return Changes(frozenset({"journal", "cases", "asset"}), self.clients)


@dataclass(frozen=True, slots=True)
class Seen:
    """A client noted today already, what was noted of them, and by which members."""

    client: ClientLabel
    told: tuple[str, ...]
    by: tuple[int, ...] = ()


def seen_on(day: date) -> list[Seen]:
    """Those noted on a day, in the order they came; what was taken back is left out."""
    labels = catalogue.labels()
    query = (
        EntryRow.select(EntryRow.client, EntryRow.type, EntryRow.kind, EntryRow.author)
        .where(EntryRow.day == day, EntryRow.type != EntryType.REVERSAL.value, stands())
        .order_by(EntryRow.id)
    )
    told: dict[int, dict[str, None]] = {}
    by: dict[int, dict[int, None]] = {}
    for client_id, entry_type, kind, author in query.tuples():
        words = labels.get((entry_type, kind)) or type_label(EntryType(entry_type))
        told.setdefault(client_id, {})[words] = None
        by.setdefault(client_id, {})[author] = None
    names = client_labels(told)
    return [Seen(names[one], tuple(words), tuple(by[one])) for one, words in told.items()]


def note_evening(actor: Actor, lines: Sequence[ServedLine]) -> Evening:
    """Write every line in one transaction.

    Raises Refused when there is nothing to write, or with the client's name and the sentence
    that says why not; nothing is then written.
    """
    wanted = [line for line in lines if not line.is_empty]
    if not wanted:
        raise Refused(_("Il n’y a encore rien à noter."))
    with writing():
        require(actor, Right.NOTE)
        written = [_write(actor, line) for line in wanted]
    return Evening(
        frozenset(line.client_id for line in wanted),
        tuple(entry for evening in written for entry in evening.entries),
        tuple(due for evening in written for due in evening.dues),
        tuple(call for evening in written for call in evening.call_backs),
    )


def take_back_evening(actor: Actor, evening: Evening) -> Changes:
    """Take the whole act back: its entries by reversals, the latest first.

    A next date changed since stays. Raises Refused, nothing taken back, when an entry cannot be.
    """
    with writing():
        require(actor, Right.NOTE)
        for entry_id in reversed(evening.entries):
            if EntryRow.select().where(EntryRow.id == entry_id, stands()).exists():
                reverse(actor, entry_id)
        for client_id, due, before in evening.dues:
            still = (Asset.id == due.asset_id) & (Asset.due_on == due.day)
            if Asset.select().where(still, Asset.client == client_id).exists():
                set_due(client_id, before)
        delete_call_backs(evening.call_backs)
    return evening.changes


def _write(actor: Actor, line: ServedLine) -> Evening:
    try:
        entries = tuple(_note(actor, line.client_id, *entry) for entry in line.entries)
        due, call = line.due, line.call_back
        dues = ((line.client_id, due, set_due(line.client_id, due)),) if due else ()
        calls = (insert_call_back(actor, line.client_id, call),) if call else ()
    except Refused as error:
        name = client_labels([line.client_id])[line.client_id].name
        raise Refused(_("{client}\u00a0: {why}").format(client=name, why=str(error))) from error
    return Evening(frozenset({line.client_id}), entries, dues, calls)


def _note(actor: Actor, client_id: int, draft: EntryDraft, known: CaseDraft) -> int:
    require_meant(client_id, draft, actor.today)
    if known == CaseDraft():
        changes = note(actor, client_id, draft)
    else:
        changes = note_case(actor, client_id, draft, known)
    assert changes.entry_id is not None
    return changes.entry_id
