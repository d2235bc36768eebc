"""What was sent of a month, to whom, and whether it arrived; what is not known is settled here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.i18n import _, format_date
from models.sendings import SendingRow, State, state_label
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.widgets import Button, Card, DataTable, WrapLabel

_LEAST_TABLE = 130
_TONES = {
    State.SENDING: "warn",
    State.SENT: "good",
    State.FAILED: "bad",
    State.HANDED: "neutral",
}


class SentCard(Card):
    """The log of a month; `settled` tells the word of the person on one nobody confirmed."""

    settled = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Déjà parti"))
        self.model: LazyTableModel[SendingRow] = LazyTableModel(
            _columns(), lambda row: row.message_id
        )
        self.table = DataTable(_("Envois du mois"), two_lines=True)
        self.table.setObjectName("sendings_table")
        self.table.setModel(self.model)
        self.told = WrapLabel("", "small", "muted")
        self.arrived = Button(_("Il est arrivé"), icon="check")
        self.lost = Button(_("Il n’est pas arrivé"), icon="x")
        self.arrived.setObjectName("sending_arrived")
        self.lost.setObjectName("sending_lost")
        self.doubt = QWidget()
        line = QHBoxLayout(self.doubt)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.arrived)
        line.addWidget(self.lost)
        line.addStretch(1)
        self.add(self.told)
        self.add(self.doubt)
        self.add(self.table, 1)
        self.void = QWidget()
        self.add(self.void, 1)
        self.table.row_looked_at.connect(lambda _row: self._tell())
        self.arrived.clicked.connect(lambda: self._settle(State.SENT))
        self.lost.clicked.connect(lambda: self._settle(State.FAILED))
        theme.follow(self._resize_table)

    def show_rows(self, rows: list[SendingRow]) -> None:
        """Show the log of a month, the latest first."""
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.void.setVisible(not rows)
        if rows:
            self.table.look_at(0)
        self._tell()

    def _current(self) -> SendingRow | None:
        return self.model.row_at(self.table.currentIndex().row()) if self.model.rowCount() else None

    def _tell(self) -> None:
        row = self._current()
        self.doubt.setVisible(row is not None and row.state is State.SENDING)
        self.told.set_text(
            _("Rien n’est encore parti pour ce mois.") if row is None else _told(row)
        )

    def _settle(self, state: State) -> None:
        row = self._current()
        if row is not None:
            self.settled.emit(row.message_id, state)

    def _resize_table(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))


def paper_label(audience: str) -> str:
    """Whose report it is."""
    return {"accountant": _("Pour le comptable"), "owner": _("Pour le responsable")}[audience]


def _told(row: SendingRow) -> str:
    """The line looked at, whole: what happened, by whom, and what proves which file it was."""
    by = _("Par {name}, fichier {digest}…").format(name=row.author, digest=row.digest[:16])
    locked = _("Protégé par un mot de passe.") if row.locked else ""
    told = row.told
    if row.state is State.SENDING and not told:
        told = _("L’envoi a été interrompu\N{NO-BREAK SPACE}: il est peut-être parti.")
    return " ".join(part for part in (told, by, locked) if part)


def _columns() -> tuple[Column[SendingRow], ...]:
    return (
        Column(_("Le"), lambda row: format_date(row.day, "near"), width=12),
        Column(_("À"), _who_cell, width=26, stretch=1),
        Column(_("État"), _state_cell, width=13),
    )


def _who_cell(row: SendingRow) -> Cell:
    return Cell(row.recipients, second=paper_label(row.audience))


def _state_cell(row: SendingRow) -> Cell:
    return Cell("", pill=state_label(row.state), pill_tone=_TONES[row.state])
