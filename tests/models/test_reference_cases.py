"""The reference implementation gives the answers that were computed apart from the project."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.reference_trust import balance, read_rows, state, trend
from tests.helpers.reference_trust_refused import accept
from tests.helpers.reference_trust_rows import RefRow, factor, months_before, whole_months
from tests.helpers.reference_trust_statement import totals

CASES = Path(__file__).parents[1] / "data" / "cases"


def _journals() -> dict[str, list[RefRow]]:
    journals = defaultdict(list)
    for row in read_rows(CASES / "journal.csv"):
        journals[row.client].append(row)
    return dict(journals)


def _expected() -> list[dict[str, str]]:
    with (CASES / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


JOURNALS = _journals()
EXPECTED = _expected()


def test_every_client_of_the_worked_cases_has_an_answer() -> None:
    assert {line["client"] for line in EXPECTED} == set(JOURNALS)
    assert len(EXPECTED) == 265


@pytest.mark.parametrize("line", EXPECTED, ids=lambda line: f"{line['client']}-{line['on']}")
def test_the_reference_gives_the_worked_answer(line: dict[str, str]) -> None:
    rows, day = JOURNALS[line["client"]], date.fromisoformat(line["on"])
    found = (balance(rows, day), trend(rows, day), state(rows, day))
    assert found == (int(line["balance"]), int(line["trend"]), line["state"])


@pytest.mark.parametrize("client", JOURNALS)
def test_the_reference_refuses_no_row_of_the_worked_cases(client: str) -> None:
    rows = JOURNALS[client]
    refused = [(row.id, accept(rows[:n], row)) for n, row in enumerate(rows)]
    assert [line for line in refused if line[1] is not None] == []


@pytest.mark.parametrize("client", JOURNALS)
def test_the_reference_statement_adds_up_to_the_balance(client: str) -> None:
    first, last = date(2024, 1, 20), date(2026, 1, 15)
    found = totals(JOURNALS[client], first, last)
    assert found.tie_out() == found.closing == balance(JOURNALS[client], last)


def test_the_reference_fading_table_is_exact() -> None:
    assert [factor(m, 12) for m in (0, 1, 12, 84, 240, 241)] == [
        1_000_000,
        943_874,
        500_000,
        7_813,
        1,
        0,
    ]
    assert factor(240, 24) == 977


def test_the_reference_counts_months_to_the_last_day_of_a_short_month() -> None:
    assert whole_months(date(2023, 1, 31), date(2023, 2, 28)) == 1
    assert whole_months(date(2023, 1, 31), date(2023, 3, 30)) == 1
    assert months_before(date(2024, 5, 31), 3) == date(2024, 2, 29)
