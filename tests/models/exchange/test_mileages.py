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


# -- a table of visits -----------------------------------------------------------------------------

VISITS = "N° facture;Date facture;Nom;Prénom;Immat;Kilométrage;Désignation\n"


def test_a_visit_tells_what_the_odometer_showed_that_day(
    car: int, told: Load, book: Book, actor: Actor
) -> None:
    before = dump()
    rows = ("12/03/2026;117 900 km", "1/10/2026;125000", "20/10/2026;90000", "2/04/2026;121000")
    visits = [
        f"{n};{day};Durand;Hélène;GH-482-KT;{km};Révision"
        for n, row in enumerate(rows)
        for day, km in [row.split(";")]
    ]
    report = told(VISITS + "\n".join(visits))
    days = [date(2026, 3, 12), date(2026, 5, 1), date(2026, 10, 1)]
    assert _readings(car) == list(zip(days, (117_900, 118_400, 125_000), strict=True))
    assert Asset.get_by_id(car).mileage == 125_000
    remarks = " ".join(map(str, report.remarks))
    assert "plus bas que les 125" in remarks
    assert "plus haut que les 118" in remarks
    assert check(book).sound
    again = told(VISITS + "\n".join(visits))
    assert (again.created, len(_readings(car))) == (0, 3)
    assert report.run_id is not None
    assert undo_import(actor, report.run_id).kept == ()
    assert dump() == before
    assert check(book).sound


def test_a_vehicle_the_visits_bring_has_their_mileages_too_and_goes_with_them(
    told: Load, book: Book, actor: Actor
) -> None:
    before = dump()
    paul = "Morin;Paul;AB-123-CD"
    report = told(f"{VISITS}1;1/02/2025;{paul};40000;Pneus\n2;1/02/2026;{paul};61000;Freins")
    [new] = Asset.select()
    assert _readings(new.id) == [(date(2025, 2, 1), 40_000), (date(2026, 2, 1), 61_000)]
    assert (new.mileage, new.mileage_on) == (61_000, date(2026, 2, 1))
    assert check(book).sound
    assert report.run_id is not None
    assert undo_import(actor, report.run_id).kept == ()
    assert dump() == before


def test_a_reading_noted_since_keeps_the_client_of_the_visits(told: Load, actor: Actor) -> None:
    report = told(VISITS + "1;1/02/2025;Morin;Paul;AB-123-CD;40000;Pneus")
    assets.add_reading(actor, Asset.get().id, 70_000)
    assert report.run_id is not None
    [kept] = undo_import(actor, report.run_id).kept
    assert kept.name == "Paul Morin"
