"""The free-text check on one line of several, in a list that waits, in a paper that leaves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.log import log_rows
from models.opening_lines import opening_lines
from models.tables import CallBack
from tests.ui.conftest import People, click, messages, press, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.todo import TodoScreen

Key = Qt.Key
SAID = "il est idiot"


def test_one_opening_line_among_others_is_asked_about(
    qtbot: QtBot, people: People, window: MainWindow
) -> None:
    press(qtbot, Key.Key_6, CTRL)
    edit = window.screen_of("settings").findChild(QPlainTextEdit, "shop_lines")
    assert isinstance(edit, QPlainTextEdit)
    before = opening_lines()
    edit.setFocus()
    press(qtbot, Key.Key_End, CTRL)
    press(qtbot, Key.Key_Return)
    type_text(qtbot, SAID)
    press(qtbot, Key.Key_Tab)
    assert opening_lines() == before, "leaving the field keeps nothing that was not asked about"
    edit.setFocus()
    press(qtbot, Key.Key_S, CTRL)
    assert opening_lines() == (*before, SAID)
    assert [line.detail for line in log_rows()] == ["mind"]


def test_what_a_call_is_about_is_asked_about_and_logged_when_the_evening_is_noted(
    qtbot: QtBot, todo_screen: TodoScreen, people: People, window: MainWindow
) -> None:
    press(qtbot, Key.Key_3, ALT)
    press(qtbot, Key.Key_R)
    type_text(qtbot, "dans 3 jours")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, SAID)
    press(qtbot, Key.Key_Return)
    assert "Pas encore gardé" in " ".join(texts(todo_screen.after))
    press(qtbot, Key.Key_Return)
    assert log_rows() == []
    press(qtbot, Key.Key_S, CTRL)
    assert [row.about for row in CallBack.select()] == [SAID]
    assert len(log_rows()) == 1


def test_a_letter_is_copied_once_its_words_were_asked_about(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_4, ALT)
    press(qtbot, Key.Key_L)
    QApplication.clipboard().setText("before")
    type_text(qtbot, f"{SAID} ")
    click(qtbot, helene_file, "letter_copy")
    assert QApplication.clipboard().text() == "before"
    assert "Pas encore gardé" in messages(window)[-1]
    click(qtbot, helene_file, "letter_copy")
    assert SAID in QApplication.clipboard().text()
    assert [line.detail for line in log_rows()] == ["mind"]


def test_closing_a_composer_never_lends_the_keyboard_to_a_neighbour(
    qtbot: QtBot, todo_screen: TodoScreen, people: People
) -> None:
    trail: list[str] = []

    def seen(_before: QWidget | None, now: QWidget | None) -> None:
        trail.append(now.objectName() if now is not None else "")

    press(qtbot, Key.Key_R)
    composer = todo_screen.composer
    assert composer.isVisible()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(seen)
    press(qtbot, Key.Key_Escape)
    app.focusChanged.disconnect(seen)
    assert trail == ["todo_table"]
