"""Livre: where the book is, and the way to another one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from models.catalogue import book_trade
from models.i18n import _
from ui import prompts
from ui.books_known import KnownBook, known_books
from ui.screens.settings.log_card import LogCard
from ui.screens.settings.tab import SettingsTab, TabPage, card_of
from ui.session import Session, open_file
from ui.tasks import Progress
from ui.widgets import Button, Card, CardGrid, Row, WrapLabel, bold, muted


class BookTab(SettingsTab):
    """One file, which can be copied when the program is closed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.path = WrapLabel("", "strong")
        self.trade = WrapLabel("", "small", "muted")
        self.folder = Button(_("Montrer le dossier"), icon="external-link")
        self.export = Button(_("Tout exporter"), icon="package")
        self.other = Button(_("Ouvrir un autre livre"), icon="folder-open")
        self.new = Button(_("Commencer un nouveau livre"), icon="plus")
        self.known = Card(_("Ouverts sur cet ordinateur"))
        self.log = LogCard()
        self._build()
        self.folder.clicked.connect(lambda: open_file(session.book.path.parent))
        self.export.clicked.connect(self._on_export)
        self.other.clicked.connect(self._on_other)
        self.new.clicked.connect(lambda: session.book_asked.emit(None))

    def _build(self) -> None:
        about = WrapLabel(
            _(
                "Tout est dans ce fichier, sur cet ordinateur. Une sauvegarde se fait chaque jour "
                "à côté de lui\N{NO-BREAK SPACE}; copiez-en une ailleurs de temps en temps."
            ),
            tone="muted",
        )
        buttons = (self.folder, self.export)
        here = card_of(_("Ce livre"), self.path, self.trade, about, buttons=buttons)
        text = _("Le livre ouvert se ferme d’abord. Le garage de démonstration se trouve là aussi.")
        words = WrapLabel(text, tone="muted")
        away = card_of(_("Un autre livre"), words, buttons=(self.other, self.new))
        for button, name in (
            (self.folder, "book_folder"),
            (self.export, "book_export"),
            (self.other, "book_other"),
            (self.new, "book_new"),
        ):
            button.setObjectName(name)
        grid = CardGrid(min_column=400)
        for card in (here, away, self.known):
            grid.add(card)
        page = TabPage()
        page.add(grid)
        page.add(self.log)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def refresh(self) -> None:
        """Show the book open and those known besides."""
        self.log.refresh()
        here = self.session.book.path
        self.path.set_text(str(here))
        self.trade.set_text(_("Métier\N{NO-BREAK SPACE}: {trade}").format(trade=book_trade().name))
        others = [book for book in known_books() if book.path != here]
        self.known.clear()
        self.known.setVisible(bool(others))
        for place, book in enumerate(others):
            self.known.add_row(self._row(book, place))

    def _row(self, book: KnownBook, place: int) -> Row:
        button = Button(_("Ouvrir"))
        button.setObjectName(f"book_known_{place}")
        button.setAccessibleName(_("Ouvrir {shop}").format(shop=book.shop))
        button.clicked.connect(partial(self.session.book_asked.emit, book.path))
        return Row((bold(book.shop), muted(f"\n{book.path}")), right=button)

    def focus_first(self) -> None:
        """The keyboard goes to what is most often wanted here."""
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- exporting ---------------------------------------------------------------------------

    def _on_export(self) -> None:
        prompts.ask_folder(self, _("Où mettre l’export"), self.export_to)

    def export_to(self, folder: Path) -> None:
        """Write everything in open formats, in a folder of its own inside this one."""
        book, target = self.session.book, folder / _("export-{day}").format(day=self.session.today)

        def work(progress: Progress) -> Path:
            from models.apart import apart
            from models.export import export

            with apart(book):  # long: one can note meanwhile
                export(target, lambda done, total: progress.report(done / total))
            return target

        self.session.window.tasks.run(work, self._on_exported, title=_("Export du livre"))

    def _on_exported(self, folder: Path) -> None:
        text = _("Tout est exporté\N{NO-BREAK SPACE}: {name}").format(name=folder.name)
        show = (_("Montrer le dossier"), lambda: open_file(folder))
        self.session.window.messages.success(text, show)

    # -- another book ------------------------------------------------------------------------

    def _on_other(self) -> None:
        title, kinds = _("Ouvrir un autre livre"), _("Livre (*.ccbook)")
        dialog = prompts.ask_files(self, title, kinds, self._on_chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def _on_chosen(self, path: Path) -> None:
        self.session.book_asked.emit(path)
