"""Measures at full scale. `make bench`, or one group: `make bench ARGS="-k search"`.

`BENCH_CLIENTS=5000 make bench` does it on a smaller book, to try things out: the reaches are
those of 100,000 clients. The table is printed at the end and kept in `build/bench/figures.md`.
Only a measure that cannot be made, or a wrong answer, fails: a reach that is missed is told.

The large book, once made, is kept: a run that was cut begins again without making it. Ratios and
verdicts are by the clock; `processor` tells what was computed, whatever else the machine does.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.clock import believe_today
from models.database import Book, open_book
from tests.bench.books import CLIENTS, DAY, KEPT, KeptBook, begin_day, kept_book
from tests.bench.machine import facts
from tests.bench.measuring import Figures

_TITLES = ("measure", "median", "processor", "floor", "ratio", "reach", "")
_FIGURES = Figures()


@pytest.fixture(scope="session")
def figures() -> Figures:
    """The table of this run."""
    return _FIGURES


@pytest.fixture(scope="session")
def large() -> KeptBook:
    """The book of 100,000 clients and ten years; never written."""
    shutil.rmtree(KEPT / "work", ignore_errors=True)  # what a run that was cut left behind
    return kept_book(CLIENTS, 10)


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder on the disk the books are on, gone afterwards."""
    folder = KEPT / "work" / str(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def copy(large: KeptBook, work: Path) -> Path:
    """A copy of the large book, on a day already begun."""
    path = work / "livre.ccbook"
    shutil.copyfile(large.path, path)
    begin_day(path)
    return path


@pytest.fixture
def book(copy: Path) -> Iterator[Book]:
    """That copy, open, on its day."""
    believe_today(DAY)
    opened = open_book(copy)
    yield opened
    opened.close()
    believe_today(None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table and keep it."""
    if not _FIGURES.rows:
        return
    rows = [_TITLES, *(figure.cells() for figure in _FIGURES.rows)]
    known = list(facts(KEPT))
    terminalreporter.write_sep("=", f"figures, {CLIENTS:,} clients")
    widths = [max(len(row[at]) for row in rows) for at in range(len(_TITLES))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.write_line("  ".join(cells).rstrip())
    for what, told in known:
        terminalreporter.write_line(f"{what}: {told}")
    (KEPT / "figures.md").write_text(_as_markdown(rows, known), encoding="utf-8")


def _as_markdown(rows: list[tuple[str, ...]], known: list[tuple[str, str]]) -> str:
    head, *lines = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|" + "---|" * len(_TITLES)
    ends = [f"- {what}: {told}" for what, told in known]
    title = f"Measured on a book of {CLIENTS:,} clients and ten years."
    return "\n".join([title, "", head, rule, *lines, "", *ends, ""])
