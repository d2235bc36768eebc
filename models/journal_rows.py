"""A client's journal read at once, and not read again while nobody writes in the book."""

from models.accounts import read_account
from models.database import State, state
from models.merges import members_of
from models.prepared import Prepared
from models.rules.trust import Account
from models.settings import TrustHistory
from models.tables import Entry as EntryRow
from models.tables import EntryText, database

_TEXTS = Prepared(
    lambda client: (
        EntryText.select(EntryText.entry, EntryText.text)
        .join(EntryRow)
        .where(EntryRow.client == client)
    )
)


Noted = tuple[State, int, Account]
"""The state of the book in which this is the account of this client."""


class _Latest:
    """The account read or written last: the card, what is noted on it and its effect share it.

    Never what a transaction that is not over holds: it may still be undone.
    """

    def __init__(self) -> None:
        self._kept: Noted | None = None

    def keep(self, noted: Noted) -> None:
        if not database.in_transaction():
            self._kept = noted

    def find(self, client_id: int, now: State) -> Account | None:
        if self._kept is None:
            return None
        seen, client, account = self._kept
        return account if client == client_id and seen == now else None


_latest = _Latest()


def account_of(client_id: int, history: TrustHistory | None = None) -> Account:
    """The account of one client, from its journal.

    Whoever records in it writes it in the same transaction, and calls `keep_noted` after.
    """
    now = state()  # before it is read: what another program writes meanwhile is seen next time
    known = _latest.find(client_id, now)
    if known is None:
        known = read_account(client_id, history)
        _latest.keep((now, client_id, known))
    return known


def noted(client_id: int, account: Account) -> Noted:
    """What `keep_noted` is told, taken when all is written, before the transaction is over."""
    return state(), client_id, account


def keep_noted(written: Noted) -> None:
    """Tell that what was recorded in an account is in the book."""
    _latest.keep(written)


def texts_of(client_id: int) -> dict[int, str]:
    """The free texts of a client's entries, by entry id."""
    return {entry: text for one in members_of(client_id) for entry, text in _TEXTS.rows(one)}
