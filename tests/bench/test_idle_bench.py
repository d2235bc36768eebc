"""An hour of use: no memory grows, and a window left alone does nothing."""

import json
import random
from pathlib import Path

import pytest

from models import clients
from models.database import open_book
from models.rules.folding import fold
from tests.bench.measuring import Figures, Reach
from tests.bench.programs.run import measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_SERVED = 800


def test_an_hour_of_use_leaves_nothing_behind(copy: Path, work: Path, figures: Figures) -> None:
    dice = random.Random(4)
    book = open_book(copy)
    ids = [row[0] for row in book.db.execute_sql("SELECT id FROM client").fetchall()]
    drafts = [clients.client_draft(dice.choice(ids)) for _turn in range(_SERVED)]
    book.close()
    names = work / "names.json"
    typed = [fold(f"{one.last_name or one.company} {one.first_name}")[:5] for one in drafts]
    names.write_text(json.dumps(typed), encoding="utf-8")
    told = measured("idle", copy, names)
    name = f"memory after {told['served']:,} clients served"
    figures.add(name, told["end"], "MB", Reach(1.05), floor=told["warm"], floor_name="once warm")
    figures.add("idle: processor", told["cpu"], "ms/s", Reach(1, "most"))
    figures.add("idle: wake-ups of the event loop", told["wakes"], "/s", Reach(0.5, "most"))
