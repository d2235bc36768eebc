"""What waits: each open case once, the day it turns into a withdrawal, and of how much."""

from datetime import date, timedelta

import pytest

from models import cases, clients, journal
from models.accounts import read_account
from models.client_drafts import ClientDraft
from models.database import writing
from models.figures import refresh_figures
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, Severity


@pytest.fixture
def client_id(actor):
    return clients.open_account(actor, ClientDraft(last_name="Durand")).client_id


def note(actor, client_id, *words, **more):
    return journal.note(actor, client_id, EntryDraft(*words, **more)).entry_id


def test_the_most_urgent_comes_first_with_its_day_and_its_cost(actor, client_id, today):
    note(actor, client_id, EntryType.PROMISE, text="rappeler mardi")
    note(actor, client_id, EntryType.INCIDENT, "delay", severity=Severity.SERIOUS)
    first, second = cases.todo(today)
    assert (first.case.acts_on, first.case.amount) == (today + timedelta(days=2), -3000)
    assert (second.case.acts_on, second.case.amount) == (today + timedelta(days=10), -800)
    assert first.client.name == "Durand"


def test_a_collapse_to_come_counts_the_deposits_it_would_void(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "beyond")
    note(actor, client_id, EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    assert cases.todo(today)[0].case.amount == -1800


def test_what_is_predicted_is_what_happens_when_nobody_acts(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "beyond")
    note(actor, client_id, EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    note(actor, client_id, EntryType.REQUEST, text="un devis")
    account = read_account(client_id)
    for row in cases.todo(today):
        day = row.case.acts_on
        moved = account.balance(day) - account.balance(day - timedelta(days=1))
        assert moved == row.case.amount


def test_an_answered_case_no_longer_waits(actor, client_id, today):
    request = note(actor, client_id, EntryType.REQUEST, text="un devis")
    note(actor, client_id, EntryType.ANSWER, outcome=Outcome.PARTIAL, ref=request)
    assert cases.todo(today)[0].case.partly
    note(actor, client_id, EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=request)
    assert cases.todo(today) == []


def test_a_rupture_waits_until_it_is_reconciled(actor, client_id, today):
    incident = note(
        actor,
        client_id,
        EntryType.INCIDENT,
        "delay",
        severity=Severity.NOTABLE,
        day=today - timedelta(days=3),
    )
    note(
        actor,
        client_id,
        EntryType.RESOLUTION,
        outcome=Outcome.POOR,
        ref=incident,
        day=today - timedelta(days=2),
    )
    waiting = [row.case.type for row in cases.todo(today)]
    assert waiting.count(None) == 1
    note(actor, client_id, EntryType.RECONCILIATION)
    assert [row.case.type for row in cases.todo(today)] == [EntryType.INCIDENT]


def test_a_day_to_come_shows_what_will_have_lapsed(actor, client_id, today):
    note(actor, client_id, EntryType.REQUEST, text="un devis")
    assert len(cases.todo(today + timedelta(days=9))) == 1
    assert cases.todo(today + timedelta(days=10)) == []


def test_the_count_of_the_rail_is_what_is_due_or_broken(actor, client_id, today):
    note(actor, client_id, EntryType.REQUEST, text="un devis", due=today + timedelta(days=1))
    assert cases.count_due(today) == 0
    assert cases.count_due(today + timedelta(days=1)) == 1


def test_what_nobody_recorded_stands_on_its_day_weeks_later(actor, client_id, today):
    note(actor, client_id, EntryType.PROMISE, text="rappeler")
    weeks_later = date(2027, 1, 15)
    with writing():
        assert refresh_figures(weeks_later) == 1
    postings = read_account(client_id).ledger(weeks_later).postings
    assert [(p.day, p.amount) for p in postings] == [(date(2026, 12, 2), -800)]
