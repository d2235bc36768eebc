"""The page of the day's list: big enough to be read from the workbench, a box to tick per line."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from models.cases import case_delay
from models.i18n import _, format_date, format_near, format_units, ngettext
from models.month_data import ShopIdentity
from models.todo import TodoItem
from models.todo_lines import LineKind
from reports.blocks import Letterhead, Prose
from reports.caps import within
from reports.grid import Grid
from reports.layout import Block, Frame, build
from reports.rows import Cell, Column, Row, row
from reports.style import BODY

_MOST, _LEAST = 30, 6
_SIZE = BODY + 1.4


def render_pages(
    items: Sequence[TodoItem], day: date, shop: ShopIdentity, names: dict[int, str]
) -> bytes:
    """The PDF."""
    makers = [partial(_blocks, items, most, day, shop, names) for most in range(_MOST, _LEAST, -1)]
    title = _("À faire, {day}").format(day=format_date(day, "full"))
    frame = Frame(
        title=f"{title} · {shop.name}",
        subject=title,
        shop=shop,
        running=title,
        mark=shop.name,
        note="Compte-Confiance",
        edited_on=day,
    )
    return build(frame, within(1, makers))


def _blocks(
    items: Sequence[TodoItem], most: int, day: date, shop: ShopIdentity, names: dict[int, str]
) -> list[Block]:
    head = Letterhead(_("À faire"), format_date(day, "full"), shop)
    if not items:
        return [head, Prose(_("Rien n’attend. Profitez-en pour prendre des nouvelles."))]
    columns = (
        Column("", most=1),
        Column(_("Échéance")),
        Column(_("Client"), share=2, most=2),
        Column(_("Ce qui attend"), share=4, most=2),
        Column(_("Pour"), most=2),
        Column(_("Sinon"), right=True),
    )
    rows = tuple(_row(item, day, names) for item in items[:most])
    blocks: list[Block] = [head, Grid(columns, rows, size=_SIZE, pad=5)]
    left = len(items) - most
    if left > 0:
        text = ngettext(
            "Et {count} autre ligne, dans le programme.",
            "Et {count} autres lignes, dans le programme.",
            left,
        )
        blocks.append(Prose(text.format(count=left)))
    return blocks


def _row(item: TodoItem, day: date, names: dict[int, str]) -> Row:
    return row(
        "□",
        _when(item, day),
        item.client.name,
        Cell(item.title, item.text),
        names.get(item.member or 0, ""),
        _otherwise(item, day),
    )


def _when(item: TodoItem, day: date) -> Cell:
    """The due date and what is left of it; since when another line waits."""
    if item.case is not None:
        return Cell(format_near(item.case.due, day), case_delay(item.case, day))
    since = format_near(item.since, day)
    falls_due = item.line is not None and item.line.kind is LineKind.ASSET
    return Cell(since if falls_due else _("depuis le {day}").format(day=since))


def _otherwise(item: TodoItem, day: date) -> Cell:
    """Of how much it turns into a withdrawal, and on what day."""
    if item.turns_on is None:
        return Cell("")
    amount = format_units(item.amount, signed=True) if item.amount else ""
    return Cell(amount, _("le {day}").format(day=format_near(item.turns_on, day)))
