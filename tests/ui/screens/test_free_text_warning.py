"""Free texts of the composers: a quiet warning, and a second Enter that keeps the text."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients
from models.actor import Actor
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from tests.ui.conftest import People, press, type_text
from tests.ui.screens.conftest import last_noted, noted
from ui.screens.counter import CounterScreen

Key = Qt.Key
# The key of each composer with a free text, and what is typed before the text.
COMPOSERS = [
    (Key.Key_A, "1"),
    (Key.Key_I, "1"),
    (Key.Key_D, ""),
    (Key.Key_P, ""),
    (Key.Key_V, "1"),
    (Key.Key_R, "1"),
]


@pytest.fixture(autouse=True)
def one_case(actor: Actor, people: People) -> None:
    note(actor, people.paul, EntryDraft(EntryType.REQUEST, text="un devis"))


def begin(qtbot: QtBot, counter: CounterScreen, client: int, key: Key, kind: str) -> None:
    counter.show_client(client)
    press(qtbot, key)
    type_text(qtbot, kind)


@pytest.mark.parametrize(("key", "kind"), COMPOSERS)
def test_each_composer_warns_once_and_a_second_enter_keeps_the_text(
    qtbot: QtBot, counter: CounterScreen, people: People, key: Key, kind: str
) -> None:
    before = len(noted(people.paul))
    begin(qtbot, counter, people.paul, key, kind)
    type_text(qtbot, "toujours aussi radin")
    press(qtbot, Key.Key_Return)
    told = counter.composer.notice.plain_text()
    assert told.startswith("Jugement sur l’argent : « radin ». Le client peut lire chaque mot.")
    assert told.endswith("Entrée encore une fois pour garder ce texte.")
    assert len(noted(people.paul)) == before
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).text == "toujours aussi radin"
    assert not counter.composer.isVisible()


def test_a_memory_warns_too(qtbot: QtBot, counter: CounterScreen, people: People) -> None:
    begin(qtbot, counter, people.paul, Key.Key_M, "1")
    type_text(qtbot, "allergique aux arachides")
    press(qtbot, Key.Key_Return)
    assert "« sans arachides »" in counter.composer.notice.plain_text()
    assert not any("arachides" in row.text for row in clients.memories(people.paul))
    press(qtbot, Key.Key_Return)
    assert any(row.text == "allergique aux arachides" for row in clients.memories(people.paul))


def test_the_neutral_wording_is_taken_at_once(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    begin(qtbot, counter, people.paul, Key.Key_M, "1")
    type_text(qtbot, "allergique aux arachides")
    press(qtbot, Key.Key_Return)
    counter.composer.edit.clear()
    type_text(qtbot, "sans arachides")
    press(qtbot, Key.Key_Return)
    assert any(row.text == "sans arachides" for row in clients.memories(people.paul))


def test_an_ordinary_text_is_noted_at_the_first_enter(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    begin(qtbot, counter, people.paul, Key.Key_A, "1")
    type_text(qtbot, "clé dans la boîte, moteur malade réparé")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).text == "clé dans la boîte, moteur malade réparé"
