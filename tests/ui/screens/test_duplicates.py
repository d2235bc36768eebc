"""Doublons possibles, tags on many, filters kept, the family of referrals: all by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import clients, saved_filters
from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.client_list import ClientFilter, count
from models.errors import Refused
from models.merging_files import merges_of
from models.merging_sides import side_by_side
from models.tables import ClientTag, TwoPeople
from tests.ui.conftest import People, press, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard
from ui.main_window import MainWindow
from ui.screens.client_file.referrals_tab import ReferralsTab
from ui.screens.clients import ClientsScreen
from ui.screens.duplicates_panel import DuplicatesPanel

Key = Qt.Key


@pytest.fixture
def twice(actor: Actor) -> tuple[int, int]:
    """Marguerite Vasseur, opened twice."""
    phone = ReachDraft("phone", "06 99 88 77 66")
    draft = ClientDraft(
        first_name="Marguerite", last_name="Vasseur", postcode="26000", reaches=(phone,)
    )
    other = replace(draft, last_name="Vaseur", town="Die", notes="Sonner deux fois")
    found = [clients.open_account(actor, one).client_id for one in (draft, other)]
    assert found[0] is not None
    assert found[1] is not None
    return found[0], found[1]


@pytest.fixture
def screen(
    qtbot: QtBot, people: People, twice: tuple[int, int], window: MainWindow
) -> ClientsScreen:
    """The Clients screen, once Marguerite is there twice."""
    press(qtbot, Key.Key_2, CTRL)
    found = window.screen_of("clients")
    assert isinstance(found, ClientsScreen)
    return found


def _panel(qtbot: QtBot, screen: ClientsScreen) -> DuplicatesPanel:
    press(qtbot, Key.Key_D, CTRL)
    panel = screen.tools.duplicates
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    return panel


def referrals_of(screen: ClientsScreen) -> ReferralsTab:
    page = screen.file.page("referrals")
    assert isinstance(page, ReferralsTab)
    return page


def test_two_files_are_chosen_field_by_field_made_one_and_parted_again(
    qtbot: QtBot, screen: ClientsScreen, twice: tuple[int, int]
) -> None:
    panel, before = _panel(qtbot, screen), count(ClientFilter())
    assert panel.pair is not None
    assert (panel.pair.first, panel.pair.second) == twice
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "duplicates_sides"
    press(qtbot, Key.Key_2)
    assert panel.choices["last_name"] == "right"
    press(qtbot, Key.Key_F)
    draft = clients.client_draft(twice[0])
    assert (draft.last_name, draft.town, draft.notes) == ("Vaseur", "Die", "Sonner deux fois")
    assert count(ClientFilter()) == before - 1
    press(qtbot, Key.Key_Z, CTRL)
    assert count(ClientFilter()) == before
    assert clients.client_draft(twice[0]).last_name == "Vasseur"
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "clients_table"


def test_two_people_are_not_proposed_again_until_one_takes_it_back(
    qtbot: QtBot, screen: ClientsScreen
) -> None:
    panel = _panel(qtbot, screen)
    pairs = panel.model.rowCount()
    press(qtbot, Key.Key_P)
    assert TwoPeople.select().count() == 1
    assert panel.model.rowCount() == pairs - 1
    press(qtbot, Key.Key_Z, CTRL)
    assert TwoPeople.select().count() == 0


def test_a_merge_is_undone_from_the_file(
    qtbot: QtBot, screen: ClientsScreen, twice: tuple[int, int]
) -> None:
    _panel(qtbot, screen)
    press(qtbot, Key.Key_F)
    screen.open_client(twice[1])
    assert screen.file.client_id == twice[0]
    press(qtbot, Key.Key_8, ALT)
    assert "Marguerite Vaseur" in " ".join(texts(referrals_of(screen).merged))
    press(qtbot, Key.Key_Z, CTRL)
    assert merges_of(twice[0]) == []


def test_a_tag_is_put_on_all_of_a_filter_and_taken_back(
    qtbot: QtBot, screen: ClientsScreen
) -> None:
    everyone = count(ClientFilter())
    press(qtbot, Key.Key_A, CTRL)
    press(qtbot, Key.Key_T, CTRL)
    type_text(qtbot, "hiver")
    press(qtbot, Key.Key_Return)
    assert ClientTag.select().where(ClientTag.tag == "hiver").count() == everyone
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_Z, CTRL)
    assert ClientTag.select().where(ClientTag.tag == "hiver").count() == 0


def test_a_filter_is_kept_under_a_name_and_used_again(qtbot: QtBot, screen: ClientsScreen) -> None:
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "vas")
    press(qtbot, Key.Key_Return)
    shown = screen.model.rowCount()
    press(qtbot, Key.Key_S, CTRL)
    type_text(qtbot, "Les Vas")
    press(qtbot, Key.Key_Return)
    (kept,) = saved_filters.saved_filters()
    assert (kept.name, kept.conditions) == ("Les Vas", {"text": "vas"})
    press(qtbot, Key.Key_Escape)
    assert screen.model.rowCount() > shown
    screen.tools.saved.setFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert screen.model.rowCount() == shown
    press(qtbot, Key.Key_Delete, CTRL)
    assert saved_filters.saved_filters() == []
    press(qtbot, Key.Key_Z, CTRL)
    assert [row.name for row in saved_filters.saved_filters()] == ["Les Vas"]


def test_the_family_of_referrals_is_walked_by_keys_and_never_loops(
    qtbot: QtBot, screen: ClientsScreen, twice: tuple[int, int], actor: Actor
) -> None:
    first, second = twice
    draft = clients.client_draft(second)
    clients.update_client(actor, second, replace(draft, recommended_by=first))
    with pytest.raises(Refused):
        clients.update_client(
            actor, first, replace(clients.client_draft(first), recommended_by=second)
        )
    screen.open_client(first)
    press(qtbot, Key.Key_8, ALT)
    picture = referrals_of(screen).picture
    assert QApplication.focusWidget() is picture
    assert "Marguerite Vaseur, " in picture.accessibleDescription()
    assert "envoyé par Marguerite Vasseur" in picture.accessibleDescription()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert screen.file.client_id == second


def test_civilities_are_told_side_by_side_as_they_are_said(
    actor: Actor, twice: tuple[int, int]
) -> None:
    for client, civility in zip(twice, ("M.", "Mme"), strict=True):
        draft = replace(clients.client_draft(client), civility=civility)
        clients.update_client(actor, client, draft)
    told = next(line for line in side_by_side(*twice) if line.name == "civility")
    assert (told.left, told.right) == ("Monsieur", "Madame")
