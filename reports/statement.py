"""The client's statement as a PDF: every line of the account, and why this amount."""

from models.month_data import ShopIdentity
from models.statement_data import Statement


def render_statement(statement: Statement, shop: ShopIdentity) -> bytes:
    """The statement in the language of the program; the same data gives the same bytes.

    What reportlab needs is imported here, not with this module: only making a PDF pays for it.
    """
    from reports.statement_pages import render_pages

    return render_pages(statement, shop)
