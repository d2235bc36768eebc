"""Weeks of closure: how much was lost and between which days, what can still be saved."""

from datetime import date, timedelta

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.clock import believe_today
from models.database import Book
from models.day_start import start_day
from models.journal import EntryDraft, note
from models.meanwhile import Meanwhile, due_on, meanwhile
from models.rules.trust import EntryType, Severity
from models.team import first_member

CLOSED_ON = date(2026, 11, 22)


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone who waits."""
    opened = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert opened is not None
    return opened


def _back_on(book: Book, day: date) -> Meanwhile | None:
    """What is told when the shop opens again on that day."""
    believe_today(day)
    started = start_day(book, Actor(first_member().id, day))
    return meanwhile(started.since, started.lapses, day)


def _ask(actor: Actor, client: int, due: date) -> None:
    note(actor, client, EntryDraft(EntryType.REQUEST, text="un devis", due=due))


def test_the_first_start_and_an_ordinary_one_tell_nothing(
    book: Book, actor: Actor, client: int
) -> None:
    _ask(actor, client, CLOSED_ON)
    assert _back_on(book, CLOSED_ON) is None
    assert _back_on(book, CLOSED_ON + timedelta(days=1)) is None


def test_what_was_lost_is_told_with_its_days_and_in_all(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    for severity in (Severity.SERIOUS, Severity.NOTABLE):
        note(actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=severity))
    found = _back_on(book, date(2026, 12, 20))
    assert found == Meanwhile(
        lost=2,
        amount=-4000,
        first=date(2026, 11, 24),
        last=date(2026, 11, 26),
        savable=0,
        turns=None,
    )


def test_what_can_still_be_saved_is_what_is_late_or_comes_within_two_days(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    note(actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.NOTABLE))
    back = date(2026, 12, 20)
    _ask(actor, client, back - timedelta(days=1))
    _ask(actor, client, back + timedelta(days=2))
    _ask(actor, client, back + timedelta(days=3))
    found = _back_on(book, back)
    assert found is not None
    assert (found.lost, found.savable) == (1, 2)
    assert found.turns is not None
    believe_today(found.turns)
    turned = start_day(book, Actor(first_member().id, found.turns)).lapses
    assert [lapse.day for lapse in turned] == [found.turns]


@pytest.mark.parametrize(("days", "told"), [(6, False), (7, True)])
def test_after_a_week_what_can_be_saved_is_told_even_when_nothing_was_lost(
    book: Book, actor: Actor, client: int, days: int, told: bool
) -> None:
    start_day(book, actor)
    back = CLOSED_ON + timedelta(days=days)
    _ask(actor, client, back)
    found = _back_on(book, back)
    assert (found is not None) is told
    if found is not None:
        assert (found.lost, found.first, found.savable) == (0, None, 1)


def test_years_of_absence_and_nothing_waiting_tell_nothing(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    assert _back_on(book, date(2032, 2, 29)) is None


def test_a_clock_set_back_tells_nothing(book: Book, actor: Actor, client: int) -> None:
    start_day(book, actor)
    _ask(actor, client, CLOSED_ON)
    assert _back_on(book, CLOSED_ON - timedelta(days=40)) is None


def test_what_falls_due_on_a_day_is_neither_late_nor_to_come(actor: Actor, client: int) -> None:
    for days in (0, 0, 1):
        _ask(actor, client, CLOSED_ON + timedelta(days=days))
    assert due_on(CLOSED_ON) == 2
    assert due_on(CLOSED_ON + timedelta(days=1)) == 1
