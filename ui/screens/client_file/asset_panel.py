"""What falls due for the asset looked at, and what happened to it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.asset_files import AssetFile, DueRow, PastRow
from models.i18n import _, format_date, format_number
from models.rules.assets import pace, travelled
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.counter_card import due_tone
from ui.screens.signed import Signatures
from ui.widgets import Card, DataTable, Pill, Row, WrapLabel, bold, muted

_MOST_TABLE = 215
"""The history scrolls by itself beyond this height, in design pixels: the fields stay near."""


class AssetPanel(QWidget):
    """Two cards side by side: what comes, what was done."""

    def __init__(self, team: Signatures) -> None:
        super().__init__()
        self.coming, self.past_card = Card(_("Ce qui vient")), Card(_("Histoire"))
        self.told = WrapLabel("", "small", "muted")
        self.told.setObjectName("asset_told")
        self.past: LazyTableModel[PastRow] = LazyTableModel(
            _columns(team), lambda row: (row.kind, row.id)
        )
        self.history = DataTable(_("Histoire de ce bien"), wraps=True)
        self.history.setObjectName("asset_history")
        self.history.setModel(self.past)
        self.coming.add(self.told)
        self.coming.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.past_card.add(self.history, 1)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.coming, 2)
        self._line.addWidget(self.past_card, 3)
        theme.follow(self._restyle)

    def show_file(self, file: AssetFile, today: date, *, ended: bool) -> None:
        """Show an asset; nothing falls due for one that left."""
        dues = () if ended else file.dues
        for row, due in zip(self.coming.keep_rows(len(dues), _DueRow), dues, strict=True):
            row.show_due(due, today)
        self.told.set_text(_told(file, ended=ended))
        self.told.setVisible(bool(self.told.plain_text()))
        self.past.show_rows(list(file.past))
        self.past_card.setVisible(bool(file.past))
        self._restyle()

    def current(self) -> PastRow | None:
        """The line of the history looked at."""
        return self.past.row_at(self.history.currentIndex().row())

    def _restyle(self) -> None:
        px = theme.current().px
        self._line.setSpacing(px(13))
        tall = min(self.history.natural_height(), px(_MOST_TABLE))
        self.history.setFixedHeight(max(tall, px(60)))


class _DueRow(Row):
    """What falls due, and how near it is."""

    def __init__(self) -> None:
        self._due = Pill()
        super().__init__("", right=self._due)

    def show_due(self, due: DueRow, today: date) -> None:
        said = muted(_(" · la loi le demande")) if due.legal else ""
        self.text.set_text((bold(due.label), said))
        self._due.show_status(when_due(due), due_tone(due, today))


def when_due(due: DueRow) -> str:
    """« 12 mars 2027 », « vers le 3 mai 2027, estimé », « à 120 000 km »."""
    if due.day is None:
        return _("à {km} km").format(km=format_number(due.km or 0))
    day = format_date(due.day, "medium")
    return _("vers le {day}, estimé").format(day=day) if due.estimated else day


def _told(file: AssetFile, *, ended: bool) -> str:
    """What is said below the due dates: none, how much it is used."""
    if ended:
        return _("Plus aucun rappel\N{NO-BREAK SPACE}: son histoire reste ici.")
    path = travelled(file.readings)
    metres = pace(path)
    parts = []
    if not file.dues:
        parts.append(_("Rien n’est prévu. X note ce qui a été fait, et la suite en découle."))
    if metres is not None:
        yearly = format_number(metres * 365 // 1000 // 100 * 100)
        parts.append(_("Environ {km} km par an.").format(km=yearly))
    if any(reading.replaced for reading in file.readings):
        total = format_number(path[-1].km)
        parts.append(_("Compteur remplacé\N{NO-BREAK SPACE}: {km} km en tout.").format(km=total))
    return " ".join(parts)


def _columns(team: Signatures) -> tuple[Column[PastRow], ...]:
    return (
        Column(_("Le"), lambda row: format_date(row.day, "medium"), width=12),
        Column(_("Quoi"), lambda row: Cell(row.what, row.note), width=22, stretch=2),
        Column(_("Kilométrage"), _km, align="right", width=11),
        team.column(lambda row: row.author_id),
    )


def _km(row: PastRow) -> str:
    return "" if row.km is None else _("{km} km").format(km=format_number(row.km))
