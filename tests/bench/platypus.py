"""The same pages with reportlab's own platypus: every text, table, tile and chart of our blocks.

What our blocks hold is given to platypus as its manual says: texts as Paragraphs, tables as
Tables with the same rows (a Paragraph where a cell may wrap, a string where it may not), charts as
drawings. Pages come out about as many, and hold the same words.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from reports import blocks as ours
from reports.grid import Grid
from reports.layout import Block
from reports.pen import Pen
from reports.rows import Cell, Row
from reports.style import (
    BODY,
    BOTTOM,
    CONTENT_WIDTH,
    KEY_FIGURE,
    MARGIN,
    NEXT_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    TINY,
    TITLE,
)
from reports.typeset import BOLD, REGULAR, SEMIBOLD, plain, register

_STYLES = {
    name: ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.35)
    for name, font, size in (
        ("title", BOLD, TITLE),
        ("heading", SEMIBOLD, SMALL + 0.2),
        ("prose", REGULAR, BODY + 0.4),
        ("small", REGULAR, SMALL),
        ("cell", REGULAR, BODY),
        ("strong", SEMIBOLD, BODY),
        ("figure", BOLD, KEY_FIGURE),
        ("tiny", REGULAR, TINY),
    )
}
_RULED = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), REGULAR, BODY),
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ]
)


class _Chart(Flowable):
    """One of our charts, drawn by its own pen."""

    def __init__(self, chart: Any) -> None:
        super().__init__()
        self.chart, self.width, self.height = chart, CONTENT_WIDTH, chart.height

    def draw(self) -> None:
        Pen(self.canv).chart(self.chart, 0, 0)


def rendered(blocks: Sequence[Block], footer: str) -> bytes:
    """The PDF of these blocks, made by platypus."""
    register()
    target = BytesIO()
    document = BaseDocTemplate(
        target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1
    )
    room = (MARGIN, BOTTOM, CONTENT_WIDTH, NEXT_TOP - BOTTOM)
    frame = Frame(*room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def foot(canvas: Any, page: Any) -> None:
        canvas.setFont(REGULAR, TINY)
        canvas.drawString(MARGIN, 30, footer)
        canvas.drawRightString(MARGIN + CONTENT_WIDTH, 30, str(page.page))

    document.addPageTemplates([PageTemplate(frames=[frame], onPage=foot)])
    document.build([flowable for block in blocks for flowable in _flowables(block, CONTENT_WIDTH)])
    return target.getvalue()


def _flowables(block: Any, width: float) -> Iterator[Flowable]:
    match block:
        case ours.Letterhead():
            yield _letterhead(block, width)
        case ours.Heading():
            yield _paragraph(block.text.upper(), "heading")
        case ours.Prose():
            yield _paragraph(block.text, "small" if block.small else "prose")
        case ours.Tiles():
            yield _tiles(block, width)
        case ours.Figure():
            yield _Chart(block.chart)
        case ours.Pair():
            column = block.column(width, block.gap)
            stacks = [
                [one for part in stack for one in _flowables(part, column - 12)]
                for stack in (block.left, block.right)
            ]
            yield Table([stacks], colWidths=[column + block.gap / 2] * 2)
        case Grid():
            yield _table(block, width)
        case _:
            raise TypeError(type(block).__name__)
    yield Spacer(1, block.after)


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(escape(plain(text)), _STYLES[style])


def _letterhead(block: ours.Letterhead, width: float) -> Table:
    shop = block.shop
    left = [_paragraph(block.kicker.upper(), "heading"), _paragraph(block.title, "title")]
    left += [_paragraph(text, "cell") for text in (block.subtitle, block.badge) if text]
    lines = (*shop.address, shop.phone, shop.email, shop.siret, shop.vat_number)
    right = [_paragraph(shop.name, "strong")]
    right += [_paragraph(line, "small") for line in lines if line]
    return Table([[left, right]], colWidths=[width * 0.56, width * 0.44])


def _tiles(block: ours.Tiles, width: float) -> Table:
    cells = [
        [
            _paragraph(tile.label, "small"),
            _paragraph(tile.figure, "figure"),
            _paragraph(tile.note, "tiny"),
        ]
        for tile in block.tiles
    ]
    style = TableStyle(
        [("BOX", (at, 0), (at, 0), 0.8, colors.lightgrey) for at in range(len(cells))]
    )
    return Table([cells], colWidths=[width / len(cells)] * len(cells), style=style)


def _table(grid: Grid, width: float) -> Table:
    wraps = [bool(column.share) for column in grid.columns]
    rows = [
        [_cell(cell, row, wrap) for cell, wrap in zip(row.cells, wraps, strict=True)]
        for row in grid.rows
    ]
    titles = [plain(column.title.upper()) for column in grid.columns]
    head = [titles] if any(titles) else []
    widths = list(grid._set(width).widths)
    sides = [
        ("ALIGN", (at, 0), (at, -1), "RIGHT")
        for at, column in enumerate(grid.columns)
        if column.right
    ]
    table = Table(head + rows, colWidths=widths, repeatRows=len(head), style=_RULED)
    table.setStyle(TableStyle(sides))
    return table


def _cell(cell: Cell, row: Row, wraps: bool) -> Any:
    words = " · ".join((cell.text, *cell.marks))
    if not wraps and not cell.note:
        return plain(words)
    parts = [_paragraph(words, "strong" if row.tone in ("total", "group") else "cell")]
    return [*parts, _paragraph(cell.note, "small")] if cell.note else parts
