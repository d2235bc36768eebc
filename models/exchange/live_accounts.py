"""The accounts a journal file writes in, kept in memory from their first row to their last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from models.accounts import read_accounts
from models.bulk import read_rows
from models.merges import holder, in_force, members_of
from models.rules.trust import Account
from models.tables import Client, EntryText, Member
from models.tables import Entry as EntryRow

_AT_ONCE = 500
_MOST_DIGITS = 10


@dataclass(slots=True)
class LiveAccount:
    """A client's account while its rows are read.

    `client_id` None until the file of an unknown client is opened. `ids` finds an entry by the
    ids a file may give it: the one it was imported with, or its own in the book. `texts` holds
    what was written in the book before, by entry: what is there may come again.
    """

    client_id: int | None
    account: Account = field(default_factory=Account)
    ids: dict[str, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    written: bool = False


class ClientKeys:
    """Finds clients by the reference given at import, else by number, as `find_client` does.

    Only clients known before the file: one that the file opens is found by its reference alone.
    """

    def __init__(self, *, whole: bool = False) -> None:
        """`whole`: a file merged into another is itself, not the other."""
        self._by_reference: dict[str, int] = {}
        self._by_number: dict[int, int] = {}
        self._holders = {} if whole else {one: holder(one) for one in in_force()}
        query = Client.select(Client.id, Client.number, Client.reference)
        for client_id, number, reference in read_rows(query):
            client_id = self._holders.get(client_id, client_id)
            self._by_number[number] = client_id
            if reference is not None:
                self._by_reference[reference] = client_id

    def find(self, text: str) -> int | None:
        """The client's id, None when nobody has that reference or number."""
        found = self._by_reference.get(text)
        digits = text.upper().removeprefix("C-")
        if found is None and digits.isascii() and digits.isdigit() and len(digits) < _MOST_DIGITS:
            return self._by_number.get(int(digits))
        return found


class MemberNames:
    """Finds the author a file names: a member's name, or initials nobody shares."""

    def __init__(self) -> None:
        query = Member.select(Member.id, Member.name, Member.initials).order_by(Member.id)
        rows = list(read_rows(query))
        self._known: dict[str, int] = {}
        for member_id, name, _initials in rows:
            self._known.setdefault(name.casefold(), member_id)
        shared = [initials.casefold() for _id, _name, initials in rows]
        for member_id, _name, initials in rows:
            if shared.count(initials.casefold()) == 1:
                self._known.setdefault(initials.casefold(), member_id)

    def find(self, text: str) -> int | None:
        """The member's id, None for a stranger."""
        return self._known.get(text.casefold())


def load_accounts(client_ids: Iterable[int]) -> Iterator[tuple[int, LiveAccount]]:
    """The live accounts of these clients, read a few hundred at a time."""
    waiting = iter(client_ids)
    while chunk := list(islice(waiting, _AT_ONCE)):
        live = {client_id: LiveAccount(client_id) for client_id in chunk}
        for client_id, account in read_accounts(chunk):
            live[client_id].account = account
        query = (
            EntryRow.select(
                EntryRow.client, EntryRow.id, EntryRow.uuid, EntryRow.source_id, EntryText.text
            )
            .join(EntryText, "LEFT OUTER JOIN")
            .where(EntryRow.client.in_(members_of(*chunk)))
            .order_by(EntryRow.id)
        )
        for client_id, entry_id, uuid, source_id, text in read_rows(query):
            known = live[client_id if client_id in live else holder(client_id)]
            known.texts[entry_id] = text or ""
            known.ids[uuid] = entry_id
            if source_id is not None:
                known.ids[source_id] = entry_id
        yield from live.items()
