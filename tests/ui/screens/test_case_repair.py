"""Repairing a ruptured relation, step by step, up to the reconciliation."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import journal
from models.accounts import read_account
from models.actor import Actor
from models.journal import EntryDraft
from models.repairs import RepairDraft, repair_of
from models.rules.trust import EntryType, Outcome, Severity, State
from tests.ui.conftest import People, click, messages, named, press, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted
from tests.ui.screens.test_todo import lines
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.clients import ClientsScreen
from ui.screens.counter import CounterScreen
from ui.screens.todo import TodoScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)
STEPS = RepairDraft("mal reçu", "appelé le soir", "révision refaite", "on rappelle", "« ça va »")


def rupture(actor: Actor, client: int, day: date) -> None:
    """A serious incident, badly settled the same day."""
    then = Actor(actor.member_id, day)
    draft = EntryDraft(EntryType.INCIDENT, "rude", "mal reçu", severity=Severity.SERIOUS)
    entry_id = journal.note(then, client, draft).entry_id
    poor = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.POOR, ref=entry_id)
    journal.note(then, client, poor)


@pytest.fixture
def ruptured(actor: Actor, people: People) -> int:
    """The firm, whose trust collapsed a week ago."""
    rupture(actor, people.firm, TODAY - timedelta(days=7))
    return people.firm


@pytest.fixture
def file(qtbot: QtBot, ruptured: int, counter: CounterScreen) -> ClientFile:
    """The firm's file on its cases, the rupture first."""
    counter.show_client(ruptured)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4, ALT)
    screen = counter.session.window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen.file


def type_steps(qtbot: QtBot) -> None:
    """Write the five steps one after the other, from the first."""
    for step in ("mal reçu", "appelé le soir", "révision refaite", "on rappelle", "« ça va »"):
        type_text(qtbot, step)
        press(qtbot, Key.Key_Tab)


def test_the_five_steps_are_kept_as_they_are_left_and_end_in_the_reconciliation(
    qtbot: QtBot, file: ClientFile, window: MainWindow, ruptured: int
) -> None:
    assert any("rompue depuis le dimanche 15 novembre 2026" in text for text in texts(file))
    press(qtbot, Key.Key_R)
    assert has_keyboard() == "repair_understood"
    type_text(qtbot, "mal reçu")
    press(qtbot, Key.Key_Tab)
    state = repair_of(ruptured, TODAY)
    assert state is not None
    assert state.draft == RepairDraft(understood="mal reçu")
    press(qtbot, Key.Key_Z, CTRL)
    state = repair_of(ruptured, TODAY)
    assert state is not None
    assert state.draft == RepairDraft()
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_E)
    type_steps(qtbot)
    assert has_keyboard() == "repair_reconcile"
    press(qtbot, Key.Key_Return)
    row = last_noted(ruptured)
    assert (row.entry.type, row.text) == (
        EntryType.RECONCILIATION,
        "révision refaite · « ça va »",
    )
    assert read_account(ruptured).state(TODAY) is not State.RUPTURED
    assert "Réconciliation" in messages(window)[-1]
    assert not file.cases.repair.isVisible()
    assert has_keyboard() == "file_cases"
    press(qtbot, Key.Key_Z, CTRL)
    state = repair_of(ruptured, TODAY)
    assert state is not None
    assert state.draft == STEPS, "what was done is not lost with the entry"


def test_what_is_missing_is_said_beside_the_button(
    qtbot: QtBot, file: ClientFile, ruptured: int
) -> None:
    press(qtbot, Key.Key_E)
    type_text(qtbot, "mal reçu")
    click(qtbot, file, "repair_reconcile")
    told = named(file, "repair_missing").plain_text().replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "Il reste : « S’excuser », « Réparer », « Empêcher que cela recommence » et "
        "« Demander si tout va bien entre nous »."
    )
    assert has_keyboard() == "repair_apology"
    assert last_noted(ruptured).entry.type is EntryType.RESOLUTION


def test_never_on_the_day_of_the_collapse(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    rupture(actor, people.firm, TODAY)
    counter.show_client(people.firm)
    press(qtbot, Key.Key_E)
    assert has_keyboard() == "repair_understood"
    type_steps(qtbot)
    press(qtbot, Key.Key_Return)
    told = named(counter.window(), "repair_missing").plain_text()
    expected = "Jamais le jour même : possible à partir du lundi 23 novembre 2026."
    assert told.replace("\N{NO-BREAK SPACE}", " ") == expected
    assert last_noted(people.firm).entry.type is EntryType.RESOLUTION


def test_r_on_the_rupture_in_the_list_of_what_waits_opens_its_repair(
    qtbot: QtBot, ruptured: int, todo_screen: TodoScreen, window: MainWindow
) -> None:
    at = next(place for place, line in enumerate(lines(todo_screen)) if "Rupture" in line)
    press(qtbot, Key.Key_Home, CTRL)
    for _row in range(at):
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_R)
    assert (window.current_key(), has_keyboard()) == ("clients", "repair_understood")
    type_steps(qtbot)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    assert window.current_key() == "todo"
    assert not any("Rupture" in line for line in lines(todo_screen))
