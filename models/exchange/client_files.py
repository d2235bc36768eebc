"""Client files on their way to the book: new ones opened, known ones completed, all in bulk."""

from collections.abc import Collection

from models.actor import Actor
from models.client_drafts import ClientDraft, cleaned, with_assets
from models.exchange.account_opener import AccountOpener
from models.exchange.before_images import BeforeImages
from models.exchange.client_updates import Change, ClientUpdater
from models.exchange.client_writes import ClientWriter, make_findable
from models.exchange.merging import merged, merged_assets, with_reference
from models.exchange.report import Tally


class ClientFiles:
    """Writes files for the import `run`, inside the caller's transaction.

    `tally` counts what is opened and completed. Files completed are first kept as they were.
    """

    def __init__(self, actor: Actor, run: int, tally: Tally) -> None:
        self._tally = tally
        self._writer = ClientWriter(actor, run, in_bulk=True)
        self._accounts = AccountOpener(actor, run)
        self._updater = ClientUpdater(actor, run, tally)
        self._before = BeforeImages(run)
        self._changing: set[int] = set()

    def open(self, draft: ClientDraft) -> int:
        """Open the file of a cleaned draft, and its account; returns its id."""
        client_id = self._writer.add(draft)
        self._accounts.add(client_id, draft.since)
        self._tally.created += 1
        return client_id

    def complete(self, line: int, client_id: int, draft: ClientDraft, *, only_marks: bool) -> None:
        """Complete a file with what a row says; one that brings nothing counts as skipped."""
        waiting = self._writer.waiting.get(client_id)
        if waiting is None:
            self._updater.add(Change(line, client_id, draft, only_marks=only_marks))
            self._changing.add(client_id)
            return
        after = with_reference(waiting, draft) if only_marks else cleaned(merged(waiting, draft))
        assets = merged_assets(waiting.assets, draft.assets, add_only=only_marks)
        after = self._writer.waiting[client_id] = with_assets(after, assets)
        if after == waiting:
            self._tally.skipped += 1
        else:
            self._tally.updated += 1

    def keep_before(self, client_ids: Collection[int]) -> None:
        """Keep these files as they are, before something else of them is written."""
        self._before.take(client_ids)

    def flush(self, *, everything: bool = False) -> None:
        """Write what waits, once there is enough of it, or `everything`."""
        if everything or self._writer.full or self._updater.full:
            self._writer.flush()
            self._accounts.flush()
            self._before.take(self._changing)
            self._changing.clear()
            self._updater.flush()

    def finish(self) -> None:
        """Once all is written: remember what became of the files, and make them findable."""
        self._writer.finish()
        self._accounts.finish()
        self._before.finish()
        make_findable({*self._writer.written, *self._updater.written})
