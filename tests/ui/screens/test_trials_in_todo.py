"""À faire asks what a privilege did for clients once its trial is over."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.clock import believe_today
from tests.models.privileges.conftest import published
from tests.ui.conftest import People, press
from tests.ui.screens.conftest import sees
from ui.command_todo import other_cells
from ui.screens.todo import TodoScreen

Key = Qt.Key


def test_a_trial_whose_day_has_come_is_asked_about(
    qtbot: QtBot, todo_screen: TodoScreen, people: People, actor: Actor
) -> None:
    published(actor, trial_until=actor.today + timedelta(days=1))
    todo_screen.refresh()
    assert todo_screen.trials.isHidden()
    believe_today(actor.today + timedelta(days=1))
    todo_screen.refresh()
    sees(qtbot, todo_screen.trials, "Voiture ramenée à la porte · à l’essai jusqu’au 23 novembre")
    [told] = [cells[-1] for cells in other_cells(actor.today + timedelta(days=1)) if cells[-1]]
    assert "Voiture ramenée à la porte" in told, "todo --all tells it too"
    press(qtbot, Key.Key_R)
    assert todo_screen.trials.isHidden(), "what is being written has the room"
    todo_screen.refresh()
    assert todo_screen.trials.isHidden()
    press(qtbot, Key.Key_Escape)
    assert todo_screen.trials.isVisible()
