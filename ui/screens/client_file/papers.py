"""Papers of a client file, made in the background."""

from pathlib import Path

from models.month_data import ShopIdentity
from models.statement_data import Statement


def save_statement(statement: Statement, shop: ShopIdentity, path: Path) -> Path:
    """Render a statement and write it whole or not at all; raises CannotWrite."""
    from reports.files import write_atomically
    from reports.statement import render_statement

    write_atomically(path, render_statement(statement, shop))
    return path
