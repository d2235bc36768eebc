"""Noting what happened: one transaction, the guard of the day, the rules, the undo."""

from dataclasses import replace
from datetime import date, timedelta

import peewee
import pytest

from models import clients, journal, team
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.errors import Refused
from models.journal import EntryDraft, digest
from models.rules.trust import EntryType, Outcome, Severity, State
from models.tables import AccountFigures, ClosedMonth, Entry, EntryText
from models.trust_settings import set_trust


@pytest.fixture
def client_id(actor):
    return clients.open_account(actor, ClientDraft(last_name="Durand")).client_id


def test_an_attention_takes_the_catalogues_weight(actor, client_id, today):
    changes = journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "advice"))
    assert changes.clients == {client_id}
    assert read_account(client_id).balance(today) == 300
    row = Entry.get_by_id(changes.entry_id)
    assert (row.units, row.seq, row.day, row.author_id) == (300, 2, today, actor.member_id)


def test_the_figures_kept_for_lists_follow_each_entry(actor, client_id, today):
    journal.note(
        actor, client_id, EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    )
    kept = AccountFigures.get_by_id(client_id)
    assert (kept.balance, kept.state, kept.open_cases) == (-1000, State.NEGATIVE, 1)
    assert kept.next_due == today + timedelta(days=3)


def test_a_refused_entry_leaves_nothing(actor, client_id):
    with pytest.raises(Refused, match="rupture"):
        journal.note(actor, client_id, EntryDraft(EntryType.RECONCILIATION))
    assert Entry.select().count() == 1


def test_ctrl_z_reverses_this_members_last_entry_then_the_one_before(actor, client_id, today):
    first = journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "advice"))
    second = journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "smile"))
    undone = [Entry.get_by_id(journal.take_back_last(actor).entry_id).ref_id for _ in range(2)]
    assert undone == [second.entry_id, first.entry_id]
    assert read_account(client_id).balance(today) == 0


def test_ctrl_z_never_takes_back_what_someone_else_noted(actor, client_id):
    team.add_member(actor, "Karim Benali")
    karim = Actor(team.members()[-1].id, actor.today)
    noted = journal.note(karim, client_id, EntryDraft(EntryType.ATTENTION, "advice"))
    journal.take_back_last(actor)
    assert Entry.select().where(Entry.ref == noted.entry_id).count() == 0


def test_ctrl_z_with_nothing_left_says_so(actor, client_id):
    journal.take_back_last(actor)
    with pytest.raises(Refused, match="rien à reprendre"):
        journal.take_back_last(actor)


def test_a_reversal_is_dated_as_its_entry_or_today_when_that_month_is_closed(
    actor, client_id, today
):
    before = date(2026, 10, 5)
    draft = EntryDraft(EntryType.VISIT, "service", day=before)
    noted = journal.note(actor, client_id, draft)
    assert Entry.get_by_id(journal.reverse(actor, noted.entry_id).entry_id).day == before
    late = journal.note(actor, client_id, draft)
    ClosedMonth.insert(month=date(2026, 10, 1), closed_at=today, author=actor.member_id).execute()
    assert Entry.get_by_id(journal.reverse(actor, late.entry_id).entry_id).day == today


def test_a_closed_month_takes_only_an_opening_of_no_units(actor, client_id, today):
    ClosedMonth.insert(month=date(2026, 10, 1), closed_at=today, author=actor.member_id).execute()
    day = date(2026, 10, 5)
    with pytest.raises(Refused, match="est clos"):
        journal.note(actor, client_id, EntryDraft(EntryType.VISIT, day=day))
    with pytest.raises(Refused, match="est clos"):
        journal.note(actor, client_id, EntryDraft(EntryType.OPENING, units=100, day=day))
    journal.note(actor, client_id, EntryDraft(EntryType.OPENING, day=day))


def test_the_future_and_the_far_past_are_refused(actor, client_id, today):
    for day in (today + timedelta(days=1), date(1899, 12, 31)):
        with pytest.raises(Refused):
            journal.note(actor, client_id, EntryDraft(EntryType.VISIT, day=day))


def test_the_journal_can_be_neither_changed_nor_deleted(actor, client_id):
    for query in (Entry.update(units=5), Entry.delete()):
        with pytest.raises(peewee.DatabaseError, match="append-only"):
            query.execute()
    assert Entry.select().count() == 1


def test_a_text_stands_apart_and_its_digest_proves_it(actor, client_id):
    text = "bruit à l’avant\0, \ud800revenu"
    noted = journal.note(actor, client_id, EntryDraft(EntryType.VISIT, text=text))
    row, kept = Entry.get_by_id(noted.entry_id), EntryText.get_by_id(noted.entry_id)
    assert kept.text == "bruit à l’avant, revenu"
    assert row.text_digest == digest(kept.text, kept.salt)
    EntryText.delete().execute()
    assert Entry.get_by_id(noted.entry_id).text_digest == row.text_digest


def test_the_same_text_twice_has_two_digests(actor, client_id):
    ids = [
        journal.note(actor, client_id, EntryDraft(EntryType.VISIT, text="ok")).entry_id
        for _ in range(2)
    ]
    first, second = (Entry.get_by_id(entry_id).text_digest for entry_id in ids)
    assert first != second


def test_a_retired_member_may_not_write(actor, client_id):
    team.add_member(actor, "Karim Benali")
    karim = team.members()[-1]
    team.update_member(actor, replace(karim, active=False))
    with pytest.raises(Refused, match="au comptoir"):
        journal.note(Actor(karim.id, actor.today), client_id, EntryDraft(EntryType.VISIT))


def test_a_changed_setting_never_rewrites_the_past(actor, client_id, today):
    promise = journal.note(actor, client_id, EntryDraft(EntryType.PROMISE, text="rappeler"))
    kept = EntryDraft(EntryType.KEPT, ref=promise.entry_id)
    journal.note(actor, client_id, kept)
    tomorrow = Actor(actor.member_id, today + timedelta(days=1))
    set_trust(tomorrow, {"kept_in_time": 900})
    second = journal.note(tomorrow, client_id, EntryDraft(EntryType.PROMISE, text="rappeler"))
    journal.note(tomorrow, client_id, replace(kept, ref=second.entry_id))
    postings = read_account(client_id).ledger(tomorrow.today).postings
    assert [posting.amount for posting in postings] == [300, 900]


def test_a_late_note_is_marked_late(actor, client_id, today):
    journal.note(actor, client_id, EntryDraft(EntryType.VISIT, day=today - timedelta(days=3)))
    entry = read_account(client_id).entries[-1]
    assert entry.recorded_on == today > entry.day


def test_a_resolution_answers_its_incident(actor, client_id, today):
    incident = journal.note(
        actor, client_id, EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    )
    answer = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.EXEMPLARY, ref=incident.entry_id)
    journal.note(actor, client_id, answer)
    assert read_account(client_id).balance(today) == 200
    assert AccountFigures.get_by_id(client_id).open_cases == 0
