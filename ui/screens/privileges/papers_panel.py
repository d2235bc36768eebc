"""The versions of the charter, and its papers: posters, leaflet, web page, in two languages."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.charter import CharterRow, Difference, Step, charters, keep_paper, paper
from models.charter_history import changes_since, step_label
from models.charter_paper import charter_paper
from models.i18n import LANGUAGES, _, format_date, ngettext, speaking
from ui import prompts, theme
from ui.action_specs import PAPERS
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.answering_keys import AnsweringKeys
from ui.session import Session, open_file
from ui.tasks import Progress
from ui.widgets import Card, DataTable, EmptyState, FlowLayout, Page, Select, WrapLabel
from ui.widgets.announcing import leave_bars_unsaid

FORMS, _WEB = ("a4", "a3", "leaflet"), "web"


class PapersPanel(QWidget):
    """The versions at the left; at the right the paper of the one looked at, as printed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("papers_panel")
        self.session = session
        self.rows: list[CharterRow] = []
        self.content = b""
        self._wanted: tuple[int, str] | None = None
        self.page = Page(_("Chartes et papiers"), scrolls=False, max_width=1800)
        self.model: LazyTableModel[CharterRow] = LazyTableModel(
            (
                Column(_("Version"), _version_cell, width=12),
                Column(_("Ce qu’elle a changé"), self._changes_cell, width=20, stretch=1),
            ),
            lambda row: row.id,
        )
        self.table = DataTable(_("Versions de la charte"), wraps=True)
        self.form, self.spoken = Select(), Select()
        self.web = WrapLabel(
            _(
                "Une seule page, sans rien d’autre à installer chez l’hébergeur. Ctrl+O la montre "
                "dans le navigateur."
            )
        )
        self.view, self.document = QPdfView(self), QPdfDocument(self)
        self.empty = EmptyState(
            "file-text",
            _("Aucune charte encore"),
            _("La première se publie depuis « Prochaine charte », ses papiers viennent ici."),
        )
        self.list, self.sheet, self.both = Card(), Card(), QWidget()
        self.answering = AnsweringKeys(session, session.window.actions_of(self, PAPERS))
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("charters_table")
        self.table.setModel(self.model)
        for select, name, words in (
            (self.form, "paper_form", _("Papier")),
            (self.spoken, "paper_language", _("Langue du papier")),
        ):
            select.setObjectName(name)
            select.set_name(words)
        for code, label in _forms():
            self.form.addItem(label, code)
        for code in LANGUAGES:
            self.spoken.addItem({"fr": "Français", "en": "English"}[code], code)
        self.spoken.setCurrentIndex(max(0, self.spoken.findData(self.session.shop().language)))
        choices = QWidget()
        self._choices = FlowLayout(choices)
        self._choices.addWidget(self.form)
        self._choices.addWidget(self.spoken)
        for button in self.answering.buttons.values():
            self._choices.addWidget(button)
        self.list.add(self.table, 1)
        self.sheet.add(choices)
        self.view.setDocument(self.document)
        leave_bars_unsaid(self.view)
        self.view.setObjectName("paper_preview")
        self.view.setAccessibleName(_("La charte, telle qu’elle sera imprimée"))
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.sheet.add(self.web)
        self.sheet.add(self.view, 1)
        self.sheet.body.addStretch(0)
        self._line = QHBoxLayout(self.both)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.list, 2)
        self._line.addWidget(self.sheet, 3)
        self.page.add(self.both, 1)
        self.page.add(self.empty, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.page.title.plain_text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_looked_at.connect(lambda _row: self._make())
        self.table.row_chosen.connect(lambda _row: self.form.setFocus())
        for select in (self.form, self.spoken):
            select.activated.connect(lambda _at: self._make())
        self.answering.listen(
            {"paper_save": self.save, "paper_print": self._print, "paper_look": self._look}
        )

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the versions again, the latest first."""
        place, self.rows = max(self.table.currentIndex().row(), 0), charters()
        self._wanted = None
        self.model.show_rows(self.rows)
        self.both.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        none = "" if self.rows else _("Aucune charte encore\N{NO-BREAK SPACE}: rien à imprimer.")
        for code in self.answering.buttons:
            self.answering.tell(code, none)
        if self.rows:
            self.table.look_at(min(place, len(self.rows) - 1))
            self._make()

    def focus_first(self) -> None:
        """The keyboard goes to the versions."""
        here: QWidget = self.table if self.rows else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """Nothing is written here."""
        return False

    def current(self) -> CharterRow | None:
        """The version looked at."""
        return self.model.row_at(self.table.currentIndex().row())

    def _kind(self) -> str:
        return _kind(str(self.form.currentData()), str(self.spoken.currentData()))

    def _make(self) -> None:
        """Show the paper that was kept; one never printed is made in the background, and kept."""
        row, kind = self.current(), self._kind()
        if row is None or self._wanted == (row.id, kind):
            return
        self._wanted = (row.id, kind)
        kept = paper(row.id, kind)
        if kept is not None:
            self._show(kept)
            return
        self.content = b""
        work = _render(row, kind, str(self.form.currentData()), str(self.spoken.currentData()))
        self.session.window.tasks.run(work, self._on_made, title=_("Charte"))

    def keep_papers(self, charter_id: int) -> None:
        """Keep the three papers of a charter just published, in the language of the papers."""
        row = next(row for row in charters() if row.id == charter_id)
        spoken = self.session.shop().language
        for form in FORMS:
            work = _render(row, _kind(form, spoken), form, spoken)
            self.session.window.tasks.run(work, self._on_made, title=_("Charte"))

    def _on_made(self, made: tuple[int, str, bytes]) -> None:
        charter_id, kind, content = made
        keep_paper(charter_id, kind, content)
        if (charter_id, kind) == self._wanted:
            self._show(content)

    def _show(self, content: bytes) -> None:
        """Show a PDF; a web page is seen in the browser."""
        self.content = content
        on_screen = self.form.currentData() != _WEB
        self.view.setVisible(on_screen)
        self.web.setVisible(not on_screen)
        browser = _("Une page du site s’imprime depuis le navigateur, une fois enregistrée.")
        self.answering.tell("paper_print", "" if on_screen else browser)
        if on_screen:
            self._buffer = QBuffer(self)
            self._buffer.setData(QByteArray(content))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)

    # -- papers --------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where, and write the paper shown."""
        if self._ready():
            title, name = _("Enregistrer la charte"), self._name()
            kinds = "HTML (*.html)" if name.endswith(".html") else "PDF (*.pdf)"
            prompts.ask_where_to_save(self, title, Path.home() / name, kinds, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the paper shown to a file."""
        self._write(path, self.session.say_saved)

    def _print(self) -> None:
        # It brings the whole client file with it: not before one prints.
        from ui.screens.client_file.letter_print import print_pdf

        if self._ready():
            print_pdf(self, self.content, self.page.title.plain_text())

    def _look(self) -> None:
        """The paper as whoever receives it sees it: in the browser, in the system's reader."""
        if self._ready():
            self._write(Path(tempfile.mkdtemp(prefix="charte-")) / self._name(), open_file)

    def _ready(self) -> bool:
        if not self.content:
            wait = _("Le papier se prépare\N{NO-BREAK SPACE}: encore un instant.")
            self.session.window.messages.info(wait)
        return bool(self.content)

    def _name(self) -> str:
        """« charte-2-a4.pdf », « charter-2.html »."""
        row = self.current()
        assert row is not None
        word = "charte" if self.spoken.currentData() == "fr" else "charter"
        web = self.form.currentData() == _WEB
        return f"{word}-{row.number}.html" if web else f"{word}-{row.number}-{self._kind()}.pdf"

    def _write(self, path: Path, done: Callable[[Path], object]) -> None:
        content = self.content

        def work(_progress: Progress) -> Path:
            from reports.files import write_atomically

            write_atomically(path, content)
            return path

        self.session.window.tasks.run(work, done, title=_("Charte"))

    def _changes_cell(self, row: CharterRow) -> Cell:
        before = next((each for each in self.rows if each.number == row.number - 1), None)
        found = changes_since(row, before)
        return Cell(". ".join(_difference(each) for each in found))

    def _restyle(self) -> None:
        px = theme.current().px
        self._line.setSpacing(px(13))
        self.table.setMinimumWidth(px(260))


def _difference(found: Difference) -> str:
    """« Prêt d’un vélo (retiré) : reste dû jusqu’au 22 février 2027 »; a new one by its name."""
    told = f"{found.title} ({step_label(found.step)})"
    if found.step is Step.ADDED or not found.words:
        return told
    return _("{title} : {words}").format(title=told, words=", ".join(found.words))


def _kind(form: str, spoken: str) -> str:
    """« a4 », « a4-en »: the paper and its language, French unsaid."""
    return form if spoken == "fr" else f"{form}-{spoken}"


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        ("a4", _("Affiche A4")),
        ("a3", _("Affiche A3")),
        ("leaflet", _("Dépliant")),
        (_WEB, _("Page web")),
    )


def _version_cell(row: CharterRow) -> Cell:
    title = _("n° {number}").format(number=row.number)
    count = ngettext("{count} promesse", "{count} promesses", len(row.items))
    day = format_date(row.day, "medium")
    return Cell(f"{title}, {day}", count.format(count=len(row.items)), bold=True)


def _render(row: CharterRow, kind: str, form: str, spoken: str) -> Callable[[Progress], Any]:
    def work(_progress: Progress) -> tuple[int, str, bytes]:
        from reports.charter import render_charter
        from reports.charter_web import render_web_page

        with speaking(spoken):
            data = charter_paper(row)
            page = render_web_page(data).encode() if form == _WEB else render_charter(data, form)
        return row.id, kind, page

    return work
