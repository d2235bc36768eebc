"""The charter as letters: one PDF, a letter for each client, on the shop's paper.

The address stands where the window of a French envelope is (DL, 35 or 45 × 100 mm, sheet folded in
three). All letters say the same but for the address and the first words: what they share is drawn
once and repeated.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from models.charter_paper import CharterPaper
from models.charter_told import How
from models.charter_words import Addressee, CharterWords, charter_words
from models.i18n import _, format_date
from reports.charter_parts import Look, Setting, draw_logo, look_of, new_canvas, version_line
from reports.pen import Pen
from reports.style import PAGE_HEIGHT, PAGE_WIDTH
from reports.typeset import (
    NAME_LIMIT,
    REGULAR,
    SEMIBOLD,
    lines_of,
    plain,
    register,
    shortened,
)

_MARGIN, _BOTTOM = 20 * mm, 56.0
_SIZE, _LEADING = 10.4, 15.0
_MEASURE = 440.0
_WINDOW_X, _WINDOW_TOP, _WINDOW_WIDTH = 112 * mm, 53 * mm, 80 * mm
_MOST_ADDRESS_LINES, _ADDRESS_LEADING = 6, 13.2
_HEAD_WIDTH = 80 * mm
"""The shop's own lines end before the window begins, so that it never shows them."""
_DATE_AT, _SALUTATION_AT, _BODY_AT = 88 * mm, 100 * mm, 105 * mm
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""The largest at which all of it is on one page; on several, the third is easy to read."""
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something of the body: its height and how it is drawn with its top at some height."""

    height: float
    draw: Callable[[Pen, float], object]


def render_letters(
    paper: CharterPaper,
    people: Iterable[Addressee],
    signature: str,
    place: str,
    day: date,
    tell: Callable[[int], object] = lambda done: None,
) -> bytes:
    """The PDF, each letter under a bookmark; `tell` is called with how many are done."""
    register()
    target = BytesIO()
    canvas = new_canvas(target, paper, A4)
    canvas.showOutline()
    pen = Pen(canvas)
    drawn: dict[bool, list[str]] = {}
    for done, one in enumerate(people):
        tell(done)
        if one.familiar not in drawn:
            drawn[one.familiar] = _draw_common(pen, paper, one.familiar, signature)
        key = f"l{done}"
        canvas.bookmarkHorizontal(key, 0, PAGE_HEIGHT)
        canvas.addOutlineEntry(plain(one.name, NAME_LIMIT) or one.key, key, level=0)
        for number, form in enumerate(drawn[one.familiar]):
            canvas.doForm(form)
            if number == 0:
                _draw_own(pen, one, place, day)
            canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_own(pen: Pen, one: Addressee, place: str, day: date) -> None:
    """What is this client's: the address, the day, the first words."""
    lines = [
        shortened(plain(line), REGULAR, _SIZE, _WINDOW_WIDTH)
        for line in one.recipient[:_MOST_ADDRESS_LINES]
    ]
    for at, line in enumerate(lines):
        pen.text(_WINDOW_X, _down(_WINDOW_TOP) - at * _ADDRESS_LEADING, line, REGULAR, _SIZE)
    dated = _("{place}, le {day}") if place else _("Le {day}")
    told = dated.format(place=place, day=format_date(day, "long"))
    pen.text(_WINDOW_X, _down(_DATE_AT), plain(told), REGULAR, _SIZE)
    said = shortened(plain(one.salutation), REGULAR, _SIZE, _MEASURE)
    pen.text(_MARGIN, _down(_SALUTATION_AT), said, REGULAR, _SIZE)


def _down(distance: float) -> float:
    return PAGE_HEIGHT - distance


def _draw_common(pen: Pen, paper: CharterPaper, familiar: bool, signature: str) -> list[str]:
    """Draw once what those told « tu », or « vous », share; the names of its pages."""
    words = charter_words(How.LETTER, signature, familiar=familiar)
    names = []
    for number, pieces in enumerate(_fitted(paper, words)):
        names.append(f"{'tu' if familiar else 'vous'}-{number}")
        pen.canvas.beginForm(names[-1], 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
        if number == 0:
            _draw_head(pen, paper)
        top = _top(number)
        for piece in pieces:
            piece.draw(pen, top)
            top -= piece.height
        foot = f"{plain(paper.shop.name, NAME_LIMIT)} · {plain(version_line(paper))}"
        room = PAGE_WIDTH - 2 * _MARGIN
        pen.text(_MARGIN, 32, shortened(foot, REGULAR, 7.6, room), REGULAR, 7.6, "muted")
        pen.canvas.endForm()
    return names


def _top(page: int) -> float:
    return _down(_BODY_AT) if page == 0 else PAGE_HEIGHT - 62


def _pages(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    pages: list[list[_Piece]] = [[]]
    room = _top(0) - _BOTTOM
    for piece in pieces:
        if piece.height > room and pages[-1]:
            pages.append([])
            room = _top(1) - _BOTTOM
        pages[-1].append(piece)
        room -= piece.height
    return pages


def _fitted(paper: CharterPaper, words: CharterWords) -> list[list[_Piece]]:
    for scale in _SCALES:
        pages = _pages(_pieces(paper, words, scale))
        if len(pages) == 1:
            return pages
    return _pages(_pieces(paper, words, _SCALES[2]))


def _pieces(paper: CharterPaper, words: CharterWords, scale: float) -> list[_Piece]:
    look = look_of(paper)
    settings = [Setting(each, scale, _MEASURE) for each in paper.commitments]
    return [
        *(_paragraph(text) for text in words.before),
        *(_commitment(each, look) for each in settings),
        _stack(
            *(_paragraph(text) for text in words.after),
            _paragraph(words.signature, after=0),
            _paragraph(paper.shop.name, SEMIBOLD),
            _paragraph(words.refusal, size=8.4, tone="muted"),
        ),
    ]


def _commitment(setting: Setting, look: Look) -> _Piece:
    def draw(pen: Pen, top: float) -> None:
        setting.draw(pen, _MARGIN + 12, top - 4, look)

    return _Piece(setting.height, draw)


def _stack(*pieces: _Piece) -> _Piece:
    """Pieces that stay together."""

    def draw(pen: Pen, top: float) -> None:
        for piece in pieces:
            piece.draw(pen, top)
            top -= piece.height

    return _Piece(sum(piece.height for piece in pieces), draw)


def _paragraph(
    text: str, font: str = REGULAR, size: float = _SIZE, tone: str = "ink", after: float = 10
) -> _Piece:
    lines = lines_of(plain(text, _LONGEST), font, size, _MEASURE, 40) if text else []
    leading = _LEADING * size / _SIZE

    def draw(pen: Pen, top: float) -> None:
        for place, line in enumerate(lines, start=1):
            pen.text(_MARGIN, top - place * leading + 3, line, font, size, tone)

    return _Piece(len(lines) * leading + (after if lines else 0), draw)


def _draw_head(pen: Pen, paper: CharterPaper) -> None:
    """Who writes, at the left, beside the window."""
    y = _down(16 * mm)
    if draw_logo(pen, paper, _MARGIN, y - 44, (140, 50)):
        y -= 62
    shop = paper.shop
    for line in lines_of(plain(shop.name, NAME_LIMIT), SEMIBOLD, 12, _HEAD_WIDTH, 2):
        y -= 15
        pen.text(_MARGIN, y, line, SEMIBOLD, 12)
    siret = f"SIRET\N{NO-BREAK SPACE}{shop.siret}" if shop.siret else ""
    for fact in (*shop.address[:4], shop.phone, shop.email, siret):
        if fact:
            y -= 12
            pen.text(
                _MARGIN, y, shortened(plain(fact), REGULAR, 8.8, _HEAD_WIDTH), REGULAR, 8.8, "muted"
            )
