"""The counter card while one types: nothing is ever painted before it has its height."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.ui.conftest import People, follow, press
from ui.screens.counter import CounterScreen
from ui.widgets import Card, WrapLabel


def squashed(counter: CounterScreen) -> list[str]:
    """What is seen on the card lower than its words need."""
    parts: list[QWidget] = [
        part for kind in (Card, WrapLabel) for part in counter.view.findChildren(kind)
    ]
    return [
        part.accessibleName() or type(part).__name__
        for part in parts
        if part.isVisible() and part.height() < part.heightForWidth(part.width())
    ]


@pytest.fixture
def busy_client(people: People, actor: Actor) -> int:
    """A client of whom there is more to say than the window shows at once."""
    long = "la courroie a été changée et la garantie expliquée, " * 4
    for kind in ("advice", "listening", "thanks", "gesture", "beyond", "smile"):
        journal.note(actor, people.other, EntryDraft(EntryType.ATTENTION, kind, long))
    journal.note(actor, people.other, EntryDraft(EntryType.REQUEST, text=long))
    return people.other


def test_from_one_client_to_the_next_the_card_is_placed_before_anything_is_painted(
    qtbot: QtBot, busy_client: int, counter: CounterScreen
) -> None:
    for typed in ("paul", "romans", "308", "romans"):
        counter.search.edit.selectAll()
        qtbot.keyClicks(counter.search.edit, typed)
        counter.finder.follow()
        assert squashed(counter) == []  # no event was handled since the last key
    assert counter.client_id == busy_client
    assert counter.view.page.scroll_bar().maximum() > 0, "it is long enough to scroll"


def test_somebody_else_s_card_is_read_from_its_top(
    qtbot: QtBot, people: People, busy_client: int, counter: CounterScreen
) -> None:
    counter.show_client(busy_client)
    bar = counter.view.page.scroll_bar()
    bar.setValue(bar.maximum())
    counter.session.attempt(journal.note, busy_client, EntryDraft(EntryType.VISIT))
    assert bar.value() > 0, "what is noted moves nothing"
    counter.show_client(people.paul)
    assert bar.value() == 0


def test_a_card_that_takes_the_keyboard_has_only_its_ring_painted(
    qtbot: QtBot, busy_client: int, counter: CounterScreen
) -> None:
    counter.show_client(busy_client)
    counter.search.start()
    follow()
    painted = _Painted(counter.view)
    counter.view.setFocus()
    follow()
    assert counter.view.who in painted.widgets
    assert counter.view.greeting not in painted.widgets


def test_keys_that_take_the_room_of_the_composer_leave_the_card_as_it_is_painted(
    qtbot: QtBot, busy_client: int, counter: CounterScreen
) -> None:
    counter.show_client(busy_client)
    press(qtbot, Qt.Key.Key_A)
    follow()
    painted = _Painted(counter.view)
    press(qtbot, Qt.Key.Key_Escape)
    follow()
    assert counter.composer.isHidden()
    assert counter.view.greeting not in painted.widgets


class _Painted(QObject):
    """Which parts of a panel were painted."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.widgets: list[QObject] = []
        for part in panel.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.append(watched)
        return False
