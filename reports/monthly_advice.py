"""The first page of the owner's report: what changed, in words, and what to do."""

from models.i18n import _, format_list, format_number, ngettext
from models.month_advice import Advice, advice
from models.month_data import MonthReport
from reports.blocks import Heading, Prose
from reports.caps import Caps
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Cell, Column, Row, row
from reports.typeset import plain

_NAME = 44


def what_to_do(report: MonthReport, caps: Caps) -> list[Block]:
    """Each rule met: the fact and its figures, whom it is about, what to do."""
    heading = Heading(_("Quoi faire le mois prochain"))
    found = advice(report)
    if not found:
        return [heading, Prose(_("Rien ne presse\u00a0: aucune règle de conseil n’est atteinte."))]
    columns = (
        Column(_("Ce que disent les chiffres"), share=1.15),
        Column(_("Quoi faire"), share=1),
    )
    rows = tuple(_row(one, caps.named_per_move) for one in found)
    return [heading, Grid(columns, rows, pad=2.4)]


def _row(one: Advice, most: int) -> Row:
    return row(Cell(one.fact, note=_names(one, most)), one.act)


def _names(one: Advice, most: int) -> str:
    """« Hélène Durand (C-00012), Zoé Garnier (C-00031) et 3 autres »."""
    shown = one.clients[:most]
    names = [f"{plain(client.name, _NAME)} ({client.number})" for client in shown]
    rest = one.count - len(shown)
    if names and rest > 0:
        others = ngettext("{n} autre", "{n} autres", rest)
        names.append(others.format(n=format_number(rest)))
    return format_list(names)
