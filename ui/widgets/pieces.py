"""Short pieces told one after the other, as « C-00412 · Valence · 06 12 44 55 66 »."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from ui.widgets.text import WrapLabel

_BETWEEN = " · "


class PiecesLabel(WrapLabel):
    """As many pieces on a line as it holds: no line begins or ends with the dot between two."""

    _pieces: tuple[str, ...] = ()

    def set_pieces(self, pieces: Iterable[str]) -> None:
        """Show other pieces; empty ones are left out."""
        self._pieces = tuple(piece for piece in pieces if piece)
        self.setAccessibleName(_BETWEEN.join(self._pieces))
        self._set_lines()

    def whole_width(self) -> int:
        """The width of all of them on one line."""
        return QFontMetrics(self.font()).horizontalAdvance(_BETWEEN.join(self._pieces)) + 4

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(width, 1), 0)
        wraps = Qt.TextFlag.TextWordWrap
        return QFontMetrics(self.font()).boundingRect(box, wraps, self._told_in(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_lines()

    def _set_lines(self) -> None:
        self.set_text(self._told_in(self.width()))

    def _told_in(self, width: int) -> str:
        """The pieces with the lines they take in a width."""
        metrics, lines = QFontMetrics(self.font()), [""]
        for piece in self._pieces:
            longer = f"{lines[-1]}{_BETWEEN}{piece}" if lines[-1] else piece
            if lines[-1] and metrics.horizontalAdvance(longer) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
        return "\n".join(lines)
