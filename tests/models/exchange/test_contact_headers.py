"""The headers of Outlook, Google and Thunderbird, old and new, in French and English."""

from pathlib import Path

import pytest

from models.exchange import headers
from models.exchange.mapping import Use
from models.exchange.visit_headers import recognise as recognise_visits

HEADERS = sorted((Path(__file__).parents[2] / "data" / "headers").glob("*.csv"))


@pytest.fixture(params=HEADERS, ids=lambda path: path.stem)
def header(request: pytest.FixtureRequest) -> list[str]:
    path: Path = request.param
    return path.read_text(encoding="utf-8").rstrip("\n").split(",")


def test_every_column_is_known(header: list[str]) -> None:
    assert headers.recognise(header).unknown == ()
    assert headers.score(header) > 0


def test_names_phones_and_mails_are_found(header: list[str]) -> None:
    uses = [column.use for column in headers.recognise(header).columns]
    assert uses.count(Use.FIRST_NAME) == 1
    assert uses.count(Use.LAST_NAME) == 1
    assert Use.COMPANY in uses
    assert Use.PHONE in uses
    assert Use.EMAIL in uses
    assert Use.BIRTHDAY in uses or Use.BIRTH_DAY in uses


def test_addresses_are_kept_apart(header: list[str]) -> None:
    columns = headers.recognise(header).columns
    streets = {column.group for column in columns if column.use is Use.STREET}
    towns = {column.group for column in columns if column.use is Use.TOWN and column.group}
    assert towns <= streets
    assert streets


def test_contacts_are_never_taken_for_visits(header: list[str]) -> None:
    assert recognise_visits(header) is None


def test_there_are_headers_of_each_program() -> None:
    programs = {path.stem.split("-")[0] for path in HEADERS}
    assert programs == {"outlook", "google", "thunderbird"}
