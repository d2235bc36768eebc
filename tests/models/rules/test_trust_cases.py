"""The worked cases, whose answers were computed apart from the program."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

from models.catalogue import parse_units
from models.rules.trust import (
    Account,
    Entry,
    EntryType,
    Outcome,
    Severity,
    opening_balance,
    refusal,
    statement,
    totals,
)

CASES = Path(__file__).parents[2] / "data" / "cases"


def accounts():
    found = defaultdict(Account)
    with (CASES / "journal.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = read_entry(row)
            assert refusal(found[row["client"]], entry) is None, row
            found[row["client"]].record(entry)
    return found


def read_entry(row):
    return Entry(
        id=row["id"],
        day=date.fromisoformat(row["date"]),
        type=EntryType(row["entry"]),
        kind=row["kind"],
        units=parse_units(row["units"]) if row["units"] else None,
        severity=Severity(row["severity"]) if row["severity"] else None,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        memorable=row["memorable"] == "yes",
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        ref=row["ref"] or None,
    )


def test_every_worked_case_gives_its_answers():
    book = accounts()
    with (CASES / "expected.csv").open(encoding="utf-8", newline="") as file:
        answers = list(csv.DictReader(file))
    assert len(answers) > 200
    for row in answers:
        figures = book[row["client"]].figures(date.fromisoformat(row["on"]))
        found = (str(figures.balance), str(figures.trend), figures.state.value)
        assert found == (row["balance"], row["trend"], row["state"]), row


def test_every_statement_of_a_worked_case_ties_out():
    for account in accounts().values():
        for start, end in ((date(2000, 1, 1), date(2026, 10, 31)), (date(2024, 5, 2),) * 2):
            lines = statement(account, start, end)
            sums = totals(opening_balance(account, start), lines)
            assert sums.closing == account.balance(end)
