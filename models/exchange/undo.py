"""Undoing a whole import: the book as it was before it, but for the clients built upon since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import fn

from models.accounts import read_accounts
from models.actor import Actor
from models.bulk import delete_rows, insert_rows, read_rows, update_rows
from models.clients import client_labels
from models.clock import now_utc
from models.database import writing
from models.errors import Refused
from models.exchange import undo_assets
from models.exchange.before_images import AT_ONCE, FACTS, PARTS, from_text
from models.exchange.client_writes import make_findable
from models.exchange.report import Progress
from models.exchange.runs import LASTING
from models.exchange.undo_kept import CLIENT_PARTS, ENTRY_PARTS, keep, kept, opened, reason_text
from models.i18n import _
from models.journal import grounds_on
from models.journal_writes import EntryWriter
from models.rules.trust import Account
from models.settings import TRUST
from models.tables import (
    Asset,
    Client,
    Consent,
    Entry,
    ImportBefore,
    ImportEdited,
    ImportKept,
    ImportRun,
    Setting,
)
from models.team import Right, require

TOLD = 50
_REWRITTEN = tuple(part for part in PARTS if part is not Asset)
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class KeptClient:
    """A client left as the import made them, and why (a sentence)."""

    client_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing an import did: entries and client files removed, files put back as they were.

    `kept_count` clients had something noted or changed since; `kept` are the first fifty.
    """

    run_id: int
    file: str
    entries: int = 0
    clients: int = 0
    restored: int = 0
    kept_count: int = 0
    kept: tuple[KeptClient, ...] = ()


def undo_import(actor: Actor, run_id: int, progress: Progress | None = None) -> UndoReport:
    """Put the book back as it was before that import, in one transaction.

    A client on whom something was noted or changed since is kept whole, and told. Raises Refused
    for an import that is unknown or undone already, or for settings that entries rest on. What
    `progress` (done, total) raises passes through; nothing is then changed.
    """
    with writing():
        require(actor, Right.IMPORT)
        run: Any = ImportRun.get_or_none(ImportRun.id == run_id)
        if run is None:
            raise Refused(_("Cet import n’est pas connu."))
        if run.undone_at is not None:
            raise Refused(_("Cet import a déjà été annulé."))
        if run.kind in LASTING:
            raise Refused(
                _(
                    "Ce qu’un livre.json, un fusions.json ou un fiches.jsonl apporte se change là "
                    "où on le voit\u00a0: cet import ne s’annule pas d’un geste."
                )
            )
        if run.kind == "settings":
            _undo_settings(actor, run.id)
        keep(run)
        ImportRun.update(undone_at=now_utc(), undone_by=actor.member_id).where(
            ImportRun.id == run_id
        ).execute()
        return _Undoing(actor, run, progress).run()


def kept_by(run_id: int, limit: int = TOLD) -> tuple[KeptClient, ...]:
    """The first clients that the undoing of an import kept."""
    query = ImportKept.select(ImportKept.client, ImportKept.reason)
    query = query.where(ImportKept.run == run_id).order_by(ImportKept.client).limit(limit)
    found = list(read_rows(query))
    labels = client_labels(client_id for client_id, _reason in found)
    return tuple(KeptClient(i, labels[i].name, reason_text(reason)) for i, reason in found)


def _undo_settings(actor: Actor, run_id: int) -> None:
    require(actor, Right.SET_UP)
    key: Any = Setting._meta.primary_key
    last = Setting.select(fn.MAX(key)).where(Setting.import_run == run_id).scalar()
    later = Setting.select().where(Setting.name == TRUST, key > last)
    if Entry.select().exists() or later.exists():
        raise Refused(
            _("Des écritures ou d’autres réglages s’appuient sur ceux-ci : ils restent en place.")
        )
    Setting.delete().where(Setting.import_run == run_id).execute()


class _Undoing:
    """One import on its way out, inside the caller's transaction."""

    def __init__(self, actor: Actor, run: Any, progress: Progress | None) -> None:
        self._actor = actor
        self._run = run
        self._progress = progress
        self._kept = kept(run.id)
        self._own = (Entry.import_run == run.id) & Entry.client.not_in(self._kept)
        self._going = opened(run.id).where(Client._meta.primary_key.not_in(self._kept))
        self._done = 0

    def run(self) -> UndoReport:
        """Entries first, then files; figures and search once they are gone."""
        going = [row[0] for row in read_rows(self._going)]
        changed = self._changed_accounts()
        restored = self._restored()
        self._total = self._entry_count() + len(going) + len(restored) + len(changed)
        entries = self._remove_entries()
        self._restore(restored)
        undo_assets.forget_readings(self._run.id, self._kept, self._actor.today)
        Consent.delete().where(
            Consent.import_run == self._run.id, Consent.client.not_in(self._kept)
        ).execute()
        self._remove_clients(going)
        self._keep_figures(changed)
        ImportBefore.delete().where(ImportBefore.run == self._run.id).execute()
        make_findable({*going, *restored})
        count = self._kept.count()
        return UndoReport(
            run_id=self._run.id,
            file=self._run.file,
            entries=entries,
            clients=len(going),
            restored=len(restored),
            kept_count=count,
            kept=kept_by(self._run.id) if count else (),
        )

    def _tell(self, more: int) -> None:
        self._done += more
        if self._progress is not None:
            self._progress(min(self._done, self._total), max(self._total, 1))

    # -- entries -------------------------------------------------------------------------------

    def _entry_count(self) -> int:
        return int(Entry.select().where(self._own).count())

    def _changed_accounts(self) -> list[int]:
        """The clients that stay and lose entries."""
        query = Entry.select(Entry.client).where(self._own, Entry.client.not_in(self._going))
        return [row[0] for row in read_rows(query.distinct())]

    def _remove_entries(self) -> int:
        """The last ones first: an entry may refer to one before it."""
        key: Any = Entry._meta.primary_key
        bounds = Entry.select(fn.MIN(key), fn.MAX(key)).where(Entry.import_run == self._run.id)
        first, last = bounds.tuples().get()
        removed = 0
        while last is not None and last >= first:
            chunk = self._own & (key > last - _ROWS_AT_ONCE) & (key <= last)
            for part in ENTRY_PARTS:
                part.delete().where(part.entry.in_(Entry.select(key).where(chunk))).execute()
            count = Entry.delete().where(chunk).execute()
            removed += count
            last -= _ROWS_AT_ONCE
            self._tell(count)
        return removed

    def _keep_figures(self, client_ids: list[int]) -> None:
        """The accounts that stay, from what is left in them."""
        grounds, writer = grounds_on(self._actor.today), EntryWriter()
        for start in range(0, len(client_ids), AT_ONCE):
            chunk = client_ids[start : start + AT_ONCE]
            accounts = {client_id: Account() for client_id in chunk} | dict(read_accounts(chunk))
            for client_id, account in accounts.items():
                writer.keep_figures(client_id, account, grounds, new=False)
            writer.flush()
            self._tell(len(chunk))

    # -- files ---------------------------------------------------------------------------------

    def _restored(self) -> list[int]:
        query = ImportBefore.select(ImportBefore.client).where(ImportBefore.run == self._run.id)
        query = query.where(ImportBefore.client.not_in(self._kept)).order_by(ImportBefore.client)
        return [row[0] for row in read_rows(query)]

    def _restore(self, client_ids: list[int]) -> None:
        """Put files back: ways to reach and tags go first, so that each may take its old id again;
        assets stay in place with what was noted of them."""
        for part in _REWRITTEN:
            delete_rows(part, "client", client_ids)
        for start in range(0, len(client_ids), AT_ONCE):
            chunk = client_ids[start : start + AT_ONCE]
            query = ImportBefore.select(ImportBefore.edited, ImportBefore.before)
            query = query.where(ImportBefore.run == self._run.id, ImportBefore.client.in_(chunk))
            before = list(read_rows(query.order_by(ImportBefore.client)))
            files = [from_text(text) for _edited, text in before]
            clients = [row for file in files for row in file["client"]]
            names = [name for name in clients[0] if name != "id"]
            rows = [[*(row[name] for name in names), row["id"]] for row in clients]
            update_rows(Client, names, rows)
            for part in _REWRITTEN:
                _insert(part, [row for file in files for row in file[part._meta.table_name]])
            _insert(Asset, undo_assets.put_back(chunk, [r for f in files for r in f["asset"]]))
            kept = [i for i, file in zip(chunk, files, strict=True) if FACTS in file]
            facts = [row for file in files for row in file.get(FACTS, ())]
            undo_assets.put_facts_back(kept, facts, self._actor.today)
            pairs = zip(chunk, before, strict=True)
            delete_rows(ImportEdited, "client", [i for i, (edited, _text) in pairs if not edited])
            self._tell(len(chunk))

    def _remove_clients(self, client_ids: list[int]) -> None:
        recommended = Client.recommended_by.is_null(False)
        Client.update(recommended_by=None).where(
            Client._meta.primary_key.in_(self._going), recommended
        ).execute()
        for start in range(0, len(client_ids), _ROWS_AT_ONCE):
            chunk = client_ids[start : start + _ROWS_AT_ONCE]
            for part in CLIENT_PARTS:
                delete_rows(part, "client", chunk)
            delete_rows(Client, "id", chunk)
            self._tell(len(chunk))


def _insert(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows back under their ids; one whose id was given since gets another."""
    rows = list(rows)
    key: Any = table._meta.primary_key
    ids = [row["id"] for row in rows]
    taken: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        query = table.select(key).where(key.in_(ids[start : start + AT_ONCE]))
        taken |= {row[0] for row in read_rows(query)}
    free = [row for row in rows if row["id"] not in taken]
    if free:
        insert_rows(table, tuple(free[0]), [tuple(row.values()) for row in free])
    moved = [{k: v for k, v in row.items() if k != "id"} for row in rows if row["id"] in taken]
    if moved:
        insert_rows(table, tuple(moved[0]), [tuple(row.values()) for row in moved])
