"""The lazy table: pages by key, sorting asked elsewhere, nothing fetched before it is needed."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui.item_models.lazy_table import (
    CELL_ROLE,
    PAGE,
    ROW_ROLE,
    Cell,
    Column,
    Fetch,
    LazyTableModel,
)
from ui.widgets import DataTable


@dataclass(frozen=True)
class Client:
    key: int
    name: str
    balance: int


class Book:
    """Plain rows behind a keyset, that notes what it was asked."""

    def __init__(self, count: int) -> None:
        self.rows = [Client(at, f"Client {at:06}", at * 7 % 1000) for at in range(count)]
        self.asked: list[object] = []

    def page(self, after: object | None, limit: int) -> list[Client]:
        self.asked.append(after)
        first = 0 if after is None else int(str(after)) + 1
        return self.rows[first : first + limit]

    def sorted_by(self, sort_key: str, descending: bool) -> Fetch[Client]:
        self.asked.append((sort_key, descending))
        rows = sorted(self.rows, key=lambda row: row.name, reverse=descending)
        places = {row.key: at for at, row in enumerate(rows)}

        def page(after: object | None, limit: int) -> list[Client]:
            first = 0 if after is None else places[int(str(after))] + 1
            return rows[first : first + limit]

        return page


COLUMNS = (
    Column[Client]("Nom", lambda row: Cell(row.name, second="Valence"), stretch=1, sort_key="name"),
    Column[Client]("Solde", lambda row: str(row.balance), align="right", width=8),
)


def _model(book: Book) -> LazyTableModel[Client]:
    model = LazyTableModel(COLUMNS, lambda row: row.key, book.sorted_by)
    model.show_pages(book.page)
    return model


def test_it_passes_qt_s_own_model_test(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(_model(Book(450)))


def _watched(model: LazyTableModel[Client]) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_it_stays_right_while_it_is_fetched() -> None:
    model = _model(Book(450))
    tester = _watched(model)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert tester.model() is model
    assert model.rowCount() == 450


def test_it_stays_right_while_it_is_sorted_reloaded_and_emptied() -> None:
    # One page: Qt's tester fetches more while it handles a reset, then objects to it.
    model = _model(Book(150))
    tester = _watched(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.reload()
    model.show_rows([])
    assert tester.model() is model
    assert model.rowCount() == 0


def test_only_the_first_page_is_fetched_at_first() -> None:
    book = Book(1000)
    assert _model(book).rowCount() == PAGE
    assert book.asked == [None]


def test_the_next_page_follows_the_last_key() -> None:
    book = Book(450)
    model = _model(book)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert book.asked == [None, 199, 399]
    assert model.rowCount() == 450
    assert not model.canFetchMore(QModelIndex())


def test_a_last_page_that_is_exactly_full_ends_with_an_empty_one() -> None:
    model = _model(Book(PAGE))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == PAGE
    assert not model.canFetchMore(QModelIndex())


def test_sorting_asks_for_other_pages_and_starts_again() -> None:
    book = Book(450)
    model = _model(book)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert book.asked[-1] == ("name", True)
    assert model.row_at(0) == book.rows[-1]
    assert model.rowCount() == PAGE


def test_a_column_without_a_sort_key_does_not_sort() -> None:
    book = Book(10)
    model = _model(book)
    model.sort(1)
    assert book.asked == [None]


def test_a_cell_gives_its_words_its_row_and_its_side() -> None:
    book = Book(3)
    model = _model(book)
    index = model.index(1, 0)
    assert index.data() == "Client 000001, Valence"
    assert index.data(CELL_ROLE) == Cell("Client 000001", second="Valence")
    assert index.data(ROW_ROLE) == book.rows[1]
    side = model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert side & Qt.AlignmentFlag.AlignRight


def test_reloading_keeps_the_rows_shown_and_takes_their_new_values(qtbot: QtBot) -> None:
    book = Book(450)
    model = _model(book)
    model.fetchMore(QModelIndex())
    book.rows[3] = Client(3, "Autre nom", 0)
    with qtbot.assertNotEmitted(model.modelReset):
        model.reload()
    assert model.rowCount() == 400
    assert model.index(3, 0).data(CELL_ROLE).text == "Autre nom"


def test_reloading_after_a_row_went_away_shows_one_less() -> None:
    book = Book(150)
    model = _model(book)
    book.rows.pop()
    model.reload()
    assert model.rowCount() == 149
    assert model.place_of(148) == 148
    assert model.place_of(149) == -1


def test_the_view_fetches_a_page_only_when_its_end_is_near(qtbot: QtBot, show: Show) -> None:
    book = Book(100_000)
    table = DataTable("Clients")
    table.setModel(_model(book))
    show(table, 900, 600)
    assert book.asked == [None]
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(book.asked) == 2)


def test_a_hundred_thousand_rows_are_walked_page_after_page_in_even_steps(show: Show) -> None:
    """The last pages cost about what the first ones did: nothing grows with what is loaded."""
    table = DataTable("Clients", two_lines=True)
    model = _model(Book(100_000))
    table.setModel(model)
    show(table, 900, 600)
    steps = []
    while model.canFetchMore(QModelIndex()):
        began = time.perf_counter()
        table.scrollToBottom()
        model.fetchMore(QModelIndex())
        table.viewport().repaint()
        steps.append(time.perf_counter() - began)
    assert model.rowCount() == 100_000
    first, last = sorted(steps[5:105]), sorted(steps[-100:])
    assert last[50] < first[50] * 6 + 0.004


def test_only_what_is_kept_of_a_key_stays_and_the_next_page_goes_on_from_the_whole_one() -> None:
    book = Book(PAGE + 30)
    model = LazyTableModel(
        COLUMNS,
        lambda client: client.key,
        read=lambda numbers: [book.rows[number] for number in numbers],
        kept=lambda place: place[1],
    )
    places = [(f"place {row.key}", row.key) for row in book.rows]

    def fetch(after: object | None, limit: int) -> list[tuple[str, int]]:
        first = 0 if after is None else places.index(after) + 1  # type: ignore[arg-type]
        return places[first : first + limit]

    model.show_pages(fetch)
    model.fetchMore(QModelIndex())
    assert [model.key_at(at) for at in range(model.rowCount())] == list(range(PAGE + 30))
    assert model.row_at(PAGE + 29) == book.rows[-1]
    model.reload()
    assert model.rowCount() == PAGE + 30
