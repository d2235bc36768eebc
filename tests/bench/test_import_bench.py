"""Imports at full size: a file of clients, then a journal, into an empty book."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models import search
from models.actor import Actor
from models.books import BookDraft, create_book
from models.clock import believe_today
from models.database import Book, connect, open_book
from models.exchange import ImportOptions, import_file
from models.settings import Shop
from models.team import first_member
from tests.bench.books import DAY, KEPT, KeptBook, program
from tests.bench.measuring import Figures, Reach, in_turn, timed

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_TABLES = ("entry", "entry_text", "cost")


@pytest.fixture(scope="module")
def exported(large: KeptBook) -> Iterator[Path]:
    """The book's own files, in open formats."""
    folder = KEPT / "work" / "exported"
    shutil.rmtree(folder, ignore_errors=True)
    program("--book", large.path, "export", folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def empty(work: Path) -> Iterator[Path]:
    """A new garage's book, closed."""
    believe_today(DAY)
    path = work / "vide.ccbook"
    create_book(path, BookDraft(Shop(name="Garage Morel"), "garage", "Claire Morel"), DAY).close()
    yield path
    believe_today(None)


def _new(empty: Path) -> Book:
    """A copy of the empty book, open."""
    place = empty.with_name("import.ccbook")
    shutil.copyfile(empty, place)
    return open_book(place)


def _actor() -> Actor:
    return Actor(first_member().id, DAY)


def _read_csv(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=_delimiter(file)))


def _delimiter(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as stream:
        head = stream.readline()
    return max(";,\t", key=head.count)


def test_clients_come_in_cleaned_deduplicated_and_searchable(
    large: KeptBook, exported: Path, empty: Path, figures: Figures
) -> None:
    file = exported / "clients.csv"
    rows = len(_read_csv(file)) - 1
    assert rows >= large.clients
    book = _new(empty)

    def ours() -> None:
        report = import_file(_actor(), file)
        assert report.read == rows
        assert report.created >= large.clients * 0.95
        assert search.page("durand").hits

    times, floors = in_turn(1, ours, lambda: _read_csv(file))
    book.close()
    figures.add(
        f"import of {large.clients:,} clients",
        times,
        "s",
        Reach(15),
        floor=floors,
        floor_name="csv.reader",
    )


def test_a_journal_of_a_million_entries_comes_in(
    large: KeptBook, exported: Path, empty: Path, figures: Figures
) -> None:
    book = _new(empty)
    floor = _insert_raw(book, _rows_of(large.path))
    book.close()
    book = _new(empty)
    options, reports = ImportOptions(new_clients=True), []
    file = exported / "journal.csv"
    ours = timed(lambda: reports.append(import_file(_actor(), file, options)))
    [report] = reports
    book.close()
    assert report.created >= large.entries * 0.99, report.refused[:3]
    figures.add(
        f"import of {large.entries:,} journal entries",
        ours,
        "s",
        Reach(8),
        floor=floor,
        floor_name="raw executemany, the same rows",
    )


def _rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the journal's tables and of those they refer to."""
    with closing(connect(path, mode="ro")) as db:
        return {
            table: db.execute_sql(f"SELECT * FROM {table}").fetchall()
            for table in ("member", "client", *_TABLES)
        }


def _insert_raw(book: Book, rows: dict[str, list[tuple[object, ...]]]) -> float:
    """Seconds to write the same rows into the same tables, with the same indexes and guards."""

    def insert(*tables: str) -> None:
        connection = book.db.connection()
        with book.db.atomic("IMMEDIATE"):
            for table in tables:
                places = ", ".join("?" * len(rows[table][0]))
                line = f"INSERT OR IGNORE INTO {table} VALUES ({places})"
                connection.executemany(line, rows[table])

    insert("member", "client")
    return timed(lambda: insert(*_TABLES))
