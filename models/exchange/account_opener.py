"""The accounts of clients brought by a file.

A client whose file says since when is opened on that day, with 0 units, so that the relation has
its true age (rule 3). Of others nothing is known yet: their account begins with its first entry.
"""

from datetime import date

from models.accounts import figures_row
from models.actor import Actor
from models.clock import now_utc
from models.journal import EntryDraft, grounds_on, judged
from models.journal_writes import EntryWriter
from models.rules.trust import Account, EntryType

SINCE = "client-since"
"""The `source_id` of such an opening: a journal that brings the true one takes its place."""


class AccountOpener:
    """Collects new clients; `flush` writes their openings and figures once they are written."""

    def __init__(self, actor: Actor, run: int | None = None) -> None:
        self._actor = actor
        self._grounds = grounds_on(actor.today)
        self._writer = EntryWriter(run)
        self._waiting: list[tuple[int, date | None]] = []

    def add(self, client_id: int, since: date | None) -> None:
        """Let a new client wait."""
        self._waiting.append((client_id, since))

    def flush(self) -> None:
        """Write what waits, inside the caller's transaction."""
        at_rest = figures_row(0, Account(), self._grounds.today, self._grounds.history)
        self._writer.keep_alike([i for i, since in self._waiting if since is None], at_rest)
        for client_id, since in self._waiting:
            if since is not None:
                self._open(client_id, since)
        self._writer.flush()
        self._waiting.clear()

    def _open(self, client_id: int, since: date) -> None:
        account, today = Account(), self._actor.today
        draft = EntryDraft(EntryType.OPENING, day=since, units=0)
        entry = judged(account, draft, self._grounds, today, self._writer.next_id)
        account.record(entry)
        self._writer.add(
            client_id,
            1,
            entry,
            text="",
            author_id=self._actor.member_id,
            recorded_at=now_utc(),
            source_id=SINCE,
        )
        self._writer.keep_figures(client_id, account, self._grounds, new=True)
