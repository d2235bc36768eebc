"""Random journals through the command line, answered beside the independent reference."""

import csv
import json
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import reference_trust as reference
from tests.helpers.commands import command, done
from tests.helpers.journals import journals
from tests.helpers.reference_trust_refused import accept
from tests.helpers.reference_trust_rows import RefRow

COLUMNS = "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note".split(",")
TODAY = "2040-01-01"


@st.composite
def files(draw: st.DrawFn) -> list[RefRow]:
    """The rows of a few clients, interleaved, their ids unique in the file."""
    columns = []
    for number in range(draw(st.integers(1, 4))):
        name = f"cl{number}"
        rows = [
            replace(
                row, client=name, id=f"{name}-{row.id}", ref=f"{name}-{row.ref}" if row.ref else ""
            )
            for row in draw(journals(max_rows=25))
        ]
        columns.append(rows)
    return [row for rank in zip_longest(*columns) for row in rank if row is not None]


def cells(row: RefRow) -> list[str]:
    units = "" if row.units is None else f"{row.units // 100}.{row.units % 100:02d}"
    due = row.due.isoformat() if row.due else ""
    return [row.client, row.id, row.date.isoformat(), row.entry, row.kind, units, row.severity,
            row.outcome, row.memorable, due, row.ref, ""]  # fmt: skip


def answers(rows: list[RefRow]) -> tuple[list[RefRow], list[int]]:
    """The rows the reference takes, and the lines it refuses."""
    kept: list[RefRow] = []
    refused = []
    for line, row in enumerate(rows, 2):
        if accept(kept, row):
            refused.append(line)
        else:
            kept.append(row)
    return kept, refused


def compare(rows: list[RefRow], days: list[date]) -> None:
    kept, refused = answers(rows)
    with TemporaryDirectory() as folder:
        file, book = Path(folder, "journal.csv"), Path(folder, "livre.ccbook")
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([COLUMNS, *map(cells, rows)])
        base = ("--today", TODAY, "--book", book)
        report = json.loads(done(*base, "import", file, "--new-clients", "--json").out)
        assert [entry["line"] for entry in report["refused"]] == refused
        for day in days:
            told = command(*base, "balance", "--on", day.isoformat(), "--json")
            for line in map(json.loads, told.out.splitlines()):
                mine = [row for row in kept if row.client == line["client"]]
                assert line["balance"] == reference.balance(mine, day)
                assert line["trend"] == reference.trend(mine, day)
                assert line["state"] == reference.state(mine, day)


@settings(max_examples=12)
@given(rows=files(), days=st.lists(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=2))
def test_a_file_of_random_journals_gives_the_references_answers(rows, days):
    compare(rows, [*days, max((row.date for row in rows), default=date(2026, 1, 1))])


@pytest.mark.slow
@settings(max_examples=400)
@given(rows=files(), days=st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=3))
def test_many_files_of_random_journals_give_the_references_answers(rows, days):
    compare(rows, [*days, max((row.date for row in rows), default=date(2026, 1, 1))])
