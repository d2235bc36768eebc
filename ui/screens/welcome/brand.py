"""The left side of the lobby: what the program is, in three sentences and one curve."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets import WrapLabel
from ui.widgets.painting import smooth

# Trust grows slowly, falls at once, and can be won again: (across, up), in shares of the place.
_GROWS = ((0.0, 0.14), (0.2, 0.22), (0.4, 0.44), (0.56, 0.62))
_FALL = (0.6, 0.22)
_AGAIN = (_FALL, (0.72, 0.34), (0.86, 0.68), (1.0, 0.9))


class Brand(QWidget):
    """Painted in the colours of the rail."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")  # its labels are written in the rail's ink
        self.name = WrapLabel("Compte-Confiance", "figure")
        self.name.setObjectName("rail_shop")
        self.motto = WrapLabel(
            _("La confiance se construit lentement. Elle mérite d’être tenue à jour."), "lead"
        )
        self._marks: list[tuple[QLabel, str]] = []
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.name)
        self._column.addWidget(self.motto)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        self._add(
            "trending-up", _("Un compte par client\N{NO-BREAK SPACE}: comment on l’a traité.")
        )
        self._add("handshake", _("Des engagements tenus, jamais de points ni de cartes."))
        self._add("hard-drive", _("Un seul fichier, chez vous. Ni inscription, ni réseau."))
        theme.follow(self._restyle)

    def _add(self, icon: str, text: str) -> None:
        mark = QLabel()
        line = QHBoxLayout()
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(WrapLabel(text), 1)
        self._lines.addLayout(line)
        self._marks.append((mark, icon))

    def fit(self, window_width: int) -> None:
        """Take its share of the window, the less the larger the text."""
        self.setFixedWidth(min(theme.current().px(340), window_width * 3 // 10))

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.px(34), look.px(44), look.px(30), look.px(30))
        self._column.setSpacing(look.px(14))
        self._lines.setContentsMargins(0, look.px(16), 0, 0)
        self._lines.setSpacing(look.px(14))
        for mark, icon in self._marks:
            mark.setPixmap(look.pixmap(icon, "rail_focus", 18))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.colour("rail"))
            top = self._lines.geometry().bottom() + look.px(40)
            height = min(self.height() - top - look.px(40), look.px(190))
            if height < look.px(70):
                return
            smooth(painter)
            bottom = self.height() - look.px(40)

            def place(point: tuple[float, float]) -> QPointF:
                return QPointF(point[0] * self.width() * 0.88, bottom - point[1] * height)

            painter.setPen(QPen(look.colour("rail_active"), look.px(1)))
            for share in (0.0, 0.5, 1.0):
                painter.drawLine(place((0.0, share)), place((1.2, share)))
            curve = _curve([place(point) for point in _GROWS])
            curve.lineTo(place(_FALL))
            curve.connectPath(_curve([place(point) for point in _AGAIN]))
            painter.setPen(_pen("rail_focus"))
            painter.drawPath(curve)
            painter.setPen(Qt.PenStyle.NoPen)
            for point, token in ((_FALL, "rail_ink"), (_AGAIN[-1], "rail_ink_active")):
                painter.setBrush(look.colour(token))
                painter.drawEllipse(place(point), look.px(5), look.px(5))


def _pen(token: str) -> QPen:
    pen = QPen(theme.current().colour(token), theme.current().px(3))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _curve(points: list[QPointF]) -> QPainterPath:
    """A smooth line through the points."""
    path = QPainterPath(points[0])
    for at in range(len(points) - 1):
        before, here = points[max(at - 1, 0)], points[at]
        there, after = points[at + 1], points[min(at + 2, len(points) - 1)]
        path.cubicTo(here + (there - before) / 6, there - (after - here) / 6, there)
    return path
