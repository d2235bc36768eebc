"""Whom the month's advice is about, read from the book; and what a closed month keeps of it."""

from datetime import date

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.costs import CostDraft, Nature
from models.journal import EntryDraft
from models.merging_files import merge
from models.month import collect
from models.month_names import Followed
from models.rules.trust import EntryType, Outcome, Severity
from models.seals import frozen_report
from models.voices import IDEA, VoiceDraft, keep_voice
from tests.helpers.closing import close_now

OCTOBER = date(2026, 10, 1)


def opened(actor: Actor, name: str, day: date) -> int:
    client_id = clients.open_account(
        Actor(actor.member_id, day), ClientDraft(last_name=name)
    ).client_id
    assert client_id is not None
    return client_id


def note(actor: Actor, client_id: int, draft: EntryDraft, day: date) -> int:
    entry_id = journal.note(Actor(actor.member_id, day), client_id, draft).entry_id
    assert entry_id is not None
    return entry_id


def followed(today: date) -> Followed:
    return collect(OCTOBER, today).followed


def names(actor: Actor, field: str) -> tuple[int, list[str]]:
    found = getattr(followed(actor.today), field)
    return found.count, [client.name for client in found.clients]


@pytest.fixture
def durand(actor: Actor) -> int:
    return opened(actor, "Durand", date(2026, 9, 3))


@pytest.mark.parametrize(("day", "late", "lapsed"), [(6, 1, 0), (20, 0, 1)])
def test_whoever_waited_for_an_answer_is_named(actor, durand, day, late, lapsed):
    request = note(actor, durand, EntryDraft(EntryType.REQUEST, text="un devis"), date(2026, 10, 1))
    answer = EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=request)
    note(actor, durand, answer, date(2026, 10, day))
    requests = collect(OCTOBER, actor.today).requests
    assert (requests.answered_late, requests.lapsed) == (late, lapsed)
    assert names(actor, "answered_late") == (1, ["Durand"])


def test_whoever_answered_in_time_is_not(actor, durand):
    request = note(actor, durand, EntryDraft(EntryType.REQUEST, text="un devis"), date(2026, 10, 1))
    answer = EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=request)
    note(actor, durand, answer, date(2026, 10, 1))
    assert names(actor, "answered_late") == (0, [])


def test_a_promise_broken_names_its_client(actor, durand):
    day = date(2026, 10, 5)
    promise = note(actor, durand, EntryDraft(EntryType.PROMISE, text="la clé", due=day), day)
    note(actor, durand, EntryDraft(EntryType.BROKEN, ref=promise), day)
    assert names(actor, "promises_failed") == (1, ["Durand"])


def test_an_incident_that_became_mishandled_names_its_client_once(actor, durand):
    for _twice in range(2):
        incident = EntryDraft(EntryType.INCIDENT, "wait", severity=Severity.SERIOUS)
        note(actor, durand, incident, date(2026, 10, 1))
    report = collect(OCTOBER, actor.today)
    assert report.incidents.mishandled == 2
    assert names(actor, "mishandled") == (1, ["Durand"])


def test_contacts_past_the_cap_and_privileges_refused_name_their_clients(actor, durand):
    for day in range(1, 7):
        note(actor, durand, EntryDraft(EntryType.CONTACT, "offer"), date(2026, 10, day))
    refused = EntryDraft(EntryType.PRIVILEGE, "Prêt", outcome=Outcome.REFUSED, text="parti")
    note(actor, durand, refused, date(2026, 10, 8))
    assert collect(OCTOBER, actor.today).contacts_over_cap == 2
    assert names(actor, "over_cap") == (1, ["Durand"])
    assert names(actor, "privileges_failed") == (1, ["Durand"])


def test_what_has_no_amount_is_named(actor, durand):
    gift = EntryDraft(EntryType.ATTENTION, "trust", cost=CostDraft(Nature.GOOD_FAITH))
    note(actor, durand, gift, date(2026, 10, 8))
    assert names(actor, "to_price") == (1, ["Durand"])


@pytest.mark.parametrize(
    ("last", "silent"), [(date(2026, 7, 20), True), (date(2026, 8, 20), False)]
)
def test_silence_is_measured_against_the_client_s_own_rhythm(actor, last, silent):
    """Visits a month apart; at the end of October, three months are silence, two are not."""
    client_id = opened(actor, "Petit", date(2026, 1, 5))
    for before in (2, 3, 4):
        note(actor, client_id, EntryDraft(EntryType.VISIT, "service"), date(2026, before, 20))
    assert names(actor, "silent") == (0, [])
    note(actor, client_id, EntryDraft(EntryType.VISIT, "service"), last)
    assert names(actor, "silent") == ((1, ["Petit"]) if silent else (0, []))


def test_who_comes_once_a_year_is_not_silent_after_six_months(actor):
    client_id = opened(actor, "Rare", date(2022, 4, 5))
    for year in (2023, 2024, 2025, 2026):
        note(actor, client_id, EntryDraft(EntryType.VISIT, "service"), date(year, 4, 20))
    assert names(actor, "silent") == (0, [])


def test_a_rhythm_is_that_of_both_files_made_one(actor):
    """Once a year since 2023, the last two visits noted on a second file."""
    kept, absorbed = (opened(actor, name, date(2022, 4, 5)) for name in ("Rare", "Rares"))
    for year in (2023, 2024, 2025, 2026):
        file = absorbed if year < 2025 else kept
        note(actor, file, EntryDraft(EntryType.VISIT, "service"), date(year, 4, 20))
    note(actor, kept, EntryDraft(EntryType.VISIT, "service"), date(2025, 5, 2))
    merge(Actor(actor.member_id, date(2026, 10, 20)), kept, absorbed, clients.client_draft(kept))
    assert names(actor, "silent") == (0, [])


def test_a_visit_taken_back_tells_no_rhythm(actor):
    client_id = opened(actor, "Petit", date(2010, 1, 5))
    wrong = note(actor, client_id, EntryDraft(EntryType.VISIT, "service"), date(2012, 1, 6))
    note(actor, client_id, EntryDraft(EntryType.REVERSAL, ref=wrong), date(2012, 1, 7))
    for month in (2, 3, 4, 7):
        note(actor, client_id, EntryDraft(EntryType.VISIT, "service"), date(2026, month, 20))
    assert names(actor, "silent") == (1, ["Petit"])


def test_a_closed_month_with_voices_and_advice_is_read_as_it_was(actor, durand):
    for day in range(1, 7):
        note(actor, durand, EntryDraft(EntryType.CONTACT, "offer"), date(2026, 10, day))
    words = VoiceDraft(IDEA, "Prévenez-nous la veille.", date(2026, 10, 9))
    keep_voice(actor, durand, words)
    for month in (date(2026, 9, 1), OCTOBER):
        close_now(actor, month)
    frozen = frozen_report(OCTOBER)
    assert frozen is not None
    [line] = frozen.voices.lines
    assert (line.words, line.client.name) == ("Prévenez-nous la veille.", "Durand")
    assert [client.name for client in frozen.followed.over_cap.clients] == ["Durand"]
