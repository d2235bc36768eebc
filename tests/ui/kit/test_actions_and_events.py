"""The table of keys, and who must refresh after a change."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.changes import Changes, changed
from tests.ui.kit.conftest import Show
from ui.action_specs import CARD, EVERYWHERE, SEARCH
from ui.actions import ActionBook, all_actions, group_title, keys_of
from ui.events import BookEvents, concerns


def test_no_key_does_two_things_in_one_place() -> None:
    everywhere = [key for spec in all_actions() if spec.group == EVERYWHERE for key in spec.keys]
    for group in {spec.group for spec in all_actions()}:
        keys = [key for spec in all_actions() if spec.group == group for key in spec.keys]
        together = Counter(keys if group == EVERYWHERE else keys + everywhere)
        assert not [key for key, times in together.items() if times > 1]


def test_every_key_is_one_qt_knows() -> None:
    for spec in all_actions():
        for key in spec.keys:
            assert QKeySequence(key)[0].key() != Qt.Key.Key_unknown


def test_every_group_has_its_title_in_the_keys_panel() -> None:
    groups = {spec.group for spec in all_actions()}
    assert all(group_title(group) for group in groups)
    assert len({group_title(group) for group in groups}) == len(groups)


def test_every_action_has_its_words_and_its_own_code() -> None:
    codes = [spec.code for spec in all_actions()]
    assert len(codes) == len(set(codes))
    assert all(spec.label for spec in all_actions())


def test_keys_are_shown_as_people_read_them() -> None:
    assert keys_of("attention") == "A"
    assert keys_of("open_file") == "Entrée"
    assert keys_of("search") == "Ctrl+K"


def test_single_letters_act_on_the_card_but_are_typed_in_a_field(qtbot: QtBot, show: Show) -> None:
    card = QWidget()
    column = QVBoxLayout(card)
    field = QLineEdit()
    column.addWidget(field)
    card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    actions = ActionBook().attach(card, CARD)
    show(card)
    card.setFocus()
    with qtbot.waitSignal(actions["attention"].triggered):
        qtbot.keyClick(card, Qt.Key.Key_A)
    field.setFocus()
    with qtbot.assertNotEmitted(actions["attention"].triggered):
        qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "a"


def test_only_the_keys_that_work_are_told() -> None:
    book = ActionBook()
    widget = QWidget()
    book.attach(widget, CARD, codes=("attention", "incident"))
    book.tell(SEARCH)
    told = {title: [spec.code for spec in specs] for title, specs in book.told()}
    assert told["Sur la fiche comptoir"] == ["attention", "incident"]
    assert "search_letters" in told["Dans la recherche"]
    assert "Partout" not in told


def test_what_changed_is_told_to_who_listens(qtbot: QtBot) -> None:
    events = BookEvents()
    what = changed("journal", client_id=7)
    with qtbot.waitSignal(events.changed) as signal:
        events.tell(what)
    assert signal.args == [what]


@pytest.mark.parametrize(
    ("what", "client", "topics", "expected"),
    [
        (changed("journal", client_id=7), 7, (), True),
        (changed("journal", client_id=7), 8, (), False),
        (changed("journal", client_id=7), None, (), True),
        (changed("journal", client_id=7), 7, ("memory",), False),
        (changed("journal", client_id=7), 7, ("memory", "journal"), True),
        (changed("settings"), 7, (), True),
        (changed("settings"), 7, ("journal",), False),
        (Changes(), 7, ("journal",), True),
    ],
)
def test_only_the_panels_concerned_refresh(
    what: Changes, client: int | None, topics: tuple[str, ...], expected: bool
) -> None:
    assert concerns(what, client, topics) is expected
