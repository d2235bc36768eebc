"""A file that brings other mileages: readings kept, lower ones told, all of it undone."""

from datetime import date, timedelta

import pytest

from models import assets
from models.actor import Actor
from models.asset_files import asset_file
from models.assets import ServiceDraft
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import open_account
from models.database import Book
from models.exchange import undo_import
from models.tables import Asset
from tests.models.exchange.conftest import Load
from tests.models.exchange.dumps import dump

TODAY = date(2026, 11, 22)
FILE = "Nom;Prénom;Immatriculation;Kilométrage\nDurand;Hélène;GH-482-KT;{km}\n"


@pytest.fixture
def car(actor: Actor) -> int:
    """Hélène's car, 118 400 km known on 1 May, its service done then."""
    client = ClientDraft(first_name="Hélène", last_name="Durand")
    client_id = open_account(actor, client).client_id
    assert client_id is not None
    draft = AssetDraft("vehicle", "Peugeot 308", "GH-482-KT")
    kept = assets.keep_asset(actor, client_id, None, draft, {"first_on": "2023-03-12"})
    done = ServiceDraft("service", day=date(2026, 5, 1), km=118_400)
    assets.service_done(actor, kept.asset_id, done)
    return kept.asset_id


def _readings(car: int) -> list[tuple[date | None, int]]:
    return [(one.day, one.km) for one in asset_file(car).readings]


def test_the_former_mileage_stays_and_what_is_due_follows(
    car: int, told: Load, book: Book, actor: Actor
) -> None:
    before, dues = dump(), asset_file(car).dues
    run = told(FILE.format(km="130 000 km"), on_duplicate="update").run_id
    assert _readings(car) == [(date(2026, 5, 1), 118_400), (TODAY, 130_000)]
    [service] = [due for due in asset_file(car).dues if due.code == "service"]
    assert service.estimated  # 20 000 km at that pace come before twelve months
    assert check(book).sound
    assert run is not None
    report = undo_import(actor, run)
    assert (report.restored, report.kept) == (1, ())
    assert asset_file(car).dues == dues
    assert dump() == before
    assert check(book).sound


def test_a_lower_mileage_is_told_and_not_believed(car: int, told: Load) -> None:
    report = told(FILE.format(km="90000"), on_duplicate="update")
    assert report.skipped == 1
    assert any("plus bas que les 118" in remark for remark in map(str, report.remarks))
    assert _readings(car) == [(date(2026, 5, 1), 118_400)]


def test_a_mileage_nobody_dated_was_known_when_the_file_was_opened(
    told: Load, actor: Actor
) -> None:
    told(FILE.format(km="50000"))
    car = Asset.get().id
    later = Actor(actor.member_id, TODAY + timedelta(days=100))
    assets.add_reading(later, car, 300, replaced=True)
    assert _readings(car) == [(TODAY, 50_000), (later.today, 300)]
