"""The account line by line, in words, and its curve."""

from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.effects import effect_of, taken_back
from models.errors import Refused
from models.i18n import use_language
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, Severity
from models.statements import account_lines, statement_of


@pytest.fixture
def client_id(actor):
    early = Actor(actor.member_id, date(2024, 11, 2))
    return clients.open_account(early, ClientDraft(last_name="Durand")).client_id


def note(actor, client_id, *words, **more):
    return journal.note(actor, client_id, EntryDraft(*words, **more)).entry_id


def test_each_line_says_what_why_and_by_whom(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "advice", "plaquettes bonnes")
    note(actor, client_id, EntryType.ATTENTION, "advice", "pneus bons")
    first, second = account_lines(client_id, today, today, today)[:2]
    assert first.row.what == "Conseil sans vendre : plaquettes bonnes"
    assert first.row.why == "poids 3,0"
    assert first.row.by == "Claire Morel"
    assert "divisé par 2" in second.row.why
    assert (second.row.amount, second.now) == (150, 150)


def test_an_incident_says_its_severity_the_years_and_that_it_waits(actor, client_id, today):
    note(actor, client_id, EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    line = account_lines(client_id, today, today, today)[0]
    assert line.row.what == "Incident notable · Retard de livraison"
    assert "10,0 × 110 %" in line.row.why
    assert "relation de 2 ans" in line.row.why
    assert "ne s’efface pas" in line.row.why


def test_a_collapse_shows_what_it_voids_and_what_happened_by_itself(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "beyond", day=date(2026, 11, 2))
    note(
        actor,
        client_id,
        EntryType.INCIDENT,
        "delay",
        severity=Severity.NOTABLE,
        day=date(2026, 11, 3),
    )
    lines = account_lines(client_id, date(2026, 11, 1), today, today)
    voided = next(line for line in lines if line.row.kind == "voided")
    slipped = next(line for line in lines if "échéance passée" in line.row.what)
    assert (voided.row.amount, voided.row.by, slipped.row.by) == (-800, "", "")
    assert "voided" in lines[0].row.marks


def test_a_reversal_says_what_it_undoes_and_the_line_is_marked(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "advice", "plaquettes bonnes")
    journal.take_back_last(actor)
    lines = account_lines(client_id, today, today, today)
    assert lines[1].row.what == "Contre-écriture : Conseil sans vendre : plaquettes bonnes"
    assert lines[1].row.kind == "correction"
    assert "reversed" in lines[0].row.marks


def test_a_late_note_is_marked_late(actor, client_id, today):
    note(actor, client_id, EntryType.VISIT, "service", day=today - timedelta(days=2))
    assert account_lines(client_id, date(2026, 11, 1), today, today)[0].row.marks == ("late",)


def test_a_statement_ties_out_and_its_curve_ends_at_its_balance(actor, client_id, today):
    note(actor, client_id, EntryType.ATTENTION, "beyond", memorable=True)
    incident = note(actor, client_id, EntryType.INCIDENT, "wait", severity=Severity.MINOR)
    note(actor, client_id, EntryType.RESOLUTION, outcome=Outcome.EXEMPLARY, ref=incident)
    told = statement_of(client_id, None, today, today)
    assert told.gap == 0
    assert told.start == date(2024, 11, 2)
    assert told.curve[-1].balance == told.closing
    assert told.client_number == "C-00001"


def test_a_period_that_ends_before_it_begins_is_refused(client_id, today):
    with pytest.raises(Refused):
        statement_of(client_id, today, today - timedelta(days=1), today)


def test_the_counter_tells_the_effect_in_both_languages(actor, client_id, today):
    entry_id = note(actor, client_id, EntryType.ATTENTION, "advice")
    assert "3,0" in effect_of(client_id, entry_id, today)
    use_language("en")
    assert "3.0" in effect_of(client_id, entry_id, today)
    reversal = journal.take_back_last(actor).entry_id
    told = taken_back(client_id, reversal, today)
    assert "Durand" in told
    assert "0.0" in told


def test_a_case_just_noted_or_postponed_tells_the_day_in_force(actor, client_id, today):
    request = note(actor, client_id, EntryType.REQUEST, due=date(2026, 11, 24))
    told = effect_of(client_id, request, today)
    assert "échéance mar. 24 nov." in told
    assert "fermés" not in told
    agreed = note(actor, client_id, EntryType.POSTPONED, ref=request, due=date(2026, 12, 25))
    told = effect_of(client_id, agreed, today)
    assert "échéance ven. 25 déc." in told
    assert told.endswith("Ce jour-là, nous sommes fermés.")
    partly = note(actor, client_id, EntryType.ANSWER, outcome=Outcome.PARTIAL, ref=request)
    assert "25 déc." in effect_of(client_id, partly, today), "it is still open"
    answer = note(actor, client_id, EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=request)
    assert "chéance" not in effect_of(client_id, answer, today)


@pytest.mark.parametrize("text", ["Merci.", "mot " * 400])
def test_what_is_taken_back_is_told_in_one_short_sentence(actor, client_id, today, text):
    note(actor, client_id, EntryType.ATTENTION, "advice", text)
    reversal = journal.take_back_last(actor).entry_id
    told = taken_back(client_id, reversal, today)
    assert ".." not in told
    assert len(told) < 200


def test_a_poor_repair_that_breaks_the_relation_says_so(actor, client_id, today):
    for severity, broken in ((Severity.MINOR, False), (Severity.NOTABLE, True)):
        incident = note(actor, client_id, EntryType.INCIDENT, "delay", severity=severity)
        poor = note(actor, client_id, EntryType.RESOLUTION, outcome=Outcome.POOR, ref=incident)
        told = effect_of(client_id, poor, today)
        assert "mal traité" in told
        assert ("rompue" in told) is broken
        assert "chéance" not in told
