"""Words set in lines: shaped once, broken for each width asked for, painted as they were measured.

Qt's labels shape their words anew for each width a layout tries, and each time they are painted.
"""

from collections.abc import Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_ENDLESS = 1 << 24
_LETTERS = 80
"""A text of any length is best read in lines of at most so many letters."""


class _Block(NamedTuple):
    """Lines broken at a width: the widest, and the height of all, in pixels."""

    width: int
    height: int


class TextLines:
    """Words in lines of any width; `leading` is the height of a line in percent of its font's."""

    def __init__(
        self,
        words: str,
        font: QFont,
        formats: Sequence[QTextLayout.FormatRange] = (),
        leading: int = 100,
    ) -> None:
        self._font, self._leading = font, leading
        self._layout = QTextLayout(words.replace("\n", "\N{LINE SEPARATOR}"), font)
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(formats)
        self._broken_at = -1
        self._blocks: dict[int, _Block] = {}
        self._align(Qt.AlignmentFlag.AlignLeft)

    @cached_property
    def _whole(self) -> _Block:
        """In one line: not before it is asked for, most of a screen's words are never seen."""
        return self._broken(_ENDLESS)

    def height(self, width: int) -> int:
        """The height the lines take in a width."""
        return self._at(width).height

    def hint(self) -> QSize:
        """A size they read well in: long lines for a long text, a narrow block for a short one."""
        metrics = QFontMetrics(self._font)
        width, line = metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing()
        block = self._at(width)
        for lines, part in ((4, 2), (2, 4)):
            if block.height < lines * line and block.width > width // part:
                block = self._at(width // part)
        return QSize(*block)

    def draw(self, painter: QPainter, box: QRectF, colour: QColor, side: Qt.AlignmentFlag) -> None:
        """Paint them in a box, in the middle of its height."""
        width = round(box.width())
        left_over = max(box.height() - self._at(width).height, 0) // 2
        if self._align(side) or self._broken_at != width:
            self._broken(width)
        # Room between lines is below each of them: half of it belongs above.
        above = round(QFontMetrics(self._font).height() * (self._leading - 100) / 200)
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(box.left(), box.top() + left_over + above))

    def _align(self, side: Qt.AlignmentFlag) -> bool:
        """Set the lines along a side; whether they were along another one."""
        former = self._layout.textOption()
        if former.alignment() == side and self._broken_at >= 0:
            return False
        option = QTextOption(side)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        return True

    def _at(self, width: int) -> _Block:
        if self._whole.width <= width:
            return self._whole
        if width not in self._blocks:
            self._blocks[width] = self._broken(width)
        return self._blocks[width]

    def _broken(self, width: int) -> _Block:
        layout, top, widest = self._layout, 0.0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += ceil(line.height()) * self._leading / 100
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        self._broken_at = width
        return _Block(ceil(widest), ceil(top))
