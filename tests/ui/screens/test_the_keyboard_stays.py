"""A composer gives the keyboard back to the list it was opened from, straight: noted, or left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.client_list import tags
from models.voices import COMPLAINT, VoiceDraft, keep_voice
from tests.models.privileges.conftest import idea
from tests.ui.conftest import People, idle, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.counter import CounterScreen

Key = Qt.Key
Keys = tuple[str | Key, ...]


class Trail:
    """The names of what got the keyboard, one after the other."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def add(self, _before: QWidget | None, now: QWidget | None) -> None:
        """One more; nobody, while a widget hides, is not one."""
        if now is not None:
            self.names.append(now.objectName())

    def after(self, qtbot: QtBot, *keys: str | Key) -> list[str]:
        """What got the keyboard after the last of these keys."""
        for key in keys:
            self.names.clear()
            if isinstance(key, str):
                type_text(qtbot, key)
            else:
                press(qtbot, key)
        return self.names


@pytest.fixture
def trail(qapp: QApplication) -> Iterator[Trail]:
    found = Trail()
    qapp.focusChanged.connect(found.add)
    yield found
    qapp.focusChanged.disconnect(found.add)


def _goes_back(qtbot: QtBot, trail: Trail, opens: Key, note: Keys) -> None:
    """Left then noted, the composer opened by a key gives the keyboard back where it was."""
    home = has_keyboard()
    assert home
    assert trail.after(qtbot, opens, Key.Key_Escape) == [home]
    assert trail.after(qtbot, opens, *note) == [home]


@pytest.mark.parametrize(
    ("tab", "opens", "note"),
    [
        (Key.Key_4, Key.Key_R, ("1changé", Key.Key_Return)),
        (Key.Key_4, Key.Key_Z, ("1dans 9 jours", Key.Key_Return)),
        (Key.Key_5, Key.Key_K, ("118500", Key.Key_Return)),
        (Key.Key_5, Key.Key_V, ("1", Key.Key_Return)),
    ],
)
def test_in_the_file_the_keyboard_goes_back_to_the_list(
    qtbot: QtBot, helene_file: ClientFile, trail: Trail, tab: Key, opens: Key, note: Keys
) -> None:
    press(qtbot, tab, ALT)
    _goes_back(qtbot, trail, opens, note)


def test_in_a_faire_and_the_voices_too(
    qtbot: QtBot, actor: Actor, people: People, window: MainWindow, trail: Trail
) -> None:
    keep_voice(actor, people.helene, VoiceDraft(COMPLAINT, "trop d’attente"))
    press(qtbot, Key.Key_3, CTRL)
    idle(qtbot, window)
    press(qtbot, Key.Key_Home)
    _goes_back(qtbot, trail, Key.Key_G, ("1", Key.Key_Return))
    press(qtbot, Key.Key_2, ALT)
    _goes_back(qtbot, trail, Key.Key_R, ("un banc devant la porte", Key.Key_Return))
    press(qtbot, Key.Key_3, ALT)
    _goes_back(qtbot, trail, Key.Key_A, ("2bonjour", Key.Key_Return))
    press(qtbot, Key.Key_S, CTRL)


def test_in_clients_the_filter_stays_when_a_tag_is_left_or_put(
    qtbot: QtBot, people: People, window: MainWindow, trail: Trail
) -> None:
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "durand")
    idle(qtbot, window)
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_T, CTRL)
    assert trail.after(qtbot, Key.Key_Escape) == ["clients_table"]
    press(qtbot, Key.Key_T, CTRL)
    assert trail.after(qtbot, "fidèle", Key.Key_Return) == ["clients_table"]
    idle(qtbot, window)
    clients = window.screen_of("clients")
    assert clients.model.rowCount() == 3  # type: ignore[attr-defined]
    assert "fidèle" in tags()


def test_in_a_reflection_one_leaves_the_condition_first_then_the_page(
    qtbot: QtBot, actor: Actor, window: MainWindow, trail: Trail
) -> None:
    idea(actor, rule=None)
    press(qtbot, Key.Key_4, CTRL)
    idle(qtbot, window)
    press(qtbot, Key.Key_Return)
    privileges = window.screen_of("privileges")
    privileges.reflection.questions.focus_on("rule")  # type: ignore[attr-defined]
    home = has_keyboard()
    assert trail.after(qtbot, Key.Key_A, Key.Key_Escape) == [home]
    assert trail.after(qtbot, Key.Key_A, "3", Key.Key_Return) == [home]
    idle(qtbot, window)


def test_the_letters_of_the_card_act_from_its_buttons_too(
    qtbot: QtBot, people: People, window: MainWindow
) -> None:
    window.screen_of("counter").show_client(people.helene)  # type: ignore[attr-defined]
    press(qtbot, Key.Key_Tab)
    assert has_keyboard() == "button_attention"
    press(qtbot, Key.Key_P)
    assert has_keyboard() == "composer_text"
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "search_edit"


def test_what_is_being_composed_waits_for_one_who_looks_at_another_screen(
    qtbot: QtBot, people: People, counter: CounterScreen
) -> None:
    counter.show_client(people.helene)
    press(qtbot, Key.Key_I)
    type_text(qtbot, "3bruit")
    press(qtbot, Key.Key_3, CTRL)
    press(qtbot, Key.Key_1, CTRL)
    assert has_keyboard() == "composer_text"
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).text == "bruit"
