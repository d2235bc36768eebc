"""Shapes the widgets share: rounded boxes, focus rings, key marks."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui import theme


def smooth(painter: QPainter) -> None:
    """Antialias what follows."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def stay_when_resized(*widgets: QWidget) -> None:
    """What they hold keeps its place from the top left: a new size has only the rest painted."""
    for widget in widgets:
        widget.setAttribute(Qt.WidgetAttribute.WA_StaticContents)


def round_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded box whose line lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line is not None else QPen(Qt.PenStyle.NoPen))
    inset = width / 2 if line is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, token: str = "accent") -> None:
    """The ring that shows where the keyboard is."""
    round_box(painter, rect, radius, None, theme.current().colour(token), 2.0)


def left_edge(painter: QPainter, rect: QRectF, radius: float, fill: QColor, width: float) -> None:
    """A coloured band along the left side of a rounded box, following its corners."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    inner = QPainterPath()
    inner.addRoundedRect(rect.adjusted(width, 0, radius * 2, 0), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPath(path.subtracted(inner))


def key_size(text: str) -> tuple[float, float]:
    """Width and height of a key mark."""
    look = theme.current()
    if text not in look.key_sizes:
        metrics = QFontMetricsF(look.font("key"))
        height = metrics.height() + look.px(6)
        width = max(height, metrics.horizontalAdvance(text) + look.px(14))
        look.key_sizes[text] = width, height
    return look.key_sizes[text]


def draw_key(painter: QPainter, rect: QRectF, text: str, token: str = "muted") -> None:
    """A small key mark: rounded, with a thicker foot."""
    look = theme.current()
    round_box(painter, rect, look.px(5), look.colour("key_line"))
    face = rect.adjusted(1, 1, -1, -2)
    round_box(painter, face, look.px(4), look.colour("key_face"))
    painter.setFont(look.font("key"))
    painter.setPen(look.colour(token))
    painter.drawText(face, Qt.AlignmentFlag.AlignCenter, text)
