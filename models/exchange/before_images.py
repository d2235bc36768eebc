"""Client files as they were before an import completed them, so that they can be put back.

A file is its row, its ways to reach, its tags and its assets, kept as the database has them, and
the fields of their own its assets have.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from models.bulk import among, delete_rows, insert_rows, next_id, read_rows, update_rows
from models.tables import Asset, AssetFact, Client, ClientTag, ImportBefore, ImportEdited, Reach

PARTS = (Reach, ClientTag, Asset)
FACTS = AssetFact._meta.table_name
_FACT = ("asset", "field", "value")
AT_ONCE = 500

Image = dict[str, list[list[Any]]]
"""The rows of each table, by its name; the cells in the order of `columns`."""


class BeforeImages:
    """The files an import completes: `take` before it writes, `finish` once it is over."""

    def __init__(self, run_id: int) -> None:
        self._run = run_id
        self._first_new = next_id(Client)
        self._taken: set[int] = set()

    def take(self, client_ids: Collection[int]) -> None:
        """Keep these files as they are; those this import opened or has taken are passed over."""
        wanted = sorted({i for i in client_ids if i < self._first_new} - self._taken)
        self._taken.update(wanted)
        for start in range(0, len(wanted), AT_ONCE):
            chunk = wanted[start : start + AT_ONCE]
            query = ImportEdited.select(ImportEdited.client).where(
                ImportEdited.client.in_(among(chunk))
            )
            edited = {row[0] for row in read_rows(query)}
            rows = [
                (self._run, client_id, client_id in edited, to_text(image), digest(image))
                for client_id, image in images(chunk)
            ]
            insert_rows(ImportBefore, ("run", "client", "edited", "before", "after"), rows)

    def finish(self) -> None:
        """Remember what the import made of these files; those it left as they were go."""
        taken = sorted(self._taken)
        for start in range(0, len(taken), AT_ONCE):
            chunk = taken[start : start + AT_ONCE]
            after = {client_id: digest(image) for client_id, image in images(chunk)}
            key: Any = ImportBefore._meta.primary_key
            query = ImportBefore.select(key, ImportBefore.client, ImportBefore.after)
            query = query.where(
                ImportBefore.run == self._run, ImportBefore.client.in_(among(chunk))
            )
            rows = [(after[i], row, before) for row, i, before in read_rows(query)]
            update_rows(ImportBefore, ["after"], [row[:2] for row in rows if row[0] != row[2]])
            delete_rows(ImportBefore, "id", [row[1] for row in rows if row[0] == row[2]])


def images(client_ids: Sequence[int]) -> Iterator[tuple[int, Image]]:
    """These client files as they are, in order of id."""
    found: dict[int, Image] = {}
    key: Any = Client._meta.primary_key
    query: Any = (
        Client.select(key, *_fields(Client)).where(key.in_(among(client_ids))).order_by(key)
    )
    for client_id, *cells in read_rows(query):
        found[client_id] = {"client": [cells]} | {part._meta.table_name: [] for part in PARTS}
    for part in PARTS:
        query = part.select(part.client, *_fields(part)).where(part.client.in_(among(client_ids)))
        for client_id, *cells in read_rows(query.order_by(part._meta.primary_key)):
            found[client_id][part._meta.table_name].append(cells)
    for image in found.values():
        image[FACTS] = []
    query = AssetFact.select(Asset.client, *(getattr(AssetFact, name) for name in _FACT))
    query = query.join(Asset).where(Asset.client.in_(among(client_ids)))
    for client_id, *cells in read_rows(query.order_by(AssetFact.asset, AssetFact.field)):
        found[client_id][FACTS].append(cells)
    return iter(found.items())


def columns(table: Any) -> tuple[str, ...]:
    """The names of a table's fields, in the order of an image's cells."""
    return tuple(field.name for field in _fields(table))


def _fields(table: Any) -> list[Any]:
    return list(table._meta.sorted_fields)


def to_text(image: Image) -> str:
    """The image as it is kept, with the names of its columns."""
    named = {"client": columns(Client)} | {p._meta.table_name: columns(p) for p in PARTS}
    named[FACTS] = _FACT
    return json.dumps({"columns": named, "rows": image}, ensure_ascii=False, default=str)


def from_text(text: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a kept image by table, each cell by the name of its field."""
    kept = json.loads(text)
    return {
        table: [dict(zip(kept["columns"][table], row, strict=True)) for row in rows]
        for table, rows in kept["rows"].items()
    }


def digests(image: Image) -> set[str]:
    """What a file unchanged since an import was marked with; the older ones kept no facts."""
    without = {table: rows for table, rows in image.items() if table != FACTS}
    return {digest(image), digest(without)}


def digest(image: Image) -> str:
    """What tells whether a file has changed."""
    return hashlib.sha256(json.dumps(image, ensure_ascii=False, default=str).encode()).hexdigest()
