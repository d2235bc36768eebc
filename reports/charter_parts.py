"""What the charter's papers share: the shop's colour, commitments set to fit the room."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from models.charter_paper import CharterPaper, Commitment
from models.i18n import _, format_date, language
from reports.colours import mixed, seen_on, shop_colour, tone_on
from reports.logo import read_logo
from reports.pen import Pen
from reports.typeset import BOLD, NAME_LIMIT, REGULAR, SEMIBOLD, lines_of, plain

_LONGEST = 2_000
_TITLE, _PROMISE, _WHOM, _FAMILY = 15.0, 11.4, 9.2, 7.6
_GAP = 17.0
SCALES = tuple(step / 100 for step in range(200, 54, -5))
"""From the largest type to the smallest that is still read standing up."""


@dataclass(frozen=True, slots=True)
class Look:
    """The shop's colour and the tone of a text on it, a pale one that fills, one for strokes."""

    strong: Color
    on: str
    pale: Color
    edge: Color


def look_of(paper: CharterPaper) -> Look:
    """The shop's own colour, legible whatever it is, or the program's green."""
    strong = shop_colour(paper.shop.colour)
    return Look(strong, tone_on(strong), mixed(strong, white, 0.09), seen_on(strong, white))


def new_canvas(target: object, paper: CharterPaper, size: tuple[float, float]) -> Canvas:
    """A canvas that always gives the same bytes, described for readers and search."""
    canvas = Canvas(
        target,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        initialFontSize=10,
        lang="fr-FR" if language() == "fr" else "en-GB",
    )
    name = plain(paper.shop.name, NAME_LIMIT)
    canvas.setTitle(" · ".join((_("Notre charte"), name)))
    canvas.setAuthor(name)
    canvas.setSubject(version_line(paper))
    canvas.setCreator("Compte-Confiance")
    canvas._doc._timeStamp.YMDhms = (*paper.day.timetuple()[:3], 0, 0, 0)
    return canvas


def version_line(paper: CharterPaper) -> str:
    """« Charte n° 2, 22 novembre 2026 »."""
    text = _("Charte n° {number}, {day}")
    return text.format(number=paper.number, day=format_date(paper.day, "long"))


def draw_logo(
    pen: Pen,
    paper: CharterPaper,
    x: float,
    y: float,
    most: tuple[float, float],
    *,
    right: bool = False,
) -> bool:
    """The logo on white, its bottom left corner at (x, y), within `most`; whether there is one.

    `right`: `x` is where the room for it ends, and the logo ends there too.
    """
    picture = read_logo(paper.shop.logo)
    if picture is None:
        return False
    ratio = min(most[0] / picture.width, most[1] / picture.height)
    wide, high = picture.width * ratio, picture.height * ratio
    x -= wide if right else 0
    y += (most[1] - high) / 2
    pen.canvas.setFillColor(white)
    pen.canvas.roundRect(x - 6, y - 6, wide + 12, high + 12, 4, stroke=0, fill=1)
    pen.image(ImageReader(picture), x, y, wide, high)
    return True


@dataclass(frozen=True, slots=True)
class Setting:
    """A commitment set in lines of a width, at a scale."""

    commitment: Commitment
    scale: float
    width: float

    @property
    def title(self) -> list[str]:
        """The lines of its title."""
        return self._lines(self.commitment.title, BOLD, _TITLE, 3)

    @property
    def promise(self) -> list[str]:
        """The lines of the promise: of one that may be published, all, whatever the scale."""
        return self._lines(self.commitment.promise, REGULAR, _PROMISE, 24)

    @property
    def whom(self) -> list[str]:
        """For whom, and what limits it in time."""
        note = f" · {self.commitment.note}" if self.commitment.note else ""
        return self._lines(self.commitment.whom + note, SEMIBOLD, _WHOM, 4)

    @property
    def height(self) -> float:
        """Its height with the room under it, in points."""
        lines = (
            _FAMILY * 1.7
            + len(self.title) * _TITLE * 1.2
            + len(self.promise) * _PROMISE * 1.38
            + len(self.whom) * _WHOM * 1.4
        )
        return (lines + 6 + _GAP) * self.scale

    def draw(self, pen: Pen, x: float, top: float, look: Look) -> None:
        """Draw it with its top at `top`, a stroke of the shop's colour beside it."""
        scale, y = self.scale, top
        pen.canvas.setFillColor(look.edge)
        pen.canvas.rect(
            x - 12 * scale,
            top - self.height + _GAP * scale,
            3 * scale,
            self.height - _GAP * scale,
            stroke=0,
            fill=1,
        )
        y -= _FAMILY * 1.2 * scale
        family = plain(self.commitment.family.upper())
        pen.text(x, y, family, SEMIBOLD, _FAMILY * scale, "muted", spacing=0.8 * scale)
        y -= _FAMILY * 0.5 * scale
        for lines, font, size, leading, tone in (
            (self.title, BOLD, _TITLE, 1.2, "ink"),
            (self.promise, REGULAR, _PROMISE, 1.38, "ink"),
            (self.whom, SEMIBOLD, _WHOM, 1.4, "muted"),
        ):
            for line in lines:
                y -= size * leading * scale
                pen.text(x, y + size * 0.28 * scale, line, font, size * scale, tone)
            y -= 3 * scale

    def _lines(self, text: str, font: str, size: float, most: int) -> list[str]:
        return lines_of(plain(text, _LONGEST), font, size * self.scale, self.width, most)


def columns_that_fit(
    commitments: Sequence[Commitment], width: float, room: float, columns: int
) -> list[list[Setting]]:
    """The commitments in `columns`, in the largest type that fits `room` points high.

    When even the smallest type leaves some over there are more columns than asked.
    """
    found: list[list[Setting]] = []
    for scale in SCALES:
        found = _filled([Setting(each, scale, width) for each in commitments], room)
        if len(found) <= columns:
            break
    return found


def _filled(settings: Sequence[Setting], room: float) -> list[list[Setting]]:
    columns: list[list[Setting]] = [[]]
    left = room
    for setting in settings:
        if columns[-1] and setting.height - _GAP * setting.scale > left:
            columns.append([])
            left = room
        columns[-1].append(setting)
        left -= setting.height
    return columns
