"""Completing client files of the book in bulk: read together, merged, written together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.actor import Actor
from models.bulk import among, delete_rows, read_rows, update_rows
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft, cleaned
from models.clients import AssetRow
from models.errors import Refused
from models.exchange.brought_readings import Brought, write_readings
from models.exchange.client_writes import (
    ASSET_COLUMNS,
    CLIENT_COLUMNS,
    Parts,
    asset_cells,
    client_cells,
)
from models.exchange.merging import AssetChanges, asset_changes, merged, with_reference
from models.exchange.report import Tally
from models.i18n import _, format_number
from models.tables import Asset, Client, ClientTag, Reach

_FULL = 500
_DAYS = frozenset({"since", "mileage_on", "due_on", "ended_on"})


@dataclass(frozen=True, slots=True)
class Change:
    """A row about a client of the book; `only_marks` keeps its assets and its reference."""

    line: int
    client_id: int
    draft: ClientDraft
    only_marks: bool


@dataclass(slots=True)
class _Stored:
    """A client file of the book, as it was and as it becomes; new assets have ids below 0."""

    before: ClientDraft
    after: ClientDraft
    assets_before: dict[int, AssetDraft] = field(default_factory=dict)
    assets: dict[int, AssetDraft] = field(default_factory=dict)


class ClientUpdater:
    """Collects changes; `flush` merges and writes them, inside the caller's transaction.

    `written` are the clients changed so far, still to be made findable.
    """

    def __init__(self, actor: Actor, run: int, tally: Tally) -> None:
        self._actor, self._run, self._tally = actor, run, tally
        self._changes: list[Change] = []
        self.written: set[int] = set()

    @property
    def full(self) -> bool:
        """Whether enough waits to be written."""
        return len(self._changes) >= _FULL

    def add(self, change: Change) -> None:
        """Let a change wait."""
        self._changes.append(change)

    def flush(self) -> None:
        """Merge and write what waits; a row that brings nothing new counts as skipped."""
        if not self._changes:
            return
        stored = _read(sorted({change.client_id for change in self._changes}))
        for change in self._changes:
            try:
                brought = self._merge(stored[change.client_id], change)
            except Refused as refusal:
                self._tally.refuse(change.line, str(refusal))
                continue
            if brought:
                self._tally.updated += 1
            else:
                self._tally.skipped += 1
        touched, completed = _write(stored)
        write_readings(self._actor, self._run, completed)
        self.written |= touched
        self._changes.clear()

    def _merge(self, client: _Stored, change: Change) -> bool:
        """Apply a change; whether it brought anything."""
        rows = [AssetRow(asset_id, asset) for asset_id, asset in client.assets.items()]
        changes = asset_changes(rows, change.draft.assets)
        if change.only_marks:
            changes = AssetChanges((), changes.added)
            after = with_reference(client.after, change.draft)
        else:
            after = cleaned(merged(client.after, change.draft))
        completed = {row.id: self._dated(change.line, client, row) for row in changes.changed}
        assets = {i: asset for i, asset in completed.items() if asset != client.assets[i]}
        brought = after != client.after or bool(assets or changes.added)
        client.after = after
        client.assets |= assets
        for asset in changes.added:
            client.assets[-len(client.assets) - 1] = asset
        return brought

    def _dated(self, line: int, client: _Stored, row: AssetRow) -> AssetDraft:
        """A mileage the file brings is known today; a lower one is told, and not believed."""
        former, brought = client.assets[row.id].mileage, row.draft.mileage
        if brought == former:
            return row.draft
        if former is not None and brought is not None and brought < former:
            text = _(
                "Kilométrage plus bas que les {km} km déjà connus\u00a0: il n’est pas repris. Si "
                "le compteur a été remplacé, notez-le dans la fiche."
            )
            self._tally.remark(line, text.format(km=format_number(former)))
            return replace(row.draft, mileage=former)
        return replace(row.draft, mileage_on=self._actor.today)


def _read(ids: list[int]) -> dict[int, _Stored]:
    """These client files, in four queries."""
    reaches: dict[int, list[ReachDraft]] = {}
    query: Any = Reach.select(Reach.client, Reach.channel, Reach.value, Reach.label)
    query = query.where(Reach.client.in_(among(ids))).order_by(Reach.position)
    for client_id, channel, value, label in read_rows(query):
        reaches.setdefault(client_id, []).append(ReachDraft(channel, value, label))
    tags: dict[int, list[str]] = {}
    query = ClientTag.select(ClientTag.client, ClientTag.tag).where(
        ClientTag.client.in_(among(ids))
    )
    for client_id, tag in read_rows(query.order_by(ClientTag.tag)):
        tags.setdefault(client_id, []).append(tag)
    stored: dict[int, _Stored] = {}
    names = tuple(name for name in CLIENT_COLUMNS if name not in ("search_key", "sort_key"))
    columns = [getattr(Client, name) for name in names]
    query = Client.select(Client._meta.primary_key, *columns).where(
        Client._meta.primary_key.in_(among(ids))
    )
    for client_id, *cells in read_rows(query):
        parts = (tuple(reaches.get(client_id, ())), tuple(tags.get(client_id, ())))
        draft = ClientDraft(**_values(names, cells), reaches=parts[0], tags=parts[1])
        stored[client_id] = _Stored(draft, draft)
    for client_id, asset_id, asset in _stored_assets(ids):
        stored[client_id].assets_before[asset_id] = asset
        stored[client_id].assets[asset_id] = asset
    return stored


def _stored_assets(ids: list[int]) -> Iterable[tuple[int, int, AssetDraft]]:
    names = tuple(name for name in ASSET_COLUMNS if name != "identifier_key")
    key = Asset._meta.primary_key
    query: Any = Asset.select(Asset.client, key, *(getattr(Asset, name) for name in names))
    for client_id, asset_id, *cells in read_rows(
        query.where(Asset.client.in_(among(ids))).order_by(key)
    ):
        yield client_id, asset_id, AssetDraft(**_values(names, cells))


def _values(names: tuple[str, ...], cells: list[Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(cell) if name in _DAYS and isinstance(cell, str) else cell
        for name, cell in zip(names, cells, strict=True)
    }


def _write(stored: dict[int, _Stored]) -> tuple[set[int], list[Brought]]:
    """Write what changed; returns the clients it is about, and the assets completed."""
    changed = {i: client for i, client in stored.items() if client.after != client.before}
    rows = [[*client_cells(client.after), i] for i, client in changed.items()]
    update_rows(Client, CLIENT_COLUMNS, rows)
    for table in (Reach, ClientTag):
        delete_rows(table, "client", changed)
    parts = Parts()
    for client_id, client in changed.items():
        parts.add_reaches_and_tags(client_id, client.after)
    asset_rows, brought = [], []
    touched = set(changed)
    for client_id, client in stored.items():
        for asset_id, asset in client.assets.items():
            if asset == client.assets_before.get(asset_id):
                continue
            touched.add(client_id)
            if asset_id < 0:
                parts.add_asset(client_id, asset)
            else:
                asset_rows.append([*asset_cells(asset), asset_id])
                brought.append(Brought(asset_id, client.assets_before[asset_id], asset))
    update_rows(Asset, ASSET_COLUMNS, asset_rows)
    parts.write()
    return touched, brought
