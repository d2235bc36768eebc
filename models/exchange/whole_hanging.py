"""The parts of client files: as an export writes them, and on their way back to the book."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from models.bulk import among, insert_rows, read_rows
from models.exchange.whole_parts import LINKS, PARTS, Part
from models.tables import Asset, Client, Distance, Entry, Member

Row = dict[str, Any]


def parts_of(clients: Collection[int]) -> Mapping[int, dict[str, list[Row]]]:
    """By client, the rows of each part, with links as an import reads them."""
    found: Mapping[int, dict[str, list[Row]]]
    found = defaultdict(lambda: {part.name: [] for part in PARTS})
    told = [(part, client, row) for part in PARTS for client, row in _rows(part, clients)]
    names = _names(clients, {row["entry"] for _p, _c, row in told if row.get("entry")})
    for part, client, row in told:
        found[client][part.name].append(_written(part, row, names))
    return found


def _names(clients: Collection[int], entries: Collection[int]) -> dict[str, dict[int, Any]]:
    """By sort of link, what each id is called."""
    query = Entry.select(Entry.id, Entry.uuid).where(Entry.id.in_(among(entries)))
    return {
        "entry": dict(read_rows(query)),
        "member": dict(read_rows(Member.select(Member.id, Member.name))),
        "asset": _places(Asset, clients),
        "distance": _places(Distance, clients),
    }


def _places(table: Any, clients: Collection[int]) -> dict[int, int]:
    """The place of each row among its client's, from 1."""
    counts: dict[int, int] = defaultdict(int)
    places = {}
    query = table.select(table.client, table.id).where(table.client.in_(among(clients)))
    for client, key in read_rows(query.order_by(table.id)):
        counts[client] += 1
        places[key] = counts[client]
    return places


def _rows(part: Part, clients: Collection[int]) -> Iterable[tuple[int, Row]]:
    """The rows of a part about these clients, with whose they are."""
    table, owner = part.table, Entry.client if part.by_entry else part.table.client
    query = table.select(owner, *(getattr(table, name) for name in part.columns))
    query = query.join(Entry) if part.by_entry else query
    query = query.where(owner.in_(among(clients))).order_by(table._meta.primary_key)
    for client, *cells in read_rows(query):
        yield client, dict(zip(part.columns, cells, strict=True))


def _key(part: Part, client: int, row: Row) -> tuple[Any, ...]:
    """What makes a row the same as another."""
    return client, *(row[name] for name in part.key)


def _link(held: Any) -> str:
    """The sort of link a column holds, else ""."""
    what = held.removesuffix("?") if isinstance(held, str) else ""
    return what if what in LINKS else ""


def _written(part: Part, row: Row, names: Mapping[str, Mapping[int, Any]]) -> Row:
    links = {name: link for name, held in part.columns.items() if (link := _link(held))}
    named = {name: names[link].get(row[name]) for name, link in links.items()}
    return row | named


class Waiting(NamedTuple):
    """A row on its way: whose it is, the ids of the client's assets in the order of the line."""

    client: int
    row: Row
    assets: Sequence[int | None]
    distances: Sequence[Row]


class BroughtParts:
    """What some lines bring to these clients; `member` finds the id of a name."""

    def __init__(self, clients: Collection[int], member: Callable[[str], int]) -> None:
        self._clients, self._member = clients, member
        query = Entry.select(Entry.client, Entry.uuid, Entry.id)
        rows = read_rows(query.where(Entry.client.in_(among(clients))))
        self.entries = {(client, uuid): entry for client, uuid, entry in rows}
        self._known = {
            part.name: {_key(part, client, row) for client, row in _rows(part, clients)}
            for part in PARTS
        }
        self._waiting: dict[str, list[Waiting]] = {part.name: [] for part in PARTS}

    def add(
        self, client: int, parts: Mapping[str, list[Row]], assets: Sequence[int | None]
    ) -> tuple[int, bool]:
        """Let what a line brings wait: (how many rows, whether some name an unknown entry)."""
        count, unknown = 0, False
        for part in PARTS:
            for row in parts[part.name]:
                entry = row.get("entry")
                if entry is not None:
                    row = row | {"entry": self.entries.get((client, entry))}
                    if row["entry"] is None:
                        unknown = True
                        continue
                key = _key(part, client, row)
                if key not in self._known[part.name]:
                    self._known[part.name].add(key)
                    waiting = Waiting(client, row, assets, parts["distances"])
                    self._waiting[part.name].append(waiting)
                    count += 1
        return count, unknown

    def write(self) -> None:
        """Write it all, inside the caller's transaction."""
        for part in PARTS:
            waiting = self._waiting[part.name]
            known = self._distances() if waiting and "distance" in part.columns else {}
            rows = [self._linked(part, one, known) for one in waiting]
            owner = () if part.by_entry else ("client",)
            insert_rows(part.table, (*owner, *part.columns), rows)

    def _linked(
        self, part: Part, one: Waiting, known: Mapping[tuple[Any, ...], int]
    ) -> tuple[Any, ...]:
        row = dict(one.row)
        for name, held in part.columns.items():
            link, value = _link(held), row[name]
            if value is None or link in ("", "entry"):
                continue
            if link == "member":
                row[name] = self._member(value)
            elif link == "asset":
                row[name] = one.assets[value - 1] if 0 < value <= len(one.assets) else None
            else:
                told = one.distances[value - 1] if 0 < value <= len(one.distances) else None
                row[name] = told and known.get((one.client, told["since"], told["reason"]))
        cells = tuple(row[name] for name in part.columns)
        return cells if part.by_entry else (one.client, *cells)

    def _distances(self) -> dict[tuple[Any, ...], int]:
        columns = (Distance.client, Distance.since, Distance.reason, Distance.id)
        query = Distance.select(*columns).join(Client).where(Client.id.in_(among(self._clients)))
        return {tuple(key): found for *key, found in read_rows(query)}
