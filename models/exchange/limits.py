"""What an import accepts at most, as people read it; each reader enforces its own."""

from models.exchange.text_files import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS
from models.exchange.workbook_package import MAX_BYTES as MAX_WORKBOOK
from models.i18n import _, format_number


def limits_text() -> str:
    """The limits as a sentence."""
    return _(
        "Un fichier peut peser {giga} Go (un classeur, {mega} Mo) et avoir {rows} lignes, "
        "{columns} colonnes et {cell} caractères par cellule."
    ).format(
        giga=MAX_BYTES >> 30,
        mega=MAX_WORKBOOK >> 20,
        rows=format_number(MAX_ROWS),
        columns=format_number(MAX_COLUMNS),
        cell=format_number(MAX_CELL),
    )
