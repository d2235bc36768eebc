"""The curve of a trust account: its values over time and what happened."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.i18n import _, format_date, format_units
from ui import theme
from ui.widgets.curve_layout import (
    CurveEvent,
    CurvePoint,
    Frame,
    date_ticks,
    label_places,
    value_ticks,
)
from ui.widgets.painting import focus_ring, smooth

_IMPORTANCE = {"bad": 0, "warn": 1, "good": 2, "neutral": 3}


class Curve(QWidget):
    """`show_curve(points, events)`. The `small` form has neither axis nor labels.

    With the keyboard, ← and → walk the events; each is told in words. `describe` is the whole
    curve in words, given to screen readers as its description.
    """

    def __init__(self, name: str, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self._points: tuple[CurvePoint, ...] = ()
        self._events: tuple[CurveEvent, ...] = ()
        self._looked_at = -1
        self.setAccessibleName(name)
        self.setMouseTracking(not small)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if small else Qt.FocusPolicy.StrongFocus)
        vertical = QSizePolicy.Policy.Fixed if small else QSizePolicy.Policy.Preferred
        horizontal = QSizePolicy.Policy.Fixed if small else QSizePolicy.Policy.Expanding
        self.setSizePolicy(horizontal, vertical)
        theme.follow(self.updateGeometry)

    def show_curve(self, points: Sequence[CurvePoint], events: Sequence[CurveEvent] = ()) -> None:
        """Show these values (centi-units, by day, in order) and these events."""
        self._points, self._events = tuple(points), tuple(events)
        self._looked_at = -1
        self.setAccessibleDescription(self.describe())
        self.update()

    def describe(self) -> str:
        """The curve in words: from when to when, from what to what, and each event."""
        if not self._points:
            return _("Pas encore de mouvement.")
        first, last = self._points[0], self._points[-1]
        lines = [
            _("Du {first} au {last}\N{NO-BREAK SPACE}: de {start} à {end} unités.").format(
                first=format_date(first.day),
                last=format_date(last.day),
                start=format_units(first.value),
                end=format_units(last.value),
            )
        ]
        return " ".join(lines + [self._tell(event) for event in self._events if event.label])

    def _tell(self, event: CurveEvent) -> str:
        return _("{day}\N{NO-BREAK SPACE}: {label}, {value} unités.").format(
            day=format_date(event.day), label=event.label, value=format_units(event.value)
        )

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(158), px(38)) if self._small else QSize(px(700), px(200))

    def minimumSizeHint(self) -> QSize:
        px = theme.current().px
        return self.sizeHint() if self._small else QSize(px(260), px(150))

    def _frame(self) -> Frame:
        """The plot: its box, and the days and values of its sides."""
        px = theme.current().px
        values = [point.value for point in self._points] + [e.value for e in self._events]
        first, last = self._points[0].day, self._points[-1].day
        if self._small:
            box = QRectF(self.rect()).adjusted(px(5), px(5), -px(5), -px(5))
            return Frame(box, first, last, min(values), max(values))
        ticks = self._ticks()
        small = QFontMetricsF(theme.current().font("small"))
        left = max(small.horizontalAdvance(format_units(tick, decimals=0)) for tick in ticks)
        foot = small.height() + px(10)
        box = QRectF(self.rect()).adjusted(left + px(14), px(10), -px(8), -foot)
        return Frame(box, first, last, ticks[0], ticks[-1])

    def _ticks(self) -> list[int]:
        values = [point.value for point in self._points] + [e.value for e in self._events]
        most = max(3, self.height() // theme.current().px(32))
        return value_ticks(min(0, *values), max(0, *values), most)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if not self._points:
                self._draw_nothing(painter)
                return
            frame = self._frame()
            line = [frame.at(point.day, point.value) for point in self._points]
            if len(line) == 1:
                line.insert(0, QPointF(frame.box.left(), line[0].y()))
                line[-1] = QPointF(frame.box.right(), line[0].y())
            if not self._small:
                self._draw_axes(painter, frame)
                self._draw_area(painter, frame, line)
            self._draw_line(painter, line)
            self._draw_events(painter, frame, line)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), theme.current().px(8))

    def _draw_nothing(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        text = "" if self._small else self.describe()
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)

    def _draw_axes(self, painter: QPainter, frame: Frame) -> None:
        look = theme.current()
        painter.setFont(look.font("small"))
        metrics = QFontMetricsF(look.font("small"))
        for tick in self._ticks():
            y = round(frame.at(frame.first, tick).y()) + 0.5
            painter.setPen(look.colour("key_line" if tick == 0 else "grid"))
            painter.drawLine(QPointF(frame.box.left(), y), QPointF(frame.box.right(), y))
            painter.setPen(look.colour("muted"))
            place = QRectF(0, y - metrics.height(), frame.box.left() - look.px(8), 0)
            place.setHeight(metrics.height() * 2)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, format_units(tick, decimals=0))
        self._draw_dates(painter, frame, metrics)

    def _draw_dates(self, painter: QPainter, frame: Frame, metrics: QFontMetricsF) -> None:
        """Months below the plot, each centred on its first day and kept inside."""
        look = theme.current()
        widest = metrics.horizontalAdvance(format_date(frame.last, "month_short")) + look.px(30)
        top, free_from = frame.box.bottom() + look.px(8), 0.0
        for day in date_ticks(frame.first, frame.last, int(frame.box.width() // widest)):
            text = format_date(day, "month_short")
            width = metrics.horizontalAdvance(text) + 2
            x = min(frame.at(day, frame.low).x() - width / 2, self.width() - width)
            x = max(x, 0.0)
            if x < free_from:
                continue
            free_from = x + width + look.px(8)
            painter.drawText(QRectF(x, top, width, metrics.height()), 0, text)

    def _draw_area(self, painter: QPainter, frame: Frame, line: list[QPointF]) -> None:
        """The surface between the curve and zero."""
        zero = frame.at(frame.first, 0).y()
        path = QPainterPath()
        ends = [QPointF(line[-1].x(), zero), QPointF(line[0].x(), zero)]
        path.addPolygon(QPolygonF([*line, *ends]))
        fill = theme.current().colour("good_soft")
        fill.setAlphaF(0.85)
        painter.fillPath(path, fill)

    def _draw_line(self, painter: QPainter, line: list[QPointF]) -> None:
        pen = QPen(theme.current().colour("good"), 2.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))

    def _draw_events(self, painter: QPainter, frame: Frame, line: list[QPointF]) -> None:
        dots = [frame.at(event.day, event.value) for event in self._events]
        if self._small:
            self._draw_dot(painter, line[-1], "good", 3.0)
        for dot, event in zip(dots, self._events, strict=True):
            self._draw_dot(painter, dot, event.tone, 3.5 if self._small else 5.0)
        if not self._small:
            self._draw_labels(painter, frame, line, dots)
        if 0 <= self._looked_at < len(dots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("ink"), 2))
            ring = theme.current().px(9)
            painter.drawEllipse(dots[self._looked_at], ring, ring)

    def _draw_dot(self, painter: QPainter, dot: QPointF, tone: str, radius: float) -> None:
        """Failures are told by their shape too: a diamond, where good things are round."""
        look = theme.current()
        painter.setPen(QPen(look.colour("paper"), 1.5))
        painter.setBrush(look.colour(tone))
        size = look.px(radius * 2) / 2 + 0.75
        if tone not in ("bad", "warn"):
            painter.drawEllipse(dot, size, size)
            return
        size *= 1.25
        across, up = QPointF(size, 0), QPointF(0, size)
        painter.drawPolygon(QPolygonF([dot - up, dot + across, dot + up, dot - across]))

    def _draw_labels(
        self, painter: QPainter, frame: Frame, line: list[QPointF], dots: list[QPointF]
    ) -> None:
        look = theme.current()
        metrics = QFontMetricsF(look.font("small"))
        order = sorted(range(len(dots)), key=lambda at: self._rank(at))
        order = [at for at in order if self._events[at].label]
        sizes = [
            (metrics.horizontalAdvance(self._events[at].label) + 2, metrics.height())
            for at in order
        ]
        others = [dot for at, dot in enumerate(dots) if at not in order]
        box = frame.box.adjusted(0, -look.px(8), look.px(6), 0)
        places = label_places(
            [dots[at] for at in order] + others,
            sizes + [(0.0, 0.0)] * len(others),
            line,
            box,
            look.px(6),
        )
        painter.setFont(look.font("small"))
        for at, place in zip(order, places, strict=False):
            if place is not None:
                painter.setPen(look.colour(self._events[at].tone))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._events[at].label)

    def _rank(self, at: int) -> tuple[bool, int, int]:
        """The event looked at is labelled first, then failures, then the latest."""
        event = self._events[at]
        return at != self._looked_at, _IMPORTANCE[event.tone], -event.day.toordinal()

    def look_at(self, place: int) -> None:
        """Look at an event, as ← and → do; it is told in words."""
        if not self._events:
            return
        self._looked_at = max(0, min(place, len(self._events) - 1))
        event = self._events[self._looked_at]
        self.setAccessibleDescription(self._tell(event))
        dot = self._frame().at(event.day, event.value)
        QToolTip.showText(self.mapToGlobal(dot.toPoint()), self._tell(event), self)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._events:
            start = len(self._events) if self._looked_at < 0 else self._looked_at
            self.look_at(start + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._looked_at = -1
        self.setAccessibleDescription(self.describe())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._points:
            return
        frame, reach = self._frame(), theme.current().px(10)
        for at, mark in enumerate(self._events):
            away = frame.at(mark.day, mark.value) - event.position()
            if away.manhattanLength() <= reach:
                if at != self._looked_at:
                    self.look_at(at)
                return
        self._looked_at = -1
        self.update()
