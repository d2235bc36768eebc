"""The accounts of clients brought by a file.

A client whose file says since when is opened on that day, with 0 units, so that the relation has
its true age (rule 3). Of others nothing is known yet: their account begins with its first entry.
"""

from datetime import date

from models.accounts import figures_row
from models.actor import Actor
from models.bulk import PutOff, new_uuids
from models.clock import now_utc
from models.journal import EntryDraft, grounds_on, judged
from models.journal_writes import Alone, EntryWriter
from models.rules.trust import Account, EntryType
from models.tables import Entry

SINCE = "client-since"
"""The `source_id` of such an opening: a journal that brings the true one takes its place."""
_MANY = 1_000


class AccountOpener:
    """Collects new clients; `flush` writes their openings and figures once they are written.

    Orders of the journal may be put off until `finish`, which must be called. Accounts opened on
    the same day are the same but for whose they are: the rules are asked once for each day.
    """

    def __init__(self, actor: Actor, run: int | None = None) -> None:
        self._actor = actor
        self._grounds = grounds_on(actor.today)
        self._writer = EntryWriter(run)
        self._waiting: list[tuple[int, date | None]] = []
        self._opened: dict[date, Alone] = {}
        self._orders = PutOff(Entry)

    def add(self, client_id: int, since: date | None) -> None:
        """Let a new client wait."""
        self._waiting.append((client_id, since))

    def flush(self) -> None:
        """Write what waits, inside the caller's transaction."""
        at_rest = figures_row(0, Account(), self._grounds.today, self._grounds.history)
        self._writer.keep_alike([i for i, since in self._waiting if since is None], at_rest)
        uuids = new_uuids(len(self._waiting))
        for uuid, (client_id, since) in zip(uuids, self._waiting, strict=True):
            if since is not None:
                alone = self._opened.get(since) or self._open(since)
                self._writer.add_alone(client_id, uuid, alone)
        if len(self._waiting) >= _MANY:
            self._orders.once_doubled(self._writer.next_id)
        self._writer.flush()
        self._waiting.clear()

    def finish(self) -> None:
        """Once all is written: build the orders that were put off."""
        self._orders.build()

    def _open(self, since: date) -> Alone:
        """The account of a client since that day."""
        account = Account()
        draft = EntryDraft(EntryType.OPENING, day=since, units=0)
        account.record(judged(account, draft, self._grounds, self._actor.today))
        alone = self._writer.alone(
            account,
            self._grounds,
            author_id=self._actor.member_id,
            recorded_at=now_utc(),
            source_id=SINCE,
        )
        self._opened[since] = alone
        return alone
