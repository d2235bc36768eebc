"""The counter card while one types: nothing is ever painted before it has its height."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.ui.conftest import People
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
