"""How a cell of `DataTable` is painted: text, smaller second line, pill, thin line below."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui import theme
from ui.item_models.lazy_table import By, Cell, LazyTableModel
from ui.widgets.initials import draw_initials, initials_size
from ui.widgets.pill import draw_pill, pill_size

Index = QModelIndex | QPersistentModelIndex
_LINE_ENDS = "\n\u2028"


class CellDelegate(QStyledItemDelegate):
    """Paints `Cell`s; with `wraps` a text takes the lines it needs, else it ends in « … »."""

    def __init__(self, table: QTableView, wraps: bool = False) -> None:
        super().__init__(table)
        self._table = table
        self._wraps = wraps
        self.hovered = -1

    def line_height(self) -> float:
        """Height of one line of text."""
        return QFontMetricsF(theme.current().font("body")).height()

    def row_height(self, two_lines: bool) -> int:
        """Height of every row of a table whose cells have one line, or two."""
        px = theme.current().px
        second = self.line_height() + px(1) if two_lines else 0
        return round(self.line_height() + second) + px(17)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = _cell_of(index)
        width = self._table.columnWidth(index.column()) - 2 * theme.current().px(8)
        width -= round(_by_width(cell.by))
        height = sum(height for height in self._heights(cell, width))
        return QSize(width, round(height) + theme.current().px(15))

    def _heights(self, cell: Cell, width: float) -> list[float]:
        """Height of the text and of the second line, in a column of that inner width."""
        text_height = self._one_line(cell, width) or self._lay_out(cell, width)[1]
        second = self.line_height() if cell.second else 0.0
        return [max(text_height, pill_size("A")[1] if cell.pill else 0.0), second]

    def _one_line(self, cell: Cell, width: float) -> float:
        """The height of a text that needs no second line: most do not, laying it out costs ten
        times as much. 0 when it has to be laid out."""
        font = theme.current().font("strong" if cell.bold else "body")
        metrics = QFontMetricsF(font)
        broken = any(end in cell.text for end in _LINE_ENDS)
        if cell.pill or broken or metrics.horizontalAdvance(cell.text) > width:
            return 0.0
        return ceil(metrics.height())

    def _lay_out(self, cell: Cell, width: float) -> tuple[QTextLayout, float]:
        """The text in lines: the first one starts after the pill."""
        look = theme.current()
        layout = QTextLayout(cell.text, look.font("strong" if cell.bold else "body"))
        layout.setTextOption(QTextOption())
        pill = pill_size(cell.pill)[0] + look.px(6) if cell.pill else 0.0
        layout.beginLayout()
        top = 0.0
        if pill and width - pill < _first_word(cell.text, layout.font()):
            pill, top = 0.0, pill_size("A")[1]  # no room beside the pill: the text goes below
        while (line := layout.createLine()).isValid():
            left = pill if top == 0 else 0.0
            line.setLineWidth(max(width - left, look.px(20)))
            room = max(line.height(), pill_size("A")[1]) if left else line.height()
            line.setPosition(QPointF(left, top + (room - line.height()) / 2))
            top += room
        layout.endLayout()
        return layout, top

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        look = theme.current()
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw_back(painter, rect, index, selected)
        inner = rect.adjusted(look.px(8), 0, -look.px(8), -1)
        self._draw_cell(painter, inner, _cell_of(index), _goes_right(index))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The tip of a cell that is cut says it whole; the names of who noted it, too."""
        cell, room = _cell_of(index), option.rect.width() - 2 * theme.current().px(8)
        whole = not cell.by and self._natural_width(cell) <= room
        told = "" if whole or (self._wraps and not cell.by) else cell.plain()
        QToolTip.showText(event.globalPos(), told, view)
        return True

    def _natural_width(self, cell: Cell) -> float:
        """The width at which each line of a cell is read whole."""
        look = theme.current()
        pill = pill_size(cell.pill)[0] + look.px(6) if cell.pill else 0.0
        font = look.font("strong" if cell.bold else "body")
        first = pill + QFontMetricsF(font).horizontalAdvance(cell.text)
        second = QFontMetricsF(look.font("small")).horizontalAdvance(cell.second)
        return max(first, second)

    def _draw_back(self, painter: QPainter, rect: QRectF, index: Index, selected: bool) -> None:
        look = theme.current()
        if selected:
            painter.fillRect(rect, look.colour("good_soft"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, look.colour("paper_hover"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, look.colour("line"))
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            self._draw_row_focus(painter, rect, index.column())

    def _draw_row_focus(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """The keyboard's ring goes around the whole row, a piece of it in each cell."""
        ring = theme.current().colour("accent")
        header = self._table.horizontalHeader()
        shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        last = shown[-1] if shown else 0
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), ring)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), ring)
        if column == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), ring)
        if column == last:
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), ring)

    def _draw_cell(self, painter: QPainter, box: QRectF, cell: Cell, right: bool) -> None:
        if cell.by:
            box = box.adjusted(_draw_by(painter, box, cell.by), 0, 0, 0)
        heights = self._heights(cell, box.width()) if self._wraps else self._flat_heights(cell)
        top = box.top() + max(0.0, (box.height() - sum(heights)) / 2)
        first = QRectF(box.left(), top, box.width(), heights[0])
        if self._wraps and not right:
            self._draw_wrapped(painter, first, cell)
        else:
            self._draw_flat(painter, first, cell, right)
        if cell.second:
            below = QRectF(box.left(), top + heights[0], box.width(), heights[1])
            _draw_line(painter, below, cell.second, "small", "muted", right)

    def _flat_heights(self, cell: Cell) -> list[float]:
        first = max(self.line_height(), pill_size("A")[1] if cell.pill else 0.0)
        return [first, self.line_height() + theme.current().px(1) if cell.second else 0.0]

    def _draw_flat(self, painter: QPainter, box: QRectF, cell: Cell, right: bool) -> None:
        look = theme.current()
        if cell.pill:
            width, height = pill_size(cell.pill)
            top = box.top() + (box.height() - height) / 2
            place = QRectF(box.left(), top, min(width, box.width()), height)
            draw_pill(painter, place, cell.pill, cell.pill_tone)
            box = box.adjusted(place.width() + look.px(6), 0, 0, 0)
        role = "strong" if cell.bold else "body"
        _draw_line(painter, box, cell.text, role, cell.tone or "ink", right)

    def _draw_wrapped(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        if cell.pill:
            width, height = pill_size(cell.pill)
            place = QRectF(box.left(), box.top(), min(width, box.width()), height)
            draw_pill(painter, place, cell.pill, cell.pill_tone)
        layout, height = self._lay_out(cell, box.width())
        painter.setPen(theme.current().colour(cell.tone or "ink"))
        offset = (box.height() - height) / 2 if layout.lineCount() <= 1 else 0.0
        layout.draw(painter, QPointF(box.left(), box.top() + offset))


def _by_width(by: Sequence[By]) -> float:
    return sum(initials_size(member.initials).width() + theme.current().px(6) for member in by)


def _draw_by(painter: QPainter, box: QRectF, by: Sequence[By]) -> float:
    """Paint the initials of these members side by side, and return the width they took."""
    left = box.left()
    for member in by:
        size = initials_size(member.initials)
        place = QRectF(left, box.center().y() - size.height() / 2, size.width(), size.height())
        draw_initials(painter, place, member.initials, QColor(member.colour))
        left += size.width() + theme.current().px(6)
    return left - box.left()


def _first_word(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text.partition(" ")[0])


def _draw_line(
    painter: QPainter, box: QRectF, text: str, role: str, tone: str, right: bool
) -> None:
    look = theme.current()
    font = look.font(role)
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _cell_of(index: Index) -> Cell:
    model = index.model()
    if isinstance(model, LazyTableModel):
        return model.cell_at(index.row(), index.column())
    return Cell(str(index.data() or ""))


def _goes_right(index: Index) -> bool:
    model = index.model()
    return isinstance(model, LazyTableModel) and model.columns[index.column()].align == "right"
