"""The window on the small garage's book, on the screen a test is about.

    def test_…(qtbot: QtBot, people: People, counter: CounterScreen) -> None:

`people` is written before the window opens. `last_entry` and the models' own readers say what
the book holds.
"""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.accounts import read_account
from models.journal_rows import texts_of
from models.rules.trust import Entry
from models.tables import Cost
from tests.ui.conftest import People, press, texts
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.clients import ClientsScreen
from ui.screens.counter import CounterScreen
from ui.screens.todo import TodoScreen

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(people: People, window: MainWindow) -> CounterScreen:
    """The counter, where the window starts."""
    screen = window.screen_of("counter")
    assert isinstance(screen, CounterScreen)
    return screen


@pytest.fixture
def clients_screen(qtbot: QtBot, people: People, window: MainWindow) -> ClientsScreen:
    """The Clients screen, shown with its key."""
    press(qtbot, Qt.Key.Key_2, CTRL)
    screen = window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen


@pytest.fixture
def todo_screen(qtbot: QtBot, people: People, window: MainWindow) -> TodoScreen:
    """À faire, shown with its key."""
    press(qtbot, Qt.Key.Key_3, CTRL)
    screen = window.screen_of("todo")
    assert isinstance(screen, TodoScreen)
    return screen


@pytest.fixture
def helene_file(qtbot: QtBot, people: People, counter: CounterScreen) -> ClientFile:
    """Hélène Durand's file, opened from her card."""
    counter.show_client(people.helene)
    press(qtbot, Qt.Key.Key_Return)
    screen = counter.window().screen_of("clients")  # type: ignore[attr-defined]
    assert isinstance(screen, ClientsScreen)
    return screen.file


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry with its text, as the book holds it."""

    entry: Entry
    text: str


def noted(client_id: int) -> list[Noted]:
    """What the book holds of an account, in order of recording."""
    texts = texts_of(client_id)
    entries = read_account(client_id).entries
    return [Noted(entry, texts.get(entry.id, "")) for entry in entries]  # type: ignore[call-overload]


def last_noted(client_id: int) -> Noted:
    """The last entry recorded in an account."""
    return noted(client_id)[-1]


def cost_of(entry: Entry) -> Cost | None:
    """What an entry cost."""
    found: Cost | None = Cost.get_or_none(Cost.entry == entry.id)
    return found


def has_keyboard() -> str:
    """The objectName of what has the keyboard."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def sees(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Wait until a text is read in a widget: rows just made are shown by the next event."""
    qtbot.waitUntil(lambda: text in " ".join(texts(widget)))
