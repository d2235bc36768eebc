"""Erasing a person from the book (article 17 of the GDPR), so that nothing names them any more.

Their account stays, without a text and under a number that is nobody's: the shop's own conduct,
what it cost and the numbers of its documents, which months, reports and seals rest on. It closes
on the day of the erasure. It cannot be undone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import fn

from models.actor import Actor
from models.bulk import insert_rows
from models.changes import Changes, changed
from models.clients import client_labels
from models.database import writing
from models.erased import is_erased, require_not_erased
from models.erasing_rows import blank_rows
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft, note
from models.journal_rows import account_of
from models.merges import holder, holders, members_of
from models.prepared import day_of
from models.retention import terms
from models.rules.retention import accounting_ends
from models.rules.trust import EntryType, State
from models.search_index import forget_removed, index_many
from models.tables import (
    AccountFigures,
    Asset,
    CaseFile,
    Client,
    Consent,
    Cost,
    Entry,
    EntryText,
    Erasure,
    Memory,
    Message,
    Reach,
    SentLetter,
    Voice,
)
from models.team import Right, first_member, require

Progress = Callable[[int, int], object]
"""Called with (done, total), in files; raising from it stops, and what is done stays done."""
_AT_ONCE = 50


class Ground(StrEnum):
    """Why a person is erased: they asked for it, or the time to keep the file is over."""

    REQUEST = "request"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What erasing would remove, counted, and what it would leave.

    `open_cases` is what still waits; `unpriced` costs without an amount; `merged` other files that
    are this person's too; `documents_until` the day up to which the law wants the documents of
    the costs, None without costs.
    """

    number: int
    name: str
    reaches: int
    memories: int
    assets: int
    texts: int
    cases: int
    letters: int
    voices: int
    messages: int
    consents: int
    entries: int
    costs: int
    unpriced: int
    open_cases: int
    merged: int
    documents_until: date | None


def preview(client_id: int) -> ErasurePreview:
    """What erasing this person would do; nothing is written. Refused when it is done already."""
    client_id = holder(client_id)
    require_not_erased(client_id)
    ids = members_of(client_id)
    label = client_labels([client_id])[client_id]
    entries = Entry.select(Entry.id).where(Entry.client.in_(ids))
    costs = Cost.select(fn.COUNT(1)).where(Cost.entry.in_(entries))
    last = Cost.select(fn.MAX(Entry.day)).join(Entry).where(Cost.entry.in_(entries)).scalar()
    waiting = AccountFigures.select(AccountFigures.open_cases)
    return ErasurePreview(
        number=label.number,
        name=label.name,
        reaches=_count(Reach.client, ids),
        memories=_count(Memory.client, ids),
        assets=_count(Asset.client, ids),
        texts=_count(EntryText.entry, entries),
        cases=_count(CaseFile.entry, entries),
        letters=_count(SentLetter.client, ids),
        voices=_count(Voice.client, ids),
        messages=_count(Message.client, ids),
        consents=_count(Consent.client, ids),
        entries=_count(Entry.client, ids),
        costs=int(costs.scalar()),
        unpriced=int(costs.where(Cost.net_cents.is_null()).scalar()),
        open_cases=waiting.where(AccountFigures.client == client_id).scalar() or 0,
        merged=len(ids) - 1,
        documents_until=accounting_ends(day_of(last), terms()) if last else None,
    )


def _count(field: Any, chosen: Any) -> int:
    return int(field.model.select(fn.COUNT(1)).where(field.in_(chosen)).scalar())


def erase(
    actor: Actor, client_id: int, ground: Ground = Ground.REQUEST, *, typed: str | None = None
) -> Changes:
    """Erase a person, files merged into theirs included. It cannot be undone.

    `typed` is the number as a person typed it again: Refused when it is another one's.
    """
    with writing():
        require(actor, Right.SET_UP)
        client_id = holder(client_id)
        if typed is not None and not _is_number_of(client_id, typed):
            raise Refused(_("Ce n’est pas le numéro de cette fiche\u00a0: rien n’est effacé."))
        _erase(actor, [client_id], ground)
        forget_removed()
    return changed("client", "journal", "memory", "asset", "cases", "settings", client_id=client_id)


def erase_many(
    actor: Actor,
    client_ids: Sequence[int],
    ground: Ground = Ground.RETENTION,
    progress: Progress | None = None,
) -> int:
    """Erase several people, a few at a time; how many. Stopped, those done stay erased."""
    with _forgetting():
        for done in range(0, len(client_ids), _AT_ONCE):
            with writing():
                require(actor, Right.SET_UP)
                some = list(dict.fromkeys(holders(client_ids[done : done + _AT_ONCE])))
                _erase(actor, some, ground)
            if progress is not None:
                progress(min(done + _AT_ONCE, len(client_ids)), len(client_ids))
    return len(client_ids)


@contextmanager
def _forgetting() -> Iterator[None]:
    """The search's indexes are cleared of those erased within, once, however it ends."""
    try:
        yield
    finally:
        with writing():
            forget_removed()


def _is_number_of(client_id: int, typed: str) -> bool:
    number = Client.select(Client.number).where(Client.id == client_id).scalar()
    text = typed.strip().upper().removeprefix("C-").strip()
    return text.isascii() and text.isdigit() and len(text) < 10 and int(text) == number


def _erase(actor: Actor, client_ids: Sequence[int], ground: Ground) -> None:
    for client_id in client_ids:
        require_not_erased(client_id)
        _close(actor, client_id)
    ids = members_of(*client_ids)
    blank_rows(ids)
    columns = ("client", "day", "ground", "author")
    day = actor.today.isoformat()
    insert_rows(Erasure, columns, [(one, day, ground.value, actor.member_id) for one in ids])
    index_many(ids)


def _close(actor: Actor, client_id: int) -> None:
    """Close the account today; one dated later by its import goes on without a name."""
    account = account_of(client_id)
    if not account.by_id or account.state(actor.today) is State.CLOSED:
        return
    latest = Entry.select(fn.MAX(Entry.day)).where(Entry.client.in_(members_of(client_id)))
    last = latest.scalar()
    if last is None or last <= actor.today:
        note(actor, client_id, EntryDraft(EntryType.CLOSED))


# -- the register ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure as the register keeps it: a number, a day, a reason, no name."""

    uuid: str
    number: int
    day: date
    ground: Ground


def register(db: Any = None) -> list[Erased]:
    """Every erasure, in order; `db` reads another book's."""
    query = (
        Erasure.select(Client.uuid, Client.number, Erasure.day, Erasure.ground)
        .join(Client)
        .order_by(Erasure.day, Client.number)
    )
    rows = query.tuples().execute(db)
    return [Erased(uuid, number, day, Ground(ground)) for uuid, number, day, ground in rows]


def erase_again(rows: Sequence[Erased]) -> int:
    """Do in this book, an older one, the erasures of a newer one; how many files it had.

    They are dated as they were, and signed by its owner.
    """
    done, author = 0, first_member().id
    with _forgetting():
        for row in rows:
            client_id = Client.select(Client.id).where(Client.uuid == row.uuid).scalar()
            if client_id is not None and not is_erased(client_id):
                with writing():
                    _erase(Actor(author, row.day), [holder(client_id)], row.ground)
                done += 1
    return done
