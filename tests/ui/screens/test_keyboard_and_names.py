"""Every screen: each control has a name, Tab goes around, nothing is ever a window of its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.database import Book
from tests.ui.conftest import People, click, idle, named, press, said, type_text
from tests.ui.screens.conftest import ALT, CTRL
from ui.app import make_window
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.counter import CounterScreen
from ui.screens.todo import TodoScreen

Key = Qt.Key
_QT_OWN = ("qt_", "Qt")


class _Windows(QObject):
    """Tells every widget shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[list[str]]:
    """The windows shown during the test, by class and name."""
    spy = _Windows()
    qapp.installEventFilter(spy)
    yield spy.shown
    qapp.removeEventFilter(spy)


def controls(top: QWidget) -> list[QWidget]:
    """What a person can reach with the keyboard, seen now."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith(_QT_OWN)
    ]


def unnamed(top: QWidget) -> list[str]:
    """The controls without a name for screen readers, or for tests."""
    found = []
    for widget in controls(top):
        spoken = said(widget)
        if not spoken or not widget.objectName():
            found.append(f"{type(widget).__name__} {widget.objectName()!r} says {spoken!r}")
    return found


def test_every_control_of_the_counter_has_a_name(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    assert unnamed(window) == []
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    assert unnamed(window) == []
    for key in (Key.Key_A, Key.Key_I, Key.Key_R):
        press(qtbot, key)
        type_text(qtbot, "2x")
        press(qtbot, Key.Key_Tab)
        qtbot.waitUntil(lambda: len(controls(counter.composer)) > 2)
        assert unnamed(window) == []
        press(qtbot, Key.Key_Escape)


@pytest.mark.parametrize(
    ("screen", "tabs"),
    [("2", ""), ("3", "1234"), ("4", "1234"), ("5", ""), ("6", "123456789")],
)
def test_every_control_of_the_other_screens_has_a_name(
    qtbot: QtBot, people: People, window: MainWindow, screen: str, tabs: str
) -> None:
    press(qtbot, Key(ord(screen)), CTRL)
    idle(qtbot, window)
    assert unnamed(window) == []
    for tab in tabs:
        press(qtbot, Key(ord(tab)), ALT)
        idle(qtbot, window)
        assert unnamed(window) == [], tab


def test_every_control_of_the_client_file_has_a_name(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    for tab in "1234567890V":
        press(qtbot, Key(ord(tab)), ALT)
        assert unnamed(window) == [], tab


def test_every_control_of_an_answer_has_a_name(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1x")
    press(qtbot, Key.Key_Tab)
    assert unnamed(window) == []


def test_every_control_of_the_evening_has_a_name(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_3, ALT)
    assert unnamed(window) == []
    for key in (Key.Key_V, Key.Key_P, Key.Key_E, Key.Key_R):
        press(qtbot, key)
        press(qtbot, Key.Key_Tab)
        assert unnamed(window) == []
        press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "dur")
    assert unnamed(window) == []


def test_tab_goes_through_every_control_of_the_identity_and_comes_back(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_2, ALT)
    start = QApplication.focusWidget()
    reached: list[str] = []
    for _step in range(80):
        press(qtbot, Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        if focused is start:
            break
        reached.append(focused.objectName())
    else:
        raise AssertionError(f"Tab never came back: {reached}")
    order = ["last_name", "company", "birthday", "phones", "emails", "street", "postcode", "town"]
    met = [name for name in ["last_name", *reached] if name in order]
    assert met == order
    assert "identity_keep" in reached


def test_nothing_flashes_as_a_window_when_the_program_starts(
    qtbot: QtBot, book: Book, windows: list[str]
) -> None:
    made = make_window(book)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.start()
        made.activateWindow()
    assert windows == ["MainWindow main_window"]
    made.close()


def test_nothing_flashes_as_a_window_while_one_works(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, windows: list[str]
) -> None:
    type_text(qtbot, "zoé arnaud")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    for tab in range(6):
        press(qtbot, Qt.Key(Key.Key_1 + tab), ALT)
    for screen in (Key.Key_3, Key.Key_2, Key.Key_1):
        press(qtbot, screen, CTRL)
    assert windows == []
    assert QApplication.activeWindow() is window


def test_the_mouse_does_what_the_keys_do_and_leaves_the_keyboard_in_its_place(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    click(qtbot, counter, "button_attention")
    assert counter.composer.isVisible()
    click(qtbot, counter, "kind_thanks")
    type_text(qtbot, "pour son avis")
    press(qtbot, Key.Key_Return)
    click(qtbot, window, "message_close")
    focused = QApplication.focusWidget()
    assert focused is named(counter, "counter_card")


def test_a_screen_and_a_tab_are_said_as_one_choice_among_several(
    qtbot: QtBot, window: MainWindow, helene_file: ClientFile
) -> None:
    for name in ("rail_counter", "tab_account"):
        interface = QAccessible.queryAccessibleInterface(named(window, name))
        assert interface.role() is QAccessible.Role.RadioButton
