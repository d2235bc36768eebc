"""Words a client said stand among the last exchanges of their counter card."""

from datetime import date, timedelta

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.counter import counter_card
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.voices import COMPLAINT, COMPLIMENT, VoiceDraft, forget_voice, keep_voice, voices

TODAY = date(2026, 11, 22)


def shown(client_id, day=TODAY):
    latest = counter_card(client_id, day).latest
    return [(row.heading, row.text.replace("\u00a0", " ")) for row in latest]


def test_words_kept_are_shown_by_their_day_with_what_was_noted(actor):
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    early, late = (Actor(actor.member_id, TODAY + timedelta(days=days)) for days in (1, 2))
    keep_voice(early, client, VoiceDraft(COMPLAINT, "trop long", theme="time"))
    note(late, client, EntryDraft(EntryType.VISIT, "service", "vidange"))
    keep_voice(late, client, VoiceDraft(COMPLIMENT, "merci"))
    latest = shown(client, late.today)
    assert latest[0] == ("Bon mot", "« merci »")
    assert latest[1][1] == "vidange"
    assert latest[2] == ("Plainte, délais, ponctualité", "« trop long »")
    assert ("Bon mot", "« merci »") not in shown(client, early.today)
    forget_voice(late, voices()[0].id)
    assert ("Bon mot", "« merci »") not in shown(client, late.today)


def test_the_card_keeps_to_its_six_last_rows(actor):
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    for number in range(8):
        keep_voice(actor, client, VoiceDraft(COMPLIMENT, f"mot {number}"))
    assert [text for _heading, text in shown(client)] == [f"« mot {n} »" for n in range(7, 1, -1)]
