"""Cards in columns, buttons in lines, pages of a readable width."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui.kit.conftest import Show
from ui import theme
from ui.widgets import BarRow, Button, Card, CardGrid, EmptyState, FlowLayout, Page, WrapLabel


def _grid(width: int, show: Show) -> tuple[QWidget, list[Card], Card]:
    box = QWidget()
    grid = CardGrid(box, min_column=340)
    cards = [Card(f"Carte {at}") for at in range(3)]
    for at, card in enumerate(cards):
        card.add(WrapLabel("mot " * 20 * (at + 1)))
        grid.add(card)
    whole = Card("Large")
    whole.add(WrapLabel("une ligne"))
    grid.add(whole, whole=True)
    show(box, width, 900)
    return box, cards, whole


@pytest.mark.parametrize(("width", "columns"), [(340, 1), (720, 2), (1100, 3), (1700, 3)])
def test_there_are_as_many_columns_as_fit_and_no_empty_one(
    show: Show, width: int, columns: int
) -> None:
    box, cards, whole = _grid(width, show)
    assert len({card.x() for card in cards}) == columns
    assert whole.width() == box.width()
    assert max(card.geometry().right() for card in cards) == box.rect().right()


def test_cards_of_one_row_are_of_one_height(show: Show) -> None:
    _box, cards, whole = _grid(1100, show)
    assert len({card.height() for card in cards}) == 1
    assert whole.y() > cards[0].geometry().bottom()


def test_a_hidden_card_leaves_no_hole(show: Show) -> None:
    box, cards, _whole = _grid(1100, show)
    cards[1].hide()
    box.layout().activate()
    assert len({cards[0].x(), cards[2].x()}) == 2
    assert cards[2].geometry().right() == box.rect().right()


def test_cards_are_as_tall_as_their_texts(show: Show) -> None:
    _box, cards, _whole = _grid(340, show)
    for card in cards:
        label = card.findChild(WrapLabel)
        assert label.height() >= label.heightForWidth(label.width())


def test_buttons_go_to_the_next_line_and_the_widget_stays_tall_enough(show: Show) -> None:
    box = QWidget()
    flow = FlowLayout(box)
    buttons = [Button(f"Bouton numéro {at}") for at in range(8)]
    for button in buttons:
        flow.addWidget(button)
    show(box, 420, 40)
    assert len({button.y() for button in buttons}) > 1
    assert box.minimumHeight() == flow.heightForWidth(box.width())
    assert all(box.rect().contains(button.geometry()) for button in buttons)


def test_taking_a_widget_out_of_a_flow_closes_the_gap(show: Show) -> None:
    box = QWidget()
    flow = FlowLayout(box)
    first, second = Button("Premier"), Button("Second")
    flow.addWidget(second)
    flow.insert_widget(0, first)
    show(box, 420, 60)
    assert first.x() < second.x()
    taken = flow.takeAt(0)
    assert taken is not None
    first.hide()
    flow.activate()
    assert flow.count() == 1
    assert flow.itemAt(5) is None
    assert second.x() == 0


def test_a_page_is_never_wider_than_can_be_read(show: Show, look: theme.Theme) -> None:
    page = Page("Réglages", max_width=900)
    card = Card("Boutique")
    page.add(card)
    show(page, 1800, 600)
    assert card.width() < look.px(900)


def test_a_page_scrolls_what_does_not_fit(show: Show) -> None:
    page = Page("Réglages")
    for at in range(30):
        page.add(Card(f"Carte {at}"))
    show(page, 700, 400)
    assert page._inner.height() > page.height()
    assert page._inner.width() <= page.width()


def test_an_empty_screen_says_what_to_do_first(qtbot, show: Show) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtCore import Qt

    state = EmptyState("users", "Aucun client", "Importez votre fichier.", "Importer")
    show(state, 700, 400)
    with qtbot.waitSignal(state.asked):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    state.say("Aucun résultat", "Essayez moins de lettres.")
    assert not state.button.isVisible()
    assert state.title.plain_text() == "Aucun résultat"


@pytest.mark.parametrize(("value", "maximum", "share"), [(5, 10, 0.5), (20, 10, 1), (3, 0, 0)])
def test_a_bar_is_its_share_and_its_figure_is_said(value: int, maximum: int, share: float) -> None:
    bar = BarRow("Attentions", value, maximum, "12,4")
    assert bar._share == share
    assert bar.accessibleName() == "Attentions, 12,4"


def test_a_bar_that_hides_takes_nothing_from_what_a_screen_reader_goes_through(show: Show) -> None:
    page, long = Page("Titre"), QWidget()
    long.setFixedHeight(3_000)
    page.add(long)
    show(page, 400, 300)
    told = QAccessible.queryAccessibleInterface(page.findChild(QScrollArea))
    assert page.scroll_bar().isVisible()
    assert told.childCount() == 1
    long.setFixedHeight(10)
    page.settle()
    assert told.childCount() == 1
