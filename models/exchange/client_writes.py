"""Writing new client files in bulk: they wait here and go to the book in large strokes."""

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from models import search_index
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import asset_values, client_values, reach_values
from models.exchange.bulk import insert_rows, next_id, read_rows, update_rows
from models.tables import Asset, Client, ClientTag, Reach

_FULL = 2_000


class ClientWriter:
    """Collects new clients; `flush` writes those that wait, inside the caller's transaction.

    `waiting` holds them by id: until they are written they may still be completed there.
    `written` are the ids of the others, still to be made findable.
    """

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._next_id = next_id(Client)
        query = Client.select(Client.number).order_by(Client.number.desc()).limit(1)
        self._number = int(next(iter(read_rows(query)), (0,))[0])
        self.waiting: dict[int, ClientDraft] = {}
        self.written: list[int] = []

    @property
    def full(self) -> bool:
        """Whether enough waits to be written."""
        return len(self.waiting) >= _FULL

    def add(self, draft: ClientDraft) -> int:
        """Let a cleaned client wait; returns the id of the file it opens."""
        client_id = self._next_id
        self._next_id += 1
        self.waiting[client_id] = draft
        return client_id

    def flush(self) -> None:
        """Write those that wait, with what belongs to them."""
        rows, later, parts = [], [], Parts()
        day = self._actor.today.isoformat()
        for client_id, draft in self.waiting.items():
            self._number += 1
            row = {"id": client_id, "uuid": str(uuid4()), "number": self._number}
            row |= {"created_on": day} | client_values(draft)
            if (draft.recommended_by or 0) > client_id:  # not written yet
                later.append((draft.recommended_by, client_id))
                row["recommended_by"] = None
            rows.append(row)
            parts.add_all(client_id, draft)
        _insert(Client, rows)
        update_rows(Client, ["recommended_by"], later)
        parts.write()
        self.written.extend(self.waiting)
        self.waiting.clear()


class Parts:
    """Ways to reach, tags and assets on their way to the book."""

    def __init__(self) -> None:
        self._reaches: list[dict[str, Any]] = []
        self._tags: list[dict[str, Any]] = []
        self._assets: list[dict[str, Any]] = []

    def add_all(self, client_id: int, draft: ClientDraft) -> None:
        """Everything that belongs to a client."""
        self.add_reaches_and_tags(client_id, draft)
        self._assets += [{"client": client_id} | asset_values(asset) for asset in draft.assets]

    def add_reaches_and_tags(self, client_id: int, draft: ClientDraft) -> None:
        """What `update` writes anew."""
        self._reaches += [
            {"client": client_id} | reach_values(position, reach)
            for position, reach in enumerate(draft.reaches)
        ]
        self._tags += [{"client": client_id, "tag": tag} for tag in draft.tags]

    def add_asset(self, client_id: int, asset: Any) -> None:
        """An asset a client did not have yet."""
        self._assets.append({"client": client_id} | asset_values(asset))

    def write(self) -> None:
        """Write them all."""
        _insert(Reach, self._reaches)
        _insert(ClientTag, self._tags)
        _insert(Asset, self._assets)


def make_findable(client_ids: Collection[int]) -> None:
    """Make these clients findable by what was just written of them."""
    if len(client_ids) * 2 > Client.select().count():
        search_index.rebuild()
    else:
        search_index.index_many(sorted(client_ids))


def _insert(table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = tuple(rows[0])
        insert_rows(table, columns, [[as_text(row[name]) for name in columns] for row in rows])


def as_text(cell: Any) -> Any:
    """A cell as the driver takes it: a day as text."""
    return cell.isoformat() if hasattr(cell, "isoformat") else cell
