"""Importer: choose or drop files, see what would happen, then let it happen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.changes import changed
from models.exchange import ImportOptions
from models.i18n import _, format_number, ngettext
from ui import prompts, theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.importing import Outcome, Problem, import_all, kind_label, problems
from ui.screens.settings.tab import SettingsTab, TabPage
from ui.session import Session
from ui.tasks import Failure, Progress, Task
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    DataTable,
    EmptyState,
    Form,
    Label,
    Select,
    WrapLabel,
)


class ImportTab(SettingsTab):
    """Files are tried as soon as they are chosen; nothing is written before « Importer »."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.files: list[Path] = []
        self.outcomes: list[Outcome] = []
        self.done = False
        self._task: Task | None = None
        self.empty = EmptyState(
            "upload",
            _("Déposez ici vos fichiers"),
            _(
                "Un fichier CSV de clients, tel que votre logiciel ou Google l’exporte, ou un "
                "journal. Rien n’est écrit avant que vous ayez vu ce qui va se passer."
            ),
            _("Choisir des fichiers"),
        )
        self.on_duplicate, self.new_clients = Select(), CheckBox("")
        self.counts: LazyTableModel[Outcome] = LazyTableModel(_count_columns(), lambda o: o.file)
        self.rows: LazyTableModel[Problem] = LazyTableModel(_problem_columns(), lambda row: row)
        self.table = DataTable(_("Fichiers"), two_lines=True)
        self.problems = DataTable(_("Lignes à regarder"), wraps=True)
        self.state, self.sound = Label("", "subtitle"), WrapLabel("", tone="muted")
        self.import_button = Button(_("Importer"), "primary", icon="download")
        self.other = Button(_("Autres fichiers"), icon="folder-open")
        self.stop = Button(_("Laisser"), "quiet")
        self.panel = QStackedWidget()
        self.setAcceptDrops(True)
        self._build()
        self._listen()
        theme.follow(self._fit)

    def _build(self) -> None:
        for code, label in (
            ("skip", _("Le laisser comme il est")),
            ("update", _("Compléter sa fiche, sans rien effacer")),
            ("new", _("Ouvrir une autre fiche")),
        ):
            self.on_duplicate.addItem(label, code)
        self.new_clients.setText(
            _("Journal\N{NO-BREAK SPACE}: ouvrir le compte des clients inconnus")
        )
        self.table.setObjectName("import_files")
        self.table.setModel(self.counts)
        self.problems.setObjectName("import_problems")
        self.problems.setModel(self.rows)
        paper = Card()
        paper.add(self.empty, 1)
        self.panel.addWidget(paper)
        self.panel.addWidget(self._review())
        self.column.addWidget(self.panel, 1)

    def _review(self) -> QWidget:
        form = Form()
        form.add("import_duplicate", _("Un client déjà connu"), self.on_duplicate)
        form.add("import_new_clients", "", self.new_clients)
        top = Card()
        line = QHBoxLayout()
        line.addWidget(self.state, 1)
        for button in (self.stop, self.other, self.import_button):
            line.addWidget(button)
        top.add(line)
        top.add(form)
        top.add(self.table)
        self.bottom = Card(_("À regarder"))
        self.bottom.add(self.sound)
        self.bottom.add(self.problems, 1)
        review = TabPage()
        review.add(top)
        review.add(self.bottom, 1)
        return review

    def _listen(self) -> None:
        named = {
            "import_go": (self.import_button, self._on_import),
            "import_other": (self.other, self.choose),
            "import_stop": (self.stop, self._on_stop),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.empty.asked.connect(self.choose)
        self.on_duplicate.activated.connect(lambda _at: self._try())
        self.new_clients.clicked.connect(lambda _on: self._try())
        self.session.window.tasks.cancelled.connect(self._on_cancelled)

    # -- what the screen calls ---------------------------------------------------------------

    def focus_first(self) -> None:
        """The keyboard goes to what comes next."""
        reviewing = self.panel.currentIndex() == 1
        button = self.import_button if reviewing and self.import_button.isEnabled() else self.other
        (button if reviewing else self.empty.button).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- choosing files ----------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        chosen: list[Path] = []

        def on_path(path: Path) -> None:
            chosen.append(path)

        kinds = _("Fichiers CSV (*.csv *.txt *.tsv)") + ";;" + _("Tous les fichiers (*)")
        dialog = prompts.ask_files(self, _("Choisir des fichiers à importer"), kinds, on_path)
        dialog.accepted.connect(lambda: self.take(chosen))

    def take(self, files: Sequence[Path]) -> None:
        """Try these files."""
        self.files = list(files)
        if self.files:
            self._try()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])

    # -- trying, importing -------------------------------------------------------------------

    def _options(self) -> ImportOptions:
        return ImportOptions(
            on_duplicate=self.on_duplicate.currentData(),
            new_clients=self.new_clients.isChecked(),
        )

    def _try(self) -> None:
        self.done = False
        self.state.set_text(_("On essaie, sans rien écrire…"))
        self._run(_("Essai de l’import"), trial=True)

    def _on_import(self) -> None:
        self.done = True
        self.state.set_text(_("Import en cours…"))
        self._run(_("Import"), trial=False)

    def _run(self, title: str, *, trial: bool) -> None:
        if self._task is not None:
            self._task.cancel()
        self.panel.setCurrentIndex(1)
        self._enable(False)
        actor, files, options = self.session.actor, tuple(self.files), self._options()

        def work(progress: Progress) -> list[Outcome]:
            return import_all(actor, files, options, progress, trial=trial)

        tasks = self.session.window.tasks
        self._task = tasks.run(work, self._on_ended, self._on_failed, title=title)

    def _on_ended(self, outcomes: list[Outcome]) -> None:
        self._task = None
        self.outcomes = outcomes
        self._show()
        if self.done:
            self.session.window.events.tell(changed("client", "journal", "memory", "asset"))
            see = (_("Voir les clients"), lambda: self.session.window.show_screen("clients"))
            self.session.window.messages.success(_imported(outcomes), see)
        self.focus_first()

    def _on_failed(self, failure: Failure) -> None:
        self._task = None
        self.done = False
        self.state.set_text(_("Rien n’a été écrit"))
        self._enable(True)
        self.session.window.messages.error(failure.sentence)

    def _on_cancelled(self, _title: str) -> None:
        if self._task is not None and self._task.stop.is_set():
            self._task = None
            self.done = False
            self._on_stop()

    def _on_stop(self) -> None:
        self.files, self.outcomes = [], []
        self.panel.setCurrentIndex(0)
        self.focus_first()

    # -- showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        found = problems(self.outcomes)
        self.counts.show_rows(self.outcomes)
        self._fit()
        self.rows.show_rows(found)
        self.problems.setVisible(bool(found))
        self.sound.setVisible(not found)
        self.sound.set_text(_("Aucune ligne refusée, rien à signaler."))
        if self.done:
            self.state.set_text(_("C’est importé"))
        else:
            self.state.set_text(_("Voici ce qui va se passer"))
        self._enable(True)

    def _fit(self) -> None:
        """Every file is seen at once; the lines to look at take what is left."""
        self.table.setFixedHeight(self.table.natural_height())
        self.problems.setMinimumHeight(theme.current().px(160))

    def _enable(self, ready: bool) -> None:
        readable = any(outcome.report is not None for outcome in self.outcomes)
        self.import_button.setEnabled(ready and readable and not self.done)
        self.import_button.setVisible(not self.done)
        self.stop.setText(_("Fermer") if self.done else _("Laisser"))
        for button in (self.other, self.stop):
            button.setEnabled(ready)
        self.on_duplicate.setEnabled(ready and not self.done)
        self.new_clients.setEnabled(ready and not self.done)


def _count_columns() -> tuple[Column[Outcome], ...]:
    def count(title: str, name: str) -> Column[Outcome]:
        return Column(title, lambda row: _count(row, name), align="right", width=8)

    return (
        Column(_("Fichier"), _file_cell, width=26, stretch=1),
        count(_("Lues"), "read"),
        count(_("Créées"), "created"),
        count(_("Complétées"), "updated"),
        count(_("Passées"), "skipped"),
        Column(_("Refusées"), _refused_cell, align="right", width=8),
    )


def _file_cell(row: Outcome) -> Cell:
    if row.report is None:
        return Cell(row.file.name, row.sentence, tone="bad")
    return Cell(row.file.name, kind_label(row.report), bold=True)


def _count(row: Outcome, name: str) -> str:
    return format_number(getattr(row.report, name)) if row.report else ""


def _refused_cell(row: Outcome) -> Cell:
    if row.report is None:
        return Cell("")
    return Cell(format_number(row.refused), tone="bad" if row.refused else "")


def _problem_columns() -> tuple[Column[Problem], ...]:
    return (
        Column("", _standing_cell, width=13),
        Column(_("Ligne"), lambda row: "" if row.line is None else str(row.line), "right", 8),
        Column(_("Pourquoi"), lambda row: row.reason, width=40, stretch=1),
        Column(_("Fichier"), lambda row: Cell(row.file, tone="muted"), width=24),
    )


def _standing_cell(row: Problem) -> Cell:
    if row.refused:
        return Cell("", pill=_("refusée"), pill_tone="bad")
    return Cell("", pill=_("à vérifier"), pill_tone="neutral")


def _imported(outcomes: Sequence[Outcome]) -> str:
    created = sum(outcome.report.created for outcome in outcomes if outcome.report)
    refused = sum(outcome.refused for outcome in outcomes)
    text = ngettext(
        "Import terminé\N{NO-BREAK SPACE}: {count} ligne créée",
        "Import terminé\N{NO-BREAK SPACE}: {count} lignes créées",
        created,
    ).format(count=format_number(created))
    if not refused:
        return text + "."
    told = ngettext(", {count} refusée.", ", {count} refusées.", refused)
    return text + told.format(count=format_number(refused))
