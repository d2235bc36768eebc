"""What our papers draw, set down again on a plain reportlab canvas: the floor of drawing them.

The texts are already cut into lines and placed: a plain canvas only has to set them down, with
the rules, boxes and charts around them, page after page, in the same letters.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from reports import layout, pen
from reports.pen import Pen
from reports.style import PAGE_HEIGHT, PAGE_WIDTH, SMALL
from reports.typeset import REGULAR, width_of

Stroke = tuple[str, tuple[Any, ...], dict[str, Any]]
_STROKES = (
    *("setFillColor", "setStrokeColor", "setLineWidth", "setLineJoin", "line", "roundRect"),
    *("circle", "drawPath", "clipPath", "translate", "saveState", "restoreState", "showPage"),
)


class _Tape(Canvas):
    """A canvas that remembers the strokes asked of it, not those it makes of them."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.strokes: list[Stroke] = []
        self.asked = False
        super().__init__(*arguments, **options)
        self.strokes.clear()

    def keep(self, name: str, *arguments: Any, **options: Any) -> None:
        """Remember one stroke."""
        self.strokes.append((name, arguments, options))


def _taped(name: str) -> Callable[..., Any]:
    own = getattr(Canvas, name)

    def stroke(self: _Tape, *arguments: Any, **options: Any) -> Any:
        if self.asked:
            return own(self, *arguments, **options)
        self.keep(name, *arguments, **options)
        self.asked = True
        try:
            return own(self, *arguments, **options)
        finally:
            self.asked = False

    return stroke


for _name in _STROKES:
    setattr(_Tape, _name, _taped(_name))


def strokes_of(render: Callable[[], object], patch: pytest.MonkeyPatch) -> list[Stroke]:
    """The strokes of a paper, while it is rendered once."""
    tapes: list[_Tape] = []

    def tape(*arguments: Any, **options: Any) -> _Tape:
        tapes.append(_Tape(*arguments, **options))
        return tapes[-1]

    def text(
        self: Pen,
        x: float,
        y: float,
        words: str,
        font: str = REGULAR,
        size: float = SMALL,
        tone: str = "ink",
        *,
        right: bool = False,
        spacing: float = 0,
    ) -> None:
        left = x - (width_of(words, font, size, spacing) - spacing if right else 0)
        self.canvas.keep("setFont", font, size)
        self.canvas.keep("setFillColor", pen._COLOURS[tone])
        self.canvas.keep("drawString", left, y, words, charSpace=spacing)

    with patch.context() as within:
        within.setattr(layout, "Canvas", tape)
        within.setattr(Pen, "text", text)
        render()
    [made] = tapes
    return made.strokes


def set_down(papers: Sequence[Sequence[Stroke]]) -> bytes:
    """One PDF of these papers."""
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        initialFontSize=SMALL,
    )
    for strokes in papers:
        for name, arguments, options in strokes:
            getattr(canvas, name)(*arguments, **options)
    canvas.save()
    return target.getvalue()
