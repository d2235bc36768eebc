"""The start: from the command to the first painted frame, each in a process of its own."""

import shutil
import time
from pathlib import Path

import pytest

from tests.bench.books import DAY
from tests.bench.measuring import Figures, Reach
from tests.bench.programs.run import measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_TURNS = 9
Start = tuple[float, float]
"""Milliseconds to the first frame, and the peak memory in MB."""


def _start(program: str, *arguments: object) -> Start:
    before = time.monotonic()
    told = measured(program, *arguments)
    return 1000 * (told["at"] - before), told["peak"]


def _program(book: Path) -> Start:
    return _start("whole_program", "--today", DAY.isoformat(), "--book", book)


def test_the_start_costs_little_more_than_an_empty_window(copy: Path, figures: Figures) -> None:
    _start("empty_window"), _program(copy)  # the disk is warm for both
    rounds = [(_start("empty_window"), _program(copy)) for _turn in range(_TURNS)]
    floors, ours = zip(*rounds, strict=True)
    for name, at, unit, limit in (
        ("start to painted window", 0, "ms", 1.35),
        ("start, peak memory", 1, "MB", 1.4),
    ):
        figures.add(
            name,
            [one[at] for one in ours],
            unit,
            Reach(limit),
            floor=[one[at] for one in floors],
            floor_name="an empty PySide6 window",
        )


def test_the_first_start_of_a_day_costs_as_much(copy: Path, figures: Figures) -> None:
    """Its backup begins in the background while the window appears."""
    kept = copy.with_name("livre-sauvegardes")
    times = []
    for _turn in range(5):
        shutil.rmtree(kept)
        times.append(_program(copy)[0])
        kept.mkdir(exist_ok=True)
    figures.add("start to painted window, first of the day", times, "ms")
