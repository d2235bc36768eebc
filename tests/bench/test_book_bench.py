"""The whole book: made, checked, its month collected, backed up; each against the rows it reads."""

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.backup import copy_file, make_backup
from models.check import CheckReport, check
from models.clock import believe_today
from models.database import Book, open_book
from models.month import collect
from tests.bench.books import CLIENTS, DAY, FULL, SMALLER, KeptBook, kept_book
from tests.bench.measuring import Figures, Reach, in_turn, timed

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_MONTH = date(2026, 10, 1)
_ENTRIES = (
    "SELECT client_id, id, day, type, kind, units, severity, outcome, memorable, due, ref_id,"
    " recorded_on FROM entry ORDER BY client_id, seq"
)
_TEXTS = "SELECT entry_id, text, salt FROM entry_text ORDER BY entry_id"


def test_the_demonstration_makes_a_million_entries_in_two_minutes(
    large: KeptBook, figures: Figures
) -> None:
    assert large.clients == CLIENTS
    assert large.entries >= 10 * CLIENTS * 0.95 or not FULL
    name = f"demo, {large.entries:,} entries (when this book was made)"
    figures.add(name, large.seconds, "s", Reach(120, "most"))


def _scan(book: Book, query: str, *values: object) -> Callable[[], int]:
    """Reads every row of a raw query, one after the other, and keeps none."""
    connection = book.db.connection()

    def scan() -> int:
        return sum(1 for _row in connection.execute(query, values))

    return scan


def test_replaying_all_accounts_costs_ten_readings(book: Book, figures: Figures) -> None:
    entries, texts = _scan(book, _ENTRIES), _scan(book, _TEXTS)
    found: list[CheckReport] = []
    ours, floor = in_turn(1, lambda: found.append(check(book)), lambda: (entries(), texts()))
    assert all(one.sound and one.entries == entries() for one in found), found
    name = "replay of all accounts (`check`, whole)"
    figures.add(name, ours, "s", Reach(10), floor=floor, floor_name="reading its rows")


def test_the_month_follows_the_month_and_the_accounts(book: Book, figures: Figures) -> None:
    scan = _scan(book, "SELECT * FROM entry WHERE day BETWEEN ? AND ?", _MONTH, date(2026, 10, 31))
    assert collect(_MONTH, DAY).accounts.at_end > CLIENTS // 2
    ours, floor = in_turn(3, lambda: collect(_MONTH, DAY), scan)
    figures.add(
        "the month collected",
        ours,
        "s",
        Reach(1.0, "most"),
        floor=floor,
        floor_name="a scan of the month’s rows",
    )


def test_the_month_does_not_follow_the_years(figures: Figures) -> None:
    believe_today(DAY)
    for years in (1, 5, 10):
        made = kept_book(SMALLER, years)
        book = open_book(made.path)
        collect(_MONTH, DAY)
        times = [timed(lambda: collect(_MONTH, DAY)) for _turn in range(3)]
        book.close()
        entries = f"{made.clients:,} clients, {made.entries:,} entries"
        figures.add(f"the month collected, {years} years ({entries})", times, "s")
    believe_today(None)


def test_a_backup_costs_little_more_than_a_copy(book: Book, work: Path, figures: Figures) -> None:
    target = work / "copies"
    target.mkdir()

    def floor() -> None:
        _copy_and_sync(book.path, target / "floor")

    ours, floors = in_turn(3, lambda: _backed_up(book, target), floor)
    figures.add("backup, verified", ours, "s", Reach(2.5), floor=floors, floor_name="copy + fsync")
    names = (target / f"{random.random()}" for _turn in range(9))
    copies, floors = in_turn(3, lambda: copy_file(book.path, next(names), None), floor)
    figures.add("backup, the copy alone", copies, "s", floor=floors, floor_name="copy + fsync")


def _copy_and_sync(source: Path, target: Path) -> None:
    """The file read and written anew, as fast as the disk takes it, safe at the end."""
    with source.open("rb", buffering=0) as read, target.open("wb", buffering=0) as written:
        while block := read.read(1 << 20):
            written.write(block)
        os.fsync(written.fileno())
    target.unlink()


def _backed_up(book: Book, folder: Path) -> None:
    made = make_backup(book, folder)
    assert not made.faults
    made.file.unlink()
