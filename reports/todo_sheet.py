"""The day's list on one page, for the workshop wall."""

from collections.abc import Sequence
from datetime import date

from models.month_data import ShopIdentity
from models.todo import TodoItem


def render_todo(
    items: Sequence[TodoItem], day: date, shop: ShopIdentity, names: dict[int, str]
) -> bytes:
    """One A4 page, whatever waits: the most urgent lines, then how many there are besides.

    `names` are the members' by id. What reportlab needs is imported here, not with this module.
    """
    from reports.todo_pages import render_pages

    return render_pages(items, day, shop, names)
