"""Writing new client files in bulk: they wait here and go to the book in large strokes."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import Any

from models import search_index
from models.actor import Actor
from models.bulk import (
    PutOff,
    insert_rows,
    new_uuids,
    next_id,
    read_rows,
    update_rows,
)
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import asset_values, client_values, reach_values
from models.tables import AccountFigures, Asset, Client, ClientTag, Reach

_FULL = 2_000
_FILLED = (Client, Reach, ClientTag, Asset, AccountFigures)
CLIENT_COLUMNS = tuple(client_values(ClientDraft()))
ASSET_COLUMNS = tuple(asset_values(AssetDraft()))
_CLIENT = ("id", "uuid", "number", "created_on", "import_run", *CLIENT_COLUMNS)
REACH_COLUMNS = tuple(reach_values(0, ReachDraft("phone", "")))
_SINCE, _RECOMMENDED = map(CLIENT_COLUMNS.index, ("since", "recommended_by"))
_ASSET_DAYS = tuple(map(ASSET_COLUMNS.index, ("mileage_on", "due_on", "ended_on")))
_client_cells = attrgetter(*CLIENT_COLUMNS)
_asset_cells = attrgetter(*[{"identifier_key": "key"}.get(n, n) for n in ASSET_COLUMNS])


class ClientWriter:
    """Collects new clients; `flush` writes those that wait, inside the caller's transaction.

    `waiting` holds them by id: until they are written they may still be completed there.
    `written` are the ids of the others, still to be made findable. `run` is the import. With
    `in_bulk`, orders of the tables may be put off until `finish`, which must then be called.
    """

    def __init__(self, actor: Actor, run: int | None = None, *, in_bulk: bool = False) -> None:
        self._actor = actor
        self._run = run
        self._next_id = next_id(Client)
        self._orders = PutOff(*_FILLED) if in_bulk else None
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
        if self._orders is not None and self.full:
            self._orders.once_doubled(self._next_id)
        rows, later, parts = [], [], Parts()
        day = self._actor.today.isoformat()
        uuids = new_uuids(len(self.waiting))
        for uuid, (client_id, draft) in zip(uuids, self.waiting.items(), strict=True):
            self._number += 1
            cells = client_cells(draft)
            if (draft.recommended_by or 0) > client_id:  # not written yet
                later.append((draft.recommended_by, client_id))
                cells[_RECOMMENDED] = None
            rows.append((client_id, uuid, self._number, day, self._run, *cells))
            parts.add_all(client_id, draft)
        insert_rows(Client, _CLIENT, rows)
        update_rows(Client, ["recommended_by"], later)
        parts.write()
        self.written.extend(self.waiting)
        self.waiting.clear()

    def finish(self) -> None:
        """Once all is written: build the orders that were put off."""
        if self._orders is not None:
            self._orders.build()


class Parts:
    """Ways to reach, tags and assets on their way to the book."""

    def __init__(self) -> None:
        self._reaches: list[Sequence[Any]] = []
        self._tags: list[Sequence[Any]] = []
        self._assets: list[Sequence[Any]] = []

    def add_all(self, client_id: int, draft: ClientDraft) -> None:
        """Everything that belongs to a client."""
        self.add_reaches_and_tags(client_id, draft)
        for asset in draft.assets:
            self.add_asset(client_id, asset)

    def add_reaches_and_tags(self, client_id: int, draft: ClientDraft) -> None:
        """What `update` writes anew."""
        for position, reach in enumerate(draft.reaches):
            self._reaches.append((client_id, *reach_cells(position, reach)))
        for tag in draft.tags:
            self._tags.append((client_id, tag))

    def add_asset(self, client_id: int, asset: AssetDraft) -> None:
        """An asset a client did not have yet."""
        self._assets.append((client_id, *asset_cells(asset)))

    def write(self) -> None:
        """Write them all."""
        insert_rows(Reach, ("client", *REACH_COLUMNS), self._reaches)
        insert_rows(ClientTag, ("client", "tag"), self._tags)
        insert_rows(Asset, ("client", *ASSET_COLUMNS), self._assets)


def client_cells(draft: ClientDraft) -> list[Any]:
    """The cells of a cleaned draft's row, as `CLIENT_COLUMNS` names them."""
    cells = list(_client_cells(draft))
    if draft.since is not None:
        cells[_SINCE] = draft.since.isoformat()
    return cells


def reach_cells(position: int, reach: ReachDraft) -> tuple[Any, ...]:
    """The cells of a way to reach, as `REACH_COLUMNS` names them."""
    key = reach.key
    reversed_key = key[::-1] if reach.channel == "phone" else ""
    return reach.channel, reach.label, reach.value, key, reversed_key, position


def asset_cells(asset: AssetDraft) -> list[Any]:
    """The cells of a cleaned asset's row, as `ASSET_COLUMNS` names them."""
    cells = list(_asset_cells(asset))
    for place in _ASSET_DAYS:
        if cells[place] is not None:
            cells[place] = cells[place].isoformat()
    return cells


def make_findable(client_ids: Collection[int]) -> None:
    """Make these clients findable by what was just written of them."""
    if len(client_ids) * 2 > Client.select().count():
        search_index.rebuild()
    else:
        search_index.index_many(sorted(client_ids))
