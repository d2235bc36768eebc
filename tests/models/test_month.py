"""The month: movements that tie out, states, cases, costs, comparisons, people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.cost_settings import cost_settings, set_cost_settings
from models.costs import CostDraft, Nature, Standing
from models.errors import Refused
from models.journal import EntryDraft
from models.month import collect, parse_month
from models.rules.trust import EntryType, Outcome, Severity, State
from models.settings import Shop, set_shop

MONTH = date(2026, 11, 1)


def opened(actor, name, **more):
    return clients.open_account(actor, ClientDraft(last_name=name, **more)).client_id


def note(actor, client_id, *words, **more):
    return journal.note(actor, client_id, EntryDraft(*words, **more)).entry_id


@pytest.fixture
def lively(actor, today):
    """Two clients and a bit of everything, over two months."""
    early = Actor(actor.member_id, date(2026, 10, 5))
    first = opened(early, "Durand")
    note(early, first, EntryType.ATTENTION, "beyond")
    note(early, first, EntryType.VISIT, "service")
    late = note(
        actor,
        first,
        EntryType.INCIDENT,
        "delay",
        severity=Severity.NOTABLE,
        day=date(2026, 11, 3),
        text="pièce en retard, « je comptais dessus »",
    )
    note(
        actor,
        first,
        EntryType.RESOLUTION,
        outcome=Outcome.EXEMPLARY,
        ref=late,
        day=date(2026, 11, 4),
        cost=CostDraft(Nature.GIFT, 4500, 2000, "A-12", Standing.TO_BOOK),
    )
    second = opened(actor, "Petit", recommended_by=first)
    request = note(actor, second, EntryType.REQUEST, text="un devis")
    note(actor, second, EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=request)
    note(actor, second, EntryType.INCIDENT, "wait", severity=Severity.MINOR)
    note(actor, second, EntryType.PRIVILEGE, "Voiture de prêt", outcome=Outcome.HONOURED)
    journal.take_back_last(actor)
    return first, second


def test_movements_tie_out_to_the_centi_unit(lively, today):
    report = collect(MONTH, today)
    assert report.movements.gap == 0
    assert report.movements.opening == 800
    assert (
        report.movements.closing
        == sum(line.amount for line in (*report.movements.deposits, *report.movements.withdrawals))
        + 800
        + report.movements.fade
        + report.movements.corrections
    )


def test_the_closing_of_a_month_opens_the_next(lively, today):
    before, after = collect(date(2026, 10, 1), today), collect(MONTH, today)
    assert before.movements.closing == after.movements.opening
    assert before.accounts.at_end == after.accounts.at_start


def test_accounts_states_and_who_moved(lively, today):
    report = collect(MONTH, today)
    assert (report.accounts.at_start, report.accounts.opened, report.accounts.at_end) == (1, 1, 2)
    assert sum(count.count for count in report.states.at_end) == 2
    newcomer = next(move for move in report.states.moves if move.before is None)
    assert [client.name for client in newcomer.clients] == ["Petit"]


def test_incidents_requests_costs_and_words(lively, today):
    report = collect(MONTH, today)
    assert (report.incidents.opened, report.incidents.resolved_in_time) == (2, 1)
    assert report.incidents.days_to_resolution == (1,)
    assert [line.end for line in report.incidents.lines] == ["in_time", "open"]
    assert (report.requests.received, report.requests.answered_in_time) == (1, 1)
    (cost,) = report.costs
    assert (cost.net_cents, cost.vat_cents, cost.gross_cents) == (4500, 900, 5400)
    assert (cost.account, cost.document, cost.standing) == ("6234", "A-12", "to_book")
    assert [verbatim.text for verbatim in report.verbatims] == ["je comptais dessus"]
    assert [(line.by.name, line.thanked) for line in report.referrals] == [("Durand", False)]


def test_a_reversed_privilege_does_not_count(lively, today):
    assert collect(MONTH, today).privileges == ()


def test_the_month_before_and_last_year_are_compared_when_there_are_any(lively, today):
    report = collect(MONTH, today)
    assert report.before is not None
    assert report.before.deposits == 800
    assert report.last_year is None


def test_an_exempt_shop_has_no_vat(lively, actor, today):
    set_shop(actor, Shop(name="Garage Morel", vat_exempt=True))
    (cost,) = collect(MONTH, today).costs
    assert (cost.vat_rate, cost.vat_cents, cost.gross_cents) == (None, 0, 4500)


def test_the_running_month_stops_today(lively, today):
    report = collect(MONTH, today)
    assert report.through == today
    assert report.incidents.mishandled == 0
    assert collect(MONTH, today + timedelta(days=30)).incidents.mishandled == 1


def test_an_empty_book_has_an_empty_month(book, today):
    report = collect(MONTH, today)
    assert report.accounts.at_end == 0
    assert report.movements.gap == 0


def test_a_mishandled_incident_voids_and_breaks(actor, today):
    client_id = opened(Actor(actor.member_id, date(2026, 10, 5)), "Durand")
    note(actor, client_id, EntryType.ATTENTION, "beyond", day=date(2026, 11, 2))
    note(
        actor,
        client_id,
        EntryType.INCIDENT,
        "delay",
        severity=Severity.NOTABLE,
        day=date(2026, 11, 3),
    )
    report = collect(MONTH, today)
    assert report.movements.voided == -800
    assert report.incidents.mishandled == 1
    assert [person.name for person in report.to_repair] == ["Durand"]
    moved = [move for move in report.states.moves if move.after is State.RUPTURED]
    assert moved[0].count == 1


def test_a_month_to_come_is_refused(book, today):
    with pytest.raises(Refused):
        collect(date(2026, 12, 1), today)


@pytest.mark.parametrize("text", ["2026-13", "2026", "26-01", "2026-1", "octobre", "2026-10-01"])
def test_a_month_is_written_year_dash_month(text):
    assert parse_month("2026-10") == date(2026, 10, 1)
    with pytest.raises(Refused):
        parse_month(text)


def test_an_account_younger_than_six_months_is_not_told_to_be_forgotten(actor, today):
    for name, since in (("Ancienne", date(2026, 5, 30)), ("Nouvelle", date(2026, 6, 1))):
        client_id = opened(replace(actor, today=since), name)
        note(actor, client_id, EntryType.VISIT, "repair", day=date(2026, 11, 3))
    [forgotten] = collect(MONTH, date(2026, 11, 30)).to_win_over
    assert forgotten.name == "Ancienne"


def test_account_codes_wait_for_the_accountant_to_confirm_them(lively, actor, today):
    assert collect(MONTH, today).codes_to_confirm == ("credit_note", "gift")
    set_cost_settings(actor, replace(cost_settings(), confirmed=frozenset(Nature)))
    assert collect(MONTH, today).codes_to_confirm == ()
