"""Statements of several clients: one PDF, or a file each."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.errors import CannotWrite
from models.statement_data import Statement
from reports import statement_files
from reports.statement import bind_statements, render_statement
from reports.statement_files import Period, write_bound, write_each
from tests.reports.full_samples import long_statement
from tests.reports.pdf_reading import pages_of
from tests.reports.samples import SHOP, STATEMENT

TODAY = date(2026, 11, 2)
OTHER = replace(STATEMENT, client_name="Karim Benali", client_number="C-00077")
PERIOD = Period(None, TODAY, TODAY)


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    """Each bookmark with the place of its page."""
    reader = PdfReader(BytesIO(content))
    found = []
    for mark in reader.outline:
        assert not isinstance(mark, list)
        found.append((str(mark.title), reader.get_destination_page_number(mark) or 0))
    return found


def test_each_client_starts_a_page_with_page_numbers_of_their_own() -> None:
    long = replace(long_statement(60), client_name="Zoé Petit")
    pages = pages_of(bind_statements([STATEMENT, long, OTHER], SHOP, TODAY))
    alone = [pages_of(render_statement(one, SHOP)) for one in (STATEMENT, long, OTHER)]
    assert pages == [page for paper in alone for page in paper]
    assert len(alone[1]) > 1
    assert pages[1].endswith(f"1 / {len(alone[1])}")


def test_each_client_has_a_bookmark_and_only_one() -> None:
    content = bind_statements([STATEMENT, long_statement(60), OTHER], SHOP, TODAY)
    marks = bookmarks(content)
    assert [place for _title, place in marks] == [0, 1, len(pages_of(content)) - 1]
    assert marks[2][0] == "Karim Benali · C-00077"


def test_the_same_statements_give_the_same_bytes() -> None:
    papers = [STATEMENT, OTHER]
    assert bind_statements(papers, SHOP, TODAY) == bind_statements(papers, SHOP, TODAY)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two clients, their statements read from no book."""

    def statement_of(client_id: int, *_period: object) -> Statement:
        return {1: STATEMENT, 2: OTHER}[client_id]

    monkeypatch.setattr(statement_files, "statement_of", statement_of)
    monkeypatch.setattr(statement_files, "printed_identity", lambda: SHOP)
    return [1, 2]


def test_a_file_for_each_is_named_by_its_clients_number(two: list[int], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = write_each(
        tmp_path / "releves", two, PERIOD, lambda done, total: told.append((done, total))
    )
    numbers = [STATEMENT.client_number, OTHER.client_number]
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"releve-{number}.pdf" for number in numbers
    )
    assert (folder / "releve-C-00077.pdf").read_bytes() == render_statement(OTHER, SHOP)
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_stopped_on_the_way_nothing_is_left(two: list[int], tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    for write, place in ((write_each, tmp_path / "releves"), (write_bound, tmp_path / "r.pdf")):
        with pytest.raises(KeyboardInterrupt):
            write(place, two, PERIOD, stop)
        assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(two: list[int], tmp_path: Path) -> None:
    (tmp_path / "releves").write_text("moi")
    with pytest.raises(CannotWrite, match="pas un dossier"):
        write_each(tmp_path / "releves", two, PERIOD)
    with pytest.raises(CannotWrite):
        write_each(tmp_path / "none" / "releves", two, PERIOD)
    assert (tmp_path / "releves").read_text() == "moi"
