"""The charter for a hand: one A4 sheet, both sides, folded in two into four pages of A5."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape

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
from reports.typeset import BOLD, NAME_LIMIT, REGULAR, SEMIBOLD, lines_of, plain, register

_WIDTH, _HEIGHT = landscape(A4)
_HALF = _WIDTH / 2
_MARGIN = 40.0


def render_leaflet(paper: CharterPaper) -> bytes:
    """The PDF: outside first (back and cover), then inside; to print on both sides, short edge.

    Commitments that two pages of A5 cannot hold go on a second sheet, inside.
    """
    register()
    target = BytesIO()
    canvas = new_canvas(target, paper, (_WIDTH, _HEIGHT))
    pen, look = Pen(canvas), look_of(paper)
    _draw_back(pen, paper)
    _draw_cover(pen, paper, look)
    canvas.showPage()
    width, room = _HALF - 2 * _MARGIN - 12, _HEIGHT - 2 * _MARGIN
    columns = columns_that_fit(paper.commitments, width, room, 2)
    for at in range(0, len(columns), 2):
        _draw_inside(pen, columns[at : at + 2], look)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_cover(pen: Pen, paper: CharterPaper, look: Look) -> None:
    pen.canvas.setFillColor(look.strong)
    pen.canvas.rect(_HALF, 0, _HALF, _HEIGHT, stroke=0, fill=1)
    x, room = _HALF + _MARGIN, _HALF - 2 * _MARGIN
    draw_logo(pen, paper, x + 6, _HEIGHT - 130, (150, 70))
    names = lines_of(plain(paper.shop.name, NAME_LIMIT), SEMIBOLD, 17, room, 3)
    y = _HEIGHT * 0.6 + 22 * (len(names) - 1)
    for line in names:
        pen.text(x, y, line, SEMIBOLD, 17, look.on)
        y -= 22
    pen.text(x, y - 24, _("Notre charte"), BOLD, 33, look.on)
    y -= 56
    told = _("Ce à quoi nous nous engageons, à chaque fois, pour chaque client qui y a droit.")
    for line in lines_of(plain(told), REGULAR, 12.5, room, 4):
        pen.text(x, y, line, REGULAR, 12.5, look.on)
        y -= 18
    pen.text(x, _MARGIN, plain(version_line(paper)), REGULAR, 9, look.on)


def _draw_back(pen: Pen, paper: CharterPaper) -> None:
    x, room, y = _MARGIN, _HALF - 2 * _MARGIN, _HEIGHT * 0.56
    words = (
        (_("Nous n’avons pas tenu parole ?"), BOLD, 16),
        (
            _(
                "Dites-le-nous au comptoir, par téléphone ou par écrit : nous vous le devons, et "
                "nous le notons comme un manquement de notre part."
            ),
            REGULAR,
            11.5,
        ),
        (
            _(
                "Aucun point à compter, aucune carte à présenter : ce que nous devons, "
                "c’est à nous de nous en souvenir."
            ),
            REGULAR,
            11.5,
        ),
    )
    for text, font, size in words:
        for line in lines_of(plain(text), font, size, room, 6):
            pen.text(x, y, line, font, size)
            y -= size * 1.45
        y -= 8
    _draw_address(pen, paper, x, room)


def _draw_address(pen: Pen, paper: CharterPaper, x: float, room: float) -> None:
    shop = paper.shop
    mediator = _("Médiateur de la consommation : {name}").format(name=paper.mediator)
    facts = [shop.name, *shop.address, shop.phone, shop.email]
    facts += [mediator] if paper.mediator else []
    lines = [
        (line, SEMIBOLD if place == 0 else REGULAR)
        for place, fact in enumerate(fact for fact in facts if fact)
        for line in lines_of(plain(fact), REGULAR, 9, room, 3)
    ]
    y = _MARGIN + 13 * (len(lines) - 1)
    pen.rule(x, x + room, y + 20)
    for line, font in lines:
        pen.text(x, y, line, font, 9, "ink" if font == SEMIBOLD else "muted")
        y -= 13


def _draw_inside(pen: Pen, columns: list[list[Setting]], look: Look) -> None:
    alone = len(columns) == 1
    if alone:
        _draw_motto(pen, look)
    for place, column in enumerate(columns, start=int(alone)):
        x, y = place * _HALF + _MARGIN + 12, _HEIGHT - _MARGIN
        left = max(_HEIGHT - 2 * _MARGIN - sum(setting.height for setting in column), 0)
        air = min(left / max(len(column), 1), 26)
        y -= (left - air * len(column)) * 0.4 if alone else 0
        for setting in column:
            setting.draw(pen, x, y, look)
            y -= setting.height + air


def _draw_motto(pen: Pen, look: Look) -> None:
    """Beside commitments that one page holds: the page at the left says whose they are."""
    pen.canvas.setFillColor(look.pale)
    pen.canvas.rect(0, 0, _HALF, _HEIGHT, stroke=0, fill=1)
    y = _HEIGHT * 0.58
    told = _("Ce que nous devons, c’est à nous de nous en souvenir.")
    for line in lines_of(plain(told), BOLD, 24, _HALF - 2 * _MARGIN, 5):
        pen.text(_MARGIN, y, line, BOLD, 24)
        y -= 31
