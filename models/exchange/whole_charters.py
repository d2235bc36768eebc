"""What a client file of an export says of the charter: told, promised, and what came up."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.bulk import among, insert_rows, read_rows
from models.exchange.whole_lines import Cells, WholeFile
from models.tables import (
    Charter,
    CharterItem,
    CharterPromise,
    CharterTold,
    Privilege,
    PrivilegeUse,
)

_TOLD = ("charter", "client", "day", "how", "author")
_USE = ("client", "item", "entry", "day", "outcome", "reason", "taken_back_on", "author")


class BroughtCharters:
    """What some lines bring to these clients; `entries` are theirs, by client and id."""

    def __init__(self, clients: Iterable[int], entries: Mapping[tuple[int, str], int]) -> None:
        some = among(clients)
        self._charters = dict(read_rows(Charter.select(Charter.number, Charter.id)))
        query = CharterItem.select(Charter.number, Privilege.uuid, CharterItem.id)
        query = query.join(Charter, on=CharterItem.charter == Charter.id)
        items = read_rows(query.join_from(CharterItem, Privilege))
        self._items = {(number, privilege): item for number, privilege, item in items}
        self._entries = entries
        told = CharterTold.select(CharterTold.charter, CharterTold.client)
        self._told = set(read_rows(told.where(CharterTold.client.in_(some))))
        promised = CharterPromise.select(CharterPromise.item, CharterPromise.client)
        self._promised = set(read_rows(promised.where(CharterPromise.client.in_(some))))
        use = PrivilegeUse
        used = use.select(use.client, use.item, use.entry, use.day, use.outcome)
        self._used = set(read_rows(used.where(use.client.in_(some))))
        self._rows: dict[Any, list[Cells]] = {CharterTold: [], CharterPromise: [], use: []}

    def add(self, client: int, file: WholeFile, authors: dict[str, int]) -> tuple[bool, bool]:
        """Let what a line brings wait: (whether it brings any, whether some names no charter)."""
        before, unknown = self._count(), False
        for number, day, how, by in file.charters:
            charter = self._charters.get(number)
            unknown |= charter is None
            if charter is not None and _is_new((charter, client), self._told):
                self._rows[CharterTold].append((charter, client, day, how, authors[by]))
        for named in file.promises:
            item = self._items.get(named)
            unknown |= item is None
            if item is not None and _is_new((item, client), self._promised):
                self._rows[CharterPromise].append((item, client))
        for number, privilege, noted, day, outcome, reason, back, by in file.uses:
            item = self._items.get((number, privilege))
            entry = None if noted is None else self._entries.get((client, noted))
            missing = item is None or (noted is not None and entry is None)
            unknown |= missing
            if not missing and _is_new((client, item, entry, day, outcome), self._used):
                cells = (client, item, entry, day, outcome, reason, back, authors[by])
                self._rows[PrivilegeUse].append(cells)
        return self._count() > before, unknown

    def write(self) -> None:
        """Write it all, inside the caller's transaction."""
        insert_rows(CharterTold, _TOLD, self._rows[CharterTold])
        insert_rows(CharterPromise, ("item", "client"), self._rows[CharterPromise])
        insert_rows(PrivilegeUse, _USE, self._rows[PrivilegeUse])

    def _count(self) -> int:
        return sum(map(len, self._rows.values()))


def _is_new(key: Cells, known: set[Cells]) -> bool:
    """Whether it is met for the first time; it is known from now on."""
    new = key not in known
    known.add(key)
    return new
