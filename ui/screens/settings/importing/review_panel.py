"""Files looked at before they are imported, and what became of them after."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.i18n import _, format_number, ngettext
from ui import theme
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.settings.importing.columns_view import ColumnsView
from ui.screens.settings.importing.duplicates_view import DuplicatesView
from ui.screens.settings.importing.files_table import file_columns, problem_columns
from ui.screens.settings.importing.preview_view import PreviewView
from ui.screens.settings.importing.work import FileWork, Problem, Rule, problem_count, problems
from ui.screens.settings.tab import TabPage
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    DataTable,
    FlowLayout,
    Label,
    SegmentedTabs,
    Select,
    WrapLabel,
)

_FILES_SEEN = 240
_PROBLEMS_SHOWN = 150


class ReviewPanel(TabPage):
    """The files at the top; below, the one looked at: its columns, its rows, its doubles."""

    import_asked = Signal()
    files_asked = Signal()
    left = Signal()
    save_asked = Signal(object)
    undo_asked = Signal(object)
    rule_changed = Signal()
    use_chosen = Signal(object, int, object)
    automatic_asked = Signal(object)
    decided = Signal(object, int, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.done = False
        self.works: list[FileWork] = []
        self._first: tuple[Path, str] | None = None
        self.state = Label("", "subtitle")
        self.import_button = Button(_("Importer"), "primary", icon="download")
        self.other = Button(_("Autres fichiers"), icon="folder-open")
        self.stop = Button(_("Laisser"), "quiet")
        self.undo = Button(_("Annuler cet import"), icon="undo-2")
        self.save = Button(_("Enregistrer les lignes refusées"), icon="save")
        self.counts: LazyTableModel[FileWork] = LazyTableModel(file_columns(), lambda w: w.path)
        self.table = DataTable(_("Fichiers"), two_lines=True)
        self.rules, self.on_duplicate, self.new_clients = QWidget(), Select(), CheckBox("")
        self.tabs, self.views = SegmentedTabs(_("Ce que dit le fichier")), QStackedWidget()
        self.columns, self.preview = ColumnsView(), PreviewView()
        self.doubles = DuplicatesView(session)
        self.rows: LazyTableModel[Problem] = LazyTableModel(problem_columns(), lambda row: row)
        self.problems = DataTable(_("Lignes à regarder"), wraps=True)
        self.sound = WrapLabel("", tone="muted")
        self._build()
        self._listen()
        theme.follow(self._fit)

    # -- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        for code, label in (
            ("skip", _("le laisser comme il est")),
            ("update", _("compléter sa fiche, sans rien effacer")),
            ("new", _("ouvrir une autre fiche")),
        ):
            self.on_duplicate.addItem(label, code)
        self.on_duplicate.set_name(_("Un client déjà connu"))
        self.on_duplicate.setObjectName("import_duplicate")
        self.new_clients.setText(_("Journal : ouvrir le compte des clients inconnus"))
        self.new_clients.setObjectName("import_new_clients")
        self.table.setObjectName("import_files")
        self.table.setModel(self.counts)
        self.add(self._top())
        self.add(self._bottom(), 1)

    def _top(self) -> Card:
        top, line = Card(), QHBoxLayout()
        line.addWidget(self.state, 1)
        for button in (self.stop, self.other, self.import_button):
            line.addWidget(button)
        self._duplicate_label = Label(_("Un client déjà connu :"), tone="muted")
        flow = FlowLayout(self.rules)
        ruled = (self._duplicate_label, self.on_duplicate, self.new_clients)
        self._below = (*ruled, self.undo, self.save)
        for widget in self._below:
            flow.addWidget(widget)
        top.add(line)
        top.add(self.table)
        top.add(self.rules)
        return top

    def _bottom(self) -> Card:
        self.problems.setObjectName("import_problems")
        self.problems.setModel(self.rows)
        seen = QWidget()
        looked = Card()
        views = {
            "columns": self.columns,
            "preview": self.preview,
            "doubles": self.doubles,
            "problems": seen,
        }
        self._pages = list(views)
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sound, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.problems, 1)
        self._buttons = {key: self.tabs.add(key, "") for key in views}
        for key, view in views.items():
            self._buttons[key].setObjectName(f"import_tab_{key}")
            self.views.addWidget(view)
        looked.add(self.tabs)
        looked.add(self.views, 1)
        return looked

    def _listen(self) -> None:
        named = {
            "import_go": (self.import_button, self.import_asked.emit),
            "import_other": (self.other, self.files_asked.emit),
            "import_stop": (self.stop, self.left.emit),
            "import_undo": (self.undo, lambda: self.undo_asked.emit(self.looked_at())),
            "import_save_refused": (self.save, lambda: self.save_asked.emit(self.looked_at())),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        self.on_duplicate.activated.connect(lambda _at: self.rule_changed.emit())
        self.new_clients.clicked.connect(lambda _on: self.rule_changed.emit())
        self.table.row_looked_at.connect(lambda _work: self._show_file())
        self.tabs.chosen.connect(lambda key: self.views.setCurrentIndex(self._pages.index(key)))
        self.columns.use_chosen.connect(
            lambda p, use: self.use_chosen.emit(self.looked_at(), p, use)
        )
        self.columns.automatic_asked.connect(lambda: self.automatic_asked.emit(self.looked_at()))
        self.doubles.decided.connect(lambda line, to: self.decided.emit(self.looked_at(), line, to))

    # -- what the tab calls ------------------------------------------------------------------

    def rule(self) -> Rule:
        """What holds for every file."""
        return Rule(self.on_duplicate.currentData(), self.new_clients.isChecked())

    def propose_rule(self, works: Sequence[FileWork]) -> None:
        """A journal with clients beside it is an export: it opens files that they complete."""
        kinds = {work.preview.kind for work in works if work.preview}
        exported = {"journal", "clients"} <= kinds
        self.new_clients.setChecked(exported)
        usual = self.on_duplicate.findData("update" if exported else "skip")
        self.on_duplicate.setCurrentIndex(usual)

    def looked_at(self) -> FileWork | None:
        """The file looked at."""
        return self.counts.row_at(max(self.table.currentIndex().row(), 0))

    def say(self, state: str, *, ready: bool, done: bool = False) -> None:
        """Say where things stand; without `ready` a work is going on."""
        self.done = done
        self.state.set_text(state)
        readable = any(work.report is not None for work in self.works)
        self.import_button.setEnabled(ready and readable)
        self.import_button.setVisible(not done)
        self.stop.setText(_("Fermer") if done else _("Laisser"))
        for button in (self.stop, self.other, self.undo, self.save):
            button.setEnabled(ready or not done)
        self._show_standing()

    def show_works(self, works: Sequence[FileWork]) -> None:
        """Show these files, the keyboard staying on the one looked at."""
        before = self.looked_at()
        self.works = list(works)
        self.counts.show_rows(self.works)
        self._fit()
        if works:
            self.table.look_at(max(self.counts.place_of(before.path if before else None), 0))

    def focus_first(self) -> None:
        """The keyboard goes to what comes next."""
        button = self.import_button if self.import_button.isEnabled() else self.other
        (self.stop if self.done else button).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing -----------------------------------------------------------------------------

    def _show_file(self) -> None:
        work = self.looked_at()
        if work is None:
            return
        seen = work.preview
        if seen is not None and seen.mapping is not None:
            self.columns.show_preview(seen, corrected=work.columns is not None)
            self.preview.show_preview(seen)
        self.doubles.show_duplicates(
            work.duplicates or (), work.decisions, self.rule().on_duplicate
        )
        found = problems(work, _PROBLEMS_SHOWN)
        self.rows.show_rows(found)
        self.problems.setVisible(bool(found))
        self.sound.set_text(_sound(work, len(found)))
        self.sound.setVisible(bool(self.sound.plain_text()))
        self._show_standing()

    def _show_tabs(self, work: FileWork) -> None:
        mapping = work.preview.mapping if work.preview else None
        mapped, unknown = mapping is not None, len(mapping.unknown) if mapping else 0
        doubles = len(work.duplicates or ())
        titles = {
            "columns": _("Colonnes"),
            "preview": _("Aperçu"),
            "doubles": _counted(_("Doublons"), doubles),
            "problems": _counted(_("À regarder"), problem_count(work)),
        }
        if unknown:
            titles["columns"] = ngettext(
                "Colonnes · {count} non reconnue", "Colonnes · {count} non reconnues", unknown
            ).format(count=unknown)
        for key, title in titles.items():
            self.tabs.set_title(key, title)
        self._buttons["columns"].setVisible(mapped and not self.done)
        self._buttons["preview"].setVisible(mapped and not self.done)
        self._buttons["doubles"].setVisible(bool(doubles) and not self.done)
        first = "columns" if mapped and not self.done else "problems"
        if self._first != (work.path, first) or self._buttons[self.tabs.current()].isHidden():
            self._first = (work.path, first)
            self.tabs.choose(first)

    def _show_standing(self) -> None:
        work = self.looked_at()
        kinds = {work.preview.kind for work in self.works if work.preview}
        clients = "clients" in kinds and not self.done
        self._duplicate_label.setVisible(clients)
        self.on_duplicate.setVisible(clients)
        self.new_clients.setVisible("journal" in kinds and not self.done)
        self.undo.setVisible(self.done and bool(work and work.can_be_undone))
        self.save.setVisible(self.done and bool(work and work.refused and work.is_table))
        self.rules.setVisible(not all(widget.isHidden() for widget in self._below))
        if work is not None:
            self._show_tabs(work)

    def _fit(self) -> None:
        """Every file is seen at once, up to four; what is below takes what is left."""
        px = theme.current().px
        self.table.setFixedHeight(min(self.table.natural_height(), px(_FILES_SEEN)))
        self._duplicate_label.setMinimumHeight(self.on_duplicate.sizeHint().height())
        self.problems.setMinimumHeight(px(160))


def _counted(title: str, count: int) -> str:
    return f"{title} {format_number(count)}" if count else title


def _sound(work: FileWork, shown: int) -> str:
    """What is said above the rows to look at."""
    count = problem_count(work)
    if count > shown:
        text = _("Les {shown} premières sur {count}.")
        return text.format(shown=format_number(shown), count=format_number(count))
    if count:
        return ""
    if work.report is None:
        return _("On regarde le fichier…")
    return _("Aucune ligne refusée, rien à signaler.")
