"""The client files as others can read them: a table for spreadsheets, and all of it as JSON."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

from peewee import chunked

from models import catalogue
from models.asset_kinds import asset_kinds
from models.client_keys import client_keys
from models.erased import erased_ids
from models.exchange.cells import protect
from models.exchange.own_fields import importable
from models.exchange.whole_hanging import parts_of
from models.export_charter import charters_of
from models.i18n import language
from models.rules.asset_kinds import AssetField
from models.tables import (
    Asset,
    AssetFact,
    AssetReading,
    AssetService,
    Client,
    ClientTag,
    Consent,
    Member,
    Memory,
    Reach,
)

_AT_ONCE = 1_000
_PHONES, _EMAILS = 4, 3
_IDENTITY = {
    "Référence": "reference",
    "Civilité": "civility",
    "Prénom": "first_name",
    "Nom": "last_name",
    "Société": "company",
    "Adresse": "street",
    "Code postal": "postcode",
    "Ville": "town",
    "Pays": "country",
    "Jour de naissance": "birth_day",
    "Mois de naissance": "birth_month",
    "Année de naissance": "birth_year",
    "Client depuis": "since",
    "Provenance": "how_came",
    "Recommandé par": "recommended_by",
    "Notes": "notes",
    "Étiquettes": "tags",
}
_VEHICLE = {
    "Véhicule": "name",
    "Immatriculation": "identifier",
    "VIN": "vin",
    "Kilométrage": "mileage",
    "Référence de clé": "key_reference",
}
_APPLIANCE = {"Appareil": "name", "Numéro de série": "identifier"}
_SHARED = {"VIN", "Kilométrage", "Référence de clé"}
"""The columns any asset may fill, whatever its kind."""
_KIND = "Genre de bien"
# What only serves the program: links, folded keys, order.
_NOT_TOLD = {
    *("id", "client", "asset", "author", "uuid", "position", "import_run", "recorded_at"),
    *("search_key", "sort_key", "identifier_key", "key", "reversed_key"),
}


@dataclass(frozen=True, slots=True)
class _File:
    """A client file: its own cells by name, and what hangs on it."""

    own: dict[str, Any]
    reaches: list[dict[str, Any]]
    assets: list[dict[str, Any]]
    memories: list[dict[str, Any]]
    consents: list[dict[str, Any]]


def write_clients(stream: TextIO) -> None:
    """A line per client, and one more for each further asset, under headers an import knows.

    Semicolons, as French spreadsheets expect; a client without a reference has its number for
    one. What a table has no room for is in `write_client_files`.
    """
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    phones, emails = _numbered("Téléphone", _PHONES), _numbered("E-mail", _EMAILS)
    fields = _own_fields()
    writer.writerow([*_IDENTITY, *phones, *emails, *_VEHICLE, *_APPLIANCE, _KIND, *fields])
    kinds = {kind.code: kind.label for kind in catalogue.kinds("asset", active_only=False)}
    for file in _files():
        own = [_cell(file.own[name]) for name in _IDENTITY.values()]
        reached = [
            *_reach_cells(file, "phone", _PHONES),
            *_reach_cells(file, "email", _EMAILS),
        ]
        first, *others = file.assets or [{}]
        writer.writerow([*own, *reached, *_asset_cells(first, kinds), *_own_cells(first, fields)])
        for asset in others:  # as the software of garages does: the same client, another vehicle
            bare = [*own[:5], *[""] * (len(own) - 5 + len(reached))]
            writer.writerow([*bare, *_asset_cells(asset, kinds), *_own_cells(asset, fields)])


def write_client_files(stream: TextIO) -> None:
    """Everything known of each client, one JSON object on a line; memory and assets whole.

    Each line keeps to `models/schemas/fiche.schema.json`.
    """
    for told in clients_told(authors=dict(Member.select(Member.id, Member.name).tuples())):
        stream.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")


def clients_told(
    ids: Sequence[int] | None = None, authors: Mapping[int, str] | None = None
) -> Iterator[dict[str, Any]]:
    """Everything known of these clients, of every one without `ids`.

    With `authors`, the names of the team, also who noted it and what hangs on their journal.
    """
    for file in _files(ids, authors or {}):
        yield file.own | {
            "reaches": file.reaches,
            "assets": file.assets,
            "memory": file.memories,
            "consents": file.consents,
        }


def _numbered(word: str, most: int) -> list[str]:
    return [f"{word} {n} - {part}" for n in range(1, most + 1) for part in ("Libellé", "Valeur")]


def _reach_cells(file: _File, channel: str, most: int) -> list[str]:
    found = [reach for reach in file.reaches if reach["channel"] == channel][:most]
    cells = [_cell(reach[name]) for reach in found for name in ("label", "value")]
    return cells + [""] * (2 * most - len(cells))


def _asset_cells(asset: dict[str, Any], kinds: Mapping[str, str]) -> list[str]:
    kind = asset.get("kind", "")
    ours = {*_VEHICLE} if kind == "vehicle" else {*_APPLIANCE, *_SHARED}
    named = (_VEHICLE | _APPLIANCE).items()
    cells = [_cell(asset.get(name) if title in ours else None) for title, name in named]
    return [*cells, protect(kinds.get(kind, ""))]


def _own_fields() -> dict[str, dict[str, AssetField]]:
    """By name, the fields of their own that kinds have, by kind; but for those whose name an
    import would take for another column."""
    found: dict[str, dict[str, AssetField]] = {}
    for kind in asset_kinds().values():
        for field in kind.own:
            name = field.texts[language()]
            if importable(name):
                found.setdefault(name, {})[kind.code] = field
    return found


def _own_cells(asset: dict[str, Any], fields: Mapping[str, Mapping[str, AssetField]]) -> list[str]:
    told = {fact["field"]: fact["value"] for fact in asset.get("facts", ())}
    return [_fact(by_kind.get(asset.get("kind", "")), told) for by_kind in fields.values()]


def _fact(field: AssetField | None, told: Mapping[str, str]) -> str:
    value = told.get(field.code, "") if field else ""
    choices = field.choices if field else {}
    return protect(choices[value][language()] if value in choices else value)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return protect("; ".join(value))
    return "" if value is None else protect(str(value))


# -- reading -----------------------------------------------------------------------------------


def _files(
    only: Sequence[int] | None = None, authors: Mapping[int, str] = MappingProxyType({})
) -> Iterator[_File]:
    """Client files by number, read by the thousand: `only` these, or every one."""
    keys, gone = client_keys(), erased_ids()
    asked = keys if only is None else only
    for ids in chunked((one for one in asked if one not in gone), _AT_ONCE):
        query = Client.select().where(Client.id.in_(ids)).order_by(Client.number)
        rows = list(query.dicts())
        reaches, assets = _of(Reach, ids, Reach.position), _of(Asset, ids, Asset.id)
        _add_past(assets, authors)
        consents = _of(Consent, ids, Consent.id)
        others = (charters_of(ids), parts_of(ids)) if authors else ()
        memories, tags = _of(Memory, ids, Memory.id), _of(ClientTag, ids, ClientTag.tag)
        for row in rows:
            client_id, by = row["id"], row["recommended_by"]
            own = _told(row) | {
                "reference": keys[client_id],
                "recommended_by": None if by is None else keys[by],
                "tags": [tag["tag"] for tag in tags[client_id]],
            }
            for more in others:
                own |= more[client_id]
            parts = (
                reaches[client_id],
                assets[client_id],
                memories[client_id],
                consents[client_id],
            )
            yield _File(own, *([_told(part, authors) for part in found] for found in parts))


def _of(table: Any, ids: Sequence[int], order: Any) -> defaultdict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in table.select().where(table.client.in_(ids)).order_by(order).dicts():
        found[row["client"]].append(row)
    return found


def _add_past(assets: dict[int, list[dict[str, Any]]], authors: Mapping[int, str]) -> None:
    """Give each asset its kind's own fields, and what was read and done, the oldest first."""
    rows = {asset["id"]: asset for owned in assets.values() for asset in owned}
    for asset in rows.values():
        asset["facts"] = []
    facts = AssetFact.select().where(AssetFact.asset.in_(list(rows))).order_by(AssetFact.id)
    for row in facts.dicts():
        rows[row["asset"]]["facts"].append(_told(row))
    for name, table in (("readings", AssetReading), ("services", AssetService)):
        for asset in rows.values():
            asset[name] = []
        query = table.select().where(table.asset.in_(list(rows))).order_by(table.day, table.id)
        for row in query.dicts():
            rows[row["asset"]][name].append(_told(row, authors))


def _told(row: dict[str, Any], authors: Mapping[int, str] = MappingProxyType({})) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in _NOT_TOLD}
    return told | {"by": authors[row["author"]]} if row.get("author") in authors else told
