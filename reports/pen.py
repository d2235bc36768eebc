"""Drawing on a page: a thin, typed layer over the reportlab canvas that only knows our tones."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from reports.charts import Area, Bar, Chart, Label, Line, Marker, Shape
from reports.style import SMALL, TONES
from reports.typeset import REGULAR, SEMIBOLD, plain, shortened, width_of

_COLOURS = {tone: HexColor(value) for tone, value in TONES.items()}
PILL = 6.6
_BEGUN = "BT 1 0 0 1 0 0 Tm"
_KEPT = 4_096


class _Coded(NamedTuple):
    """A text as the operators that write it from where one stands, and its width in points."""

    operators: str
    width: float


class Pen:
    """Draws texts (already printable), rules, pills and charts on one canvas.

    Papers write the same words again and again (dates, names, amounts): a text is coded once.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._coded: dict[tuple[str, str, float, str, float], _Coded] = {}

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: str = REGULAR,
        size: float = SMALL,
        tone: str = "ink",
        *,
        right: bool = False,
        spacing: float = 0,
    ) -> None:
        """Write `text` from `x`, or up to `x` when `right`."""
        key = (text, font, size, tone, spacing)
        coded = self._coded.get(key)
        if coded is None:
            if len(self._coded) == _KEPT:
                self._coded.clear()
            coded = self._coded[key] = self._code(*key)
        if right:
            x -= coded.width - spacing
        self.canvas.addLiteral(f"BT 1 0 0 1 {fp_str(x, y)} Tm{coded.operators}")

    def _code(self, text: str, font: str, size: float, tone: str, spacing: float) -> _Coded:
        writing = self.canvas.beginText()
        writing.setFont(font, size)
        writing.setFillColor(_COLOURS[tone])
        if spacing:
            writing.setCharSpace(spacing)
        writing.textOut(text)
        if spacing:
            writing.setCharSpace(0)
        operators = writing.getCode().removeprefix(_BEGUN)
        return _Coded(operators, width_of(text, font, size, spacing))

    def rule(self, x1: float, x2: float, y: float, tone: str = "rule", width: float = 0.6) -> None:
        self._stroke(tone, width)
        self.canvas.line(x1, y, x2, y)

    def box(self, x: float, y: float, width: float, height: float, radius: float = 5) -> None:
        self._stroke("rule", 0.8)
        self.canvas.roundRect(x, y, width, height, radius, stroke=1, fill=0)

    def pill(self, x: float, y: float, text: str, tone: str = "green") -> None:
        """A rounded mark around `text`, its baseline at `y`; see `pill_width`."""
        self.canvas.setFillColor(_COLOURS["soft"])
        self._stroke(tone, 0.5)
        width = pill_width(text)
        self.canvas.roundRect(x, y - 2.6, width, PILL + 4.2, 5, stroke=1, fill=1)
        self.text(x + 5, y, text, SEMIBOLD, PILL, tone)

    def chart(self, chart: Chart, x: float, y: float) -> None:
        """Draw a chart with its bottom left corner at (x, y)."""
        with self._saved():
            self.canvas.translate(x, y)
            for shape in chart.shapes:
                self._shape(shape)

    def image(self, image: object, x: float, y: float, width: float, height: float) -> None:
        self.canvas.drawImage(image, x, y, width, height, mask="auto")

    def _shape(self, shape: Shape) -> None:
        match shape:
            case Line():
                self._stroke(shape.tone, shape.width)
                self.canvas.line(shape.x1, shape.y1, shape.x2, shape.y2)
            case Area():
                self._area(shape)
            case Bar():
                self._bar(shape)
            case Marker():
                self._marker(shape)
            case Label():
                self._label(shape)

    def _area(self, area: Area) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*area.points[0])
        for point in area.points[1:]:
            path.lineTo(*point)
        self.canvas.setFillColor(_COLOURS[area.tone])
        self._stroke(area.tone, area.width)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path, stroke=int(not area.fill), fill=int(area.fill))

    def _bar(self, bar: Bar) -> None:
        self._stroke(bar.tone, 0.8)
        self.canvas.setFillColor(_COLOURS[bar.tone if bar.pattern == "solid" else "paper"])
        radius = min(2.0, bar.width / 2)
        self.canvas.roundRect(bar.x, bar.y, bar.width, bar.height, radius, stroke=1, fill=1)
        if bar.pattern == "hatched":
            self._hatch(bar)

    def _hatch(self, bar: Bar) -> None:
        with self._saved():
            path = self.canvas.beginPath()
            path.rect(bar.x, bar.y, bar.width, bar.height)
            self.canvas.clipPath(path, stroke=0, fill=0)
            at = bar.x - bar.height
            while at < bar.x + bar.width:
                self.canvas.line(at, bar.y, at + bar.height, bar.y + bar.height)
                at += 3.2

    def _marker(self, marker: Marker) -> None:
        self.canvas.setFillColor(_COLOURS[marker.tone])
        self._stroke("paper", 0.8)
        if marker.mark == "deposit":
            self.canvas.circle(marker.x, marker.y, 2.6, stroke=1, fill=1)
            return
        path = self.canvas.beginPath()
        path.moveTo(marker.x - 3.4, marker.y + 2.8)
        path.lineTo(marker.x + 3.4, marker.y + 2.8)
        path.lineTo(marker.x, marker.y - 3.4)
        path.close()
        self.canvas.drawPath(path, stroke=1, fill=1)

    def _label(self, label: Label) -> None:
        text = shortened(plain(label.text), REGULAR, SMALL, label.room)
        width = width_of(text, REGULAR, SMALL)
        shift = {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
        self.text(label.x - shift, label.y, text, REGULAR, SMALL, label.tone)

    def _stroke(self, tone: str, width: float) -> None:
        self.canvas.setStrokeColor(_COLOURS[tone])
        self.canvas.setLineWidth(width)

    @contextmanager
    def _saved(self) -> Iterator[None]:
        self.canvas.saveState()
        yield
        self.canvas.restoreState()


def pill_width(text: str) -> float:
    """The width of the mark that `Pen.pill` draws."""
    return width_of(text, SEMIBOLD, PILL) + 10
