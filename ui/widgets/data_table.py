"""A table dressed as paper: no grid, thin lines, quiet header, whole rows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui import theme
from ui.item_models.lazy_table import ROW_ROLE, Column, Index, LazyTableModel
from ui.widgets.announcing import announce
from ui.widgets.table_delegate import CellDelegate
from ui.widgets.table_header import TableHeader

_LEAST_SHARE = 0.55
"""A column that stretches may shrink to this share of its width in a narrow window."""


class DataTable(QTableView):
    """Shows a `LazyTableModel`. Enter or a double click emits `row_chosen` with the plain row.

    `two_lines` gives every row room for a second line; `wraps` gives each row the height its
    texts need: only for tables of a few hundred rows.
    """

    row_looked_at = Signal(object)
    row_chosen = Signal(object)

    def __init__(
        self,
        name: str,
        two_lines: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._two_lines, self._wraps = two_lines, wraps
        self._widths: list[tuple[int, int]] = []
        self._fits = True
        self._header = TableHeader(self)
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self._delegate = CellDelegate(self, wraps)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._dress()
        self.doubleClicked.connect(self._on_double_clicked)
        theme.follow(self._restyle)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalHeader(self._header)
        self._header.sortIndicatorChanged.connect(self._on_sort_asked)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._widths = []
        if model is not None and self._wraps:
            model.modelReset.connect(self.fit_rows)
            model.dataChanged.connect(self.fit_rows)
        if isinstance(model, LazyTableModel):
            self._allow_sorting(any(column.sort_key for column in model.columns))
        self.fit_columns()

    def _allow_sorting(self, allowed: bool) -> None:
        """Let the header sort; the first order is the one the model came with."""
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self._header.setSortIndicator(*self._sorted_by)
        self._header.setSortIndicatorShown(allowed)
        self._header.setSectionsClickable(allowed)

    def sort_by(self, column: int) -> None:
        """Sort by a column, or turn its order when it is the one sorted by (Alt+1 to Alt+9)."""
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        turns = self._sorted_by == (column, ascending)
        if self._sorts(column):
            self._header.setSortIndicator(column, descending if turns else ascending)

    def _sorts(self, column: int) -> bool:
        model = self.model()
        if not isinstance(model, LazyTableModel) or not 0 <= column < len(model.columns):
            return False
        return bool(model.columns[column].sort_key)

    def _on_sort_asked(self, column: int, order: Qt.SortOrder) -> None:
        """The header's mark moved: sort, or put it back on a column that does not sort."""
        if (column, order) == self._sorted_by:
            return
        if not self._sorts(column):
            self._header.setSortIndicator(*self._sorted_by)
            return
        self._sorted_by = (column, order)
        self.model().sort(column, order)
        self.scrollToTop()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.data(ROW_ROLE))

    def current_row(self) -> object | None:
        """The plain row the keyboard is on, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def _last_row(self) -> int:
        """The last row fetched, -1 when there is none; going there fetches what follows."""
        return self.model().rowCount() - 1 if self.model() is not None else -1

    def look_at(self, place: int) -> None:
        """Put the keyboard on a row."""
        self.setCurrentIndex(self.model().index(place, 0))

    def fit_columns(self) -> None:
        """Give each column its width, and what is left to those that stretch."""
        model = self.model()
        if not isinstance(model, LazyTableModel) or not self.viewport().width():
            return
        widths = [self._natural_width(column) for column in model.columns]
        least = [self._least_width(column, widths[at]) for at, column in enumerate(model.columns)]
        shown = self._columns_with_room(least)
        shared = share_width(
            self.viewport().width(),
            [widths[at] for at in shown],
            [least[at] for at in shown],
            [model.columns[at].stretch for at in shown],
        )
        for at in range(len(model.columns)):
            self.setColumnHidden(at, at not in shown)
        for at, width in zip(shown, shared, strict=True):
            self.setColumnWidth(at, width)
        if (widths_shown := list(zip(shown, shared, strict=True))) != self._widths:
            self._widths = widths_shown
            self.fit_rows()

    def _columns_with_room(self, least: Sequence[int]) -> list[int]:
        """The columns a narrow window has room for: spare ones are left out, the last first."""
        columns, room = self._columns(), self.viewport().width()
        shown = list(range(len(columns)))
        for at in reversed(range(len(columns))):
            if columns[at].spare and sum(least[place] for place in shown) > room:
                shown.remove(at)
        return shown

    def _columns(self) -> tuple[Column, ...]:
        model = self.model()
        return model.columns if isinstance(model, LazyTableModel) else ()

    def _least_width(self, column: Column, natural: int) -> int:
        if not column.stretch:
            return natural
        return max(self._title_width(column), round(natural * _LEAST_SHARE))

    def _natural_width(self, column: Column) -> int:
        look = theme.current()
        letters = round(look.letter() * column.width)
        return max(letters + look.px(18), self._title_width(column))

    def _title_width(self, column: Column) -> int:
        return self._header.title_width(column.title, bool(column.sort_key))

    def fit_rows(self) -> None:
        """Give each row the height of its texts, in a table that wraps, once it is seen."""
        self._fits = False
        if self.isVisible():
            self._fit_now()

    def _fit_now(self) -> None:
        if not self._fits and self._wraps and self.model() is not None:
            self._fits = True
            self.resizeRowsToContents()

    def natural_height(self) -> int:
        """The height at which every row is seen, for a table inside a page that scrolls."""
        self._fit_now()
        return self.horizontalHeader().height() + self.verticalHeader().length() + 2

    def _restyle(self) -> None:
        height = self._delegate.row_height(self._two_lines)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._widths = []
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_now()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_looked_at.emit(current.data(ROW_ROLE))
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the row the keyboard comes back to said: only a move tells its cell by itself."""
        super().focusInEvent(event)
        model, row = self.model(), self.currentIndex().row()
        if model is not None and row >= 0:
            shown = (at for at in range(model.columnCount()) if not self.isColumnHidden(at))
            cells = (str(model.index(row, at).data() or "") for at in shown)
            announce(self, ", ".join(cell for cell in cells if cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._last_row()}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit(self.current_row())
        elif event.key() in ends and self._last_row() >= 0:
            self.look_at(ends[Qt.Key(event.key())])
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isdigit():
            self.sort_by(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


def share_width(
    room: int, widths: Sequence[int], least: Sequence[int], stretches: Sequence[int]
) -> list[int]:
    """Widths of columns that fill `room`; none below its least width while there is room for it.

    What is left, or missing, is shared by the columns that stretch; one that reached its least
    width leaves the rest to the others.
    """
    shared = list(widths)
    free = [at for at, stretch in enumerate(stretches) if stretch]
    while free and (rest := room - sum(shared)):
        total = sum(stretches[at] for at in free)
        wanted = {at: shared[at] + rest * stretches[at] // total for at in free}
        stuck = [at for at in free if wanted[at] < least[at]]
        if not stuck:
            for at in free:
                shared[at] = wanted[at]
            break
        for at in stuck:
            shared[at] = least[at]
        free = [at for at in free if at not in stuck]
    total = sum(shared)
    return shared if total <= room else [width * room // total for width in shared]
