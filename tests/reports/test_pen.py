"""The pen: words written again are coded once, and stand where each time they were asked."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from reports import pen
from reports.pen import Pen
from reports.statement import render_statement
from reports.style import PAGE_HEIGHT, PAGE_WIDTH
from reports.typeset import BOLD, REGULAR, register, width_of
from tests.reports.full_samples import long_statement
from tests.reports.pdf_reading import pages_of
from tests.reports.samples import SHOP


def written(pages: list[list[tuple[str, float, float, str, bool]]]) -> bytes:
    """Texts on pages: words, place, font, whether the place is their right end."""
    register()
    target = BytesIO()
    canvas = Canvas(target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    drawing = Pen(canvas)
    for texts in pages:
        for words, x, y, font, right in texts:
            drawing.text(x, y, words, font, 10, right=right)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def placed(pdf: bytes) -> list[list[tuple[str, int, int, str]]]:
    """The texts of each page with their place, in points, and the end of their font's name."""
    found: list[list[tuple[str, int, int, str]]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        texts: list[tuple[str, int, int, str]] = []

        def visit(
            text: str, _place: Any, at: Any, font: Any, _size: Any, texts: Any = texts
        ) -> None:
            if text.strip():
                name = str(font["/BaseFont"]).rpartition("-")[2]
                texts.append((text.strip(), round(at[4]), round(at[5]), name))

        page.extract_text(visitor_text=visit)
        found.append(texts)
    return found


def test_the_same_words_stand_wherever_they_are_written() -> None:
    first = [("Été", 40.0, 700.0, REGULAR, False), ("Été", 300.0, 650.0, BOLD, False)]
    second = [("Été", 500.0, 600.0, REGULAR, True), ("Été", 40.0, 550.0, REGULAR, False)]
    pdf = written([first, second])
    before_it = round(500 - width_of("Été", REGULAR, 10))
    assert placed(pdf) == [
        [("Été", 40, 700, "Regular"), ("Été", 300, 650, "Bold")],
        [("Été", before_it, 600, "Regular"), ("Été", 40, 550, "Regular")],
    ]


def test_more_words_than_it_keeps_are_all_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pen, "_KEPT", 3)
    words = [f"mot {number % 8}" for number in range(40)]
    lines = [(word, 40.0, 800.0 - 18 * place, REGULAR, False) for place, word in enumerate(words)]
    assert pages_of(written([lines])) == [" ".join(words)]


def test_a_statement_codes_its_words_once_and_not_at_each_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[object] = []
    begin = Canvas.beginText

    def beginning(canvas: Canvas, *place: float) -> Any:
        begun.append(canvas)
        return begin(canvas, *place)

    monkeypatch.setattr(Canvas, "beginText", beginning)
    lines = 200
    render_statement(long_statement(lines), SHOP)
    assert len(begun) < 3 * lines, "of the five texts of a line, three were written before"
