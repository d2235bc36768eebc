"""What clients say is kept word for word, changes something, and is told back to them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.voices import (
    COMPLAINT,
    COMPLIMENT,
    IDEA,
    VoiceDraft,
    change_voice,
    forget_voice,
    keep_voice,
    voices,
)
from tests.helpers.closing import close_now

TODAY = date(2026, 11, 22)


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone who speaks."""
    opened = open_account(actor, ClientDraft(first_name="Paul", last_name="Durant")).client_id
    assert opened is not None
    return opened


def test_words_are_read_back_with_who_said_them(actor: Actor, client: int) -> None:
    said = VoiceDraft(IDEA, "« vous devriez ouvrir plus tôt le lundi »", theme="time")
    changes = keep_voice(actor, client, said)
    [row] = voices()
    assert (row.client_id, row.client) == (client, "Paul Durant")
    assert row.draft == replace(said, day=TODAY)
    assert changes.clients == frozenset({client})


def test_words_are_found_by_client_nature_theme_and_time(actor: Actor, client: int) -> None:
    other = open_account(actor, ClientDraft(last_name="Martin")).client_id
    assert other is not None
    month_ago = TODAY - timedelta(days=30)
    keep_voice(actor, client, VoiceDraft(COMPLAINT, "trop long", theme="time", day=month_ago))
    keep_voice(actor, client, VoiceDraft(COMPLIMENT, "merci pour la clé"))
    keep_voice(actor, other, VoiceDraft(COMPLIMENT, "on est bien reçu", theme="welcome"))
    assert [row.draft.words for row in voices()] == [
        "on est bien reçu",
        "merci pour la clé",
        "trop long",
    ]
    assert len(voices(client_id=client)) == 2
    assert [row.draft.words for row in voices(nature=COMPLAINT)] == ["trop long"]
    assert [row.client for row in voices(theme="welcome")] == ["Martin"]
    assert len(voices(since=TODAY)) == 2


def test_what_was_changed_waits_to_be_told_to_who_said_it(actor: Actor, client: int) -> None:
    keep_voice(actor, client, VoiceDraft(IDEA, "ouvrir plus tôt le lundi"))
    [row] = voices()
    assert not row.to_tell
    changed = replace(row.draft, changed="on ouvre à 7 h 30 le lundi")
    change_voice(actor, row.id, changed)
    assert [row.to_tell for row in voices(to_tell=True)] == [True]
    change_voice(actor, row.id, replace(changed, told_on=TODAY))
    assert voices(to_tell=True) == []


def test_words_can_be_taken_out_of_the_book(actor: Actor, client: int) -> None:
    keep_voice(actor, client, VoiceDraft(COMPLAINT, "trop long"))
    forget_voice(actor, voices()[0].id)
    assert voices() == []


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (VoiceDraft(COMPLAINT, "  "), "les mots du client"),
        (VoiceDraft("rumour", "on dit que"), "plainte, un bon mot"),
        (VoiceDraft(IDEA, "oui", theme="nothing"), "catalogue"),
        (VoiceDraft(IDEA, "oui", day=TODAY + timedelta(days=1)), "venir"),
        (VoiceDraft(IDEA, "oui", told_on=TODAY), "ce qui a été changé"),
    ],
)
def test_what_makes_no_sense_is_refused(
    actor: Actor, client: int, draft: VoiceDraft, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        keep_voice(actor, client, draft)
    assert voices() == []


def test_words_that_are_gone_cannot_be_changed(actor: Actor, client: int) -> None:
    with pytest.raises(Refused, match="plus dans le livre"):
        change_voice(actor, 7, VoiceDraft(IDEA, "oui"))


def test_the_day_something_changed_is_the_day_that_text_was_written(
    actor: Actor, client: int
) -> None:
    keep_voice(actor, client, VoiceDraft(IDEA, "un fauteuil", changed="un fauteuil est là"))
    [row] = voices()
    assert row.draft.changed_on == TODAY
    later = Actor(actor.member_id, TODAY + timedelta(days=9))
    change_voice(later, row.id, replace(row.draft, theme="place", told_on=later.today))
    assert voices()[0].draft.changed_on == TODAY
    other = replace(row.draft, changed="deux fauteuils", changed_on=None)
    change_voice(later, row.id, other)
    assert voices()[0].draft.changed_on == later.today
    change_voice(later, row.id, row.draft)  # put back as it was
    assert voices()[0].draft == row.draft
    change_voice(later, row.id, replace(row.draft, changed="", changed_on=None))
    assert voices()[0].draft.changed_on is None


OCTOBER = date(2026, 10, 1)


def test_what_a_closed_month_counted_of_a_voice_stays(actor: Actor, client: int) -> None:
    note(actor, client, EntryDraft(EntryType.VISIT, "repair", day=date(2026, 10, 5)))
    said = VoiceDraft(COMPLAINT, "trop lnog", day=date(2026, 10, 7), changed="Un second poste")
    keep_voice(replace(actor, today=date(2026, 10, 9)), client, said)
    [kept] = voices()
    close_now(actor, OCTOBER)
    refused = pytest.raises(Refused, match="Octobre 2026 est clos")
    for one in (
        replace(kept.draft, nature=IDEA),
        replace(kept.draft, theme="time"),
        replace(kept.draft, day=TODAY),
        replace(kept.draft, changed=""),
        replace(kept.draft, told_on=date(2026, 10, 20)),
    ):
        with refused:
            change_voice(actor, kept.id, one)
    with refused:
        forget_voice(actor, kept.id)
    with refused:
        keep_voice(actor, client, VoiceDraft(IDEA, "un banc dehors", day=date(2026, 10, 31)))
    assert voices() == [kept]
    better = replace(kept.draft, words="trop long", changed="Un second poste le lundi")
    change_voice(actor, kept.id, replace(better, told_on=TODAY))
    [now] = voices()
    assert now.draft == replace(better, told_on=TODAY, changed_on=date(2026, 10, 9))
