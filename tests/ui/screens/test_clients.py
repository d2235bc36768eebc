"""Clients, from the keyboard: a thousand lines, sorted, filtered, opened and come back to."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from models import clients, journal
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientFilter, ClientListRow, page
from models.database import writing
from models.journal import EntryDraft
from models.rules.trust import EntryType, State
from tests.ui.conftest import People, named, press, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, sees
from ui.main_window import MainWindow
from ui.screens.clients import ClientsScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)
CROWD, SPACE = 1000, " "


@pytest.fixture
def crowd(actor: Actor) -> None:
    """A thousand clients: towns, tags, vehicles and visits spread among them."""
    towns = ("Valence", "Romans", "Die", "Crest")
    with writing():
        for number in range(CROWD):
            long_ago = Actor(actor.member_id, TODAY - timedelta(days=number))
            draft = ClientDraft(
                first_name=f"Prénom{number % 7}",
                last_name=f"Nom{(number * 7919) % CROWD:04d}",
                town=towns[number % 4],
                tags=("taxi",) if number % 50 == 0 else (),
                reaches=(ReachDraft("phone", f"06 {number:08d}"),),
                assets=(AssetDraft("trailer", "Erka"),) if number % 100 == 0 else (),
            )
            client_id = clients.open_account(long_ago, draft).client_id
            assert client_id is not None
            if number % 3 == 0:
                journal.note(long_ago, client_id, EntryDraft(EntryType.VISIT, "service"))


@pytest.fixture
def crowded(qtbot: QtBot, crowd: None, window: MainWindow) -> ClientsScreen:
    """The Clients screen on those thousand."""
    press(qtbot, Key.Key_2, CTRL)
    screen = window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen


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


def test_a_thousand_clients_are_fetched_page_by_page_while_scrolling(
    qtbot: QtBot, crowded: ClientsScreen
) -> None:
    assert f"1{SPACE}000 clients" in " ".join(texts(crowded))
    assert crowded.model.rowCount() == 200
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_End)
    qtbot.waitUntil(lambda: crowded.model.rowCount() > 200)

    def at_the_end() -> bool:
        press(qtbot, Key.Key_End)
        return crowded.model.rowCount() == CROWD

    qtbot.waitUntil(at_the_end)
    assert names(crowded) == sorted(names(crowded))
    assert len(set(names(crowded))) == len(names(crowded))


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


def test_ctrl_f_filters_while_one_types_and_enter_goes_to_the_lines(
    qtbot: QtBot, crowded: ClientsScreen
) -> None:
    press(qtbot, Key.Key_F, CTRL)
    assert has_keyboard() == "clients_filter"
    type_text(qtbot, "nom0042")
    press(qtbot, Key.Key_Return)
    assert [name.split()[0] for name in names(crowded)] == ["Nom0042"]
    assert "1 client" in texts(crowded)
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_Escape)
    assert crowded.search.text() == ""
    assert crowded.model.rowCount() == 200


def test_the_filter_acts_by_itself_after_a_short_rest(
    qtbot: QtBot, clients_screen: ClientsScreen
) -> None:
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "romans")
    qtbot.waitUntil(lambda: clients_screen.model.rowCount() == 1)


@pytest.mark.parametrize(
    ("name", "text", "keeps"),
    [
        ("filter_tag", "taxi", lambda row: int(row.number) >= 1),
        ("filter_kind", "Remorque, caravane", lambda row: row.asset == "Erka"),
        (
            "filter_silence",
            "Pas vus depuis 12 mois",
            lambda row: row.last_visit is None or row.last_visit < date(2025, 11, 22),
        ),
    ],
)
def test_each_filter_keeps_whom_it_says(
    qtbot: QtBot,
    crowded: ClientsScreen,
    name: str,
    text: str,
    keeps: Callable[[ClientListRow], bool],
) -> None:
    choose(qtbot, crowded, name, text)
    assert rows(crowded)
    assert all(keeps(row) for row in rows(crowded))
    counts = {"filter_tag": CROWD // 50, "filter_kind": CROWD // 100}
    if name in counts:
        assert f"{counts[name]} clients" in texts(crowded)


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


def test_enter_opens_the_line_and_esc_comes_back_to_it(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow
) -> None:
    for _row in range(30):
        press(qtbot, Key.Key_Down)
    looked_at = rows(crowded)[30]
    press(qtbot, Key.Key_Return)
    assert crowded.file.client_id == looked_at.client_id
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "clients_table"
    assert crowded.table.currentIndex().row() == 30
    assert crowded.table.current_row() == looked_at


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


def test_the_words_to_look_for_keep_their_room_beside_the_choices(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: crowded.search.width() >= 180)
    choices = [named(crowded, name).width() for name in ("filter_state", "filter_kind")]
    assert min(choices) >= 120


def test_an_empty_list_leads_to_the_import(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Key.Key_2, CTRL)
    sees(qtbot, window, "Aucun client")
    named(window.screen_of("clients"), "empty_state_button").setFocus()
    press(qtbot, Key.Key_Space)
    assert window.current_key() == "settings"
    assert named(window, "import_tab").isVisible()
