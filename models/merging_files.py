"""Making one client file of two that are the same person's, and undoing it.

The journals stay as they are (`models.rules.trust.merging`): what hangs on the absorbed file
(ways to reach, assets, memory, tags, words, decisions…) moves to the kept one, whichever table it
is in, and what moved is written down so that it can go back. The absorbed file keeps its number
and reference, which lead to the kept one from then on.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import CompositeKey, IntegrityError

from models.accounts import keep_figures, read_account
from models.actor import Actor
from models.changes import Changes, changed
from models.client_drafts import ClientDraft, cleaned
from models.clients import ClientLabel, client_draft, client_labels, client_values
from models.clock import now_utc
from models.database import writing
from models.days import is_open, require_open
from models.erased import require_not_erased
from models.errors import Refused
from models.i18n import _
from models.merges import file_merges, in_force, members_of
from models.referrals import would_loop
from models.rules.trust import Account, State
from models.rules.trust.merging import FileMerge
from models.search_index import index_many
from models.tables import (
    Client,
    DaySnapshot,
    Entry,
    ImportBefore,
    ImportEdited,
    ImportKept,
    Merge,
    TwoPeople,
    database,
)
from models.team import Right, require

_STAYS = (Entry, Merge, TwoPeople, ImportBefore, ImportEdited, ImportKept)
"""What the absorbed file keeps: its journal, and what tells its own story."""
IDENTITY = (
    "civility",
    "first_name",
    "last_name",
    "company",
    "address_form",
    "street",
    "postcode",
    "town",
    "country",
    "birth_day",
    "birth_month",
    "birth_year",
    "since",
    "how_came",
    "recommended_by",
    "notes",
)
"""The columns of a file of which one value must be chosen."""


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What merging would make of the account: balances on the day, in centi-units."""

    kept: int
    absorbed: int
    together: int


@dataclass(frozen=True, slots=True)
class MergeShown:
    """A merge in force, as the kept file tells it; `answers` since then answer absorbed cases."""

    id: int
    absorbed: ClientLabel
    day: date
    answers: int


# -- merging ---------------------------------------------------------------------------------------


def proposed(kept: ClientDraft, absorbed: ClientDraft) -> ClientDraft:
    """The kept file's identity, completed where it says nothing; both notes."""
    values = {
        name: getattr(kept, name) or getattr(absorbed, name)
        for name in IDENTITY
        if name not in ("birth_day", "birth_month", "birth_year", "notes")
    }
    born = kept if kept.birth_day or kept.birth_month or kept.birth_year else absorbed
    values |= {name: getattr(born, name) for name in ("birth_day", "birth_month", "birth_year")}
    notes = [text for text in (kept.notes, absorbed.notes) if text]
    values["notes"] = "\n".join(dict.fromkeys(notes))
    return replace(kept, **values)


def outcome(kept: int, absorbed: int, today: date) -> MergeOutcome:
    """What merging these two files today would make of the balance; nothing is written."""
    one, other = (read_account(client).balance(today) for client in (kept, absorbed))
    last = max((merge.id for merge in file_merges()), default=0)
    trial = FileMerge(last + 1, kept, absorbed, today, _entries(kept), _entries(absorbed))
    return MergeOutcome(one, other, read_account(kept, trial=trial).balance(today))


def merge(actor: Actor, kept: int, absorbed: int, identity: ClientDraft) -> Changes:
    """Make one file of two, from today on; `identity` is what the kept one says from then.

    Raises Refused when one of them is closed, merged already, or the kept one has no account.
    """
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        _require_mergeable(kept, absorbed, actor.today)
        clean = cleaned(replace(identity, assets=()))
        by = clean.recommended_by
        if by is not None and any(would_loop(one, by) for one in members_of(kept, absorbed)):
            clean = replace(clean, recommended_by=None)  # they sent whoever sent them
        before = _columns(kept)
        values = {name: getattr(clean, name) for name in IDENTITY}
        keys = ("search_key", "sort_key")
        values |= {name: client_values(clean)[name] for name in keys}
        changes = {
            name: [before[name], _plain(value)]
            for name, value in values.items()
            if before[name] != _plain(value)
        }
        Client.update(**values).where(Client.id == kept).execute()
        moved = {name: ids for name, ids in _moved(kept, absorbed) if ids}
        _insert(actor, kept, absorbed, {"identity": changes, "moved": moved})
        _refresh(kept, absorbed, actor.today, actor.today)
    return _changed(kept, absorbed)


def _require_mergeable(kept: int, absorbed: int, today: date) -> None:
    if kept == absorbed:
        raise Refused(_("Choisissez deux fiches différentes."))
    require_open(today)
    count = Client.select().where(Client.id.in_((kept, absorbed))).count()
    if count != 2 or {kept, absorbed} & in_force().keys():
        raise Refused(_("L’une de ces fiches n’existe plus\u00a0: elle a déjà été fusionnée."))
    accounts = {client: read_account(client) for client in (kept, absorbed)}
    if any(account.state(today) is State.CLOSED for account in accounts.values()):
        raise Refused(
            _("L’un des comptes est clos\u00a0: rouvrez-le d’abord, puis fusionnez les fiches.")
        )
    if not accounts[kept].by_id:
        raise Refused(_("La fiche gardée n’a pas encore de compte\u00a0: gardez plutôt l’autre."))


def _insert(actor: Actor, kept: int, absorbed: int, before: dict[str, Any]) -> None:
    Merge.insert(
        kept=kept,
        absorbed=absorbed,
        day=actor.today,
        kept_seq=_entries(kept),
        absorbed_seq=_entries(absorbed),
        author=actor.member_id,
        recorded_at=now_utc(),
        before=json.dumps(before, ensure_ascii=False),
    ).execute()


def _entries(client_id: int) -> int:
    return int(Entry.select().where(Entry.client == client_id).count())


def _columns(client_id: int) -> dict[str, Any]:
    names = (*IDENTITY, "search_key", "sort_key")
    columns = [getattr(Client, name) for name in names]
    row = Client.select(*columns).where(Client.id == client_id).tuples().get()
    return dict(zip(names, map(_plain, row), strict=True))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _holding() -> Iterator[tuple[str, Any, Any]]:
    """(name, table, field) of whatever hangs on a client file and is not made from the journal."""
    for field, table in Client._meta.backrefs.items():
        follows = field.on_delete == "CASCADE" or table._meta.table_name == "account_figures"
        if table not in _STAYS and not follows:
            yield f"{table._meta.table_name}.{field.name}", table, field


def _moved(kept: int, absorbed: int) -> Iterator[tuple[str, list[int]]]:
    """Move everything to the kept file; what it has already stays where it is."""
    for name, table, field in _holding():
        key, theirs = _key(table, field), field == absorbed
        query = table.select(key).where(theirs)
        if table is Client:
            query = query.where(key.not_in(members_of(kept)))
        ids = [row[0] for row in query.order_by(key).tuples()]
        yield name, [one for one in ids if _move(table, field, (key == one) & theirs, kept)]


def _key(table: Any, field: Any) -> Any:
    """What tells a client's rows of a table apart: its key, or what it has beside the client."""
    key = table._meta.primary_key
    if not isinstance(key, CompositeKey):
        return key
    (other,) = (name for name in key.field_names if name != field.name)
    return table._meta.fields[other]


def _move(table: Any, field: Any, which: Any, to: int) -> bool:
    """Whether the row could go: each table says what it holds only once for a client."""
    try:
        with database.atomic():
            return bool(table.update({field: to}).where(which).execute())
    except IntegrityError:
        return False


# -- undoing ---------------------------------------------------------------------------------------


def merges_of(client_id: int) -> list[MergeShown]:
    """The merges in force in this file, the latest first."""
    rows = [one for one in file_merges() if one.kept == client_id and one.undone_on is None]
    names = client_labels(one.absorbed for one in rows)
    return [
        MergeShown(one.id, names[one.absorbed], one.day, _answers(one)) for one in reversed(rows)
    ]


def _answers(merge: FileMerge) -> int:
    """How many entries noted since answer a case, or undo an entry, of the absorbed file."""
    target = Entry.alias()
    query = Entry.select().join(target, on=(Entry.ref == target.id))
    own = (Entry.client == merge.kept) & (Entry.seq > merge.kept_seq)
    return int(query.where(own, target.client.in_(members_of(merge.absorbed))).count())


def undo_merge(actor: Actor, merge_id: int) -> Changes:
    """Make two files again: each has what it had, what was noted since stays in the kept one.

    As of the day of the merge, or today if that month is closed. A field changed since keeps
    its new value. Raises Refused when it is undone already or the kept file was merged since.
    """
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        found = next((one for one in file_merges() if one.id == merge_id), None)
        if found is None or found.undone_on is not None:
            raise Refused(_("Cette fusion est déjà défaite."))
        if found.kept in in_force():
            raise Refused(
                _("Cette fiche a été fusionnée depuis\u00a0: défaites d’abord cette fusion-là.")
            )
        require_not_erased(found.kept)
        undone_on = found.day if is_open(found.day) else actor.today
        row = Merge.select(Merge.before).where(Merge.id == merge_id).scalar()
        before = json.loads(row)
        _give_back(found, before.get("moved", {}))
        _restore(found.kept, before.get("identity", {}))
        Merge.update(undone_on=undone_on, undone_by=actor.member_id).where(
            Merge.id == merge_id
        ).execute()
        _refresh(found.kept, found.absorbed, undone_on, actor.today)
    return _changed(found.kept, found.absorbed)


def _give_back(merge: FileMerge, moved: dict[str, list[int]]) -> None:
    """What moved goes back, unless it went elsewhere since."""
    for name, table, field in _holding():
        key = _key(table, field)
        for one in moved.get(name, ()):
            _move(table, field, (key == one) & (field == merge.kept), merge.absorbed)


def _restore(kept: int, identity: dict[str, list[Any]]) -> None:
    now = _columns(kept)
    back = {name: old for name, (old, new) in identity.items() if now[name] == new}
    if back:
        Client.update(**back).where(Client.id == kept).execute()
        keys = client_values(cleaned(replace(client_draft(kept), assets=())))
        Client.update(search_key=keys["search_key"], sort_key=keys["sort_key"]).where(
            Client.id == kept
        ).execute()


def _refresh(kept: int, absorbed: int, since: date, today: date) -> None:
    """What is kept of both accounts, and the search, after a merge or its undoing."""
    for client in (kept, absorbed):
        account: Account = read_account(client)
        if account.by_id:
            keep_figures(client, account, today)
    DaySnapshot.delete().where(DaySnapshot.day >= since).execute()
    index_many((kept, absorbed))


def _changed(kept: int, absorbed: int) -> Changes:
    topics = changed("client", "journal", "memory", "asset", "cases", client_id=kept)
    return replace(topics, clients=frozenset({kept, absorbed}))
