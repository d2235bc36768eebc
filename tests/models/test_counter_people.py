"""What the card says of a person besides the account, each in words one may say aloud."""

from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.counter import counter_card
from models.counter_people import Known, birthday_words, coming_words
from models.journal import EntryDraft
from models.rules.trust import EntryType

TODAY = date(2026, 11, 22)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=count) for count in days]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (Known(None, False, [], [TODAY]), "première visite"),
        (Known(None, False, [TODAY], [TODAY, TODAY]), "première visite"),
        (Known(None, False, [], ago(20)), "première visite"),
        (Known(None, False, [], ago(400)), ""),
        (Known(None, False, [], ago(20, 10)), ""),
        (Known(None, True, [], ago(20)), ""),
        (Known(date(2017, 3, 2), False, [], [TODAY]), ""),
        (Known(TODAY, False, [], [TODAY]), "première visite"),
        (Known(None, False, ago(430), ago(430)), "revient après 14 mois"),
        (Known(None, False, ago(800), ago(800)), "revient après 2 ans"),
        (Known(None, False, ago(300), ago(300)), ""),
        (Known(None, False, [*ago(430), TODAY], ago(430)), "revient après 14 mois"),
        (Known(None, False, ago(210, 180, 150, 120), ago(210)), "revient après 3 mois"),
        (Known(None, False, ago(300, 200, 150, 50), ago(300)), ""),
        (Known(None, False, ago(1500, 1130, 770, 400), ago(1500)), ""),
    ],
)
def test_a_first_visit_and_a_return_are_told_apart(known: Known, words: str) -> None:
    assert coming_words(known, TODAY) == words


@pytest.mark.parametrize(
    ("day", "month", "today", "words"),
    [
        (22, 11, TODAY, "c’est son anniversaire"),
        (23, 11, TODAY, "son anniversaire est demain"),
        (21, 11, TODAY, "son anniversaire était hier"),
        (29, 11, TODAY, "son anniversaire est dans 7 jours"),
        (15, 11, TODAY, "son anniversaire était il y a 7 jours"),
        (30, 11, TODAY, ""),
        (14, 11, TODAY, ""),
        (2, 1, date(2026, 12, 30), "son anniversaire est dans 3 jours"),
        (29, 2, date(2027, 2, 28), "c’est son anniversaire"),
        (29, 2, date(2028, 2, 28), "son anniversaire est demain"),
        (None, 11, TODAY, ""),
        (22, None, TODAY, ""),
    ],
)
def test_a_birthday_is_told_a_week_around(
    day: int | None, month: int | None, today: date, words: str
) -> None:
    assert birthday_words(day, month, today) == words


def test_the_card_says_who_sent_them_and_whom_they_sent(actor: Actor, today: date) -> None:
    paul = clients.open_account(actor, ClientDraft(first_name="Paul", last_name="Petit")).client_id
    sent = [
        clients.open_account(actor, ClientDraft(last_name=name, recommended_by=paul)).client_id
        for name in ("Arnaud", "Bernard", "Clément")
    ]
    assert sent[0] is not None
    assert paul is not None
    assert counter_card(sent[0], today).occasions == (
        "première visite",
        "vient de la part de Paul Petit",
    )
    assert counter_card(paul, today).occasions[-1] == "nous a envoyé Arnaud, Bernard et 1 autre"


def test_each_of_the_latest_says_who_noted_it(actor: Actor, today: date) -> None:
    client_id = clients.open_account(actor, ClientDraft(last_name="Petit")).client_id
    assert client_id is not None
    journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "smile"))
    by = [row.by.initials for row in counter_card(client_id, today).latest if row.by]
    assert by == ["CM", "CM"]
