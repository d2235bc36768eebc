"""Vie privée by keys: requests, limits, erasing, files to look at, times and papers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import clients, search
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.erasing import register
from models.limits import unused
from models.privacy_requests import requests, waiting
from models.retention import reviews, terms
from models.rules.privacy_requests import RequestKind
from models.tables import Client
from tests.ui.conftest import (
    People,
    answer,
    choose_file,
    click,
    idle,
    messages,
    named,
    nameless,
    press,
    retype,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard
from tests.ui.screens.test_todo import line_of, lines
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.todo import TodoScreen

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tab(qtbot: QtBot, helene_file: ClientFile) -> QWidget:
    """Hélène's Vie privée."""
    press(qtbot, Qt.Key.Key_V, ALT)
    assert has_keyboard() == "privacy_requests"
    return helene_file.page("privacy")


def test_a_request_is_noted_answered_and_put_back_by_keys(
    qtbot: QtBot, tab: QWidget, people: People, window: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_1)
    type_text(qtbot, "copie de tout")
    press(qtbot, Qt.Key.Key_Return)
    [row] = requests(people.helene)
    assert (row.kind, row.words) == (RequestKind.ACCESS, "copie de tout")
    assert has_keyboard() == "privacy_requests"
    press(qtbot, Qt.Key.Key_X)
    press(qtbot, Qt.Key.Key_Return)
    assert not waiting()
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert len(waiting()) == 1
    press(qtbot, Qt.Key.Key_Z)
    type_text(qtbot, "livres à relire")
    press(qtbot, Qt.Key.Key_Return)
    assert requests(people.helene)[0].extended_why == "livres à relire"
    press(qtbot, Qt.Key.Key_Delete)
    assert requests(people.helene) == []


def test_a_file_is_limited_and_used_again(
    qtbot: QtBot, tab: QWidget, people: People, window: MainWindow, today: date
) -> None:
    press(qtbot, Qt.Key.Key_L)
    type_text(qtbot, "conteste la facture")
    press(qtbot, Qt.Key.Key_Return)
    assert "Fiche limitée depuis" in " ".join(texts(tab))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "conteste la facture" in " ".join(texts(window))
    hold = unused(people.helene, today)
    assert hold is not None


def test_a_person_is_erased_with_the_number_typed_again(
    qtbot: QtBot, tab: QWidget, people: People, window: MainWindow
) -> None:
    number = Client.get_by_id(people.helene).number
    press(qtbot, Qt.Key.Key_E)
    told = " ".join(texts(named(window, "privacy_erasing")))
    assert "Hélène Durand ne sera plus nulle part" in told
    assert "1 dossier attend encore" in told
    type_text(qtbot, str(number + 7))
    press(qtbot, Qt.Key.Key_Return)
    assert register() == []
    for _again in range(3):
        press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Escape)
    assert has_keyboard() == "privacy_requests"
    press(qtbot, Qt.Key.Key_E)
    type_text(qtbot, f"C-{number:05d}")
    press(qtbot, Qt.Key.Key_Return)
    assert [row.number for row in register()] == [number]
    assert people.helene not in {hit.client_id for hit in search.page("durand").hits}
    assert not tab.isVisible()
    assert messages(window) == ["La personne est effacée du livre."]
    assert "Hélène" not in " ".join(texts(window.screen_of("counter")))


def test_the_request_stands_in_todo_and_is_done_there(
    qtbot: QtBot, tab: QWidget, people: People, window: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_N)
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_3, CTRL)
    screen = window.screen_of("todo")
    assert isinstance(screen, TodoScreen)
    idle(qtbot, window)
    place = next(
        place
        for place in range(screen.model.rowCount())
        if "effacement" in getattr(screen.model.row_at(place), "text", "")
    )
    screen.table.look_at(place)
    press(qtbot, Qt.Key.Key_R)
    assert has_keyboard() == "privacy_requests"
    press(qtbot, Qt.Key.Key_Escape)
    idle(qtbot, window)
    screen.table.look_at(place)
    press(qtbot, Qt.Key.Key_X)
    assert not waiting()


@pytest.fixture
def old(actor: Actor) -> list[int]:
    """Two clients nobody heard of since 2022."""
    then = replace(actor, today=date(2022, 3, 1))
    drafts = [ClientDraft(last_name=name) for name in ("Ancien", "Lointain")]
    return [clients.open_account(then, draft).client_id or 0 for draft in drafts]


def test_files_whose_time_is_over_are_kept_or_erased_many_at_once(
    qtbot: QtBot, old: list[int], todo_screen: TodoScreen, window: MainWindow, today: date
) -> None:
    idle(qtbot, window)
    line_of(qtbot, todo_screen, "2 fiches")
    for key in (Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_G, Qt.Key.Key_F):
        press(qtbot, key)
        assert "Chaque fiche se décide dans la liste" in messages(window)[-1]
    press(qtbot, Qt.Key.Key_R)
    assert has_keyboard() == "reviews_table"
    press(qtbot, Qt.Key.Key_Escape)
    assert has_keyboard() == "todo_table"
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_G)
    type_text(qtbot, "garantie en cours")
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert [row.client.id for row in reviews(today)] == old[1:]
    press(qtbot, Qt.Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert len(reviews(today)) == 2
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_E)
    answer(qtbot, "do")
    idle(qtbot, window)
    assert len(register()) == 2
    assert reviews(today) == []
    assert "Aucune fiche à revoir" in " ".join(texts(todo_screen.reviews))
    with qtbot.waitActive(window):
        window.activateWindow()
    assert has_keyboard() == "retention_panel"
    press(qtbot, Qt.Key.Key_1, ALT)
    assert not any("fiche" in line for line in lines(todo_screen))


def test_times_and_papers_are_in_settings(
    qtbot: QtBot, people: People, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_6, CTRL)
    press(qtbot, Qt.Key.Key_V, ALT)
    shown = named(window, "privacy_tab")
    assert nameless(shown) == []
    assert "Personne n’a été effacé de ce livre." in texts(shown)
    retype(qtbot, window, "accounting_years", "9")
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert "dix ans au moins" in " ".join(texts(shown))
    retype(qtbot, window, "accounting_years", "10")
    retype(qtbot, window, "file_years", "2")
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert terms().file_years == 2
    named(window, "privacy_notice").setFocus()  # in a field, Ctrl+Z takes back what is typed
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert terms().file_years == 3
    for name in ("privacy_notice", "privacy_record"):
        click(qtbot, window, name)
        choose_file(tmp_path / f"{name}.pdf")
        idle(qtbot, window)
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")


def test_everything_the_keyboard_reaches_in_the_file_has_a_name(tab: QWidget) -> None:
    assert nameless(tab) == []
