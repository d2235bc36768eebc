"""Picking clients and exporting them, by keys: what is picked is what the file holds."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models import client_sheet, clients
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.client_list import ClientFilter, page
from models.database import writing
from tests.ui.conftest import People, choose_file, idle, messages, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from ui import prompts
from ui.main_window import MainWindow
from ui.screens import clients_export
from ui.screens.clients import ClientsScreen

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
MANY = 240


@pytest.fixture
def many(qtbot: QtBot, actor: Actor, window: MainWindow) -> ClientsScreen:
    """Two hundred and forty clients: more than the table fetches at once."""
    with writing():
        for number in range(MANY):
            town = "Die" if number % 3 == 0 else "Crest"
            clients.open_account(actor, ClientDraft(last_name=f"Nom{number:03d}", town=town))
    press(qtbot, Key.Key_2, CTRL)
    screen = window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen


def export_to(qtbot: QtBot, window: MainWindow, path: Path) -> list[str]:
    """Export with Ctrl+E; the last names the file holds, in its order."""
    press(qtbot, Key.Key_E, CTRL)
    choose_file(path)
    idle(qtbot, window)
    with qtbot.waitActive(window):
        window.activateWindow()
    if path.suffix == ".xlsx":
        rows = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].rows]
        return [str(row[3]) for row in rows[1:]]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[3] for row in list(csv.reader(file, delimiter=";"))[1:]]


def names(start: int, stop: int) -> list[str]:
    """Their last names, in order."""
    return [f"Nom{number:03d}" for number in range(start, stop)]


def test_without_a_choice_all_that_the_filter_shows_is_exported(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    assert many.model.rowCount() == 200
    assert export_to(qtbot, window, tmp_path / "a.xlsx") == names(0, MANY)
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "die")
    press(qtbot, Key.Key_Return)
    assert export_to(qtbot, window, tmp_path / "a.csv") == names(0, MANY)[::3]


def test_shift_and_the_arrows_pick_rows(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    for _step in range(3):
        press(qtbot, Key.Key_Down)
    assert "240 clients" in texts(many)
    for _step in range(4):
        press(qtbot, Key.Key_Down, SHIFT)
    press(qtbot, Key.Key_Up, SHIFT)
    assert "240 clients, 4 choisis" in texts(many)
    assert export_to(qtbot, window, tmp_path / "a.csv") == names(3, 7)
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_Down)
    assert "240 clients" in texts(many)


def test_shift_end_picks_down_to_the_last_row_fetched(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_End, SHIFT)
    assert "240 clients, 199 choisis" in texts(many)
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Home, SHIFT)
    assert export_to(qtbot, window, tmp_path / "a.csv") == names(0, 2)


def test_ctrl_a_picks_all_that_the_filter_shows_without_fetching_it(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_A, CTRL)
    assert many.model.rowCount() == 200
    assert "240 clients, 240 choisis" in texts(many)
    assert export_to(qtbot, window, tmp_path / "a.csv") == names(0, MANY)
    press(qtbot, Key.Key_Down)
    assert "240 clients" in texts(many)


def test_what_is_taken_out_of_all_is_left_out_wherever_one_scrolls(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_A, CTRL)
    place = many.table.visualRect(many.model.index(2, 0)).center()
    qtbot.mouseClick(many.table.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    assert "240 clients, 239 choisis" in texts(many)
    many.table.scrollToBottom()
    qtbot.waitUntil(lambda: many.model.rowCount() > 200)
    assert "240 clients, 239 choisis" in texts(many)
    rest = [name for name in names(0, MANY) if name != "Nom002"]
    assert export_to(qtbot, window, tmp_path / "a.csv") == rest


def test_the_mouse_picks_a_stretch_and_single_rows(
    qtbot: QtBot, many: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    def click_row(row: int, modifier: Qt.KeyboardModifier) -> None:
        place = many.table.visualRect(many.model.index(row, 0)).center()
        qtbot.mouseClick(many.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click_row(1, Qt.KeyboardModifier.NoModifier)
    click_row(3, SHIFT)
    click_row(6, CTRL)
    assert "240 clients, 4 choisis" in texts(many)
    assert export_to(qtbot, window, tmp_path / "a.csv") == [*names(1, 4), "Nom006"]


def test_another_filter_forgets_what_was_picked(qtbot: QtBot, many: ClientsScreen) -> None:
    press(qtbot, Key.Key_A, CTRL)
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "crest")
    press(qtbot, Key.Key_Return)
    assert "160 clients" in texts(many)


def test_the_question_says_how_many_and_the_message_opens_the_file(
    qtbot: QtBot,
    people: People,
    clients_screen: ClientsScreen,
    window: MainWindow,
    tmp_path: Path,
) -> None:
    press(qtbot, Key.Key_E, CTRL)
    [dialog] = prompts.open_prompts()
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Exporter 4 clients"
    assert Path(dialog.selectedFiles()[0]).name == "clients.xlsx"
    dialog.filterSelected.emit("CSV (*.csv)")
    assert Path(dialog.selectedFiles()[0]).name == "clients.csv"
    choose_file(tmp_path / "sans-extension")
    idle(qtbot, window)
    assert (tmp_path / "sans-extension.csv").exists()
    assert messages(window) == ["Enregistré : sans-extension.csv"]
    [message] = window.messages.messages()
    assert message.action_button is not None
    assert message.action_button.text() == "Ouvrir"


def test_an_extension_nobody_writes_is_told(
    qtbot: QtBot, clients_screen: ClientsScreen, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_E, CTRL)
    choose_file(tmp_path / "clients.pdf")
    idle(qtbot, window)
    assert messages(window) == ["Donnez au fichier un nom en .xlsx ou en .csv."]
    assert not (tmp_path / "clients.pdf").exists()


def test_annuler_leaves_no_file(
    qtbot: QtBot,
    many: ClientsScreen,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client_sheet, "_AT_ONCE", 1)
    clients_export.export(many.session, tmp_path / "a.xlsx", many.selection())
    window.tasks.cancel_current()
    idle(qtbot, window)
    assert not list(tmp_path.glob("*.xlsx*"))
    assert "Export vers a.xlsx" in messages(window)[0]


def test_an_empty_list_has_nothing_to_export(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_E, CTRL)
    assert prompts.open_prompts() == []
    assert page(ClientFilter()) == []
