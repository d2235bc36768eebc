"""Clients' statements as PDF: every line of the account, and why this amount."""

from collections.abc import Iterable
from datetime import date

from models.month_data import ShopIdentity
from models.statement_data import Statement


def render_statement(statement: Statement, shop: ShopIdentity) -> bytes:
    """The statement in the language of the program; the same data gives the same bytes.

    What reportlab needs is imported here, not with this module: only making a PDF pays for it.
    """
    from reports.statement_pages import render_pages

    return render_pages(statement, shop)


def bind_statements(statements: Iterable[Statement], shop: ShopIdentity, today: date) -> bytes:
    """Several statements in one PDF, in their order, taken one at a time.

    Each client starts a page, has page numbers of their own and a bookmark.
    """
    from reports.statement_pages import bind_pages

    return bind_pages(statements, shop, today)
