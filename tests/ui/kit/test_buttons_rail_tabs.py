"""Buttons, the rail and the tabs, from the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui.widgets import Button, Card, IconButton, KeyButton, Pill, Rail, Row, SegmentedTabs


def test_a_key_button_triggers_the_action_of_its_key(qtbot: QtBot, show: Show) -> None:
    action = QAction("Attention")
    action.setObjectName("attention")
    button = KeyButton("A", "Attention", action)
    show(button)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.accessibleName() == "Attention (A)"
    assert button.objectName() == "button_attention"


def test_enter_presses_a_button_even_where_enter_does_something_else(
    qtbot: QtBot, show: Show
) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    button = Button("Imprimer")
    column.addWidget(button)
    opening = box.addAction("Fiche client", "Return")
    opening.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    show(box)
    button.setFocus()
    with qtbot.waitSignal(button.clicked), qtbot.assertNotEmitted(opening.triggered):
        qtbot.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", ["plain", "primary", "danger", "quiet"])
def test_the_keyboard_can_be_seen_on_every_kind_of_button(show: Show, kind: str) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    button, other = Button("Imprimer", kind, icon="printer"), Button("Autre")
    column.addWidget(button)
    column.addWidget(other)
    show(box, 300, 120)
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != without


def test_an_icon_button_says_what_it_does() -> None:
    button = IconButton("pencil", "Modifier")
    assert button.toolTip() == button.accessibleName() == "Modifier"


def _rail() -> Rail:
    rail = Rail()
    for key, title in (("counter", "Comptoir"), ("clients", "Clients"), ("todo", "À faire")):
        rail.add(key, title, "users")
    return rail


def test_the_arrows_walk_the_rail_and_open_the_screens(qtbot: QtBot, show: Show) -> None:
    rail = _rail()
    show(rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    rail.button("counter").setFocus()
    qtbot.keyClick(rail.button("counter"), Qt.Key.Key_Down)
    qtbot.keyClick(rail.button("clients"), Qt.Key.Key_Down)
    assert chosen == ["clients", "todo"]
    assert rail.button("todo").hasFocus()


def test_a_click_on_the_rail_opens_a_screen(qtbot: QtBot, show: Show) -> None:
    rail = _rail()
    show(rail)
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda key: key == "todo"):
        qtbot.mouseClick(rail.button("todo"), Qt.MouseButton.LeftButton)


def test_the_count_of_a_screen_is_said_with_its_name() -> None:
    rail = _rail()
    rail.button("todo").show_badge(4)
    assert rail.button("todo").accessibleName() == "À faire, 4"
    rail.button("todo").show_badge(0)
    assert rail.button("todo").accessibleName() == "À faire"


def test_the_foot_of_the_rail_shows_as_many_lines_as_given(show: Show) -> None:
    rail = _rail()
    rail.set_shop("Garage Morel")
    show(rail)
    rail.set_footer(["Samedi 21 novembre", "Claire au comptoir"])
    rail.set_footer(["Dimanche 22 novembre"])
    shown = [foot.plain_text() for foot in rail._feet if foot.isVisible()]
    assert shown == ["Dimanche 22 novembre"]
    assert rail.shop.plain_text() == "Garage Morel"


def test_the_arrows_change_tab(qtbot: QtBot, show: Show) -> None:
    tabs = SegmentedTabs("Parties de la fiche")
    for key, title in (("account", "Compte"), ("identity", "Identité"), ("memory", "Mémoire 6")):
        tabs.add(key, title)
    show(tabs)
    first = tabs.findChild(QWidget, "tab_account")
    first.setFocus()
    with qtbot.waitSignal(tabs.chosen, check_params_cb=lambda key: key == "identity"):
        qtbot.keyClick(first, Qt.Key.Key_Right)
    assert tabs.current() == "identity"


def test_a_tab_can_count_what_it_holds() -> None:
    tabs = SegmentedTabs("Parties de la fiche")
    tab = tabs.add("cases", "Dossiers")
    tabs.set_title("cases", "Dossiers 2")
    assert tab.accessibleName() == "Dossiers 2"


def test_a_card_forgets_its_rows_when_cleared(show: Show) -> None:
    card = Card("Ce que nous lui devons", edge="bad")
    card.add_row(Row("Bruit à l’avant", Pill("Incident", "bad"), "Karim"))
    card.add_row(Row("Rappeler"))
    show(card)
    card.clear()
    assert card.body.count() == 0
    assert card.accessibleName() == "Ce que nous lui devons"


def test_only_rows_below_another_have_a_line_above() -> None:
    card = Card()
    first, second = card.add_row(Row("un")), card.add_row(Row("deux"))
    assert (first._line_above, second._line_above) == (False, True)
