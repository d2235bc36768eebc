"""The charter for the wall: one sheet, A4; A3 is the same drawing, larger by the root of two."""

from io import BytesIO

from reportlab.lib.pagesizes import A3, A4

from models.charter_paper import CharterPaper
from models.i18n import _
from reports.charter_parts import (
    Look,
    Setting,
    columns_that_fit,
    draw_logo,
    look_of,
    new_canvas,
    version_line,
)
from reports.pen import Pen
from reports.style import PAGE_HEIGHT, PAGE_WIDTH
from reports.typeset import (
    BOLD,
    NAME_LIMIT,
    REGULAR,
    SEMIBOLD,
    lines_of,
    plain,
    register,
    shortened,
    width_of,
)

_MARGIN, _BAND, _FOOT = 54.0, 150.0, 74.0
_GUTTER = 40.0
_FEW = 5
"""Up to so many commitments one column is handsomer than two."""
_RAISED = 0.3
"""So much of what is left goes above: the eye's middle is above the sheet's."""


def render_poster(paper: CharterPaper, *, large: bool) -> bytes:
    """The PDF; commitments that one sheet cannot hold go on a second one."""
    register()
    target = BytesIO()
    canvas = new_canvas(target, paper, A3 if large else A4)
    pen, look = Pen(canvas), look_of(paper)
    columns = 1 if len(paper.commitments) <= _FEW else 2
    width = (PAGE_WIDTH - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns - 12
    room = PAGE_HEIGHT - _BAND - 36 - _FOOT - 20
    filled = columns_that_fit(paper.commitments, width, room, columns)
    sheets = [filled[at : at + columns] for at in range(0, len(filled), columns)] or [[]]
    for sheet in sheets:
        if large:
            canvas.scale(A3[0] / A4[0], A3[1] / A4[1])
        _draw_band(pen, paper, look)
        _draw_columns(pen, sheet, width, room, look)
        _draw_foot(pen, paper, look)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_band(pen: Pen, paper: CharterPaper, look: Look) -> None:
    pen.canvas.setFillColor(look.strong)
    pen.canvas.rect(0, PAGE_HEIGHT - _BAND, PAGE_WIDTH, _BAND, stroke=0, fill=1)
    right, room = PAGE_WIDTH - _MARGIN, PAGE_WIDTH - 2 * _MARGIN
    logo = draw_logo(pen, paper, right - 6, PAGE_HEIGHT - 94, (120, 62), right=True)
    _draw_name(pen, paper.shop.name, room - (146 if logo else 0), look.on)
    pen.text(_MARGIN, PAGE_HEIGHT - 92, _("Notre charte"), BOLD, 34, look.on)
    told = _("Ce à quoi nous nous engageons, à chaque fois, pour chaque client qui y a droit.")
    for place, line in enumerate(lines_of(plain(told), REGULAR, 12, room, 2)):
        pen.text(_MARGIN, PAGE_HEIGHT - 122 - 16 * place, line, REGULAR, 12, look.on)


def _draw_name(pen: Pen, name: str, room: float, tone: str) -> None:
    """The shop's name, on two smaller lines when it is long."""
    words = plain(name, NAME_LIMIT)
    if width_of(words, SEMIBOLD, 15) <= room:
        pen.text(_MARGIN, PAGE_HEIGHT - 50, words, SEMIBOLD, 15, tone)
        return
    for place, line in enumerate(lines_of(words, SEMIBOLD, 11.5, room, 2)):
        pen.text(_MARGIN, PAGE_HEIGHT - 37 - 14.5 * place, line, SEMIBOLD, 11.5, tone)


def _draw_columns(
    pen: Pen, columns: list[list[Setting]], width: float, room: float, look: Look
) -> None:
    """Settings from the top; room left over is shared between them, so that nothing hangs."""
    top = PAGE_HEIGHT - _BAND - 36
    for place, column in enumerate(columns):
        x, y = _MARGIN + 12 + place * (width + 12 + _GUTTER), top
        left = max(room - sum(setting.height for setting in column), 0)
        air = min(left / max(len(column), 1), 40)
        y -= (left - air * len(column)) * _RAISED
        for setting in column:
            setting.draw(pen, x, y, look)
            y -= setting.height + air


def _draw_foot(pen: Pen, paper: CharterPaper, look: Look) -> None:
    pen.canvas.setFillColor(look.pale)
    pen.canvas.rect(0, 0, PAGE_WIDTH, _FOOT, stroke=0, fill=1)
    room = PAGE_WIDTH - 2 * _MARGIN
    asked = _("Nous n’avons pas tenu parole ? Dites-le-nous : nous vous le devons.")
    lines = _facts(paper, room)
    top = 46 + 6 * (len(lines) - 1)
    pen.text(_MARGIN, top, shortened(plain(asked), SEMIBOLD, 11, room), SEMIBOLD, 11)
    for place, line in enumerate(lines):
        pen.text(_MARGIN, top - 19 - 12 * place, line, REGULAR, 8.6, "muted")


def _facts(paper: CharterPaper, room: float) -> list[str]:
    """The version, where the shop is and how to reach it: one line, or one more for the last."""
    where = [version_line(paper), *filter(None, paper.shop.address)]
    reach = [*filter(None, (paper.shop.phone, paper.shop.email))]
    whole = plain(" · ".join(where + reach))
    if width_of(whole, REGULAR, 8.6) <= room:
        return [whole]
    first = lines_of(plain(" · ".join(where)), REGULAR, 8.6, room, 2)
    return first + lines_of(plain(" · ".join(reach)), REGULAR, 8.6, room, 1)
