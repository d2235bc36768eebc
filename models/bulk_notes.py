"""Noting one entry in each of many accounts, in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date

from peewee import chunked

from models.accounts import read_accounts
from models.actor import Actor
from models.bulk import Check, rare_collections, unstoppable
from models.clock import now_utc
from models.days import is_open
from models.errors import Refused
from models.journal import EntryDraft, judged
from models.journal_writes import EntryWriter, shared_grounds
from models.merges import holder
from models.rules.trust import Account, EntryType
from models.standing import stands
from models.tables import Entry as EntryRow

_AT_ONCE = 500


@rare_collections()
def note_many(
    actor: Actor, drafts: Sequence[tuple[int, EntryDraft]], check: Check = unstoppable
) -> list[int]:
    """Note each (client, entry), a client at most once, inside the caller's transaction.

    `check` is called before each: raising from it stops, and undoes the transaction.

    The rights are the caller's to ask. An entry the rules refuse (an account closed meanwhile) is
    left out, the others are noted: the ids of those that were.
    """
    grounds, now, writer = shared_grounds(actor.today), now_utc(), EntryWriter()
    noted: list[int] = []
    for some in chunked(drafts, _AT_ONCE):
        accounts = dict(read_accounts(client for client, _draft in some))
        for client, draft in some:
            check()
            account = accounts.get(client) or Account()
            try:
                entry = judged(account, draft, grounds, actor.today, writer.next_id)
            except Refused:  # as said above: the fact it stands beside is kept all the same
                continue
            seq = account.next_number
            writer.add(client, seq, entry, text="", author_id=actor.member_id, recorded_at=now)
            account.record(entry)
            writer.keep_figures(client, account, grounds, new=False)
            noted.append(writer.last_id)
        writer.flush()
    return noted


def reverse_many(actor: Actor, entry_ids: Iterable[int]) -> list[int]:
    """Undo these entries, of one account at most each, but those undone already.

    Each reversal is dated as its entry, or today if that month is closed.
    """
    drafts: list[tuple[int, EntryDraft]] = []
    for some in chunked(entry_ids, _AT_ONCE):
        query = EntryRow.select(EntryRow.client, EntryRow.id, EntryRow.day).where(
            EntryRow.id.in_(some), stands()
        )
        drafts += [
            (holder(client), _reversal(entry, day if is_open(day) else actor.today))
            for client, entry, day in query.tuples()
        ]
    return note_many(actor, drafts)


def _reversal(entry_id: int, day: date) -> EntryDraft:
    return EntryDraft(EntryType.REVERSAL, day=day, ref=entry_id)
