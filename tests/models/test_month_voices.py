"""The month's causes are those chosen in the cases; its voices are the words that were kept."""

from datetime import date

import pytest

from models import clients
from models.actor import Actor
from models.case_files import CaseDraft, note_case, save_case
from models.client_drafts import ClientDraft
from models.journal import EntryDraft, note
from models.month import collect
from models.rules.trust import EntryType, Severity
from models.voices import COMPLAINT, COMPLIMENT, IDEA, VoiceDraft, change_voice, keep_voice, voices
from tests.helpers import month_oracle

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
DELAY = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE, text="en retard")


@pytest.fixture
def durand(actor):
    early = Actor(actor.member_id, date(2026, 10, 5))
    return clients.open_account(early, ClientDraft(last_name="Durand")).client_id


def on(actor, day):
    return Actor(actor.member_id, day)


def incident(actor, client_id, day, cause=""):
    return note_case(on(actor, day), client_id, DELAY, CaseDraft(cause=cause)).entry_id


def test_causes_are_those_chosen_in_the_case_whatever_was_noted(actor, today, durand):
    incident(actor, durand, date(2026, 10, 6), "parts")
    incident(actor, durand, date(2026, 11, 3), "planning")
    incident(actor, durand, date(2026, 11, 4), "parts")
    unsaid = note(on(actor, date(2026, 11, 5)), durand, DELAY).entry_id
    found = collect(NOVEMBER, today).incidents
    assert [(one.label, one.count, one.before, one.repeated) for one in found.causes] == [
        ("Pièce ou fournisseur", 1, 1, True),
        ("Planning, délai mal estimé", 1, 0, False),
        ("", 1, 0, False),
    ]
    assert [one.kind for one in found.lines] == ["Retard de livraison"] * 3
    save_case(actor, unsaid, CaseDraft(cause="planning"))
    again = collect(NOVEMBER, today)
    assert [one.repeated for one in again.incidents.causes] == [True, True]
    assert again == month_oracle.collect(NOVEMBER, today)


def test_a_case_written_without_a_cause_is_a_cause_not_said(actor, today, durand):
    for day in (3, 4):
        incident(actor, durand, date(2026, 11, day))
    [cause] = collect(NOVEMBER, today).incidents.causes
    assert (cause.label, cause.count, cause.repeated) == ("", 2, False)


def test_voices_of_the_month_by_theme_what_they_changed_and_who_was_told(actor, today, durand):
    for day, nature, theme in (
        (date(2026, 11, 3), COMPLAINT, "time"),
        (date(2026, 11, 4), COMPLIMENT, ""),
        (date(2026, 11, 4), IDEA, "time"),
        (date(2026, 10, 6), IDEA, "welcome"),
        (date(2026, 10, 7), COMPLAINT, "price"),
    ):
        keep_voice(on(actor, day), durand, VoiceDraft(nature, f"mots du {day.day}", theme=theme))
    [idea] = voices(theme="welcome")
    changed = VoiceDraft(IDEA, "mots du 6", date(2026, 10, 6), "welcome", changed="un fauteuil")
    change_voice(on(actor, date(2026, 11, 10)), idea.id, changed)
    found = collect(NOVEMBER, today).voices
    assert (found.complaints, found.compliments, found.ideas) == (1, 1, 1)
    assert (found.changed, found.told) == (1, 0)
    assert [(one.label, one.count) for one in found.themes] == [("Délais, ponctualité", 2), ("", 1)]
    assert [one.words for one in found.lines] == [
        "mots du 3",
        "mots du 4",
        "mots du 4",
        "mots du 6",
    ]
    assert collect(NOVEMBER, today) == month_oracle.collect(NOVEMBER, today)


def test_a_past_month_does_not_know_what_was_done_since(actor, today, durand):
    keep_voice(on(actor, date(2026, 10, 6)), durand, VoiceDraft(IDEA, "un fauteuil, tout de même"))
    [row] = voices()
    done = VoiceDraft(IDEA, "un fauteuil, tout de même", date(2026, 10, 6), changed="un fauteuil")
    change_voice(on(actor, date(2026, 11, 10)), row.id, done)
    [line] = collect(OCTOBER, today).voices.lines
    assert (line.changed, line.told_on) == ("", None)
    assert collect(OCTOBER, today) == month_oracle.collect(OCTOBER, today)


def test_words_quoted_in_the_journal_and_kept_too_are_told_once(actor, today, durand):
    entry = note(
        on(actor, date(2026, 11, 3)),
        durand,
        EntryDraft(EntryType.VISIT, "service", text="il dit «\u00a0jamais vu ça ici\u00a0»"),
    ).entry_id
    assert len(collect(NOVEMBER, today).verbatims) == 1
    keep_voice(actor, durand, VoiceDraft(COMPLIMENT, "jamais vu ça ici", entry=entry))
    report = collect(NOVEMBER, today)
    assert (len(report.verbatims), len(report.voices.lines)) == (0, 1)
    assert report == month_oracle.collect(NOVEMBER, today)
