"""The quiet header of `DataTable`: small capitals, a thin line, an arrow on the sorted column."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme


class TableHeader(QHeaderView):
    """Paints itself: Qt's style sheets keep the font a header first had."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("table_header")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSortIndicatorClearable(False)
        theme.follow(self._restyle)

    def _restyle(self) -> None:
        self.setFont(theme.current().font("caption"))
        self.setMinimumSectionSize(theme.current().px(24))
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        height = QFontMetricsF(theme.current().font("caption")).height()
        return QSize(super().sizeHint().width(), round(height) + theme.current().px(18))

    def title_width(self, title: str, sorts: bool) -> int:
        """The width at which a title is read whole, with room for its arrow if it sorts."""
        look = theme.current()
        width = QFontMetricsF(look.font("caption")).horizontalAdvance(title)
        return round(width) + look.px(18) + (look.px(16) if sorts else 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look = theme.current()
        painter.save()
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, look.colour("line"))
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        self._draw_title(painter, rect, logicalIndex, is_sorted)
        painter.restore()

    def _draw_title(self, painter: QPainter, rect: QRect, section: int, is_sorted: bool) -> None:
        look = theme.current()
        side = look.px(8)
        room = QRectF(rect).adjusted(side, 0, -side, -1)
        right = self._goes_right(section)
        if is_sorted:
            self._draw_arrow(painter, room, right)
            arrow = look.px(16)
            room.adjust(0 if right else arrow, 0, -arrow if right else 0, 0)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink" if is_sorted else "muted"))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        # The font writes capitals; cutting must measure the same.
        shown = QFontMetricsF(look.font("caption")).elidedText(
            title, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flag | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_arrow(self, painter: QPainter, room: QRectF, right: bool) -> None:
        look = theme.current()
        ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        arrow = look.pixmap("chevron-up" if ascending else "chevron-down", "ink", 13)
        left = room.right() - look.px(13) if right else room.left()
        painter.drawPixmap(round(left), round(room.center().y() - look.px(13) / 2), arrow)

    def _goes_right(self, section: int) -> bool:
        role = Qt.ItemDataRole.TextAlignmentRole
        flag = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return flag is not None and bool(Qt.AlignmentFlag(flag) & Qt.AlignmentFlag.AlignRight)
