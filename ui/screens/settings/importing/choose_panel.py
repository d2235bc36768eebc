"""Where an import starts: a place to drop files, and the imports made before."""

from PySide6.QtCore import Qt, Signal

from models.exchange import RunRow, limits_text, list_runs
from models.i18n import _, format_date, format_number, ngettext
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.importing.words import with_form
from ui.screens.settings.tab import TabPage, foot_of
from ui.widgets import Button, Card, DataTable, EmptyState, WrapLabel


class ChoosePanel(TabPage):
    """Files are asked for here; past imports are undone from here."""

    files_asked = Signal()
    undo_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.empty = EmptyState(
            "upload",
            _("Déposez ici vos fichiers"),
            _(
                "La liste de vos clients (CSV, Excel ou vCard, telle que votre logiciel, Google "
                "ou votre téléphone l’exporte), vos factures ou passages, un journal, le dossier "
                "d’un export. "
                "Rien n’est écrit avant que vous ayez vu ce qui va se passer."
            ),
            _("Choisir des fichiers"),
        )
        self.limits = WrapLabel(limits_text(), "small", "muted")
        self.model: LazyTableModel[RunRow] = LazyTableModel(_columns(), lambda run: run.id)
        self.table = DataTable(_("Imports précédents"), two_lines=True)
        self.undo = Button(_("Annuler cet import"), icon="undo-2")
        self.past = Card(_("Imports précédents"))
        self._build()
        self._listen()
        theme.follow(self._respace)

    def _build(self) -> None:
        self.table.setObjectName("import_past")
        self.table.setModel(self.model)
        self.undo.setObjectName("import_undo_past")
        self.limits.setObjectName("import_limits")
        self.limits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        paper = Card()
        paper.add(self.empty, 1)
        paper.add(self.limits)
        self.past.add(self.table, 1)
        self.past.add(foot_of(self.undo))
        self.add(paper, 1)
        self.add(self.past)

    def _listen(self) -> None:
        self.empty.asked.connect(self.files_asked)
        self.table.row_looked_at.connect(self._on_looked_at)
        self.table.row_chosen.connect(self._on_chosen)
        self.undo.clicked.connect(lambda: self._on_chosen(self.table.current_row()))

    def refresh(self) -> None:
        """Read the past imports again."""
        place = max(self.table.currentIndex().row(), 0)
        runs = list_runs()
        self.model.show_rows(runs)
        self.past.setVisible(bool(runs))
        if runs:
            self.table.look_at(min(place, len(runs) - 1))
        self._fit()

    def focus_first(self) -> None:
        """The keyboard goes to the choice of files."""
        self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked_at(self, run: RunRow) -> None:
        self.undo.setEnabled(run.can_undo)

    def _on_chosen(self, run: object) -> None:
        if isinstance(run, RunRow) and run.can_undo:
            self.undo_asked.emit(run)

    def _fit(self) -> None:
        shown = min(self.table.natural_height(), theme.current().px(300))
        self.table.setFixedHeight(shown)

    def _respace(self) -> None:
        self.empty.setMinimumHeight(theme.current().px(230))
        self._fit()


def _columns() -> tuple[Column[RunRow], ...]:
    def count(title: str, name: str, *, spare: bool = False) -> Column[RunRow]:
        value = lambda run: _count(run, name)  # noqa: E731
        return Column(title, value, align="right", width=9, spare=spare)

    return (
        Column(_("Date"), _date_cell, width=16),
        Column(_("Fichier"), _file_cell, width=46, stretch=1),
        count(_("Créées"), "created"),
        count(_("Complétées"), "updated", spare=True),
        count(_("Passées"), "skipped", spare=True),
        count(_("Refusées"), "refused", spare=True),
        Column("", _standing_cell, width=24),
    )


def _date_cell(run: RunRow) -> Cell:
    return Cell(format_date(run.recorded_on), run.author)


def _file_cell(run: RunRow) -> Cell:
    return Cell(run.file, with_form(run.kind, run.form), bold=True)


def _count(run: RunRow, name: str) -> Cell:
    count = getattr(run, name)
    return Cell(format_number(count), tone="" if count else "muted")


def _standing_cell(run: RunRow) -> Cell:
    if run.undone_at is None:
        return Cell("", pill=_("au livre"), pill_tone="good")
    told = _("le {date}, {name}").format(
        date=format_date(run.undone_at.date(), "day"), name=run.undone_by
    )
    if run.kept:
        left = ngettext("{count} client gardé", "{count} clients gardés", run.kept)
        told = left.format(count=format_number(run.kept))
    return Cell("", told, pill=_("annulé"), pill_tone="neutral")
