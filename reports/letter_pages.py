"""The pages of a letter: whose it is, to whom, where and when, about what, and its paragraphs."""

from dataclasses import dataclass, replace

from models.i18n import _, format_date
from models.letters import Letter, letter_label
from models.month_data import ShopIdentity
from reports.blocks import Letterhead, Whole
from reports.layout import Block, Frame, build
from reports.pen import Pen
from reports.typeset import REGULAR, SEMIBOLD, lines_of, plain

_SIZE, _LEADING = 10.6, 15.2
_MEASURE = 440.0
"""The width of the text, in points: some 85 letters, which the eye follows without effort."""
_ADDRESS_AT = 0.52  # of the width, where the window of an envelope is
_LONGEST = 4_000


def render_pages(letter: Letter) -> bytes:
    """The PDF."""
    day = _("{place}, le {day}") if letter.place else _("Le {day}")
    dated = day.format(place=letter.place, day=format_date(letter.day, "long"))
    blocks: list[Block] = [
        Letterhead(letter_label(letter.kind), letter.shop.name, _bare(letter), after=40),
        _Address((*letter.recipient, "", dated), after=34),
        _Paragraph(letter.subject, font=SEMIBOLD, after=18),
        *(_Paragraph(text) for text in letter.body.split("\n\n") if text.strip()),
        _Address(("", letter.signature, letter.shop.name), after=0),
    ]
    return build(_frame(letter), blocks)


def _bare(letter: Letter) -> ShopIdentity:
    """The shop without its name: the letterhead's title says it."""
    return replace(letter.shop, name="")


def _frame(letter: Letter) -> Frame:
    title = f"{letter_label(letter.kind)} · {letter.subject}"
    return Frame(
        title=f"{title} · {letter.shop.name}",
        subject=letter.subject,
        shop=letter.shop,
        running=title,
        mark=letter.shop.name,
        note="",
        edited_on=letter.day,
    )


@dataclass
class _Address(Whole):
    """Lines one below the other at the right of the page; an empty one is room."""

    lines: tuple[str, ...]
    after: float = 12

    def height(self, width: float) -> float:
        return len(self._cut(width)) * _LEADING

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for place, line in enumerate(self._cut(width), start=1):
            pen.text(x + width * _ADDRESS_AT, top - place * _LEADING + 3, line, REGULAR, _SIZE)

    def _cut(self, width: float) -> list[str]:
        room = width * (1 - _ADDRESS_AT)
        return [
            part for line in self.lines for part in lines_of(plain(line), REGULAR, _SIZE, room, 3)
        ]


@dataclass
class _Paragraph:
    """A paragraph of any length, cut between two lines where a page ends."""

    text: str
    font: str = REGULAR
    after: float = 9
    leads: bool = False
    bookmark: str = ""
    _lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self._lines:
            pieces = [plain(line, _LONGEST) for line in self.text.split("\n")]
            self._lines = tuple(
                line for piece in pieces for line in lines_of(piece, self.font, _SIZE, _MEASURE, 99)
            )

    def height(self, width: float) -> float:
        return len(self._lines) * _LEADING

    def least(self, width: float) -> float:
        """Two lines: a page neither ends nor begins with one alone."""
        return min(2, len(self._lines)) * _LEADING

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for place, line in enumerate(self._lines, start=1):
            pen.text(x, top - place * _LEADING + 3, line, self.font, _SIZE)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """The lines that fit, and the others."""
        fit = min(int(room // _LEADING), len(self._lines) - 2)
        if fit < 2:
            return None
        first = replace(self, _lines=self._lines[:fit], after=0)
        return first, replace(self, _lines=self._lines[fit:])
