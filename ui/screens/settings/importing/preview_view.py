"""Aperçu: the first rows of a file, and what each will become."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.exchange import Preview, PreviewRow
from models.exchange.client_fates import Fate
from models.exchange.consents import told_of
from models.i18n import _, format_number
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.importing.words import fate_pill, fates_title
from ui.widgets import DataTable, Label, SegmentedTabs, WrapLabel

_FATES: tuple[Fate, ...] = ("new", "completes", "visit", "known", "skipped", "refused")
_ALL = "all"
_CELLS, _CELL_LETTERS = 24, 60
"""What is shown of a row: its first cells, each cut; a file may have long ones."""


class PreviewView(QWidget):
    """The rows in a table, kept by what they become."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PreviewRow, ...] = ()
        self.filter = SegmentedTabs(_("Lignes montrées"))
        self.model: LazyTableModel[PreviewRow] = LazyTableModel(_columns(), lambda row: row.line)
        self.table = DataTable(_("Premières lignes du fichier"), wraps=True)
        self.table.setObjectName("import_preview")
        self.table.setModel(self.model)
        self.offers = WrapLabel("", tone="warn")
        self.offers.setObjectName("import_offers")
        self._buttons = {key: self.filter.add(key, "") for key in (_ALL, *_FATES)}
        for key, button in self._buttons.items():
            button.setObjectName(f"fate_{key}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(Label(_("Montrer"), tone="muted"))
        line.addWidget(self.filter, 1)
        self._column.addLayout(line)
        self._column.addWidget(self.offers)
        self._column.addWidget(self.table, 1)
        self.filter.chosen.connect(self._show_rows)
        theme.follow(self._respace)

    def show_preview(self, preview: Preview) -> None:
        """Show the first rows of a file."""
        self.rows = preview.rows
        told = told_of(preview.mapping) if preview.mapping else ""
        self.offers.set_text(told)
        self.offers.setVisible(bool(told))
        counts = {fate: sum(row.fate == fate for row in self.rows) for fate in _FATES}
        every = _("Toutes")
        self.filter.set_title(_ALL, f"{every} {format_number(len(self.rows))}")
        for fate, count in counts.items():
            self.filter.set_title(fate, f"{fates_title(fate)} {format_number(count)}")
            self._buttons[fate].setVisible(bool(count))
        if self._buttons[self.filter.current()].isHidden():
            self.filter.choose(_ALL)
        self._show_rows()

    def _show_rows(self, _key: str = "") -> None:
        kept = self.filter.current()
        self.model.show_rows([row for row in self.rows if kept in (_ALL, row.fate)])
        self.table.scrollToTop()

    def _respace(self) -> None:
        self._column.setSpacing(theme.current().px(8))
        self.table.setMinimumHeight(theme.current().px(180))


def _columns() -> tuple[Column[PreviewRow], ...]:
    return (
        Column(_("Ligne"), lambda row: Cell(str(row.line), tone="muted"), "right", 6),
        Column("", _fate_cell, width=14),
        Column(_("Ce qu’elle devient"), _text_cell, width=60, stretch=1),
    )


def _fate_cell(row: PreviewRow) -> Cell:
    pill, tone = fate_pill(row.fate)
    return Cell("", pill=pill, pill_tone=tone)


def _text_cell(row: PreviewRow) -> Cell:
    """Whom it is about, or the sentence when that says more; the file's own words below."""
    by_name = row.fate in ("new", "completes", "known") and row.name
    text = row.name if by_name else row.text
    if row.remarks:
        text += " — " + " ".join(row.remarks)
    return Cell(text, _cells(row), tone="bad" if row.fate == "refused" else "", bold=bool(by_name))


def _cells(row: PreviewRow) -> str:
    cells = (" ".join(cell[:_CELL_LETTERS].split()) for cell in row.cells[:_CELLS])
    return " · ".join(filter(None, cells))
