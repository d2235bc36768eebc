"""À faire says what will happen if nobody acts: every open case once, every posting to come."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.accounts import read_accounts
from models.actor import Actor
from models.books import create_book
from models.database import open_book
from models.demo import demo_draft
from models.rules.trust import Account, LineKind, statement
from models.team import first_member
from models.todo import waiting_cases
from tests.helpers.journals import days_about, journals
from tests.helpers.recorded import record
from tests.helpers.reference_trust_rows import RefRow

LATER = date(2045, 3, 17)
NEVER = date(2100, 1, 1)
CAMPAIGN = settings(settings.get_profile("campaign"), max_examples=400)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book, to be copied."""
    path = tmp_path_factory.mktemp("model") / "model.ccbook"
    create_book(path, demo_draft(), date(2019, 1, 1)).close()
    return path


def nobody_acts(account: Account, day: date) -> Account:
    """The account as it will live if nothing is noted after `day`."""
    return Account(entry for entry in account.entries if entry.day <= day)


def assert_predicted(day: date) -> None:
    shown: Counter[tuple[int, object]] = Counter()
    told: dict[tuple[int, date], int] = defaultdict(int)
    for item in waiting_cases(day):
        assert item.case is not None
        shown[item.client.id, item.case.entry_id] += 1
        if item.case.acts_on is not None:
            assert item.case.acts_on > day
            told[item.client.id, item.case.acts_on] += item.case.amount
        else:
            assert item.case.amount == 0
    opened: Counter[tuple[int, object]] = Counter()
    happens: dict[tuple[int, date], int] = defaultdict(int)
    for client_id, account in read_accounts():
        left = nobody_acts(account, day)
        ledger = left.ledger(day)
        for case in ledger.cases.values():
            if case.entry.day <= day and (case.ended_on is None or case.ended_on > day):
                opened[client_id, case.entry.id] += 1
        opened[client_id, None] += ledger.ruptured(day)
        for line in statement(left, day + timedelta(days=1), NEVER):
            if line.kind in (LineKind.POSTING, LineKind.VOIDED):
                happens[client_id, line.day] += line.amount
    assert shown == +opened
    assert set(told) == set(happens)
    assert {key: told[key] for key in told} == dict(happens)


def predictions(model: Path, lives: list[list[RefRow]], data: st.DataObject, days: int) -> None:
    path = model.with_name("book.ccbook")
    shutil.copyfile(model, path)
    book = open_book(path)
    try:
        actor = Actor(first_member().id, LATER)
        for number, rows in enumerate(lives):
            record(actor, f"Client {number}", rows)
        about = days_about([row for rows in lives for row in rows])
        for _ in range(days):
            assert_predicted(data.draw(about, label="day"))
    finally:
        book.close()


@settings(max_examples=12)
@given(st.lists(journals(max_rows=25), min_size=1, max_size=3), st.data())
def test_what_waits_predicts_exactly_what_will_happen_if_nobody_acts(
    model: Path, lives: list[list[RefRow]], data: st.DataObject
) -> None:
    predictions(model, lives, data, 4)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@CAMPAIGN
@given(st.lists(journals(max_rows=40), min_size=1, max_size=2), st.data())
def test_many_lives_are_predicted(
    model: Path, lives: list[list[RefRow]], data: st.DataObject
) -> None:
    predictions(model, lives, data, 6)
