"""Anything is noted from the card in four keys at most, plus the text; by whom, for whom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import team
from models.actor import Actor
from models.clients import memories
from models.messages import messages as contacts
from models.rules.trust import EntryType
from models.tables import Entry
from models.voices import voices
from tests.ui.conftest import People, messages, press, type_text
from tests.ui.screens.conftest import CTRL, last_noted
from ui.main_window import MainWindow
from ui.screens.counter import CounterScreen
from ui.session import Session

Key = Qt.Key
MOST = 4
TEXT = "deux mots"


class _Keys:
    """Counts the keys pressed."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, qtbot: QtBot, key: Qt.Key) -> None:
        self.count += 1
        press(qtbot, key)

    def type(self, qtbot: QtBot, letters: str) -> None:
        self.count += len(letters)
        type_text(qtbot, letters)


@pytest.fixture
def card(qtbot: QtBot, counter: CounterScreen, people: People) -> CounterScreen:
    """Hélène's card, the keyboard on it."""
    counter.show_client(people.helene)
    return counter


@pytest.mark.parametrize(
    ("key", "kind", "noted"),
    [
        ("a", "2", EntryType.ATTENTION),
        ("a", "10", EntryType.ATTENTION),
        ("i", "3", EntryType.INCIDENT),
        ("d", "", EntryType.REQUEST),
        ("p", "", EntryType.PROMISE),
        ("v", "2", EntryType.VISIT),
        ("r", "1", EntryType.RESOLUTION),
    ],
)
def test_an_entry_takes_four_keys_and_its_text(
    qtbot: QtBot,
    card: CounterScreen,
    people: People,
    window: MainWindow,
    key: str,
    kind: str,
    noted: EntryType,
) -> None:
    keys = _Keys()
    keys.type(qtbot, key)
    keys.type(qtbot, kind)
    type_text(qtbot, TEXT)
    keys.press(qtbot, Key.Key_Return)
    last = last_noted(people.helene)
    assert (last.entry.type, last.text) == (noted, TEXT)
    assert keys.count <= MOST
    told = window.messages.messages()[-1].action_button
    assert told is not None
    assert told.text() == "Reprendre"


@pytest.mark.parametrize(("key", "kind"), [("m", "2"), ("w", "1")])
def test_a_fact_and_words_take_four_keys_and_their_text(
    qtbot: QtBot, card: CounterScreen, people: People, window: MainWindow, key: str, kind: str
) -> None:
    keys = _Keys()
    keys.type(qtbot, key)
    keys.type(qtbot, kind)
    type_text(qtbot, TEXT)
    keys.press(qtbot, Key.Key_Return)
    kept = [row.text for row in memories(people.helene)]
    kept += [row.draft.words for row in voices(client_id=people.helene)]
    assert kept == [TEXT]
    assert keys.count <= MOST


def test_a_new_date_takes_two_keys_and_the_day(
    qtbot: QtBot, card: CounterScreen, people: People, window: MainWindow
) -> None:
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "1dans 5 jours")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).entry.type is EntryType.POSTPONED


def test_in_a_team_an_entry_may_be_a_colleague_s_and_ctrl_z_takes_it_back(
    qtbot: QtBot, card: CounterScreen, people: People, session: Session, actor: Actor
) -> None:
    team.add_member(actor, "Karim Benali")
    karim = team.members()[1].id
    press(qtbot, Key.Key_A)
    type_text(qtbot, "2")
    press(qtbot, Key.Key_Tab)
    _go_to(qtbot, "composer_author")
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    row = Entry.select().order_by(Entry.id.desc()).first()
    assert (row.author_id, row.kind) == (karim, "smile")
    latest = card.card.latest[0].by if card.card else None
    assert latest is not None
    assert latest.initials == "KB"
    press(qtbot, Key.Key_Z, CTRL)
    assert last_noted(people.helene).entry.type is EntryType.REVERSAL
    assert "Repris chez Hélène Durand : Sourire" in messages(session.window)[-1]


def _go_to(qtbot: QtBot, name: str) -> None:
    for _step in range(20):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        press(qtbot, Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}")


def test_alone_nobody_is_asked_who_noted_it(
    qtbot: QtBot, card: CounterScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_A)
    type_text(qtbot, "2")
    press(qtbot, Key.Key_Tab)
    assert card.composer.findChild(QWidget, "composer_cost") is not None
    assert card.composer.findChild(QWidget, "composer_author") is None


@pytest.mark.parametrize(
    ("key", "typed"), [("m", "2aime le bleu"), ("w", "2bien reçue"), ("c", "9pour l’heure")]
)
def test_what_is_kept_beside_the_journal_may_be_a_colleague_s_too(
    qtbot: QtBot, card: CounterScreen, people: People, actor: Actor, key: str, typed: str
) -> None:
    team.add_member(actor, "Karim Benali")
    karim = team.members()[1].id
    type_text(qtbot, key)
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Tab)
    _go_to(qtbot, "composer_author")
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    rows = (*memories(people.helene), *voices(client_id=people.helene), *contacts(people.helene))
    assert [row.author_id for row in rows] == [karim]
    press(qtbot, Key.Key_Z, CTRL)
    assert not memories(people.helene) + voices(client_id=people.helene)
    assert not contacts(people.helene)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "ddevis",
            "Demande, échéance mar. 24 nov. : sans suite, ce sera − 5,0 mer. 2 déc.",
        ),
        ("pdevis", "Promesse, échéance "),
        ("v2", "Passage : c’est noté, le compte ne bouge pas."),
        ("i3bruit", "Incident : "),
        ("a2", "Attention : + 1,0 (poids 1,0). Solde "),
    ],
)
def test_what_was_noted_shows_at_once_with_its_effect_and_why(
    qtbot: QtBot, card: CounterScreen, window: MainWindow, typed: str, told: str
) -> None:
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)
    assert told in messages(window)[-1]
