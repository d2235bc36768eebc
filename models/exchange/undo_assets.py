"""Assets when an import is undone: put back in place, so that what was noted of them stays."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from peewee import SQL

from models.asset_replay import keep_all, replay_of
from models.bulk import among, delete_rows, insert_rows, read_rows, update_rows
from models.exchange.before_images import AT_ONCE, FACTS, from_text
from models.tables import (
    Asset,
    AssetFact,
    AssetReading,
    AssetService,
    ImportBefore,
)


def put_back(client_ids: Sequence[int], before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the assets of these clients the rows they had; those the import added go.

    Returns the rows of assets that are no longer there, to be written again.
    """
    query = Asset.select(Asset.id).where(Asset.client.in_(among(client_ids)))
    here = {row[0] for row in read_rows(query)}
    rows = {row["id"]: row for row in before}
    delete_rows(Asset, "id", here - rows.keys())
    kept = [row for asset_id, row in rows.items() if asset_id in here]
    names = [name for name in (kept[0] if kept else ()) if name != "id"]
    update_rows(Asset, names, [[*(row[name] for name in names), row["id"]] for row in kept])
    return [row for asset_id, row in rows.items() if asset_id not in here]


def put_facts_back(
    client_ids: Sequence[int], before: Sequence[dict[str, Any]], today: date
) -> None:
    """Give the assets of these clients the fields they had; those that stay keep their rows."""
    had = {(row["asset"], row["field"]): row["value"] for row in before}
    columns = (AssetFact.id, AssetFact.asset, AssetFact.field, AssetFact.value)
    query = AssetFact.select(*columns).join(Asset).where(Asset.client.in_(among(client_ids)))
    here = {(asset, field): (row, value) for row, asset, field, value in read_rows(query)}
    gone = [key for key in here if key not in had]
    delete_rows(AssetFact, "id", [here[key][0] for key in gone])
    other = [key for key in here if key in had and here[key][1] != had[key]]
    update_rows(AssetFact, ["value"], [[had[key], here[key][0]] for key in other])
    lost = [key for key in had if key not in here]
    insert_rows(AssetFact, ("asset", "field", "value"), [(*key, had[key]) for key in lost])
    keep_all(replay_of(asset for asset, _field in (*gone, *other, *lost)), today)


def forget_readings(run_id: int, kept: Any, today: date) -> None:
    """Take out the mileages the import brought, but for the clients its undoing keeps."""
    own = (AssetReading.import_run == run_id) & AssetReading.asset.not_in(
        Asset.select(Asset.id).where(Asset.client.in_(kept))
    )
    ids = {row[0] for row in read_rows(AssetReading.select(AssetReading.asset).where(own))}
    AssetReading.delete().where(own).execute()
    keep_all(replay_of(ids), today)


def added_and_looked_after(run_id: int) -> set[int]:
    """The clients completed by the import who now have something noted of an asset it added."""
    found: dict[int, set[int]] = {}
    fields: dict[int, set[int]] = {}
    changed = ImportBefore.select(ImportBefore.client).where(ImportBefore.run == run_id)
    for model in (AssetFact, AssetReading, AssetService):
        query = Asset.select(Asset.client, Asset.id).join(model)
        query = query.where(by_hand(model, run_id)).distinct()
        noted = fields if model is AssetFact else found
        for client_id, asset_id in read_rows(query.where(Asset.client.in_(changed))):
            noted.setdefault(client_id, set()).add(asset_id)
    kept = set()
    for client, file in _before(run_id, found.keys() | fields.keys()):
        by_mark = FACTS in file  # a field written since shows in the mark of the file itself
        noted_of = found.get(client, set()) | (set() if by_mark else fields.get(client, set()))
        if noted_of - {row["id"] for row in file["asset"]}:
            kept.add(client)
    return kept


def by_hand(model: Any, run_id: int) -> Any:
    """Whether a row about an asset was not brought by the import."""
    if model is AssetReading:
        return AssetReading.import_run.is_null() | (AssetReading.import_run != run_id)
    return SQL("1 = 1")


def _before(run_id: int, clients: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The files of these clients as they were before the import."""
    ids = sorted(clients)
    query = ImportBefore.select(ImportBefore.client, ImportBefore.before)
    for start in range(0, len(ids), AT_ONCE):
        some = ImportBefore.client.in_(among(ids[start : start + AT_ONCE]))
        for client_id, text in read_rows(query.where(ImportBefore.run == run_id, some)):
            yield client_id, from_text(text)
