"""The Clients table: opened, scrolled to its end, sorted, filtered."""

from pathlib import Path

import pytest

from tests.bench.measuring import Figures, Reach, steady
from tests.bench.programs.run import measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_JANK = Reach(50, "most")


def test_the_clients_table_never_makes_one_wait(copy: Path, figures: Figures) -> None:
    runs = [measured("clients", copy) for _turn in range(3)]
    told = runs[0]
    assert told["rows"] == told["clients"], "the end of the table is the last client"
    figures.add(
        "Clients table, first paint",
        [run["open"] for run in runs],
        "ms",
        Reach(100, "most"),
        floor=[run["bare"] for run in runs],
        floor_name="a bare table of lazy pages",
    )
    for name, what in (
        ("longest page down", "pages"),
        ("longest step to the end", "ends"),
        ("longest sort", "sorts"),
        ("longest filter", "filters"),
    ):
        few = min(len(run[what]) for run in runs)  # the end is reached in more steps or fewer
        steps = steady([run[what][:few] for run in runs])
        figures.add(f"Clients table, {name}", max(steps), "ms", _JANK)
    figures.add("Clients table, opened, memory", [run["opened memory"] for run in runs], "MB")
    most = Reach(20, "most")
    figures.add("Clients table, at its end, memory", [run["memory"] for run in runs], "MB", most)
