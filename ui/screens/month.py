"""Mois: the report as it will be printed, any month, for the owner or the accountant."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import closing
from models.changes import Changes
from models.i18n import _, format_date, speaking
from models.rules.trust.months import months_before
from reports.file_names import Shown, file_name
from ui import prompts, theme
from ui.action_specs import MONTH
from ui.actions import keys_of, with_key
from ui.screens.month_closing import ClosingPanel
from ui.screens.month_find import FindBar
from ui.screens.month_jump import months_menu
from ui.screens.month_made import MonthPaper, made_paper
from ui.screens.month_pages import PageTools, PaperView, ask_printer
from ui.screens.noting import take_back
from ui.session import Session
from ui.tasks import Failure, Progress
from ui.widgets import (
    Button,
    ElideLabel,
    EmptyState,
    HintLine,
    IconButton,
    Key,
    KeyButton,
    Label,
    SegmentedTabs,
)
from ui.widgets.head_line import HeadLine

if TYPE_CHECKING:
    from ui.screens.month_sending import SendingPanel


class MonthScreen(QWidget):
    """The month shown is made in the background and kept until the book changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("month_screen")
        self.session = session
        self.month = session.today.replace(day=1)
        self.audience: Shown = "owner"
        self.paper: MonthPaper | None = None
        self._wanted: tuple[date, Shown] | None = None
        self._first = self.month
        self.title = Label("", "title")
        self.status = ElideLabel("", "small", "muted")
        self.before = IconButton("chevron-left", _("Mois précédent"))
        self.after = IconButton("chevron-right", _("Mois suivant"))
        self.jump = IconButton("calendar-days", with_key(_("Aller à un mois"), "month_jump"))
        self.tabs = SegmentedTabs(_("Pour qui"))
        self.view, self.document = PaperView(self), QPdfDocument(self)
        self.hints = HintLine()
        self.panel = QStackedWidget()
        self.working = EmptyState(
            "file-text", _("Le rapport se prépare"), _("Quelques secondes suffisent.")
        )
        self.actions_by_code = session.window.actions_of(self, MONTH)
        self.closing = ClosingPanel(session)
        self.finder = FindBar(self.view, self.document)
        self.pages = PageTools(self.view, self.document, self.actions_by_code)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        head = QHBoxLayout()
        for widget in (self.before, self.title, self.after, self.jump):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.tabs)
        self.tabs.add("owner", _("Pour le responsable"))
        self.tabs.add("accountant", _("Pour le comptable"))
        self.tabs.add("year", _("L’année"))
        self._told = QHBoxLayout()
        self._told.addWidget(self.status, 1)
        self._told.addWidget(self.pages.page)
        self._told.addWidget(self.hints)
        self._acts = HeadLine()
        self._acts.addWidget(self.pages)
        self.save_button = Button(_("Enregistrer en PDF"), "primary", icon="download")
        self.print_button = Button(_("Imprimer"), icon="printer")
        action = self.actions_by_code["month_closing"]
        self.closing_button = KeyButton(keys_of("month_closing"), action.text(), action)
        action = self.actions_by_code["month_send"]
        self.send_button = KeyButton(keys_of("month_send"), action.text(), action)
        for button in self._foot():
            self._acts.addWidget(button)
        self.save_button.setObjectName("month_save")
        self.print_button.setObjectName("month_print")
        self.before.setObjectName("month_before_button")
        self.after.setObjectName("month_after_button")
        self.jump.setObjectName("month_jump_button")
        self._build_view()
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(self._told)
        self._column.addWidget(self.panel, 1)
        self._column.addWidget(self.finder)
        self._column.addLayout(self._acts)

    def _build_view(self) -> None:
        self.view.setObjectName("month_preview")
        self.view.setAccessibleName(_("Rapport du mois, tel qu’il sera imprimé"))
        self.view.setDocument(self.document)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.panel.addWidget(self.working)
        self.panel.addWidget(self.view)
        self.panel.addWidget(self.closing)

    def _listen(self) -> None:
        self.before.clicked.connect(self.show_previous)
        self.after.clicked.connect(self.show_next)
        self.tabs.chosen.connect(self._on_audience)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_paper)
        self.session.window.events.changed.connect(self._on_changed)
        self.jump.clicked.connect(self.show_months)
        self.closing.left.connect(self.show_report)
        self.finder.left.connect(self.focus_first)
        handlers = {
            "month_closing": self.show_closing,
            "month_year": self.show_year,
            "month_send": self.show_sending,
            "month_jump": self.show_months,
            "month_find": self._find,
            "find_after": lambda: self.finder.go(1),
            "find_before": lambda: self.finder.go(-1),
            "month_before": self.show_previous,
            "month_after": self.show_next,
            "month_save": self.save,
            "month_print": self.print_paper,
        }
        for code, handler in handlers.items():
            self.actions_by_code[code].triggered.connect(handler)

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Make the paper of the month shown again; what waits for its closing is read again."""
        self.paper = None
        if self._is_closing():
            self.closing.show_month(self.month)
        if self._is_sending():
            self.sending.show_month(self.month, fresh=False)
        self._show_month()

    def focus_first(self) -> None:
        """The keyboard goes to the preview, where the keys act, or to what waits."""
        if self._is_closing():
            self.closing.focus_first()
        elif self._is_sending():
            self.sending.focus_first()
        else:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> None:
        """Ctrl+Z: the line seen last waits again, or this member's entry is taken back."""
        if not (self._is_closing() and self.closing.undo_last()):
            take_back(self.session)

    # -- closing and sending -----------------------------------------------------------------

    def _is_closing(self) -> bool:
        return self.panel.currentWidget() is self.closing

    def _is_sending(self) -> bool:
        return self.panel.currentWidget() not in (self.working, self.view, self.closing)

    def _is_reading(self) -> bool:
        return not (self._is_closing() or self._is_sending())

    def show_closing(self) -> None:
        """What waits before the month can be closed, in the place of its report."""
        self.closing.show_month(self.month)
        self.panel.setCurrentWidget(self.closing)
        self._show_foot(False)
        self.closing.focus_first()

    @cached_property
    def sending(self) -> "SendingPanel":
        """Made the first time something is sent: what mail needs is imported then."""
        from ui.screens.month_sending import SendingPanel

        made = SendingPanel(self.session)
        made.left.connect(self.show_report)
        self.panel.addWidget(made)
        return made

    def show_sending(self) -> None:
        """To whom the month's report goes, in the place of its pages."""
        self.sending.show_month(self.month)
        self.panel.setCurrentWidget(self.sending)
        self._show_foot(False)
        self.sending.focus_first()

    def show_report(self) -> None:
        """The report again."""
        self.panel.setCurrentWidget(self.working if self.paper is None else self.view)
        self._show_foot(True)
        self.focus_first()

    def _show_foot(self, shown: bool) -> None:
        """What acts on the report is not there while one closes or sends."""
        for widget in (*self._foot(), self.tabs, self.pages, self.pages.page):
            widget.setVisible(shown)
        if not shown:
            self.finder.hide()
        self._tell_month()

    def _foot(self) -> tuple[QWidget, ...]:
        """What acts on the report shown."""
        return (self.closing_button, self.send_button, self.print_button, self.save_button)

    # -- choosing ----------------------------------------------------------------------------

    def show_year(self) -> None:
        """The year of the month shown, on two pages; the month's report again when it is shown."""
        self.tabs.choose("owner" if self.audience == "year" else "year")

    def show_previous(self) -> None:
        """The month before (or the year before), down to the book's first."""
        if self.month > self._first:
            self._go_to(max(months_before(self.month, self._step()), self._first))

    def show_next(self) -> None:
        """The month after (or the year after), up to the one that runs."""
        running = self.session.today.replace(day=1)
        if self.month < running:
            self._go_to(min(months_before(self.month, -self._step()), running))

    def _step(self) -> int:
        return 12 if self._is_year() else 1

    def _is_year(self) -> bool:
        """Whether what is shown is a year: one closes, and sends, a month."""
        return self.audience == "year" and self._is_reading()

    def _go_to(self, month: date) -> None:
        self.month = month
        if self._is_closing():
            self.show_closing()
        if self._is_sending():
            self.show_sending()
        self._show_month()

    def show_months(self) -> None:
        """Any month at once."""
        last = self.session.today.replace(day=1)
        menu = months_menu(self, self._first, last, self.month, self._go_to)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.jump.mapToGlobal(QPoint(0, self.jump.height())))

    def _on_audience(self, key: str) -> None:
        known: dict[str, Shown] = {"accountant": "accountant", "year": "year"}
        self.audience = known.get(key, "owner")
        self._show_month()

    def _show_month(self) -> None:
        self._tell_month()
        self._make(self.month, self.audience)

    def _tell_month(self) -> None:
        """What the head says of what is shown."""
        today = self.session.today
        self.title.set_text(self._named())
        running = months_before(self.month, -1) > today
        over = closing.standing_words(self.month) or _("terminé")
        said = _("en cours, chiffres d’aujourd’hui") if running else over
        if self._is_year():
            said = _("douze mois sur deux pages, sans nommer personne")
        self.status.set_text(said)
        self.before.setEnabled(self.month > self._first)
        self.after.setEnabled(not running)
        other = _("autre année") if self._is_year() else _("autre mois")
        self.hints.set_pieces(
            Key(keys_of("month_before")), " ", Key(keys_of("month_after")), " ", other
        )

    def _named(self) -> str:
        """« Octobre 2026 », or « 2026 »."""
        if self._is_year():
            return str(self.month.year)
        return format_date(self.month, "month").capitalize()

    def _make(self, month: date, audience: Shown) -> None:
        """Collect and render in the background; only the last one asked for is shown."""
        self._wanted = (month, audience)
        self._enable(False)
        if self._is_reading():
            self.panel.setCurrentWidget(self.working)
        today, spoken = self.session.today, self.session.shop().language

        def work(progress: Progress) -> MonthPaper:
            with speaking(spoken):
                return made_paper(month, audience, today, progress)

        title = _("Rapport de {month}").format(month=format_date(month, "month"))
        self.session.window.tasks.run(work, self._on_made, self._on_failed, title=title)

    def _on_made(self, paper: MonthPaper) -> None:
        if (paper.month, paper.audience) != self._wanted:
            return
        self.paper, self._first = paper, paper.first
        self.before.setEnabled(self.month > self._first)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(paper.content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view.fit()
        if self._is_reading():
            self.panel.setCurrentWidget(self.view)
        self.finder.again()
        self.pages.tell()
        self._enable(True)

    def _on_failed(self, failure: Failure) -> None:
        self.working.say(_("Le rapport n’a pas pu être préparé"), failure.sentence)
        self.session.window.messages.error(failure.sentence)

    def _on_changed(self, changes: Changes) -> None:
        elsewhere = {"closing", "sendings"}  # what was looked at, or sent, changes no report
        if self.isVisible() and not changes.topics <= elsewhere:
            self.refresh()

    def _enable(self, ready: bool) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(ready)
        for code in ("month_save", "month_print"):
            self.actions_by_code[code].setEnabled(ready)

    def _find(self) -> None:
        if self._is_reading():
            self.finder.start()

    # -- leaving the program -----------------------------------------------------------------

    def save(self) -> None:
        """Ask where, and write the file whole or not at all."""
        if self.paper is None:
            return
        name = file_name(self.month, self.audience)
        prompts.ask_where_to_save(
            self, _("Enregistrer le rapport"), Path.home() / name, "PDF (*.pdf)", self.save_to
        )

    def save_to(self, path: Path) -> None:
        """Write the paper shown to a file."""
        if self.paper is None:
            return
        content = self.paper.content

        def work(_progress: Progress) -> Path:
            from reports.files import write_atomically

            write_atomically(path, content)
            return path

        self.session.window.tasks.run(
            work, self.session.say_saved, title=_("Enregistrement du rapport")
        )

    def print_paper(self) -> None:
        """Print through the system's dialog."""
        if self.paper is not None:
            ask_printer(self, self.document, self.title.plain_text())

    def _restyle(self) -> None:
        look, px = theme.current(), theme.current().px
        around = self.view.palette()
        around.setColor(QPalette.ColorRole.Dark, look.colour("line"))
        self.view.setPalette(around)
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))
        self._told.setSpacing(px(12))
