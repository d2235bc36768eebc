"""Clients, from the keyboard: a thousand lines, sorted, filtered, opened and come back to."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from models import clients
from models.client_list import ClientFilter, ClientListRow, page
from models.rules.trust import State
from tests.ui.conftest import People, named, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, sees
from ui.main_window import MainWindow
from ui.screens.clients import ClientsScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)


def rows(screen: ClientsScreen) -> list[ClientListRow]:
    """The rows fetched so far."""
    found = [screen.model.row_at(at) for at in range(screen.model.rowCount())]
    return [row for row in found if row is not None]


def names(screen: ClientsScreen) -> list[str]:
    """The names shown, from top to bottom."""
    return [row.name for row in rows(screen)]


def choose(qtbot: QtBot, screen: ClientsScreen, name: str, text: str) -> None:
    """Choose in one of the filters, with the keyboard."""
    select = named(screen, name)
    assert isinstance(select, QComboBox)
    select.setFocus()
    press(qtbot, Key.Key_Home)
    for _choice in range(select.count()):
        if select.currentText() == text:
            break
        press(qtbot, Key.Key_Down)
    assert select.currentText() == text
    qtbot.waitUntil(lambda: screen.filter != ClientFilter())


@pytest.mark.parametrize("column", range(8))
def test_each_column_sorts_both_ways_as_the_book_does(
    qtbot: QtBot, clients_screen: ClientsScreen, people: People, column: int
) -> None:
    sort = clients_screen.model.columns[column].sort_key
    press(qtbot, Qt.Key(Key.Key_1 + column), ALT)
    if not sort:
        assert names(clients_screen) == [row.name for row in page(ClientFilter())]
        return
    # The list comes sorted by name: its column's first Alt+1 says so, the second turns it.
    assert names(clients_screen) == [row.name for row in page(ClientFilter(), sort)]
    press(qtbot, Qt.Key(Key.Key_1 + column), ALT)
    expected = [row.client_id for row in page(ClientFilter(), sort, descending=True)]
    assert [row.client_id for row in rows(clients_screen)] == expected


def test_the_filter_acts_by_itself_after_a_short_rest(
    qtbot: QtBot, clients_screen: ClientsScreen
) -> None:
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "romans")
    qtbot.waitUntil(lambda: clients_screen.model.rowCount() == 1)


def test_the_filter_on_the_state_and_on_what_waits(
    qtbot: QtBot, clients_screen: ClientsScreen, people: People
) -> None:
    choose(qtbot, clients_screen, "filter_state", "Solde négatif")
    assert {row.state for row in rows(clients_screen)} == {State.NEGATIVE}
    press(qtbot, Key.Key_Escape)
    assert len(rows(clients_screen)) == 4
    choose(qtbot, clients_screen, "filter_waiting", "Quelque chose attend")
    assert {row.client_id for row in rows(clients_screen)} == {people.helene, people.paul}


def test_filters_add_up_and_nobody_is_told_with_the_way_out(
    qtbot: QtBot, clients_screen: ClientsScreen
) -> None:
    choose(qtbot, clients_screen, "filter_state", "Rompue")
    sees(qtbot, clients_screen, "Personne ne correspond")
    sees(qtbot, clients_screen, "Échap")
    press(qtbot, Key.Key_Escape)
    assert len(rows(clients_screen)) == 4
    assert has_keyboard() == "clients_table"


def test_the_line_is_followed_where_a_change_of_name_puts_it(
    qtbot: QtBot, clients_screen: ClientsScreen, people: People
) -> None:
    while (row := clients_screen.table.current_row()) is None or row.client_id != people.paul:
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_2, ALT)
    type_text(qtbot, "Abel")
    press(qtbot, Key.Key_S, CTRL)
    press(qtbot, Key.Key_Escape)
    assert names(clients_screen)[0] == "Abel Paul"
    assert clients_screen.table.currentIndex().row() == 0


def test_coming_back_from_another_screen_keeps_the_line(
    qtbot: QtBot, clients_screen: ClientsScreen, people: People
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    looked_at = clients_screen.table.current_row()
    press(qtbot, Key.Key_1, CTRL)
    clients_screen.session.write(clients.remember, people.firm, "ferme le mercredi")
    press(qtbot, Key.Key_2, CTRL)
    assert clients_screen.table.current_row() == looked_at
    assert has_keyboard() == "clients_table"


def test_ctrl_enter_shows_the_counter_card(
    qtbot: QtBot, clients_screen: ClientsScreen, window: MainWindow
) -> None:
    row = clients_screen.table.current_row()
    assert isinstance(row, ClientListRow)
    press(qtbot, Key.Key_Return, CTRL)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")
    assert window.screen_of("counter").client_id == row.client_id  # type: ignore[attr-defined]


def test_an_empty_book_says_what_to_do_first(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Key.Key_2, CTRL)
    screen = window.screen_of("clients")
    sees(qtbot, screen, "Aucun client")
    sees(qtbot, screen, "Comptoir")
    assert has_keyboard() == "clients_filter"


def test_a_narrow_window_leaves_out_columns_rather_than_cutting_them(
    qtbot: QtBot, clients_screen: ClientsScreen, window: MainWindow
) -> None:
    window.resize(1024, 700)
    table = clients_screen.table
    qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())
    assert not table.isColumnHidden(0)
    assert any(table.isColumnHidden(at) for at in range(8))
    window.resize(1700, 800)
    qtbot.waitUntil(lambda: not any(table.isColumnHidden(at) for at in range(8)))


def test_an_empty_list_leads_to_the_import(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Key.Key_2, CTRL)
    sees(qtbot, window, "Aucun client")
    named(window.screen_of("clients"), "empty_state_button").setFocus()
    press(qtbot, Key.Key_Space)
    assert window.current_key() == "settings"
    assert named(window, "import_tab").isVisible()
