"""A list of two-line results, fetched page by page, walked with the arrows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.item_models.lazy_table import ROW_ROLE, Cell, Column, Fetch, LazyTableModel
from ui.widgets.painting import focus_ring, round_box, smooth
from ui.widgets.pill import draw_pill, pill_size
from ui.widgets.text import Part, Text, parts_of, plain

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result: its key, a line with bold parts, a smaller line, perhaps a pill.

    An `action` row proposes something to do (« + Ouvrir un compte « duran » »).
    """

    key: object
    title: Text
    subtitle: str = ""
    pill: str = ""
    pill_tone: str = "neutral"
    action: bool = False

    def as_cell(self) -> Cell:
        """The row in words."""
        return Cell(plain(self.title), self.subtitle, pill=self.pill)


class ResultList(QListView):
    """`show_pages(fetch)` or `show_rows(rows)`; emits the row looked at and the row chosen."""

    row_looked_at = Signal(object)
    row_chosen = Signal(object)
    left = Signal()
    """Esc, or ↑ above the first row: the keyboard goes back to where it came from."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column: Column[ResultRow] = Column(name, ResultRow.as_cell)
        self._model: LazyTableModel[ResultRow] = LazyTableModel(
            (column,), lambda row: row.key, parent=self
        )
        self.setModel(self._model)
        self.setItemDelegate(_ResultDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        theme.follow(self.scheduleDelayedItemsLayout)

    def show_pages(self, fetch: Fetch[ResultRow]) -> None:
        """Show the rows of `fetch(after_key, limit)` from the first page."""
        self._model.show_pages(fetch)

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these rows, all there are."""
        self._model.show_rows(rows)

    def count(self) -> int:
        """How many rows were fetched so far."""
        return self._model.rowCount()

    def place_of(self, key: object) -> int:
        """Where the row of that key is, or -1."""
        return self._model.place_of(key)

    def current_row(self) -> ResultRow | None:
        """The row looked at, or None."""
        return self._model.row_at(self.currentIndex().row())

    def look_at(self, place: int) -> None:
        """Look at the row of that place (cut to the rows there are)."""
        if self.count():
            self.setCurrentIndex(self._model.index(max(0, min(place, self.count() - 1)), 0))

    def move(self, step: int) -> None:  # type: ignore[override]
        """Look at the row `step` further, from the search field's arrows."""
        here = self.currentIndex().row()
        self.look_at(here + step if here >= 0 else 0)

    def choose(self) -> None:
        """Choose the row looked at, or the first one."""
        row = self.current_row() or self._model.row_at(0)
        if row is not None:
            self.row_chosen.emit(row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if (row := self._model.row_at(current.row())) is not None:
            self.row_looked_at.emit(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self._model.row_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _ResultDelegate(QStyledItemDelegate):
    """Paints a result on a rounded box."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        lines = QFontMetricsF(look.font("body")).height() + QFontMetricsF(look.font()).height()
        return QSize(look.px(160), round(lines) + look.px(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        look = theme.current()
        painter.save()
        smooth(painter)
        box = QRectF(option.rect).adjusted(0, 0, 0, -look.px(1))
        self._draw_back(painter, box, option.state)
        inner = box.adjusted(look.px(12), look.px(9), -look.px(12), -look.px(9))
        self._draw_row(painter, inner, row)
        painter.restore()

    def _draw_back(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        look, radius = theme.current(), theme.current().px(8)
        if state & QStyle.StateFlag.State_Selected:
            round_box(painter, box, radius, look.colour("good_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, box, radius, look.colour("paper_hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, box, radius)

    def _draw_row(self, painter: QPainter, box: QRectF, row: ResultRow) -> None:
        look = theme.current()
        height = QFontMetricsF(look.font("body")).height()
        right = box.width()
        if row.pill:
            width, tall = pill_size(row.pill)
            right -= width + look.px(8)
            place = QRectF(box.right() - width, box.top() + (height - tall) / 2, width, tall)
            draw_pill(painter, place, row.pill, row.pill_tone)
        if row.action:
            middle = QRectF(box.left(), box.top(), right, box.height())
            draw_parts(painter, middle, (Part(plain(row.title), tone="muted"),))
            return
        draw_parts(painter, QRectF(box.left(), box.top(), right, height), parts_of(row.title))
        small = QRectF(box.left(), box.top() + height + look.px(6), box.width(), height)
        draw_parts(painter, small, (Part(row.subtitle, tone="muted"),), "small")


def draw_parts(
    painter: QPainter, box: QRectF, parts: Sequence[Part], role: str = "body", tone: str = "ink"
) -> None:
    """One line of parts in `box`, ended by « … » when there is no room."""
    look = theme.current()
    left = box.left()
    for part in parts:
        font = look.font("strong" if part.bold else role)
        painter.setFont(font)
        painter.setPen(look.colour(part.tone or tone))
        metrics = QFontMetricsF(font)
        room = box.right() - left
        shown = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, max(room, 0))
        line = QRectF(left, box.top(), max(room, 0) + 2, box.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        left += metrics.horizontalAdvance(shown)
