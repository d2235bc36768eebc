"""The tables of an export about assets: own fields, mileage, services done, new owners."""

from collections.abc import Iterator
from typing import Any

from models import catalogue
from models.asset_files import DUE_EVERY, ENDED_AS, SCRAPPED, SOLD, service_label
from models.asset_kinds import asset_kind
from models.bulk import read_rows
from models.client_keys import client_keys
from models.export_tables import WHO, BookTable, Cells, told
from models.i18n import language
from models.tables import (
    Asset,
    AssetFact,
    AssetMove,
    AssetReading,
    AssetService,
    Client,
    Member,
    OwnField,
    OwnService,
)

_ASSET = ("Bien", "Immatriculation, n° de série")
OWN_FACTS = {DUE_EVERY: "Échéance tous les (mois)", ENDED_AS: "Fini"}
_SORTS = {"text": "texte", "number": "nombre", "day": "date"}
_COLUMNS = {
    "plate": "Plaque",
    "serial": "Numéro de série",
    "vin": "VIN",
    "key": "Référence de clé",
    "mileage": "Kilométrage",
}
ENDS = {SOLD: "vendu", SCRAPPED: "détruit"}


def asset_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    reading = ("Date", "Kilométrage", "Compteur remplacé", "Noté par")
    service = ("Date", "Entretien", "Kilométrage", "Note", "Noté par")
    move = (*_ASSET, "Date", "De", "À", "Noté par")
    kind = (
        "Genre",
        "Champ ou entretien",
        "Sorte",
        "Tous les (mois)",
        "Tous les (km)",
        "En service",
    )
    return (
        BookTable("champs-des-biens.csv", (*WHO, *_ASSET, "Champ", "Valeur"), _facts),
        BookTable("releves.csv", (*WHO, *_ASSET, *reading), _readings),
        BookTable("entretiens.csv", (*WHO, *_ASSET, *service), _services),
        BookTable("biens-cedes.csv", move, _moves),
        BookTable("genres-de-biens.csv", kind, _own_parts),
    )


def _of(table: Any, *columns: Any) -> Any:
    """A query of what a table holds of assets, their owners' cells first."""
    who = (Client.id, Client.first_name, Client.last_name, Client.company)
    query = table.select(*who, Asset.name, Asset.identifier, *columns)
    return query.join(Asset).join(Client).switch(table)


def _facts() -> Iterator[Cells]:
    query = _of(AssetFact, Asset.kind, AssetFact.field, AssetFact.value)
    for who, (name, mark, kind, code, value) in told(query, Asset.id, AssetFact.field):
        field = next((one for one in asset_kind(kind).own if one.code == code), None)
        if field is not None:
            shown = field.choices[value][language()] if value in field.choices else value
            yield *who, name, mark, field.texts[language()], shown
        else:
            yield *who, name, mark, OWN_FACTS.get(code, code), ENDS.get(value, value)


def _readings() -> Iterator[Cells]:
    columns = (AssetReading.day, AssetReading.km, AssetReading.replaced, Member.name)
    query = _of(AssetReading, *columns).join(Member)
    for who, (*cells, replaced, author) in told(query, Asset.id, AssetReading.day):
        yield *who, *cells, bool(replaced), author


def _services() -> Iterator[Cells]:
    columns = (AssetService.day, Asset.kind, AssetService.code, AssetService.what)
    rest = (AssetService.km, AssetService.note, Member.name)
    query = _of(AssetService, *columns, *rest).join(Member)
    for who, (name, mark, day, kind, code, what, *cells) in told(query, Asset.id, AssetService.day):
        services = asset_kind(kind).services
        label = next((service_label(one) for one in services if one.code == code), code)
        yield *who, name, mark, day, what or label, *cells


def _own_parts() -> Iterator[Cells]:
    """What the owner added to the kinds, or changed in them."""
    kinds = catalogue.labels()
    for field in OwnField.select().order_by(OwnField.kind, OwnField.id):
        name, sort = kinds.get(("asset", field.kind), field.kind), _SORTS[field.type]
        yield name, field.label or _COLUMNS[field.code], sort, None, None, field.active
    for row in OwnService.select().order_by(OwnService.kind, OwnService.id):
        name = kinds.get(("asset", row.kind), row.kind)
        theirs = {one.code: service_label(one) for one in asset_kind(row.kind).services}
        label = row.label or theirs.get(row.code, row.code)
        yield name, label, "entretien", row.months, row.km, row.active


def _moves() -> Iterator[Cells]:
    keys = client_keys()
    columns = (Asset.name, Asset.identifier, AssetMove.day, AssetMove.source, AssetMove.target)
    query = AssetMove.select(*columns, Member.name).join(Asset).switch(AssetMove).join(Member)
    for name, mark, day, source, target, author in read_rows(query.order_by(AssetMove.day)):
        yield name, mark, day, keys[source], keys[target], author
