"""Filtering the Clients table by answers about offers, and by a town that is typed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import client_list, clients
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.contacts import record_consent
from models.rules.contact_rights import Channel
from tests.ui.conftest import People, named, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from tests.ui.screens.test_clients import choose, names
from ui.main_window import MainWindow
from ui.screens.clients import ClientsScreen

Key = Qt.Key
RARE = "Zicavo"


@pytest.fixture
def many_towns(actor: Actor) -> None:
    """More towns than the list names, two clients in each but one."""
    for number in range(2 * client_list.MOST_TOWNS):
        draft = ClientDraft(last_name=f"Nom{number}", town=f"Ville{number // 2:02d}")
        clients.open_account(actor, draft)
    clients.open_account(actor, ClientDraft(last_name="Colonna", town=RARE))


@pytest.fixture
def screen(qtbot: QtBot, many_towns: None, window: MainWindow) -> ClientsScreen:
    """The Clients screen on those towns."""
    press(qtbot, Key.Key_2, CTRL)
    shown = window.screen_of("clients")
    assert isinstance(shown, ClientsScreen)
    return shown


def _ask_town(qtbot: QtBot, screen: ClientsScreen) -> None:
    select = named(screen, "filter_town")
    select.setFocus()
    press(qtbot, Key.Key_End)
    assert not screen.tools.composer.isHidden()


def test_clients_who_agreed_are_kept_and_the_filter_is_found_again(
    qtbot: QtBot, actor: Actor, clients_screen: ClientsScreen, people: People
) -> None:
    record_consent(actor, people.paul, Channel.EMAIL, True, "counter")
    choose(qtbot, clients_screen, "filter_consent", "E-mail\N{NO-BREAK SPACE}: d’accord")
    paul = names(clients_screen)
    assert len(paul) == 1
    assert "1 client" in texts(clients_screen)
    clients_screen.actions_by_code["keep_filter"].trigger()
    type_text(qtbot, "À écrire")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    assert len(names(clients_screen)) == 4
    choose(qtbot, clients_screen, "filter_saved", "À écrire")
    assert names(clients_screen) == paul


def test_a_town_the_list_does_not_have_is_typed(qtbot: QtBot, screen: ClientsScreen) -> None:
    assert named(screen, "filter_town").findData(RARE) < 0  # type: ignore[attr-defined]
    _ask_town(qtbot, screen)
    type_text(qtbot, "zicavo")
    press(qtbot, Key.Key_Return)
    assert names(screen) == ["Colonna"]
    assert has_keyboard() == "clients_table"
    screen.refresh()
    assert screen.filter.town == RARE
    press(qtbot, Key.Key_Escape)
    assert screen.filter.town == ""


def test_a_town_nobody_lives_in_is_told_and_changes_nothing(
    qtbot: QtBot, screen: ClientsScreen
) -> None:
    _ask_town(qtbot, screen)
    type_text(qtbot, "Paris")
    press(qtbot, Key.Key_Return)
    assert "Aucun client de ce livre n’habite Paris." in " ".join(texts(screen))
    press(qtbot, Key.Key_Escape)
    assert screen.filter.town == ""
