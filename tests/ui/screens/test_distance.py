"""Keeping some distance: facts, an owner's decision with its reason, said quietly on the card."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import team
from models.accounts import read_account
from models.actor import Actor
from models.distances import distance_in_force, distances, take_distance
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from tests.ui.conftest import People, click, field, messages, named, press, texts, type_text
from tests.ui.screens.conftest import ALT, has_keyboard
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.distance_card import DistanceCard
from ui.screens.counter import CounterScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)
REASON = "trois devis refaits le même mois, aucun accepté"


@pytest.fixture
def card(qtbot: QtBot, helene_file: ClientFile) -> DistanceCard:
    """The two years of Hélène Durand, in her identity."""
    press(qtbot, Key.Key_2, ALT)
    found = named(helene_file, "distance_card")
    assert isinstance(found, DistanceCard)
    return found


def begin(qtbot: QtBot, card: DistanceCard) -> None:
    """Press the card's button from the keyboard."""
    named(card, "distance_begin").setFocus()
    press(qtbot, Key.Key_Space)
    assert has_keyboard() == "distance_reason"


def test_the_facts_are_told_without_judging(
    qtbot: QtBot, actor: Actor, card: DistanceCard, people: People
) -> None:
    assert "1 réclamation." in texts(card)
    for _time in range(2):
        note(actor, people.helene, EntryDraft(EntryType.VISIT))
    card.show_client(people.helene)
    assert "1 réclamation et 2 passages." in texts(card)
    card.show_client(people.firm)
    assert "Rien n’a été noté." in texts(card)


def test_it_is_decided_with_a_fact_told_on_the_card_and_lifted(
    qtbot: QtBot, card: DistanceCard, window: MainWindow, people: People
) -> None:
    balance = read_account(people.helene).balance(TODAY)
    begin(qtbot, card)
    type_text(qtbot, "retards")
    press(qtbot, Key.Key_Return)
    assert any(text.startswith("Écrivez le fait") for text in texts(card))
    assert field(card, "distance_reason").text() == "retards"
    card.reason.selectAll()
    type_text(qtbot, REASON)
    press(qtbot, Key.Key_Return)
    found = distance_in_force(people.helene)
    assert found is not None
    assert found.reason == REASON
    assert f"De la distance depuis le 22 nov. 2026 : {REASON}" in texts(card)
    assert "revenir quand vous voulez" in messages(window)[-1]
    assert has_keyboard() == "distance_begin"
    assert read_account(people.helene).balance(TODAY) == balance
    begin(qtbot, card)
    type_text(qtbot, "elle est revenue")
    press(qtbot, Key.Key_Return)
    assert distance_in_force(people.helene) is None
    assert messages(window)[-1] == "La distance est levée."
    assert f"Du 22 nov. 2026 au 22 nov. 2026 : {REASON}. Levée : elle est revenue" in texts(card)


def test_esc_leaves_the_reason_and_not_the_file_and_coming_back_needs_no_reason(
    qtbot: QtBot, card: DistanceCard, helene_file: ClientFile, people: People
) -> None:
    begin(qtbot, card)
    type_text(qtbot, REASON)
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "distance_begin"
    assert distances(people.helene) == []
    card.session.write(take_distance, people.helene, REASON)
    begin(qtbot, card)
    click(qtbot, card, "distance_decide")
    assert [row.until for row in distances(people.helene)] == [TODAY]
    press(qtbot, Key.Key_Escape)
    assert not helene_file.isVisible()


def test_only_the_owner_is_offered_to_decide(
    qtbot: QtBot, card: DistanceCard, actor: Actor, people: People
) -> None:
    team.add_member(actor, "Karim", "", team.MEMBER)
    begin(qtbot, card)
    card.session.set_member(team.members()[-1])
    assert card.begin.isHidden()
    assert card.writing.isHidden()
    assert "1 réclamation." in texts(card)
    card.session.set_member(team.members()[0])
    assert card.begin.isVisible()


def test_the_counter_tells_it_quietly_and_only_of_that_client(
    qtbot: QtBot, counter: CounterScreen, actor: Actor, people: People
) -> None:
    take_distance(actor, people.helene, REASON)
    counter.show_client(people.helene)
    told = f"De la distance depuis le 22 nov. 2026 : {REASON}"
    assert told in texts(counter.view)
    counter.show_client(people.paul)
    assert told not in texts(counter.view)
    assert counter.view.distance.isHidden()
