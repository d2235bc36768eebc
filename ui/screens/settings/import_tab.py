"""Importer: choose or drop files, see what would happen, let it happen, take it back."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from models.exchange import RunRow, Use, list_runs, unfolded, with_use
from models.exchange.report import OnDuplicate
from models.i18n import _, format_number, ngettext
from ui import prompts
from ui.screens.settings.importing.choose_panel import ChoosePanel
from ui.screens.settings.importing.refused_file import write_refused
from ui.screens.settings.importing.review_panel import ReviewPanel
from ui.screens.settings.importing.undo_panel import UndoPanel
from ui.screens.settings.importing.work import (
    FileWork,
    Superseded,
    forget,
    import_all,
    look,
    what_changed,
)
from ui.screens.settings.tab import SettingsTab
from ui.session import Session
from ui.tasks import Failure, Progress, Task

_PAUSE_MS = 300
"""After a decision on a double: others often follow."""

Ended = Callable[[list[FileWork]], object]


class ImportTab(SettingsTab):
    """Files are tried as soon as they are chosen; nothing is written before « Importer »."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.works: list[FileWork] = []
        self._asked, self._fresh = 0, False
        self._task: Task | None = None
        self.choice, self.panel = ChoosePanel(), QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self.setAcceptDrops(True)
        self.panel.addWidget(self.choice)
        self.column.addWidget(self.panel, 1)
        self._listen()

    def _listen(self) -> None:
        self.choice.files_asked.connect(self.choose)
        self.choice.undo_asked.connect(self._open_undo)
        self._pause.timeout.connect(self._look)
        self._ahead.timeout.connect(lambda: self.review)
        self.session.window.tasks.cancelled.connect(self._on_cancelled)

    @cached_property
    def review(self) -> ReviewPanel:
        """The files chosen; made once the tab is shown, so that a file dropped is taken at once."""
        review = ReviewPanel(self.session)
        review.import_asked.connect(self._on_import)
        review.files_asked.connect(self.choose)
        review.left.connect(self._start_again)
        review.rule_changed.connect(self._on_rule)
        review.use_chosen.connect(self._on_use)
        review.automatic_asked.connect(self._on_automatic)
        review.decided.connect(self._on_decided)
        review.save_asked.connect(self._on_save)
        review.undo_asked.connect(self._on_undo_this)
        self.panel.addWidget(review)
        return review

    @cached_property
    def undoing(self) -> UndoPanel:
        """What undoing an import does; made when it is first asked for."""
        undoing = UndoPanel(self.session)
        undoing.closed.connect(self._start_again)
        self.panel.addWidget(undoing)
        return undoing

    # -- what the screen calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read the past imports again."""
        self.choice.refresh()

    def focus_first(self) -> None:
        """The keyboard goes to what comes next."""
        shown = self.panel.currentWidget()
        assert isinstance(shown, ChoosePanel | ReviewPanel | UndoPanel)
        shown.focus_first()

    # -- choosing files ----------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        chosen: list[Path] = []

        def on_path(path: Path) -> None:
            chosen.append(path)

        kinds = _("Fichiers à importer (*.csv *.txt *.tsv *.xlsx *.xlsm *.vcf *.json *.jsonl)")
        kinds += ";;" + _("Tous les fichiers (*)")
        dialog = prompts.ask_files(self, _("Choisir des fichiers à importer"), kinds, on_path)
        dialog.accepted.connect(lambda: self.take(chosen))

    def take(self, files: Sequence[Path]) -> None:
        """Look at these files, then try them. Not while an import is being written."""
        if not files:
            return
        if self._writing():
            self.session.window.messages.info(_("Un import est en cours : attendez sa fin."))
            return
        self.works = [FileWork(file) for file in dict.fromkeys(unfolded(files))]
        self._fresh = True
        self._look()

    def _writing(self) -> bool:
        return self._undoes() or (self._task is not None and self.review.done)

    def _undoes(self) -> bool:
        return "undoing" in self.__dict__ and self.undoing.task is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ahead.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])

    # -- looking, trying, importing ----------------------------------------------------------

    def _run(self, title: str, work: Callable[[Progress], list[FileWork]], ended: Ended) -> None:
        """Do a work in the background; what was asked before it no longer matters."""
        self._asked += 1
        asked = self._asked

        def do(progress: Progress) -> tuple[int, Ended, list[FileWork]]:
            try:
                return asked, ended, work(progress) if asked == self._asked else []
            except Superseded:
                return asked, ended, []

        tasks = self.session.window.tasks
        self._task = tasks.run(do, self._on_ended, self._on_failed, title=title)

    def _on_ended(self, told: tuple[int, Ended, list[FileWork]]) -> None:
        asked, ended, works = told
        if asked == self._asked:
            self._task = None
            self.works = works
            ended(works)

    def _look(self) -> None:
        self._pause.stop()
        self.panel.setCurrentWidget(self.review)
        self.review.show_works(self.works)
        self.review.say(_("On regarde le fichier…"), ready=False)
        actor, works, rule = self.session.actor, self.works, self.review.rule()
        self._run(
            _("Lecture du fichier"), lambda progress: look(actor, works, rule, progress), self._try
        )

    def _try(self, works: list[FileWork]) -> None:
        self.review.show_works(works)
        if self._fresh:
            self.review.propose_rule(works)
            self.review.table.look_at(0)
        self.review.say(_("On essaie, sans rien écrire…"), ready=False)
        self._import(_("Essai de l’import"), self._on_tried, trial=True)

    def _on_tried(self, works: list[FileWork]) -> None:
        self.review.show_works(works)
        self.review.say(_("Voici ce qui va se passer"), ready=True)
        if self._fresh:
            self._fresh = False
            self.review.focus_first()

    def _on_import(self) -> None:
        self.review.say(_("Import en cours…"), ready=False, done=True)
        self._import(_("Import"), self._on_imported, trial=False)

    def _import(self, title: str, ended: Ended, *, trial: bool) -> None:
        actor, works, rule, asked = self.session.actor, self.works, self.review.rule(), self._asked
        wanted = lambda: self._asked == asked + 1  # noqa: E731
        book = self.session.book

        def work(progress: Progress) -> list[FileWork]:
            from models.apart import apart

            # A trial writes in a copy: one can note meanwhile.
            with apart(book, on_trial=True) if trial else nullcontext():
                return import_all(actor, works, rule, progress, trial=trial, wanted=wanted)

        self._run(title, work, ended)

    def _on_imported(self, works: list[FileWork]) -> None:
        self.review.show_works(works)
        self.review.say(_("C’est importé"), ready=True, done=True)
        window = self.session.window
        window.events.tell(what_changed([work.report.kind for work in works if work.report]))
        see = (_("Voir les clients"), lambda: window.show_screen("clients"))
        window.messages.success(_imported(works), see)
        self.review.focus_first()

    def _on_failed(self, failure: Failure) -> None:
        self._task = None
        self.review.say(_("Rien n’a été écrit"), ready=True)
        self.session.window.messages.error(failure.sentence)

    def _on_cancelled(self, _title: str) -> None:
        if self._task is not None and self._task.stop.is_set():
            self._start_again()
        elif self._undoes() and self.undoing.is_stopped():
            self.undoing.stopped()

    def _start_again(self) -> None:
        self._asked += 1
        self._task = None
        self._pause.stop()
        self.works = []
        self.choice.refresh()
        self.panel.setCurrentWidget(self.choice)
        self.focus_first()

    # -- correcting --------------------------------------------------------------------------

    def _on_rule(self) -> None:
        """For all: what was decided line by line gives way."""
        self.works = [replace(work, decisions={}) for work in self.works]
        self._look()

    def _on_use(self, work: FileWork, place: int, use: Use) -> None:
        if work.preview is None or work.preview.mapping is None:
            return
        columns = with_use(work.preview.mapping, place, use)
        self._replace(work, replace(work, columns=columns, decisions={}, duplicates=None))
        self._look()

    def _on_automatic(self, work: FileWork) -> None:
        actor, works, rule = self.session.actor, self.works, self.review.rule()

        def do(progress: Progress) -> list[FileWork]:
            fresh = [forget(actor, one) if one is work else one for one in works]
            return look(actor, fresh, rule, progress)

        self.review.say(_("On regarde le fichier…"), ready=False)
        self._run(_("Lecture du fichier"), do, self._try)

    def _on_decided(self, work: FileWork, line: int, decision: OnDuplicate) -> None:
        self._replace(work, replace(work, decisions={**work.decisions, line: decision}))
        self.review.show_works(self.works)
        self.review.say(_("On essaie, sans rien écrire…"), ready=False)
        self._pause.start()

    def _replace(self, old: FileWork, new: FileWork) -> None:
        self.works = [new if work is old else work for work in self.works]

    # -- afterwards --------------------------------------------------------------------------

    def _on_save(self, work: FileWork) -> None:
        actor, tasks = self.session.actor, self.session.window.tasks
        refused = _("refusées")
        proposed = work.path.with_name(f"{work.path.stem} - {refused}.csv")

        def save(path: Path) -> None:
            tasks.run(
                lambda progress: write_refused(actor, work, path, progress),
                self.session.say_saved,
                title=_("Lignes refusées"),
            )

        title = _("Enregistrer les lignes refusées")
        prompts.ask_where_to_save(self, title, proposed, _("Fichier CSV (*.csv)"), save)

    def _on_undo_this(self, work: FileWork) -> None:
        run_id = work.report.run_id if work.report else None
        run = next((run for run in list_runs() if run.id == run_id), None)
        if run is not None:
            self._open_undo(run)

    def _open_undo(self, run: RunRow) -> None:
        self.panel.setCurrentWidget(self.undoing)
        self.undoing.open_for(run)


def _imported(works: Sequence[FileWork]) -> str:
    created = sum(work.report.created for work in works if work.report)
    refused = sum(work.refused for work in works)
    text = ngettext(
        "Import terminé\N{NO-BREAK SPACE}: {count} ligne créée",
        "Import terminé\N{NO-BREAK SPACE}: {count} lignes créées",
        created,
    ).format(count=format_number(created))
    if not refused:
        return text + "."
    told = ngettext(", {count} refusée.", ", {count} refusées.", refused)
    return text + told.format(count=format_number(refused))
