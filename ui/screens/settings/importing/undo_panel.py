"""Undoing an import: what it will do, then what it did."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from models.exchange import KeptClient, RunRow, UndoReport
from models.i18n import _, format_date, format_number, ngettext
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.importing.work import rehearse_undo, undo, what_changed
from ui.screens.settings.tab import TabPage, foot_of
from ui.session import Session
from ui.tasks import Failure, Task
from ui.widgets import Button, Card, DataTable, Label, WrapLabel


class UndoPanel(TabPage):
    """Rehearses the undoing in the background, says what it found, and asks once."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.task: Task | None = None
        self._run: RunRow | None = None
        self.state = Label("", "subtitle")
        self.text, self.kept_text = WrapLabel(""), WrapLabel("")
        self.kept: LazyTableModel[KeptClient] = LazyTableModel(
            _columns(), lambda client: client.client_id
        )
        self.table = DataTable(_("Clients qui restent"), wraps=True)
        self.go = Button(_("Annuler cet import"), "danger", icon="undo-2")
        self.leave = Button(_("Laisser comme c’est"))
        self.paper = Card(_("Annuler un import"))
        self._build()
        self._listen()
        theme.follow(self._respace)

    def _build(self) -> None:
        self.table.setObjectName("import_kept")
        self.table.setModel(self.kept)
        self.go.setObjectName("import_undo_go")
        self.leave.setObjectName("import_undo_leave")
        for widget in (self.state, self.text, self.kept_text):
            self.paper.add(widget)
        self.paper.add(self.table, 1)
        self.paper.add(foot_of(right=(self.leave, self.go)))
        self.add(self.paper)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.closed)

    def focus_first(self) -> None:
        """The keyboard goes to the careful answer."""
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, run: RunRow) -> None:
        """Say what undoing that import would do."""
        self._run = run
        self.state.set_text(_("Que se passerait-il ?"))
        self.text.set_text(_("On regarde ce que l’annulation changerait, sans rien écrire…"))
        self._show_kept("", ())
        self.go.show()
        self.go.setEnabled(False)
        self.leave.setText(_("Laisser comme c’est"))
        actor = self.session.actor
        self.task = self.session.window.tasks.run(
            lambda progress: rehearse_undo(actor, run.id, progress, run.file),
            self._on_rehearsed,
            self._on_failed,
            title=_("Essai de l’annulation"),
        )
        self.focus_first()

    def _on_rehearsed(self, report: UndoReport) -> None:
        self.task = None
        self.state.set_text(_("Annuler l’import de {file} ?").format(file=report.file))
        when = self._when(self._run) if self._run else ""
        self.text.set_text(f"{when} {_will(report)}")
        self._show_kept(_kept_will(report), report.kept)
        self.go.setEnabled(True)

    def _on_go(self) -> None:
        run, actor = self._run, self.session.actor
        if run is None:
            return
        self.go.setEnabled(False)
        self.leave.setEnabled(False)
        self.state.set_text(_("Annulation en cours…"))
        self.task = self.session.window.tasks.run(
            lambda progress: undo(actor, run.id, progress, run.file),
            self._on_undone,
            self._on_failed,
            title=_("Annulation de l’import"),
        )

    def _on_undone(self, report: UndoReport) -> None:
        self.task = None
        self.leave.setEnabled(True)
        self.state.set_text(_("L’import est annulé"))
        self.text.set_text(_did(report))
        self._show_kept(_kept_did(report), report.kept)
        self.go.hide()
        self.leave.setText(_("Fermer"))
        window = self.session.window
        window.events.tell(what_changed([self._run.kind] if self._run else []))
        window.messages.success(_("L’import de {file} est annulé.").format(file=report.file))
        self.focus_first()

    def _on_failed(self, failure: Failure) -> None:
        self.task = None
        self.state.set_text(_("Rien n’a été changé"))
        self.text.set_text(failure.sentence)
        self.go.setEnabled(False)
        self.leave.setEnabled(True)
        self.leave.setText(_("Fermer"))
        self.focus_first()

    def is_stopped(self) -> bool:
        """Whether the person asked to stop the work."""
        return self.task is not None and self.task.stop.is_set()

    def stopped(self) -> None:
        """The person stopped the work: nothing was changed."""
        self.task = None
        self.leave.setEnabled(True)
        self.closed.emit()

    def _when(self, run: RunRow) -> str:
        return _("Importé le {date} par {name}.").format(
            date=format_date(run.recorded_on, "long"), name=run.author
        )

    def _show_kept(self, text: str, kept: Sequence[KeptClient]) -> None:
        self.kept_text.set_text(text)
        self.kept_text.setVisible(bool(text))
        self.kept.show_rows(kept)
        self.table.setVisible(bool(kept))
        self._respace()

    def _respace(self) -> None:
        px = theme.current().px
        self.paper.body.setSpacing(px(10))
        self.table.setFixedHeight(min(self.table.natural_height(), px(320)))


def _columns() -> tuple[Column[KeptClient], ...]:
    return (
        Column(_("Client qui reste"), lambda client: Cell(client.name, bold=True), width=26),
        Column(_("Pourquoi"), lambda client: client.reason, width=44, stretch=1),
    )


def _will(report: UndoReport) -> str:
    """What would go, or be put back, in sentences."""
    told = (
        ngettext(
            "{count} fiche sera retirée du livre.",
            "{count} fiches seront retirées du livre.",
            report.clients,
        ),
        ngettext(
            "{count} écriture sera retirée.", "{count} écritures seront retirées.", report.entries
        ),
        ngettext(
            "{count} fiche sera remise comme avant.",
            "{count} fiches seront remises comme avant.",
            report.restored,
        ),
    )
    return _sentences(told, report) or _("Rien ne serait retiré du livre.")


def _did(report: UndoReport) -> str:
    """What went, or was put back, in sentences."""
    told = (
        ngettext(
            "{count} fiche a été retirée du livre.",
            "{count} fiches ont été retirées du livre.",
            report.clients,
        ),
        ngettext(
            "{count} écriture a été retirée.",
            "{count} écritures ont été retirées.",
            report.entries,
        ),
        ngettext(
            "{count} fiche a été remise comme avant.",
            "{count} fiches ont été remises comme avant.",
            report.restored,
        ),
    )
    return _sentences(told, report) or _("Rien n’a été retiré du livre.")


def _sentences(told: Sequence[str], report: UndoReport) -> str:
    counts = (report.clients, report.entries, report.restored)
    pairs = zip(counts, told, strict=True)
    return " ".join(text.format(count=format_number(count)) for count, text in pairs if count)


def _kept_will(report: UndoReport) -> str:
    text = ngettext(
        "{count} client restera comme il est :",
        "{count} clients resteront comme ils sont :",
        report.kept_count,
    )
    return _kept(text, report)


def _kept_did(report: UndoReport) -> str:
    text = ngettext(
        "{count} client est resté comme il était :",
        "{count} clients sont restés comme ils étaient :",
        report.kept_count,
    )
    return _kept(text, report)


def _kept(text: str, report: UndoReport) -> str:
    return text.format(count=format_number(report.kept_count)) if report.kept_count else ""
