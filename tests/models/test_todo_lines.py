"""Thanks owed, anniversaries, returns, words to tell, silences: when each line comes and goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import journal, team
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.distances import take_distance
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, Severity
from models.todo_lines import (
    LineKind,
    TodoLine,
    answer_line,
    give,
    lines,
    mark_done,
    put_back,
    put_off,
)
from models.voices import COMPLIMENT, IDEA, VoiceDraft, change_voice, keep_voice, voices

TODAY = date(2026, 11, 22)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def opened(actor: Actor, name: str, day: date = TODAY, **more: object) -> int:
    draft = ClientDraft(last_name=name, **more)  # type: ignore[arg-type]
    client = open_account(Actor(actor.member_id, day), draft).client_id
    assert client is not None
    return client


def note(actor: Actor, client: int, entry: EntryType, day: date, **more: object) -> int:
    draft = EntryDraft(entry, day=day, **more)  # type: ignore[arg-type]
    noted = journal.note(actor, client, draft).entry_id
    assert noted is not None
    return noted


def of(kind: LineKind) -> list[TodoLine]:
    return [line for line in lines(TODAY) if line.kind is kind]


def test_a_new_book_asks_nothing(actor: Actor) -> None:
    opened(actor, "Durand")
    assert lines(TODAY) == []


# -- thanks --------------------------------------------------------------------------------------


def test_a_referral_asks_for_thanks_until_they_are_noted(actor: Actor) -> None:
    sender = opened(actor, "Martin", days_ago(300))
    opened(actor, "Durand", days_ago(5), recommended_by=sender)
    [line] = of(LineKind.REFERRAL)
    assert (line.client.name, line.since) == ("Martin", days_ago(5))
    assert "Durand" in line.text
    assert line.attention == "thanks"
    thanks = note(actor, sender, EntryType.ATTENTION, TODAY, kind="thanks")
    assert of(LineKind.REFERRAL) == []
    journal.reverse(actor, thanks)
    assert of(LineKind.REFERRAL) == [line], "thanks taken back are still owed"


def test_an_old_referral_is_no_longer_spoken_of(actor: Actor) -> None:
    sender = opened(actor, "Martin", days_ago(300))
    opened(actor, "Durand", days_ago(61), recommended_by=sender)
    assert of(LineKind.REFERRAL) == []


def test_a_good_word_asks_for_thanks(actor: Actor) -> None:
    client = opened(actor, "Durand")
    keep_voice(actor, client, VoiceDraft(COMPLIMENT, "« on est bien reçu »", day=days_ago(3)))
    assert "on est bien reçu" in of(LineKind.GOOD_WORD)[0].text
    note(actor, client, EntryType.ATTENTION, days_ago(2), kind="thanks")
    assert of(LineKind.GOOD_WORD) == []


def test_someone_who_comes_back_after_an_incident_is_thanked(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(90))
    incident = note(
        actor, client, EntryType.INCIDENT, days_ago(60), kind="wait", severity=Severity.MINOR
    )
    note(actor, client, EntryType.VISIT, days_ago(59))
    assert of(LineKind.RETURNED) == []
    note(
        actor,
        client,
        EntryType.RESOLUTION,
        days_ago(58),
        outcome=Outcome.SATISFACTORY,
        ref=incident,
    )
    assert of(LineKind.RETURNED) == []
    note(actor, client, EntryType.VISIT, days_ago(2))
    assert [line.client.name for line in of(LineKind.RETURNED)] == ["Durand"]


# -- anniversaries -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (date(2016, 11, 22), 10),
        (date(2016, 11, 9), 10),
        (date(2025, 11, 20), 1),
        (date(2016, 11, 7), None),
        (date(2016, 11, 23), None),
        (date(2019, 11, 22), None),
    ],
)
def test_round_years_are_told_during_a_fortnight(
    actor: Actor, since: date, years: int | None
) -> None:
    opened(actor, "Durand", since=since)
    assert [line.subject for line in of(LineKind.ANNIVERSARY)] == ([years] if years else [])


def test_without_a_day_in_the_file_the_first_entry_tells(actor: Actor) -> None:
    client = opened(actor, "Durand", date(2021, 11, 20))
    [line] = of(LineKind.ANNIVERSARY)
    assert (line.subject, line.since) == (5, days_ago(2))
    note(actor, client, EntryType.ATTENTION, days_ago(1), kind="thanks")
    assert of(LineKind.ANNIVERSARY) == []


# -- silences ------------------------------------------------------------------------------------


def visits(actor: Actor, client: int, *days: int) -> None:
    for ago in days:
        note(Actor(actor.member_id, TODAY), client, EntryType.VISIT, days_ago(ago))


def test_a_silence_twice_as_long_as_usual_is_told(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(500))
    visits(actor, client, 480, 430, 380, 330)
    [line] = of(LineKind.SILENCE)
    assert line.since == days_ago(330)
    assert "tous les 2 mois" in line.text
    assert line.attention == "news"


def test_someone_who_comes_twice_a_year_is_not_silent_after_five_months(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(900))
    visits(actor, client, 870, 690, 510, 330, 150)
    assert of(LineKind.SILENCE) == []


def test_a_rhythm_is_not_known_from_three_visits(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(500))
    visits(actor, client, 480, 430, 380)
    assert of(LineKind.SILENCE) == []


def test_nobody_runs_after_someone_from_whom_distance_was_taken(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(500))
    visits(actor, client, 480, 430, 380, 330)
    take_distance(actor, client, "menaces au comptoir le 3 mars")
    assert of(LineKind.SILENCE) == []


# -- words to tell back --------------------------------------------------------------------------


def test_what_changed_is_told_to_who_asked_for_it(actor: Actor) -> None:
    client = opened(actor, "Durand")
    keep_voice(actor, client, VoiceDraft(IDEA, "ouvrir plus tôt", day=days_ago(40)))
    [row] = voices()
    change_voice(actor, row.id, replace(row.draft, changed="on ouvre à 7 h 30"))
    [line] = of(LineKind.TOLD_BACK)
    assert "ouvrir plus tôt" in line.wording
    assert "on ouvre à 7 h 30" in line.wording


# -- what is noted ends a line -----------------------------------------------------------------


def test_thanks_said_end_the_line_and_are_in_the_journal(actor: Actor) -> None:
    client = opened(actor, "Durand", since=date(2016, 11, 22))
    [line] = lines(TODAY)
    answer_line(actor, line, line.wording)
    assert lines(TODAY) == []
    assert read_account(client).entries[-1].kind == "thanks"


def test_news_asked_for_end_a_silence(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(500))
    visits(actor, client, 480, 430, 380, 330)
    [line] = lines(TODAY)
    answer_line(actor, line, "appelé : il a déménagé")
    assert lines(TODAY) == []
    assert read_account(client).entries[-1].kind == "news"


def test_what_was_told_back_is_told_once(actor: Actor) -> None:
    client = opened(actor, "Durand")
    keep_voice(actor, client, VoiceDraft(IDEA, "ouvrir plus tôt", day=days_ago(40)))
    [row] = voices()
    change_voice(actor, row.id, replace(row.draft, changed="on ouvre à 7 h 30"))
    answer_line(actor, of(LineKind.TOLD_BACK)[0], "dit au comptoir")
    assert of(LineKind.TOLD_BACK) == []
    assert voices()[0].draft.told_on == TODAY


# -- what is decided about a line ------------------------------------------------------------------


@pytest.fixture
def line(actor: Actor) -> TodoLine:
    """Ten years with us."""
    opened(actor, "Durand", since=date(2016, 11, 22))
    return lines(TODAY)[0]


def test_a_line_that_is_done_does_not_come_back(actor: Actor, line: TodoLine) -> None:
    mark_done(actor, line)
    assert lines(TODAY) == []
    put_back(actor, line)
    assert lines(TODAY) == [line]


def test_a_line_put_off_comes_back_on_its_day(actor: Actor, line: TodoLine) -> None:
    put_off(actor, line, TODAY + timedelta(days=2))
    assert lines(TODAY + timedelta(days=1)) == []
    assert [back.key for back in lines(TODAY + timedelta(days=2))] == [line.key]
    with pytest.raises(Refused, match="jour à venir"):
        put_off(actor, line, TODAY)


def test_a_line_is_given_to_someone_of_the_team(actor: Actor, line: TodoLine) -> None:
    give(actor, line, actor.member_id)
    assert lines(TODAY) == [replace(line, member=actor.member_id)]
    with pytest.raises(Refused, match="pas dans l’équipe"):
        give(actor, line, 99)
    give(actor, line, None)
    assert lines(TODAY) == [line]


def test_a_line_given_then_put_off_is_still_theirs(actor: Actor, line: TodoLine) -> None:
    team.add_member(actor, "Karim", "", team.MEMBER)
    karim = team.members()[-1].id
    give(actor, line, karim)
    [given] = lines(TODAY)
    put_off(actor, given, TODAY + timedelta(days=1))
    assert [back.member for back in lines(TODAY + timedelta(days=1))] == [karim]


# -- taking back what ended a line -----------------------------------------------------------------


def test_taking_back_the_news_told_makes_them_wait_again(actor: Actor) -> None:
    client = opened(actor, "Durand")
    keep_voice(actor, client, VoiceDraft(IDEA, "un fauteuil", changed="un fauteuil est là"))
    [line] = of(LineKind.TOLD_BACK)
    answer_line(actor, line, "dit au comptoir")
    assert (of(LineKind.TOLD_BACK), voices()[0].draft.told_on) == ([], TODAY)
    journal.take_back_last(actor)
    assert (len(of(LineKind.TOLD_BACK)), voices()[0].draft.told_on) == (1, None)


def test_taking_back_a_call_makes_the_silence_wait_again(actor: Actor) -> None:
    client = opened(actor, "Durand", days_ago(900))
    for days in (900, 800, 700, 600):
        note(actor, client, EntryType.VISIT, days_ago(days), kind="service")
    [line] = of(LineKind.SILENCE)
    changes = answer_line(actor, line, "appelé")
    assert of(LineKind.SILENCE) == []
    assert changes.entry_id is not None
    journal.reverse(actor, changes.entry_id)
    assert len(of(LineKind.SILENCE)) == 1


def test_taking_back_another_attention_leaves_what_was_told(actor: Actor) -> None:
    client = opened(actor, "Durand")
    keep_voice(actor, client, VoiceDraft(IDEA, "un fauteuil", changed="un fauteuil est là"))
    [line] = of(LineKind.TOLD_BACK)
    answer_line(actor, line, "dit au comptoir")
    journal.note(actor, client, EntryDraft(EntryType.ATTENTION, "smile"))
    journal.take_back_last(actor)
    assert voices()[0].draft.told_on == TODAY
