"""A client's journal read at once, and not read again while nobody writes in the book."""

from models.accounts import read_account
from models.database import state
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


class _Latest:
    """The account read or written last: the card, what is noted on it and its effect share it.

    Never what a transaction that is not over holds: it may still be undone.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], int, Account] | None = None

    def keep(self, client_id: int, account: Account) -> None:
        if not database.in_transaction():
            self._kept = state(), client_id, account

    def find(self, client_id: int) -> Account | None:
        if self._kept is None:
            return None
        seen, client, account = self._kept
        return account if client == client_id and seen == state() else None


_latest = _Latest()


def account_of(client_id: int, history: TrustHistory | None = None) -> Account:
    """The account of one client, from its journal.

    Whoever records in it writes it in the same transaction, and calls `keep_noted` after.
    """
    known = _latest.find(client_id)
    if known is None:
        known = read_account(client_id, history)
        _latest.keep(client_id, known)
    return known


def keep_noted(client_id: int, account: Account) -> None:
    """Tell that what was recorded in an account is written."""
    _latest.keep(client_id, account)


def texts_of(client_id: int) -> dict[int, str]:
    """The free texts of a client's entries, by entry id."""
    return {entry: text for one in members_of(client_id) for entry, text in _TEXTS.rows(one)}
