"""Après service by keys alone: the day's clients, one line each, written and undone in one act."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients
from models.accounts import read_account
from models.rules.trust import EntryType
from models.tables import CallBack, Entry
from tests.ui.conftest import People, answer, idle, messages, named, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, noted
from ui.main_window import MainWindow
from ui.screens.after_service import AfterServicePanel
from ui.screens.todo import TodoScreen

Key = Qt.Key


@pytest.fixture
def evening(qtbot: QtBot, todo_screen: TodoScreen) -> Iterator[AfterServicePanel]:
    """The panel, opened by its key; what is left untold would be asked about at the end."""
    press(qtbot, Key.Key_3, ALT)
    yield todo_screen.after
    todo_screen.after.lines = []


def _add(qtbot: QtBot, typed: str) -> None:
    press(qtbot, Key.Key_N)
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)


def _tell(qtbot: QtBot, key: Qt.Key, typed: str) -> None:
    press(qtbot, key)
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)


def _shown(panel: AfterServicePanel) -> list[list[str]]:
    model = panel.model
    cells = [
        [str(model.index(row, at).data()) for at in range(len(model.columns))]
        for row in range(model.rowCount())
    ]
    return [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells]


def test_those_noted_today_are_there_already(evening: AfterServicePanel, people: People) -> None:
    assert [line.client.id for line in evening.lines] == [people.helene]
    assert "Défaut, reprise" in _shown(evening)[0][1]
    assert has_keyboard() == "after_table"


def test_a_whole_evening_by_keys(
    qtbot: QtBot, evening: AfterServicePanel, people: People, window: MainWindow, today: date
) -> None:
    _tell(qtbot, Key.Key_V, "2freins avant")
    _tell(qtbot, Key.Key_A, "7clé dans la boîte")
    _tell(qtbot, Key.Key_P, "envoyer la facture")
    _tell(qtbot, Key.Key_E, "dans un an")
    _tell(qtbot, Key.Key_R, "dans 3 jours")
    _add(qtbot, "paul durant")
    _tell(qtbot, Key.Key_I, "1une heure")
    assert len(noted(people.helene)) == 3
    assert _shown(evening)[0][2].startswith("Passage : Réparation · freins avant")
    assert "Peugeot 308 · 22 nov. 2027" in _shown(evening)[0][3]
    press(qtbot, Key.Key_S, CTRL)
    assert "C’est noté pour 2 clients." in messages(window)[-1]
    told = [(one.entry.type, one.text) for one in noted(people.helene)[3:]]
    assert told == [
        (EntryType.VISIT, "freins avant"),
        (EntryType.ATTENTION, "clé dans la boîte"),
        (EntryType.PROMISE, "envoyer la facture"),
    ]
    assert noted(people.paul)[-1].entry.type is EntryType.INCIDENT
    assert clients.assets(people.helene)[0].draft.due_on == date(2027, 11, 22)
    assert [row.day for row in CallBack.select()] == [date(2026, 11, 25)]
    assert _shown(evening)[0][2] == ""

    balance = read_account(people.paul).balance(today)
    press(qtbot, Key.Key_Z, CTRL)
    assert "Repris pour 2 clients." in messages(window)[-1]
    assert read_account(people.paul).balance(today) > balance
    assert Entry.select().where(Entry.type == "reversal").count() == 4
    assert clients.assets(people.helene)[0].draft.due_on is None
    assert CallBack.select().count() == 0
    assert "freins avant" in _shown(evening)[0][2], "it can be changed and noted again"


def test_ctrl_z_takes_out_what_was_told_last_and_nothing_of_the_book(
    qtbot: QtBot, evening: AfterServicePanel, people: People
) -> None:
    _tell(qtbot, Key.Key_A, "2")
    _tell(qtbot, Key.Key_A, "1bonjour")
    press(qtbot, Key.Key_Z, CTRL)
    assert _shown(evening)[0][2] == "Sourire, bon mot"
    press(qtbot, Key.Key_Delete)
    assert _shown(evening)[0][2] == ""
    assert len(noted(people.helene)) == 3


def test_a_client_added_by_mistake_leaves_and_one_who_is_there_is_not_added_twice(
    qtbot: QtBot, evening: AfterServicePanel, people: People
) -> None:
    _add(qtbot, "paul durant")
    _add(qtbot, "gh482")
    assert [line.client.id for line in evening.lines] == [people.helene, people.paul]
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Delete)
    assert [line.client.id for line in evening.lines] == [people.helene]


def test_a_client_without_anything_looked_after_has_no_date(
    qtbot: QtBot, evening: AfterServicePanel, window: MainWindow
) -> None:
    _add(qtbot, "paul durant")
    press(qtbot, Key.Key_E)
    assert evening.composer.isHidden()
    assert "Aucun bien dans la fiche de Paul Durant." in messages(window)[-1]


def test_what_is_not_noted_yet_is_asked_about_before_leaving(
    qtbot: QtBot, evening: AfterServicePanel, people: People, window: MainWindow
) -> None:
    _tell(qtbot, Key.Key_V, "2freins")
    press(qtbot, Key.Key_1, CTRL)
    idle(qtbot, window)
    window.close()
    answer(qtbot, "cancel")
    assert window.isVisible()
    window.close()
    answer(qtbot, "keep")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert noted(people.helene)[-1].text == "freins"


def test_escape_in_the_search_goes_back_to_the_lines(
    qtbot: QtBot, evening: AfterServicePanel, window: MainWindow
) -> None:
    press(qtbot, Key.Key_N)
    type_text(qtbot, "dur")
    assert named(window, "after_found").isVisible()
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "after_table"
