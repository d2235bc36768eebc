"""The owner's own fields of assets, filled by a file: kept, told, exported again, undone."""

from datetime import date
from pathlib import Path

import pytest

from models import assets
from models.actor import Actor
from models.asset_files import asset_file
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import open_account
from models.database import Book
from models.exchange import ImportOptions, import_file, undo_import
from models.export import export
from models.own_kinds import save_field
from models.rules.own_kinds import OwnFieldRow
from models.tables import Asset
from tests.models.exchange.conftest import Load
from tests.models.exchange.dumps import dump

HEADER = "Nom;Prénom;Immatriculation;Couleur;Places;Révisée le\n"


@pytest.fixture(autouse=True)
def fields(actor: Actor) -> None:
    """What this shop writes down of a vehicle."""
    for label, sort in (("Couleur", "text"), ("Places", "number"), ("Révisée le", "day")):
        save_field(actor, "vehicle", OwnFieldRow("", sort, label))


@pytest.fixture
def car(actor: Actor) -> int:
    """Hélène's, red."""
    client = open_account(actor, ClientDraft(first_name="Hélène", last_name="Durand")).client_id
    assert client is not None
    draft = AssetDraft("vehicle", "Peugeot 308", "GH-482-KT")
    return assets.keep_asset(actor, client, None, draft, {"own-couleur": "rouge"}).asset_id


def _facts(asset_id: int) -> dict[str, str]:
    return {code: text for code, text in asset_file(asset_id).facts.items() if text}


def test_a_new_vehicle_has_them_and_goes_with_its_import(
    told: Load, book: Book, actor: Actor
) -> None:
    before = dump()
    report = told(HEADER + "Morin;Paul;AB-123-CD;vert d’eau;5;3/02/2026\n")
    [new] = Asset.select()
    assert _facts(new.id) == {
        "own-couleur": "vert d’eau",
        "own-places": "5",
        "own-revisee-le": "2026-02-03",
    }
    assert check(book).sound
    assert report.run_id is not None
    assert undo_import(actor, report.run_id).kept == ()
    assert dump() == before


def test_a_known_vehicle_is_completed_and_put_back(
    car: int, told: Load, book: Book, actor: Actor
) -> None:
    before = dump()
    row = HEADER + "Durand;Hélène;GH-482-KT;bleu;5;\n"
    assert told(row).run_id is None  # passed over, as asked
    report = told(row, on_duplicate="update")
    assert _facts(car) == {"own-couleur": "bleu", "own-places": "5"}
    assert any("2 champs de biens remplis" in str(remark) for remark in report.remarks)
    assert told(row, on_duplicate="update").run_id is None
    assert report.run_id is not None
    assert undo_import(actor, report.run_id).kept == ()
    assert dump() == before
    assert check(book).sound


def test_a_field_written_since_keeps_the_client(car: int, told: Load, actor: Actor) -> None:
    report = told(
        HEADER + "Durand;Hélène;GH-482-KT;bleu;;\nMorin;Paul;AB-123-CD;vert;;\n",
        on_duplicate="update",
    )
    for asset in Asset.select():
        draft = AssetDraft("vehicle", asset.name, asset.identifier)
        assets.keep_asset(actor, asset.client_id, asset.id, draft, {"own-couleur": "blanc"})
    assert report.run_id is not None
    kept = undo_import(actor, report.run_id).kept
    assert {client.name for client in kept} == {"Hélène Durand", "Paul Morin"}
    assert _facts(car) == {"own-couleur": "blanc"}


def test_what_is_due_follows_from_a_field_a_file_brings(told: Load, book: Book) -> None:
    told("Nom;Immatriculation;1re mise en circulation;Énergie\nMorin;AB-123-CD;12/03/2025;Gazole\n")
    [car] = Asset.select()
    assert asset_file(car.id).facts["first_on"] == "2025-03-12"
    [inspection] = [due for due in asset_file(car.id).dues if due.code == "inspection"]
    assert inspection.day == date(2029, 3, 12)
    assert check(book).sound


def test_what_cannot_be_kept_is_told_with_its_line(told: Load, book: Book) -> None:
    report = told(HEADER + "Morin;Paul;AB-123-CD;;cinq;un jour\nGarnier;Anne;;gris;;\n")
    remarks = [(one.line, one.text) for one in report.remarks]
    assert [line for line, text in remarks if "n’a pu remplir" in text] == [2, 2, 3]
    assert _facts(Asset.get().id) == {}
    assert check(book).sound


def test_an_export_brings_them_back(
    car: int, told: Load, actor: Actor, tmp_path: Path, book: Book
) -> None:
    told(HEADER + "Morin;Paul;AB-123-CD;vert;7;3/02/2026\n")
    before = {asset.identifier: _facts(asset.id) for asset in Asset.select()}
    export(tmp_path / "sortie")
    table = next((tmp_path / "sortie").rglob("clients.csv"))
    text = table.read_text("utf-8-sig")
    (tmp_path / "encore.csv").write_text(text.replace("rouge", "noir"), "utf-8")
    import_file(actor, tmp_path / "encore.csv", ImportOptions(on_duplicate="update"))
    after = {asset.identifier: _facts(asset.id) for asset in Asset.select()}
    assert after == before | {"GH-482-KT": {"own-couleur": "noir"}}
