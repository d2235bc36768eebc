"""Icons of `ui/icons` drawn in any colour.

QtSvg paints `currentColor` black, so the colour is put into the text of the SVG first.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPainter, QPixmap

ICONS = Path(__file__).resolve().parent / "icons"


def draw_icon(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` as a square pixmap; raises FileNotFoundError for an unknown name."""
    from PySide6.QtSvg import QSvgRenderer

    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(text.encode())).render(painter)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
