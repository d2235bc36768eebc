"""The month collected from what is kept is the month of every journal replayed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.accounts import figures_row, read_accounts
from models.actor import Actor
from models.books import create_book
from models.check import check
from models.database import Book, open_book, writing
from models.demo import demo_draft, fill
from models.figures import rebuild, refresh_figures
from models.ledgers import TABLES
from models.month import collect
from models.rules.trust import EntryType
from models.rules.trust.kept import kept
from models.rules.trust.months import months_before
from models.settings import trust_history
from models.standings import STATES, standings
from models.tables import AccountFigures, DaySnapshot
from models.team import first_member
from tests.helpers import month_oracle
from tests.helpers.journals import days_about, journals
from tests.helpers.recorded import record
from tests.helpers.reference_trust_rows import RefRow

LATER = date(2045, 3, 17)
"""A day after every day the journals draw: all of it is noted late."""

CAMPAIGN = settings(settings.get_profile("campaign"), max_examples=300)
Books = Callable[[], Iterator[Actor]]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book, to be copied."""
    path = tmp_path_factory.mktemp("model") / "model.ccbook"
    create_book(path, demo_draft(), date(2019, 1, 1)).close()
    return path


@contextmanager
def book_of(model: Path) -> Iterator[Actor]:
    """A new empty book, open, and its owner years later."""
    path = model.with_name("book.ccbook")
    shutil.copyfile(model, path)
    book = open_book(path)
    try:
        yield Actor(first_member().id, LATER)
    finally:
        book.close()


def assert_kept_rows_follow_from_the_journals() -> None:
    for client_id, account in read_accounts():
        for (table, columns), rows in zip(TABLES, kept(account)[1:], strict=True):
            fields = [getattr(table, name) for name in columns]
            query = table.select(*fields).where(table.client == client_id)
            assert list(query.order_by(table.position).tuples()) == [tuple(row) for row in rows]


def assert_standings_follow_from_the_journals(day: date) -> None:
    terms = trust_history().on(day)
    found = standings(day, terms)
    for client_id, account in read_accounts():
        figures, ledger = account.figures(day, terms), account.ledger(day)
        there = bool(ledger.order) and ledger.order[0].day <= day
        visits = [e.day for e in ledger.order if e.type is EntryType.VISIT and e.day <= day]
        deposits = [p.day for p in ledger.postings if p.amount > 0 and p.day <= day]
        assert found.balance[client_id] == figures.balance
        assert found.balance[client_id] - found.earlier[client_id] == figures.trend
        assert STATES[found.states[client_id]] == (figures.state if there else None)
        assert found.visits[client_id] == len(visits)
        lately = [visit for visit in visits if visit > months_before(day, 12)]
        assert found.visits_lately[client_id] == len(lately)
        assert found.last_visit[client_id] == max((v.toordinal() for v in visits), default=0)
        assert found.last_deposit[client_id] == max((d.toordinal() for d in deposits), default=0)


def assert_figures_follow_from_the_journals(day: date) -> None:
    with writing():
        refresh_figures(day)
    history = trust_history()
    stored = {row["client"]: row for row in AccountFigures.select().dicts()}
    for client_id, account in read_accounts():
        assert stored[client_id] == figures_row(client_id, account, day, history)


def compare_months(days: list[date]) -> None:
    """Each month twice: its whole days are made, then read as they were kept."""
    for day in days:
        for today in (LATER, day):
            expected = month_oracle.collect(day, today)
            assert collect(day, today) == expected
            assert collect(day, today) == expected
            assert expected.movements.gap == 0


def draw_days(data: st.DataObject, rows: list[RefRow], count: int) -> list[date]:
    return [data.draw(days_about(rows), label="day") for _ in range(count)]


@settings(max_examples=6)
@given(st.lists(journals(max_rows=25), min_size=1, max_size=3), st.data())
def test_months_of_any_journals_are_those_of_the_replay(
    model: Path, lives: list[list[RefRow]], data: st.DataObject
) -> None:
    with book_of(model) as actor:
        days = draw_days(data, [row for rows in lives for row in rows], 2)
        sent: dict[str, object] = {}
        for number, rows in enumerate(lives):
            sent = {"recommended_by": record(actor, f"Client {number}", rows, **sent)}
        assert_kept_rows_follow_from_the_journals()
        compare_months(days)
        # The months are known; what is noted late in them since must be seen.
        record(actor, "Durand", lives[0])
        compare_months(days)


@settings(max_examples=8)
@given(st.lists(journals(max_rows=25), min_size=1, max_size=3), st.data())
def test_accounts_on_any_day_are_those_of_the_replay(
    model: Path, lives: list[list[RefRow]], data: st.DataObject
) -> None:
    with book_of(model) as actor:
        for number, rows in enumerate(lives):
            record(actor, f"Client {number}", rows)
        for day in draw_days(data, [row for rows in lives for row in rows], 3):
            assert_standings_follow_from_the_journals(day)
            assert_figures_follow_from_the_journals(day)
        assert_figures_follow_from_the_journals(LATER)
        rebuild(LATER)
        assert_kept_rows_follow_from_the_journals()


@pytest.fixture(scope="module")
def garage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A small demonstration."""
    path = tmp_path_factory.mktemp("garage") / "garage.ccbook"
    book = create_book(path, demo_draft(), date(2026, 11, 22))
    fill(Actor(first_member().id, date(2026, 11, 22)), date(2026, 11, 22), clients=120, years=4)
    yield book
    book.close()


@pytest.mark.parametrize("back", [0, 1, 2, 7, 18, 30, 47, 60])
def test_the_months_of_the_demonstration_are_those_of_the_replay(garage: Book, back: int) -> None:
    today = date(2026, 11, 22)
    month = months_before(today.replace(day=1), back)
    assert collect(month, today) == month_oracle.collect(month, today)


def test_the_demonstration_keeps_what_follows_from_its_journals(garage: Book) -> None:
    assert_kept_rows_follow_from_the_journals()
    assert check(garage).sound
    for days in (0, 1, 22, 400):
        assert_standings_follow_from_the_journals(date(2026, 11, 22) - timedelta(days=days))


def test_a_whole_day_is_made_once_then_read(garage: Book) -> None:
    collect(date(2025, 6, 1), date(2026, 11, 22))
    with writing():
        DaySnapshot.update(last_entry=0).execute()
    made = {row.day: bytes(row.data) for row in DaySnapshot.select()}
    collect(date(2025, 6, 1), date(2026, 11, 22))
    again = {row.day: bytes(row.data) for row in DaySnapshot.select()}
    assert date(2025, 5, 31) in made
    assert again == made


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@CAMPAIGN
@given(st.lists(journals(max_rows=50), min_size=1, max_size=3), st.data())
def test_many_months_are_those_of_the_replay(
    model: Path, lives: list[list[RefRow]], data: st.DataObject
) -> None:
    with book_of(model) as actor:
        for number, rows in enumerate(lives):
            record(actor, f"Client {number}", rows)
        compare_months(draw_days(data, [row for rows in lives for row in rows], 3))
