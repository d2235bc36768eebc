"""The shop's day when the clock moves: nights of summer and winter time, the 29th of February."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from models import clock
from models.actor import Actor
from models.cases import todo
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.clock import believe_today
from models.database import Book
from models.day_start import start_day
from models.journal import EntryDraft, note
from models.journal_rows import account_of
from models.rules.trust import EntryType, Severity
from models.tables import Entry
from models.team import first_member
from models.todo_lines import lines
from models.todo_sources import LineKind

PARIS = ZoneInfo("Europe/Paris")


@contextmanager
def _at(moment: datetime) -> Iterator[Actor]:
    """The owner, at a moment of the real clock in Valence."""
    believe_today(None)
    with time_machine.travel(moment.astimezone(PARIS), tick=False):
        yield Actor(first_member().id, clock.today())


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_day_is_the_shop_s_own_on_nights_of_23_and_25_hours(
    moment: datetime, day: date, book: Book
) -> None:
    with _at(moment) as actor:
        assert actor.today == day


def test_an_hour_that_comes_twice_makes_nothing_happen_twice(book: Book) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30, and an hour later 2:30 again
    with _at(first) as actor:
        start_day(book, actor)
        client = open_account(actor, ClientDraft(last_name="Durand")).client_id
        assert client is not None
        incident = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.SERIOUS)
        noted = note(actor, client, incident).entry_id
        due = actor.today + timedelta(days=1)
    balances = []
    for hours in (1, 22, 23, 46, 47):
        with _at(first + timedelta(hours=hours)) as actor:
            start_day(book, actor)
            balances.append(account_of(client).balance(actor.today))
            (row,) = [row for row in todo(actor.today) if row.case.entry_id == noted]
            assert row.case.mishandled is (actor.today > due)
    assert balances == [-3000, -3000, -3000, -3000, -6000]


def test_entries_of_the_hour_that_comes_twice_keep_their_order(book: Book) -> None:
    first = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    client = 0
    for minutes in (0, 20, 40, 60):
        with _at(first + timedelta(minutes=minutes)) as actor:
            client = client or open_account(actor, ClientDraft(last_name="Durand")).client_id or 0
            note(actor, client, EntryDraft(EntryType.ATTENTION, "smile"))
    moments = [row.recorded_at for row in Entry.select().order_by(Entry.id)]
    assert moments == sorted(moments)
    assert {row.day for row in Entry.select()} == {date(2026, 10, 25)}


@pytest.mark.parametrize(
    ("due", "lost_on"),
    [(date(2028, 2, 28), date(2028, 2, 29)), (date(2028, 2, 29), date(2028, 3, 1))],
)
def test_a_case_due_around_the_29th_of_february_turns_on_the_next_day(
    due: date, lost_on: date, book: Book
) -> None:
    actor = _on(date(2028, 2, 25))
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    incident = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.NOTABLE, due=due)
    note(actor, client, incident)
    (row,) = todo(actor.today)
    assert row.case.acts_on == lost_on
    assert account_of(client).balance(due) == -1000
    assert account_of(client).balance(lost_on) == -2000


@pytest.mark.parametrize(("year", "day"), [(2029, 28), (2034, 28), (2044, 29)])
def test_a_relation_begun_on_the_29th_of_february_has_its_anniversary_each_year(
    year: int, day: int, book: Book
) -> None:
    actor = _on(date(2024, 2, 29))
    draft = ClientDraft(last_name="Durand", since=date(2024, 2, 29))
    open_account(actor, draft)
    at = date(year, 2, day)
    told = [line for line in lines(at) if line.kind is LineKind.ANNIVERSARY]
    assert [line.since for line in told] == [at]
    eve = [one for one in lines(at - timedelta(days=1)) if one.kind is LineKind.ANNIVERSARY]
    assert eve == []


def _on(day: date) -> Actor:
    believe_today(day)
    return Actor(first_member().id, day)
