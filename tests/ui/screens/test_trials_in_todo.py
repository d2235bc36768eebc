"""À faire asks what a privilege did for clients once its trial is over, and takes the answer."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.clock import believe_today
from models.privilege_trials import reviews
from models.privileges import Status, privileges
from tests.models.privileges.conftest import published
from tests.ui.conftest import People, messages, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from tests.ui.screens.test_todo import badge, line_of, lines
from ui.main_window import MainWindow
from ui.screens.todo import TodoScreen

Key = Qt.Key
EVERYONE = "tous nos clients"
WORDS = "Douze clients ramenés chez eux."


@pytest.fixture
def over(qtbot: QtBot, todo_screen: TodoScreen, actor: Actor) -> TodoScreen:
    """The day a trial ends, the keyboard on its line."""
    published(actor, trial_until=actor.today + timedelta(days=1))
    assert not any(EVERYONE in line for line in lines(todo_screen))
    believe_today(actor.today + timedelta(days=1))
    todo_screen.session.check_day()
    qtbot.waitUntil(lambda: any(EVERYONE in line for line in lines(todo_screen)))
    todo_screen.focus_first()
    line_of(qtbot, todo_screen, EVERYONE)
    return todo_screen


def test_a_trial_whose_day_has_come_is_a_line_that_counts(
    over: TodoScreen, window: MainWindow, people: People
) -> None:
    [line] = [line for line in lines(over) if EVERYONE in line]
    assert "Voiture ramenée à la porte" in line
    window.update_badges()
    with_it = badge(window)
    believe_today(date(2026, 11, 22))
    window.update_badges()
    assert badge(window) == with_it - 1


@pytest.mark.parametrize(
    ("number", "until", "status"),
    [
        (Key.Key_1, "", Status.CHANGED),
        (Key.Key_2, "31/03/2027", Status.CHANGED),
        (Key.Key_3, "", Status.LEAVING),
    ],
)
def test_it_is_kept_extended_or_withdrawn_with_words_and_taken_back(
    qtbot: QtBot, over: TodoScreen, number: Key, until: str, status: Status
) -> None:
    press(qtbot, Key.Key_R)
    press(qtbot, number)
    type_text(qtbot, WORDS)
    if until:
        press(qtbot, Key.Key_Tab)
        type_text(qtbot, until)
    press(qtbot, Key.Key_Return)
    (row,) = privileges()
    assert row.status is status
    assert row.draft.trial_until == (None if number is Key.Key_1 else _trial_end(until))
    assert [each.words for each in reviews(row.id)] == [WORDS]
    qtbot.waitUntil(lambda: not any(EVERYONE in line for line in lines(over)))
    assert has_keyboard() == "todo_table"
    press(qtbot, Key.Key_Z, CTRL)
    assert reviews(row.id) == []
    assert privileges()[0].status is Status.PUBLISHED
    qtbot.waitUntil(lambda: any(EVERYONE in line for line in lines(over)))


def _trial_end(until: str) -> date:
    return date(2027, 3, 31) if until else date(2026, 11, 23)


def test_a_longer_trial_without_its_day_is_refused_and_nothing_is_lost(
    qtbot: QtBot, over: TodoScreen
) -> None:
    press(qtbot, Key.Key_R)
    press(qtbot, Key.Key_2)
    type_text(qtbot, WORDS)
    press(qtbot, Key.Key_Return)
    assert "Choisissez un jour à venir." in texts(over)
    assert over.composer.edit.text() == WORDS


@pytest.mark.parametrize("key", [Key.Key_X, Key.Key_Z, Key.Key_G, Key.Key_F])
def test_no_other_key_ends_a_trial(
    qtbot: QtBot, over: TodoScreen, window: MainWindow, key: Key
) -> None:
    press(qtbot, key)
    assert any(EVERYONE in line for line in lines(over))
    assert over.composer.isHidden()
    assert "Un essai se termine par son bilan" in messages(window)[-1]
    assert QApplication.focusWidget() is over.table
