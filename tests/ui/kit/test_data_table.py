"""The dressed table: whole rows, Enter opens, headers sort, columns fill the room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.widgets import DataTable
from ui.widgets.data_table import share_width

LINES = [
    ("18 nov.", "Voiture ramenée devant la porte, clé dans la boîte, et le plein fait", "+ 8,0"),
    ("12 oct.", "Conseil sans vendre", "+ 3,0"),
    ("14 déc.", "Bruit après la reprise de freins", "− 13,5"),
]
COLUMNS = (
    Column[tuple[str, str, str]]("Date", lambda row: row[0], width=8, sort_key="date"),
    Column[tuple[str, str, str]](
        "Ce qui s’est passé",
        lambda row: Cell(row[1], pill="mémorable", pill_tone="good"),
        width=20,
        stretch=1,
    ),
    Column[tuple[str, str, str]]("Alors", lambda row: row[2], align="right", width=7),
)


def _table(**options: bool) -> DataTable:
    table = DataTable("Relevé", **options)
    sorts: list[tuple[str, bool]] = []

    def pages(sort_key: str, descending: bool) -> object:
        sorts.append((sort_key, descending))
        rows = sorted(LINES, reverse=descending)
        return lambda after, limit: rows if after is None else []

    model = LazyTableModel(COLUMNS, lambda row: row[0], pages, parent=table)
    model.show_rows(LINES)
    table.setModel(model)
    table.sorts = sorts  # type: ignore[attr-defined]
    return table


def test_the_arrows_look_and_enter_chooses(qtbot: QtBot, show: Show) -> None:
    table, looked = _table(), []
    table.row_looked_at.connect(looked.append)
    show(table)
    table.look_at(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert looked == [LINES[0], LINES[1]]
    assert chosen.args == [LINES[1]]
    assert table.current_row() == LINES[1]


def test_a_double_click_chooses(qtbot: QtBot, show: Show) -> None:
    table = _table()
    show(table)
    place = table.visualRect(table.model().index(2, 1)).center()
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [LINES[2]]


def test_a_click_on_a_title_sorts_and_another_turns_the_order(qtbot: QtBot, show: Show) -> None:
    table = _table()
    show(table)
    header = table.horizontalHeader()
    for _ in range(2):
        place = header.viewport().rect().topLeft()
        place.setX(header.sectionPosition(0) + 12)
        place.setY(header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.sorts == [("date", False), ("date", True)]  # type: ignore[attr-defined]
    assert table.model().row_at(0) == max(LINES)


def test_a_click_on_a_title_that_does_not_sort_changes_nothing(qtbot: QtBot, show: Show) -> None:
    table = _table()
    show(table)
    header = table.horizontalHeader()
    table.sort_by(0)
    place = header.viewport().rect().topLeft()
    place.setX(header.sectionPosition(1) + 12)
    place.setY(header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert header.sortIndicatorSection() == 0
    assert table.sorts == [("date", False)]  # type: ignore[attr-defined]


def test_alt_and_a_figure_sort_from_the_keyboard(qtbot: QtBot, show: Show) -> None:
    table = _table()
    show(table)
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_9):
        qtbot.keyClick(table, key, Qt.KeyboardModifier.AltModifier)
    assert table.sorts == [("date", False), ("date", True)]  # type: ignore[attr-defined]


def test_the_sorted_column_is_marked(show: Show) -> None:
    table = _table()
    show(table)
    header = table.horizontalHeader()
    without = header.grab().toImage()
    table.sort_by(0)
    assert header.grab().toImage() != without


def test_the_header_grows_with_the_text_size(look: theme.Theme, show: Show) -> None:
    table = _table()
    show(table)
    before = table.horizontalHeader().height()
    look.choose(scale=150)
    table.grab()
    assert table.horizontalHeader().sizeHint().height() > before * 1.3


def test_tab_leaves_the_table_instead_of_walking_its_cells(show: Show) -> None:
    assert not _table().tabKeyNavigation()


def test_columns_fill_the_room_exactly(show: Show) -> None:
    table = _table()
    show(table, 900, 300)
    widths = sum(table.columnWidth(at) for at in range(3))
    assert widths == table.viewport().width()


def test_rows_that_wrap_are_as_tall_as_their_texts(show: Show) -> None:
    table = _table(wraps=True)
    show(table, 380, 400)
    assert table.rowHeight(0) > table.rowHeight(1)
    assert table.natural_height() > table.verticalHeader().length()


def test_rows_grow_with_the_text_size(look: theme.Theme, show: Show) -> None:
    table = _table(two_lines=True)
    show(table)
    before = table.rowHeight(0)
    look.choose(scale=150)
    assert table.verticalHeader().defaultSectionSize() > before * 1.3


def test_the_keyboard_is_seen_on_the_row(show: Show) -> None:
    box, table = QWidget(), _table()
    show(table)
    table.look_at(1)
    table.clearFocus()
    without = table.grab().toImage()
    table.setFocus()
    assert table.grab().toImage() != without
    box.deleteLater()


@pytest.mark.parametrize(
    ("room", "expected"),
    [(400, [100, 200, 100]), (300, [100, 100, 100]), (240, [92, 55, 92])],
)
def test_what_is_missing_is_taken_from_what_stretches_down_to_its_least(
    room: int, expected: list[int]
) -> None:
    assert share_width(room, [100, 120, 100], [100, 60, 100], [0, 1, 0]) == expected


def test_a_column_at_its_least_leaves_the_rest_to_the_others() -> None:
    assert share_width(150, [100, 100], [90, 20], [1, 1]) == [90, 60]
