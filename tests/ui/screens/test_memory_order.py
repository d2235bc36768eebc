"""The memory of a client by keys: pinned, moved, forgotten, and all of it put back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients
from models.actor import Actor
from models.clients import MemoryRow
from tests.ui.conftest import messages, press
from tests.ui.screens.conftest import ALT, CTRL, People, has_keyboard
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile

Key = Qt.Key


@pytest.fixture
def facts(qtbot: QtBot, actor: Actor, people: People, helene_file: ClientFile) -> list[MemoryRow]:
    """Three facts noted on three days, the last one first; the keyboard on the first line."""
    for day, text in enumerate(("deux filles", "café sans sucre", "maison à Die"), 10):
        early = Actor(actor.member_id, date(2026, 11, day))
        clients.remember(early, people.helene, text, "family")
    press(qtbot, Key.Key_3, ALT)
    press(qtbot, Key.Key_Tab)
    helene_file.page("memory").table.setFocus()  # type: ignore[attr-defined]
    helene_file.page("memory").table.look_at(0)  # type: ignore[attr-defined]
    return clients.memories(people.helene)


def _texts(people: People) -> list[str]:
    return [row.text for row in clients.memories(people.helene)]


def test_facts_move_up_and_down_and_the_keyboard_follows(
    qtbot: QtBot, people: People, facts: list[MemoryRow]
) -> None:
    press(qtbot, Key.Key_Down, ALT)
    assert _texts(people) == ["café sans sucre", "maison à Die", "deux filles"]
    press(qtbot, Key.Key_Down, ALT)
    press(qtbot, Key.Key_Down, ALT)
    assert _texts(people) == ["café sans sucre", "deux filles", "maison à Die"]
    press(qtbot, Key.Key_Up, ALT)
    assert _texts(people) == ["café sans sucre", "maison à Die", "deux filles"]
    assert has_keyboard() == "memory_table"
    press(qtbot, Key.Key_Z, CTRL)
    assert _texts(people) == ["café sans sucre", "deux filles", "maison à Die"]


def test_a_fact_is_pinned_by_its_key_and_stays_so(
    qtbot: QtBot, people: People, facts: list[MemoryRow], actor: Actor
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_P)
    assert _texts(people)[0] == "café sans sucre"
    press(qtbot, Key.Key_Up, ALT)
    clients.remember(actor, people.helene, "nouveau")
    assert _texts(people) == ["café sans sucre", "nouveau", "maison à Die", "deux filles"]
    press(qtbot, Key.Key_Z, CTRL)


def test_a_forgotten_fact_comes_back_as_it_was_and_where_it_was(
    qtbot: QtBot, people: People, facts: list[MemoryRow], window: MainWindow
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Delete)
    assert "Oublié : café sans sucre" in messages(window)[-1]
    assert _texts(people) == ["maison à Die", "deux filles"]
    press(qtbot, Key.Key_Z, CTRL)
    assert _texts(people) == ["maison à Die", "café sans sucre", "deux filles"]
    back = clients.memories(people.helene)[1]
    assert (back.day, back.category) == (date(2026, 11, 11), "family")
