"""The book's log: what was confirmed, when and by whom, by categories and never the text."""

from models.i18n import _, format_date
from models.log import LogRow, act_label, detail_told, log_rows
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.widgets import Card, DataTable, WrapLabel

_LEAST_TABLE = 170


class LogCard(Card):
    """The last lines of the log; a sentence says what it is for while it is empty."""

    def __init__(self) -> None:
        super().__init__(_("Registre"))
        self.model: LazyTableModel[LogRow] = LazyTableModel(_columns(), lambda row: row.id)
        self.table = DataTable(_("Registre"), wraps=True)
        self.table.setObjectName("log_table")
        self.table.setModel(self.model)
        about = _(
            "Un texte gardé malgré un avertissement s’inscrit ici, sans ses mots\N{NO-BREAK SPACE}:"
            " qui, quand, et de quoi il parle."
        )
        self.add(WrapLabel(about, tone="muted"))
        self.add(self.table, 1)
        theme.follow(self._resize_table)

    def refresh(self) -> None:
        """Read the log again."""
        rows = log_rows()
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))

    def _resize_table(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))


def _columns() -> tuple[Column[LogRow], ...]:
    return (
        Column(_("Le"), lambda row: format_date(row.day, "medium"), width=14),
        Column(_("Quoi"), _what_cell, width=34, stretch=2),
        Column(_("De quoi il parle"), lambda row: detail_told(row.detail), width=24, stretch=2),
        Column(_("Client"), lambda row: row.client, width=20, spare=True),
        Column(_("Par"), lambda row: row.author, width=16, spare=True),
    )


def _what_cell(row: LogRow) -> Cell:
    return Cell(act_label(row.act), row.about)
