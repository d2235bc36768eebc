"""F9: when the client sees the screen, it keeps only what is theirs to see."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import messages, named, press, texts, type_text
from tests.ui.screens.conftest import CTRL, People, has_keyboard, noted
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.counter import CounterScreen
from ui.widgets import KeyCap

Key = Qt.Key


def _seen(window: MainWindow) -> str:
    """Every text on the sheet; nothing else of the window is above it."""
    sheet = named(window, "curtain")
    middle = sheet.rect().center()
    top = window.childAt(sheet.mapTo(window, middle))
    assert top is sheet or sheet.isAncestorOf(top)
    assert sheet.rect() == window.centralWidget().rect()
    return " ".join(texts(sheet))


def test_the_card_keeps_the_greeting_and_the_client_s_own_things(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_F9)
    seen = _seen(window)
    assert "Madame Durand" in seen
    assert "Peugeot 308 GH-482-KT" in seen
    assert "F9" in [cap.text() for cap in named(window, "curtain").findChildren(KeyCap)]
    for private in ("bruit", "unités", "5A-771", "06 12", "Romans"):
        assert private not in seen
    press(qtbot, Key.Key_F9)
    assert not window.findChild(QWidget, "curtain").isVisible()  # type: ignore[union-attr]
    assert has_keyboard() == "counter_card"


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_Return, Key.Key_Escape, Key.Key_Tab])
def test_no_key_reaches_what_is_behind(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People, key: Qt.Key
) -> None:
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_F9)
    press(qtbot, key)
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_Z, CTRL)
    assert has_keyboard() == "curtain"
    assert counter.composer.isHidden()
    assert window.current_key() == "counter"
    assert len(noted(people.helene)) == 3
    assert messages(window) == []
    press(qtbot, Key.Key_F9)


def test_it_hides_the_client_file_too(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    before = has_keyboard()
    press(qtbot, Key.Key_F9)
    assert "Madame Durand" in _seen(window)
    press(qtbot, Key.Key_F9)
    assert has_keyboard() == before


def test_a_list_of_clients_leaves_only_the_shop(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_3, CTRL)
    press(qtbot, Key.Key_F9)
    seen = _seen(window)
    assert "Garage Morel" in seen
    assert "Durand" not in seen
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: named(window, "curtain").width() == window.centralWidget().width())
    press(qtbot, Key.Key_F9)
