"""The shell, from the keyboard: screens, search, undo, keys, messages, leaving."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.changes import changed
from models.errors import CannotWrite
from ui import prompts
from ui.events import BookEvents
from ui.main_window import MainWindow
from ui.preferences import preferences
from ui.tasks import Progress, Tasks

CTRL = Qt.KeyboardModifier.ControlModifier


class Screen(QWidget):
    """A screen that notes what the shell asks of it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def refresh(self) -> None:
        self.calls.append("refresh")

    def focus_first(self) -> None:
        self.calls.append("focus_first")
        self.field.setFocus()


class Counter(Screen):
    def focus_search(self) -> None:
        self.calls.append("focus_search")

    def undo_last(self) -> None:
        self.calls.append("undo_last")


class Shell:
    """A window with three screens."""

    def __init__(self) -> None:
        self.tasks, self.events = Tasks(), BookEvents()
        self.window = MainWindow(self.tasks, self.events)
        self.counter, self.clients, self.month = Counter(), Screen(), Screen()
        self.window.add_screen("counter", "Comptoir", "concierge-bell", self.counter)
        self.window.add_screen("clients", "Clients", "users", self.clients)
        self.window.add_screen("month", "Mois", "calendar-days", self.month)


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Shell]:
    made = Shell()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.start()
        made.window.activateWindow()
    yield made
    made.tasks.stop()


def _press(qtbot: QtBot, shell: Shell, key: Qt.Key, modifier: object = None) -> None:
    target = QApplication.focusWidget() or shell.window
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_it_opens_on_its_first_screen_read_with_the_keyboard_in_it(shell: Shell) -> None:
    assert shell.window.current_key() == "counter"
    assert shell.counter.calls == ["refresh", "focus_first"]
    assert shell.counter.field.hasFocus()
    assert shell.clients.calls == []


def test_each_screen_has_its_key_even_when_one_before_it_is_missing(
    qtbot: QtBot, shell: Shell
) -> None:
    _press(qtbot, shell, Qt.Key.Key_5, CTRL)
    assert shell.window.current_key() == "month"
    _press(qtbot, shell, Qt.Key.Key_2, CTRL)
    assert shell.window.current_key() == "clients"
    assert shell.window.rail.button("clients").isChecked()


def test_the_key_of_a_screen_that_is_not_there_does_nothing(qtbot: QtBot, shell: Shell) -> None:
    _press(qtbot, shell, Qt.Key.Key_4, CTRL)
    assert shell.window.current_key() == "counter"


def test_a_screen_is_read_again_only_if_the_book_changed(qtbot: QtBot, shell: Shell) -> None:
    shell.window.show_screen("clients")
    shell.window.show_screen("counter")
    shell.window.show_screen("clients")
    assert shell.clients.calls.count("refresh") == 1
    shell.window.show_screen("counter")
    shell.events.tell(changed("journal", client_id=1))
    shell.window.show_screen("clients")
    assert shell.clients.calls.count("refresh") == 2


def test_control_k_goes_to_the_search_from_anywhere(qtbot: QtBot, shell: Shell) -> None:
    shell.window.show_screen("month")
    _press(qtbot, shell, Qt.Key.Key_K, CTRL)
    assert shell.window.current_key() == "counter"
    assert shell.counter.calls[-1] == "focus_search"


def test_control_z_is_the_counter_s_from_a_screen_that_has_none(qtbot: QtBot, shell: Shell) -> None:
    shell.window.show_screen("month")
    shell.month.field.clearFocus()
    qtbot.keyClick(shell.window, Qt.Key.Key_Z, CTRL)
    assert shell.counter.calls[-1] == "undo_last"


def test_the_counts_of_the_rail_follow_the_book(qtbot: QtBot, shell: Shell) -> None:
    waiting = [3]
    shell.window.count_on("month", lambda: waiting[0])
    shell.window.update_badges()
    assert shell.window.rail.button("month").badge == 3
    waiting[0] = 0
    shell.events.tell(changed("journal"))
    qtbot.waitUntil(lambda: shell.window.rail.button("month").badge == 0)


def test_f1_shows_the_keys_and_gives_the_keyboard_back(qtbot: QtBot, shell: Shell) -> None:
    _press(qtbot, shell, Qt.Key.Key_F1)
    assert shell.window.keys_panel.isVisible()
    labels = [
        label.plain_text()
        for label in shell.window.keys_panel.findChildren(QWidget)
        if hasattr(label, "plain_text")
    ]
    assert "Chercher un client" in labels
    assert "Privilèges" not in labels
    _press(qtbot, shell, Qt.Key.Key_Escape)
    assert not shell.window.keys_panel.isVisible()
    assert shell.counter.field.hasFocus()


def test_f6_goes_to_the_latest_message(qtbot: QtBot, shell: Shell) -> None:
    shell.window.messages.error("Le disque est plein.")
    _press(qtbot, shell, Qt.Key.Key_F6)
    assert QApplication.focusWidget().objectName() == "message_close"


def test_f11_fills_the_screen_and_comes_back(qtbot: QtBot, shell: Shell) -> None:
    _press(qtbot, shell, Qt.Key.Key_F11)
    assert shell.window.isFullScreen()
    _press(qtbot, shell, Qt.Key.Key_F11)
    assert not shell.window.isFullScreen()


def test_the_shop_is_named_on_the_rail_and_in_the_title(shell: Shell) -> None:
    shell.window.set_shop("Garage Morel")
    assert shell.window.windowTitle() == "Garage Morel — Compte-Confiance"
    assert shell.window.rail.shop.plain_text() == "Garage Morel"


def test_the_failure_of_a_task_is_a_message(qtbot: QtBot, shell: Shell) -> None:
    def work(progress: Progress) -> None:
        raise CannotWrite("Le disque est plein.")

    with qtbot.waitSignal(shell.tasks.idle):
        shell.tasks.run(work, title="Sauvegarde")
    [message] = shell.window.messages.messages()
    assert message.text.plain_text() == "Le disque est plein."


def test_a_bug_in_a_task_is_a_message_with_its_reference(
    qtbot: QtBot, shell: Shell, caplog: pytest.LogCaptureFixture
) -> None:
    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(shell.tasks.idle):
        shell.tasks.run(work)
    [message] = shell.window.messages.messages()
    assert caplog.records[0].getMessage().split(":")[0] in message.text.plain_text()
    caplog.clear()


def test_control_q_leaves_and_the_place_is_remembered(qtbot: QtBot, shell: Shell) -> None:
    shell.window.resize(1111, 700)
    _press(qtbot, shell, Qt.Key.Key_Q, CTRL)
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    assert preferences().value("window/geometry") is not None
    again = Shell()
    qtbot.addWidget(again.window)
    again.window.start()
    # The offscreen screen is narrower than any window of ours; the height is kept.
    assert again.window.height() == 700
    again.window.close()


def _long_task(shell: Shell) -> threading.Event:
    started, may_end = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        while not may_end.wait(0.001):
            progress.check()

    shell.tasks.run(work, title="Import de clients.csv")
    assert started.wait(5)
    return may_end


def _answer(qtbot: QtBot, code: str) -> None:
    [prompt] = prompts.open_prompts()
    qtbot.mouseClick(prompt.findChild(QWidget, f"answer_{code}"), Qt.MouseButton.LeftButton)


def test_leaving_during_a_task_asks_first(qtbot: QtBot, shell: Shell) -> None:
    may_end = _long_task(shell)
    assert not shell.window.close()
    _answer(qtbot, "stay")
    assert shell.window.isVisible()
    with qtbot.waitSignal(shell.tasks.idle):
        may_end.set()
    assert shell.window.isVisible()


def test_leaving_after_a_task_waits_for_its_end(qtbot: QtBot, shell: Shell) -> None:
    may_end = _long_task(shell)
    shell.window.close()
    _answer(qtbot, "wait")
    assert shell.window.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: not shell.window.isVisible())


def test_leaving_at_once_stops_the_task_first(qtbot: QtBot, shell: Shell) -> None:
    _long_task(shell)
    shell.window.close()
    _answer(qtbot, "stop")
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    assert not shell.tasks.is_busy()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1280, 800), (1920, 1080)])
def test_everything_fits_in_usual_windows(shell: Shell, size: tuple[int, int]) -> None:
    shell.window.resize(*size)
    shell.window.grab()
    assert shell.window.size() == QSize(*size)
    assert shell.window.stack.geometry().right() == shell.window.rect().right()
