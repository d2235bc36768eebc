"""Sauvegardes: the last one, those kept, a copy elsewhere, going back, and checking the book."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from models.apart import apart
from models.backup import BackupReport, last_backup, make_backup
from models.check import CheckReport, check
from models.i18n import _
from ui import prompts
from ui.backups_kept import KeptBackup, kept_backups
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.new_day import backup_words, capitalised
from ui.screens.settings.tab import Beside, SettingsTab, card_of, foot_of
from ui.session import Session, open_file
from ui.tasks import Progress
from ui.widgets import Button, Card, DataTable, EmptyState, Label, Row, WrapLabel

_FAULTS_SHOWN = 20


class BackupTab(SettingsTab):
    """Nothing here is lost: what a restored backup replaces is kept beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.last = Label("", "subtitle")
        self.model: LazyTableModel[KeptBackup] = LazyTableModel(
            self._columns(), lambda row: row.file
        )
        self.table = DataTable(_("Sauvegardes gardées"))
        self.empty = EmptyState(
            "history",
            _("Pas encore de sauvegarde"),
            _("La première se fait toute seule, une fois par jour, au démarrage."),
        )
        self.make = Button(_("Sauvegarder ailleurs"), "primary", icon="save")
        self.restore = Button(_("Restaurer celle-ci"), icon="history")
        self.restore_file = Button(_("Restaurer un fichier"), icon="folder-open")
        self.check = Button(_("Vérifier le livre"), icon="shield-check")
        self.report = Card(_("Vérification du livre"))
        self._build()
        self._listen()

    def _columns(self) -> tuple[Column[KeptBackup], ...]:
        return (
            Column(_("Prise le"), lambda row: Cell(capitalised(row.told())), width=24, stretch=1),
            Column(_("Pourquoi"), _why, width=22),
            Column(_("Taille"), lambda row: row.weight(), align="right", width=10),
        )

    def _build(self) -> None:
        self.table.setObjectName("backups_table")
        self.last.setObjectName("last_backup")
        self.table.setModel(self.model)
        kept = Card(_("Faites toutes seules, à côté du livre"))
        kept.add(self.table, 1)
        kept.add(self.empty, 1)
        kept.add(foot_of(self.restore, self.restore_file))
        text = _(
            "Une par jour\N{NO-BREAK SPACE}: douze jours, dix semaines et neuf mois sont gardés. "
            "Mettez-en une de temps en temps sur une clé ou un autre disque."
        )
        now = card_of("", self.last, WrapLabel(text, tone="muted"), buttons=(self.make,))
        text = _("Chaque page du livre est relue, chaque compte est rejoué depuis son journal.")
        self.checked = WrapLabel(text, tone="muted")
        self.report.add(self.checked)
        self.report.add(foot_of(self.check))
        self.faults = Card()
        self.faults.hide()
        self.column.addWidget(Beside(kept, self.table, now, self.report, self.faults))

    def _listen(self) -> None:
        named = {
            "backup_make": (self.make, self._on_make),
            "backup_restore": (self.restore, self._on_restore),
            "backup_restore_file": (self.restore_file, self._on_restore_file),
            "backup_check": (self.check, self._on_check),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.table.row_chosen.connect(lambda _row: self._on_restore())
        self.table.row_looked_at.connect(lambda _row: self.restore.setEnabled(True))

    def refresh(self) -> None:
        """Look again at what is kept."""
        self.last.set_text(backup_words(last_backup(self.session.book), self.session.today))
        rows = kept_backups(self.session.book.path)
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.restore.setEnabled(self.table.current_row() is not None)

    def focus_first(self) -> None:
        """The keyboard goes to what is most often wanted."""
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- a copy elsewhere --------------------------------------------------------------------

    def _on_make(self) -> None:
        prompts.ask_folder(self, _("Où mettre la sauvegarde"), self.back_up_to)

    def back_up_to(self, folder: Path) -> None:
        """Make a verified copy of the book in a folder, in the background."""
        book = self.session.book

        def work(progress: Progress) -> BackupReport:
            return make_backup(book, folder, progress.report)

        self.session.window.tasks.run(work, self._on_made, title=_("Sauvegarde du livre"))

    def _on_made(self, made: BackupReport) -> None:
        self.session.backed_up.emit()
        text = _("Sauvegardé et vérifié\N{NO-BREAK SPACE}: {name}").format(name=made.file.name)
        folder = made.file.parent
        show = (_("Montrer le dossier"), lambda: open_file(folder))
        self.session.window.messages.success(text, show)
        if made.faults:
            self.session.window.messages.warning(
                _(
                    "La copie est faite, mais le livre a des défauts\N{NO-BREAK SPACE}: {faults}"
                ).format(faults=" ".join(made.faults[:3]))
            )

    # -- going back --------------------------------------------------------------------------

    def _on_restore(self) -> None:
        row = self.table.current_row()
        if isinstance(row, KeptBackup):
            self._confirm(row.file, _("celle du {moment}").format(moment=row.told()))

    def _on_restore_file(self) -> None:
        title, kinds = _("Choisir une sauvegarde"), _("Livre (*.ccbook)")
        dialog = prompts.ask_files(self, title, kinds, lambda file: self._confirm(file, file.name))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def _confirm(self, file: Path, which: str) -> None:
        text = _(
            "Le livre redeviendra comme il était dans cette sauvegarde ({which}). Ce qui a été "
            "noté depuis n’y sera plus\N{NO-BREAK SPACE}: le livre actuel est gardé à côté, sous "
            "un autre nom."
        ).format(which=which)
        prompts.confirm(
            self,
            _("Restaurer cette sauvegarde\N{NARROW NO-BREAK SPACE}?"),
            text,
            _("Restaurer"),
            lambda: self.session.restore_asked.emit(file),
        )

    # -- checking ----------------------------------------------------------------------------

    def _on_check(self) -> None:
        book, copying = self.session.book, _("Copie du livre…")

        def work(progress: Progress) -> CheckReport:
            with apart(book, lambda part: progress.report(part * 0.05, copying)):
                return check(book, progress.report)

        self.session.window.tasks.run(work, self._on_checked, title=_("Vérification du livre"))

    def _on_checked(self, found: CheckReport) -> None:
        self.report.set_edge("good" if found.sound else "bad")
        self.checked.set_text(found.summary())
        self.checked.set_tone("")
        self.faults.clear()
        self.faults.setVisible(not found.sound)
        for fault in found.faults[:_FAULTS_SHOWN]:
            self.faults.add_row(Row(fault))
        if found.sound:
            self.session.window.messages.success(found.summary())
        else:
            self.session.window.messages.warning(
                _("Le livre a des défauts. Restaurez la dernière sauvegarde d’avant.")
            )


def _why(row: KeptBackup) -> Cell:
    if row.before_upgrade:
        return Cell(_("avant une mise à jour"), tone="muted")
    return Cell(_("chaque jour"), tone="muted")
