"""From blocks to a PDF: pages, letterhead, numbered footers, bookmarks, document facts.

A block is anything that knows its height for a width, draws itself, and may be cut in two.
The same frame and blocks always give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from models.i18n import language
from models.month_data import ShopIdentity
from reports.pen import Pen
from reports.style import (
    BOTTOM,
    CONTENT_WIDTH,
    FIRST_TOP,
    MARGIN,
    NEXT_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    TINY,
)
from reports.typeset import (
    NAME_LIMIT,
    REGULAR,
    SEMIBOLD,
    plain,
    register,
    shortened,
    width_of,
)


class Block(Protocol):
    """A piece of a page. `after` is the empty room under it; one that `leads` (a heading) never
    ends a page without what follows it."""

    @property
    def after(self) -> float: ...

    @property
    def leads(self) -> bool: ...

    @property
    def bookmark(self) -> str:
        """The title it has in the document's outline, or ""."""

    def height(self, width: float) -> float: ...

    def least(self, width: float) -> float:
        """The height of the smallest piece worth leaving at the bottom of a page."""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None: ...

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits in `room` and the rest; None when it cannot be cut there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the blocks. `running` heads the pages after the first; `mark` and `note`
    stand in each footer, left and middle."""

    title: str
    subject: str
    shop: ShopIdentity
    running: str
    mark: str
    note: str
    edited_on: date


def build(frame: Frame, blocks: Sequence[Block]) -> bytes:
    """The PDF, A4, fonts embedded, every page numbered « 1 / 3 »."""
    binding = Binding(frame)
    binding.add(frame, blocks)
    return binding.content()


class Binding:
    """Several papers in one PDF: each starts a page and numbers its own « 1 / 2 ».

    `cover` describes the whole. A paper bound under a title has that one bookmark; without, the
    bookmarks of its blocks.
    """

    def __init__(self, cover: Frame) -> None:
        register()
        self._target = BytesIO()
        self._canvas = Canvas(
            self._target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=SMALL,
            lang="fr-FR" if language() == "fr" else "en-GB",
        )
        _describe(self._canvas, cover)
        self._pen = Pen(self._canvas)
        self._papers = 0

    def add(self, frame: Frame, blocks: Sequence[Block], title: str = "") -> None:
        """Bind one more paper."""
        if title:
            self._papers += 1
            key = f"d{self._papers}"
            self._canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT)
            self._canvas.addOutlineEntry(title, key, level=0)
        pages = _paginate(blocks)
        for number, page in enumerate(pages, start=1):
            _draw_page(self._pen, frame, page, number, len(pages), bookmarks=not title)

    def content(self) -> bytes:
        """The whole PDF; nothing can be added then."""
        self._canvas.save()
        return self._target.getvalue()


def page_count(blocks: Sequence[Block]) -> int:
    """How many pages the blocks take."""
    return len(_paginate(blocks))


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    top: float


def _paginate(blocks: Sequence[Block]) -> list[list[_Placed]]:
    """Fill pages from top to bottom; a heading never stays behind without what it heads."""
    pages: list[list[_Placed]] = [[]]
    top = FIRST_TOP
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        room = top - BOTTOM
        height = block.height(CONTENT_WIDTH)
        if height <= room and _follows(block, waiting, room - height):
            pages[-1].append(_Placed(block, top))
            top -= height + block.after
            continue
        cut = block.split(CONTENT_WIDTH, room) if height > room else None
        if cut:
            pages[-1].append(_Placed(cut[0], top))
            waiting.append(cut[1])
        elif not pages[-1]:
            raise ValueError("a block taller than a page must be splittable")
        else:
            waiting.append(block)
        pages.append([])
        top = NEXT_TOP
    return pages


def _follows(block: Block, waiting: Sequence[Block], room: float) -> bool:
    """Whether what the block leads to, and what this leads to in turn, can start below it."""
    needed = 0.0
    for following in reversed(waiting):
        if not block.leads:
            break
        needed += block.after + following.least(CONTENT_WIDTH)
        block = following
    return needed <= room


def _draw_page(
    pen: Pen,
    frame: Frame,
    page: Sequence[_Placed],
    number: int,
    total: int,
    *,
    bookmarks: bool,
) -> None:
    canvas = pen.canvas
    if number > 1:
        _draw_running_head(pen, frame)
    for place, placed in enumerate(page):
        if bookmarks and placed.block.bookmark:
            key = f"p{number}-{place}"
            canvas.bookmarkHorizontal(key, 0, placed.top + 12)
            canvas.addOutlineEntry(placed.block.bookmark, key, level=0)
        placed.block.draw(pen, MARGIN, placed.top, CONTENT_WIDTH)
    _draw_footer(pen, frame, number, total)
    canvas.showPage()


def _draw_running_head(pen: Pen, frame: Frame) -> None:
    y = PAGE_HEIGHT - 42
    right = MARGIN + CONTENT_WIDTH
    name = shortened(plain(frame.shop.name, NAME_LIMIT), SEMIBOLD, SMALL, CONTENT_WIDTH * 0.4)
    running = shortened(plain(frame.running), REGULAR, SMALL, CONTENT_WIDTH * 0.56)
    pen.text(MARGIN, y, name, SEMIBOLD, SMALL, "ink")
    pen.text(right, y, running, REGULAR, SMALL, "muted", right=True)
    pen.rule(MARGIN, right, y - 7)


def _draw_footer(pen: Pen, frame: Frame, number: int, total: int) -> None:
    right = MARGIN + CONTENT_WIDTH
    pen.rule(MARGIN, right, 42)
    note = plain(frame.note)
    pen.text(right - 40, 30, note, REGULAR, TINY, "muted", right=True)
    room = CONTENT_WIDTH - 40 - width_of(note, REGULAR, TINY) - 12
    pen.text(
        MARGIN, 30, shortened(plain(frame.mark), SEMIBOLD, TINY, room), SEMIBOLD, TINY, "muted"
    )
    pen.text(right, 30, f"{number} / {total}", SEMIBOLD, TINY, "muted", right=True)


def _describe(canvas: Canvas, frame: Frame) -> None:
    """Title, author and language; the day it was made stands where reportlab puts a fixed one."""
    canvas.setTitle(plain(frame.title))
    canvas.setAuthor(plain(frame.shop.name, NAME_LIMIT))
    canvas.setSubject(plain(frame.subject))
    canvas.setCreator("Compte-Confiance")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = (*frame.edited_on.timetuple()[:3], 0, 0, 0)
