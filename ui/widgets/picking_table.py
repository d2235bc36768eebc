"""A table in which several rows are picked at once: Shift and arrows, Ctrl+A, the mouse.

Ctrl+A picks all that the model has, also the rows that are not fetched yet: those fetched
afterwards come picked, and only what is taken out again (Ctrl and a click) is left out.
"""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.item_models.lazy_table import Index
from ui.widgets.data_table import DataTable

_Command = QItemSelectionModel.SelectionFlag


class PickingTable(DataTable):
    """The row the keyboard is on is always picked; being on one row alone picks nothing else."""

    picked_changed = Signal()

    def __init__(self, name: str, two_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, two_lines=two_lines, parent=parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.everything_picked = False

    def picked_count(self) -> int:
        """How many of the rows fetched are picked."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def picked_places(self) -> set[int]:
        """Where the picked rows are, among those fetched."""
        parts = self.selectionModel().selection().toList()
        return {place for part in parts for place in range(part.top(), part.bottom() + 1)}

    def selectAll(self) -> None:
        self.everything_picked = True
        super().selectAll()

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> _Command:
        command = super().selectionCommand(index, event)
        if command & _Command.Clear:
            self.everything_picked = False
        return command

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.picked_changed.emit()

    def reset(self) -> None:
        """Other rows are shown: nothing of them is picked."""
        self.everything_picked = False
        super().reset()
        self.picked_changed.emit()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        if self.everything_picked:
            self._pick(start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._last_row()}
        here = self.currentIndex().row()
        if event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in ends:
            there = ends[Qt.Key(event.key())]
            self._pick(min(here, there), max(here, there))
            self.selectionModel().setCurrentIndex(self.model().index(there, 0), _Command.NoUpdate)
        else:
            super().keyPressEvent(event)

    def _pick(self, first: int, last: int) -> None:
        model = self.model()
        rows = QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
        self.selectionModel().select(rows, _Command.Select)
