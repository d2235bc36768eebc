"""A line of a small bar chart: what, a bar, how much."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import round_box, smooth
from ui.widgets.result_list import draw_parts
from ui.widgets.text import Part


class BarRow(QWidget):
    """`BarRow("Attentions", 1240, 2000, "+ 12,4")`: the bar is value / maximum of its room.

    The text at the right is what is read; the bar only helps the eye. Rows of one chart share
    `label_width` and `figure_width`, in average characters.
    """

    def __init__(
        self,
        label: str,
        value: int,
        maximum: int,
        figure: str,
        tone: str = "good",
        label_width: int = 22,
        figure_width: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._figure, self.tone = label, figure, tone
        self._share = max(0.0, min(abs(value) / maximum, 1.0)) if maximum > 0 else 0.0
        self._label_width, self._figure_width = label_width, figure_width
        self.setAccessibleName(f"{label}, {figure}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), theme.current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            letter = look.letter()
            box = QRectF(self.rect())
            label = min(letter * self._label_width, box.width() * 0.45)
            figure = min(letter * self._figure_width, box.width() * 0.3)
            place = QRectF(box.left(), box.top(), label - look.px(8), box.height())
            draw_parts(painter, place, (Part(self._label),))
            bar = QRectF(box.left() + label, 0, box.width() - label - figure, look.px(8))
            bar.moveTop((box.height() - bar.height()) / 2)
            self._draw_bar(painter, bar)
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("ink"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, self._figure)

    def _draw_bar(self, painter: QPainter, bar: QRectF) -> None:
        look, radius = theme.current(), bar.height() / 2
        round_box(painter, bar, radius, look.colour("neutral_soft"))
        if self._share:
            filled = QRectF(bar.left(), bar.top(), max(bar.width() * self._share, bar.height()), 0)
            filled.setHeight(bar.height())
            round_box(painter, filled, radius, look.colour(self.tone))
