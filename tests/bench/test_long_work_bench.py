"""The window while the worker works for long: never held, and one can note meanwhile."""

import shutil
from pathlib import Path

import pytest

from models.database import open_book
from tests.bench.books import SMALLER, begin_day, kept_book
from tests.bench.measuring import Figures, Reach
from tests.bench.programs.run import measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]


def test_the_counter_stays_awake_during_long_work(work: Path, figures: Figures) -> None:
    copy = work / "livre.ccbook"
    shutil.copyfile(kept_book(SMALLER, 10).path, copy)
    begin_day(copy)
    book = open_book(copy)
    query = "SELECT client_id FROM account_figures WHERE state = 'steady' ORDER BY client_id"
    client_id = book.db.execute_sql(query).fetchone()[0]
    book.close()
    told = measured("long_work", copy, work, client_id)
    for name, found in told.items():
        label = f"{name}, {SMALLER:,} clients, in the background, {found['seconds']:.0f} s"
        figures.add(f"{label}: window held, longest", found["held"], "ms", Reach(100, "most"))
        if found["notes"]:
            refused = f"{found['refused']:.0f} of {found['notes']:.0f} refused"
            figures.add(
                f"{label}: longest note, {refused}", found["note"], "ms", Reach(100, "most")
            )
