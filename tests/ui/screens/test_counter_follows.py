"""While one types, the rows are painted first; the card of who is found follows at once. What was
noted is said first, too, and the card then shows it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.ui.conftest import People, follow, press, type_text
from tests.ui.screens.conftest import CTRL, last_noted
from ui.main_window import MainWindow
from ui.screens.counter import CounterScreen
from ui.widgets import WrapLabel

Key = Qt.Key


class _Told(QObject):
    """In what order the rows were painted and the card asked for."""

    def __init__(self, counter: CounterScreen) -> None:
        super().__init__()
        self.order: list[str] = []
        counter.results.viewport().installEventFilter(self)
        counter.finder.client_looked_at.connect(lambda _client: self.order.append("card"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.order.append("rows")
        return False


def test_the_rows_are_painted_before_the_card_is_read(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    type_text(qtbot, "durand")
    follow()
    told = _Told(counter)
    counter.search.edit.selectAll()
    qtbot.keyClicks(counter.search.edit, "p")
    assert told.order == []
    assert counter.client_id != people.paul, "the former card stays whole"
    follow()
    assert told.order[:2] == ["rows", "card"]
    assert counter.client_id == people.paul


def test_a_burst_of_letters_reads_one_card(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    told = _Told(counter)
    qtbot.keyClicks(counter.search.edit, "paul")
    follow()
    assert told.order.count("card") == 1
    assert counter.client_id == people.paul


def test_one_more_letter_that_finds_the_same_person_reads_nothing_again(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    type_text(qtbot, "pau")
    card = counter.card
    type_text(qtbot, "l")
    assert counter.card is card
    counter.session.attempt(journal.note, people.paul, EntryDraft(EntryType.VISIT, text="venu"))
    assert counter.card is not None
    assert counter.card.latest[0].text == "venu", "what is noted has it read again"


def test_keys_quicker_than_the_card_act_on_who_the_list_shows(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    type_text(qtbot, "durand")
    press(qtbot, Key.Key_K, CTRL)
    qtbot.keyClicks(counter.search.edit, "paul")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_A)
    qtbot.keyClicks(counter.composer.edit, "1cafe offert")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).text == "cafe offert"


def test_the_card_follows_at_once_when_the_keyboard_leaves_the_search(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    type_text(qtbot, "durand")
    press(qtbot, Key.Key_K, CTRL)
    qtbot.keyClicks(counter.search.edit, "paul")
    press(qtbot, Key.Key_Tab)
    assert counter.client_id == people.paul


def test_a_card_awaited_is_forgotten_when_nobody_is_found_any_more(
    qtbot: QtBot, counter: CounterScreen
) -> None:
    qtbot.keyClicks(counter.search.edit, "paul")
    qtbot.keyClicks(counter.search.edit, "xyzzy")
    follow()
    assert counter.client_id is None
    assert counter.panel.currentWidget() is counter.empty


def test_once_the_window_is_closed_what_was_to_follow_asks_the_book_nothing(
    counter: CounterScreen, window: MainWindow
) -> None:
    counter.search.edit.clearFocus()
    counter.search.set_text("paul")
    window.count_on("todo", lambda: 1 // 0)
    counter.session.attempt(journal.note, 1, EntryDraft(EntryType.VISIT))
    window.close()
    follow()
    assert counter.client_id is None


def _note(qtbot: QtBot, counter: CounterScreen, opens: Key, typed: str) -> None:
    """Compose by keys; the window does nothing yet of what comes after Enter."""
    press(qtbot, opens)
    qtbot.keyClicks(counter.composer.edit, typed)
    qtbot.keyClick(counter.composer.edit, Key.Key_Return)


def _latest(counter: CounterScreen) -> str:
    assert counter.card is not None
    return counter.card.latest[0].text


def test_what_was_noted_is_said_before_the_card_is_read_again(
    qtbot: QtBot, counter: CounterScreen, people: People, window: MainWindow
) -> None:
    counter.show_client(people.paul)
    _note(qtbot, counter, Key.Key_A, "1cafe offert")
    assert last_noted(people.paul).text == "cafe offert"
    assert "Solde" in window.messages.messages()[-1].text.plain_text()
    assert counter.composer.isHidden()
    assert counter.view.hasFocus()
    assert _latest(counter) != "cafe offert"
    follow()
    assert _latest(counter) == "cafe offert"
    lines = [line.plain_text() for line in counter.view.latest.findChildren(WrapLabel)]
    assert lines[0].startswith("cafe offert")


def test_a_key_quicker_than_the_card_acts_on_what_was_just_noted(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.firm)
    assert counter.card is not None
    assert not counter.card.owed
    _note(qtbot, counter, Key.Key_D, "pneus hiver")
    qtbot.keyClick(counter.view, Key.Key_R)
    assert counter.composer.isVisible(), "the request just noted may be answered"
    assert [case.text for case in counter.card.owed] == ["pneus hiver"]


def test_the_card_shows_what_was_noted_at_once_when_the_keyboard_moves(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    _note(qtbot, counter, Key.Key_A, "1cafe offert")
    qtbot.keyClick(counter.view, Key.Key_K, CTRL)
    assert _latest(counter) == "cafe offert"


def test_the_sheet_for_the_client_knows_what_was_just_noted(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    _note(qtbot, counter, Key.Key_A, "1cafe offert")
    qtbot.keyClick(counter.view, Key.Key_F9)
    assert QApplication.focusWidget() is not counter.view
    assert _latest(counter) == "cafe offert"
