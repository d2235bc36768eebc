"""The client files of an export, `fiches.jsonl`: what no table of clients carries.

Each line completes a file the book already has: how to address the client, what is remembered of
them, what they answered about offers, and of each asset its due date, its end, the fields of its
kind, what its odometers showed and the services done. What the book says stays; what it has
already is not written twice. A line that cannot be read is left out whole, and told.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from models.actor import Actor
from models.asset_replay import keep_all, replay_of
from models.bulk import among, insert_rows, read_rows, update_rows
from models.clock import now_utc
from models.errors import Refused
from models.exchange.live_accounts import ClientKeys, MemberNames
from models.exchange.report import Progress, Tally
from models.exchange.text_files import MAX_BYTES, MAX_ROWS
from models.exchange.whole_charters import BroughtCharters
from models.exchange.whole_hanging import BroughtParts
from models.exchange.whole_lines import WholeAsset, WholeFile, read_whole
from models.i18n import _
from models.rules.folding import fold, fold_identifier
from models.search_index import index_many
from models.tables import (
    Asset,
    AssetFact,
    AssetReading,
    AssetService,
    Client,
    Consent,
    Memory,
)

_TOLD_BY = frozenset({"number", "reference", "reaches", "assets", "memory", "consents"})
_AT_ONCE = 500
_FIRST = 1 << 20
_CLIENT = ("address_form", "created_on")
_ASSET = ("mileage", "mileage_on", "due_on", "due_what", "notes", "ended_on")
_CONSENT = ("channel", "given", "day", "source", "note")
_MEMORY = ("category", "text", "pinned", "day")
_READING = ("day", "km", "replaced")
_SERVICE = ("code", "what", "day", "km", "note", "ended_on", "ended_what")


def are_whole_files(path: Path) -> bool:
    """Whether the first line of a file is a client file of an export."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            told = json.loads(stream.readline(_FIRST))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.keys() >= _TOLD_BY


def import_whole_files(actor: Actor, path: Path, run: int, progress: Progress | None) -> Tally:
    """Complete the book's client files, inside the caller's transaction; Refused for a file too
    large or that cannot be read to its end."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused(
            _("Ce fichier est trop gros\u00a0: {limit} Mo au plus.").format(limit=MAX_BYTES >> 20)
        )
    work, done = _Work(actor, run), 0
    for lines in _by_hundreds(path):
        work.take(lines)
        done += sum(len(text) for _number, text in lines)
        if progress is not None:
            progress(min(done, size), size)
    return work.tally


def _by_hundreds(path: Path) -> Iterator[list[tuple[int, str]]]:
    """The lines that hold something, with their numbers."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            lines = ((n, text) for n, text in enumerate(stream, 1) if text.strip())
            while some := list(islice(lines, _AT_ONCE)):
                if some[-1][0] > MAX_ROWS:
                    raise Refused(_("Ce fichier a trop de lignes."))
                yield some
    except OSError as error:
        raise Refused(
            _("Ce fichier ne peut pas être lu\u00a0: {path}").format(path=path)
        ) from error


class _Owned(NamedTuple):
    """An asset of the book: what it is found by, what a line may complete."""

    id: int
    key: str
    vin: str
    name: str
    cells: tuple[Any, ...]


class _Work:
    """Lines on their way to the book, some hundreds at a time."""

    def __init__(self, actor: Actor, run: int) -> None:
        self._actor, self._run = actor, run
        self._keys = ClientKeys(whole=True)
        self.tally = Tally()

    def take(self, lines: list[tuple[int, str]]) -> None:
        """Read these lines and write what they bring."""
        found: list[tuple[int, int, WholeFile]] = []
        for number, text in lines:
            self.tally.read += 1
            try:
                file = read_whole(text, self._actor.today)
                found.append((number, self._client(file), file))
            except Refused as refusal:
                self.tally.refuse(number, str(refusal))
        brought = _Brought(self._actor, self._run, {client for _n, client, _f in found})
        for number, client, file in found:
            before = brought.count
            for sentence in brought.add(client, file):
                self.tally.remark(number, sentence)
            if brought.count > before:
                self.tally.updated += 1
            else:
                self.tally.skipped += 1
        brought.write()

    def _client(self, file: WholeFile) -> int:
        client = self._keys.find(file.key)
        if client is None:
            raise Refused(
                _("Cette fiche n’est pas dans le livre\u00a0: importez d’abord clients.csv.")
            )
        return client


class _Brought:
    """What some lines bring to these clients that the book does not have."""

    def __init__(self, actor: Actor, run: int, clients: set[int]) -> None:
        self._actor, self._run = actor, run
        self._own = {row[0]: row[1:] for row in _rows(Client, "id", clients, "id", *_CLIENT)}
        self._members = MemberNames()
        self._told = {
            Memory: set(_rows(Memory, "client", clients, "client", *_MEMORY[:2], "day")),
            Consent: set(_rows(Consent, "client", clients, "client", *_CONSENT[:4])),
        }
        self._owned: dict[int, list[_Owned]] = {}
        names = ("client", "id", "identifier_key", "vin", "name", *_ASSET)
        for client, at, key, mark, name, *cells in _rows(Asset, "client", clients, *names):
            owned = _Owned(at, key, fold_identifier(mark), fold(name), tuple(cells))
            self._owned.setdefault(client, []).append(owned)
        assets = {one.id for owned in self._owned.values() for one in owned}
        self._told |= {
            AssetFact: set(_rows(AssetFact, "asset", assets, "asset", "field")),
            AssetReading: set(_rows(AssetReading, "asset", assets, "asset", *_READING[:2])),
            AssetService: set(_rows(AssetService, "asset", assets, "asset", *_SERVICE[:3])),
        }
        self._new: dict[Any, list[tuple[Any, ...]]] = {table: [] for table in self._told}
        self._parts = BroughtParts(clients, self._author)
        self._charters = BroughtCharters(clients, self._parts.entries)
        self._client_rows: list[tuple[Any, ...]] = []
        self._asset_rows: list[tuple[Any, ...]] = []
        self.count = 0
        """How many things were brought so far."""
        self._touched: set[int] = set()
        self._searched: set[int] = set()

    def add(self, client: int, file: WholeFile) -> list[str]:
        """Let what a line brings wait; sentences about what is not in the book."""
        form, opened = before = self._own[client]
        after = form or file.address_form, min(opened, file.created_on or opened)
        if after != before:
            self._client_rows.append((*after, client))
            self._count(client)
        moment = str(now_utc())
        for *told, by in file.memories:
            known = (client, *told[:2], told[3])
            self._add(Memory, client, known, (client, *told, 0, self._author(by)))
        for *told, by in file.consents:
            row = (client, *told, self._author(by), moment, self._run)
            self._add(Consent, client, (client, *told[:4]), row)
        said, left = [], list(self._owned.get(client, ()))
        matched: list[int | None] = []
        for asset in file.assets:
            owned = _same(asset, left)
            matched.append(owned and owned.id)
            if owned is None:
                text = _(
                    "«\u00a0{name}\u00a0» n’est pas dans cette fiche\u00a0: importez d’abord "
                    "clients.csv."
                )
                said.append(text.format(name=asset.name or asset.identifier))
            else:
                left.remove(owned)
                self._complete(client, owned, asset)
        return [*self._add_others(client, file, matched), *said]

    def _add_others(self, client: int, file: WholeFile, assets: list[int | None]) -> list[str]:
        names = [row[-1] for row in (*file.charters, *file.uses)]
        brings, missing = self._charters.add(client, file, {n: self._author(n) for n in names})
        count, unknown = self._parts.add(client, file.parts, assets)
        if brings or count:
            self._count(client)
        if not (missing or unknown):
            return []
        return [
            _(
                "Une charte ou une écriture que cette fiche nomme n’est pas dans le livre\u00a0: "
                "importez d’abord livre.json et journal.csv."
            )
        ]

    def _complete(self, client: int, owned: _Owned, asset: WholeAsset) -> None:
        mileage, read_on, due_on, due_what, notes, ended_on = owned.cells
        if mileage in (None, asset.mileage) and read_on is None:
            mileage, read_on = asset.mileage, asset.mileage_on
        if due_on is None:
            due_on, due_what = asset.due_on, asset.due_what
        after = (
            mileage,
            read_on,
            due_on,
            due_what,
            notes or asset.notes,
            ended_on or asset.ended_on,
        )
        if after != owned.cells:
            self._asset_rows.append((*after, owned.id))
            self._count(client)
        for fact in asset.facts:
            self._add(AssetFact, client, (owned.id, fact[0]), (owned.id, *fact))
        for *told, by in asset.readings:
            row = (owned.id, *told, self._author(by), self._run)
            self._add(AssetReading, client, (owned.id, *told[:2]), row)
        for *told, by in asset.services:
            row = (owned.id, *told, self._author(by))
            self._add(AssetService, client, (owned.id, *told[:3]), row)

    def _author(self, name: str) -> int:
        """The member of that name, else who imports."""
        return self._members.find(name) or self._actor.member_id

    def _add(self, table: Any, client: int, known: Any, row: tuple[Any, ...]) -> None:
        if known not in self._told[table]:
            self._told[table].add(known)
            self._new[table].append(row)
            self._count(client)
            if table is AssetFact:
                self._searched.add(client)

    def _count(self, client: int) -> None:
        self.count += 1
        self._touched.add(client)

    def write(self) -> None:
        """Write it all, and what follows from it."""
        update_rows(Client, _CLIENT, self._client_rows)
        update_rows(Asset, _ASSET, self._asset_rows)
        for table, columns in _COLUMNS.items():
            insert_rows(table, columns, self._new[table])
        self._charters.write()
        self._parts.write()
        owners = {one.id for client in self._touched for one in self._owned.get(client, ())}
        keep_all(replay_of(owners), self._actor.today)
        index_many(self._searched)


_COLUMNS: dict[Any, tuple[str, ...]] = {
    Memory: ("client", *_MEMORY, "position", "author"),
    Consent: ("client", *_CONSENT, "author", "recorded_at", "import_run"),
    AssetFact: ("asset", "field", "value"),
    AssetReading: ("asset", *_READING, "author", "import_run"),
    AssetService: ("asset", *_SERVICE, "author"),
}


def _rows(table: Any, where: str, ids: set[int], *names: str) -> Iterator[tuple[Any, ...]]:
    fields = [getattr(table, name) for name in names]
    query = table.select(*fields).where(getattr(table, where).in_(among(ids)))
    yield from map(tuple, read_rows(query.order_by(table._meta.primary_key)))


def _same(asset: WholeAsset, owned: list[_Owned]) -> _Owned | None:
    """The asset of the file that a line tells: by its plate or number, its VIN, else its name."""
    key, mark, name = (
        fold_identifier(asset.identifier),
        fold_identifier(asset.vin),
        fold(asset.name),
    )
    tests = (
        lambda one: key and one.key == key,
        lambda one: mark and one.vin == mark,
        lambda one: not key and one.name == name,
    )
    return next((one for test in tests for one in owned if test(one)), None)
