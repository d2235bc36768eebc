"""A book that cannot be opened: the sentence, and what can be done. Never a dead end."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.errors import (
    BookDamaged,
    BookError,
    BookInUse,
    BookMissing,
    BookTooNew,
    CannotWrite,
)
from models.i18n import _
from ui.backups_kept import KeptBackup, kept_backups
from ui.screens.welcome.choice import ChoiceButton
from ui.screens.welcome.page import LobbyPage
from ui.widgets import Card, ElideLabel, WrapLabel


class TroublePage(LobbyPage):
    """One large button per way out; the keyboard starts on the best one."""

    again_asked = Signal(object)
    other_asked = Signal()
    backup_chosen = Signal(object, object)
    backup_asked = Signal(object)
    new_asked = Signal()
    back_asked = Signal()
    quit_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Ce livre ne s’ouvre pas"), 760)
        self.setObjectName("trouble_page")
        self.place = Path()
        self.sentence = WrapLabel("")
        self.sentence.setObjectName("trouble_sentence")
        self.path = ElideLabel("", "small", "muted")
        self._card = Card(edge="warn")
        self._card.add(self.sentence)
        self._card.add(self.path)
        self.add(self._card)
        self._buttons: list[ChoiceButton] = []

    def show_trouble(self, place: Path, error: BookError, way_back: Path | None) -> None:
        """Say why the book at `place` does not open, and what can be done about it."""
        self.place = place
        self.set_title(_title(error))
        self.sentence.set_text(str(error))
        self.path.set_text(str(place))
        for button in self._buttons:
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._offer(error, way_back)
        self.focus_first()

    def focus_first(self) -> None:
        """The keyboard goes to the first way out."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _offer(self, error: BookError, way_back: Path | None) -> None:
        if isinstance(error, BookInUse | CannotWrite):
            text = _("Une fois que la place est libre.")
            self._add("again", "undo-2", _("Réessayer"), text, self._again)
        if isinstance(error, BookDamaged | BookMissing):
            self._offer_backups()
        if way_back is not None and way_back != self.place:
            text = _("Le livre qui était ouvert avant.")
            self._add("back", "arrow-left", _("Revenir au livre précédent"), text, self.back_asked)
        self._add(
            "other",
            "folder-open",
            _("Choisir un autre livre"),
            _("Un fichier qui se termine par .ccbook."),
            self.other_asked,
        )
        if isinstance(error, BookMissing):
            text = _("Trois questions, et il est prêt.")
            self._add("new", "plus", _("Commencer un nouveau livre"), text, self.new_asked)
        text = _("Rien n’est perdu\N{NO-BREAK SPACE}: le fichier reste comme il est.")
        self._add("quit", "x", _("Quitter"), text, self.quit_asked)

    def _offer_backups(self) -> None:
        kept = kept_backups(self.place)
        if kept:
            self._offer_backup(kept[0])
        self._add(
            "backup",
            "history",
            _("Choisir une sauvegarde"),
            _("Elle est vérifiée d’abord\N{NO-BREAK SPACE}; le fichier actuel est gardé à côté."),
            lambda: self.backup_asked.emit(self.place),
        )

    def _offer_backup(self, backup: KeptBackup) -> None:
        self._add(
            "latest",
            "history",
            _("Restaurer la dernière sauvegarde"),
            _("Celle du {moment}. Le fichier actuel est gardé à côté.").format(
                moment=backup.told()
            ),
            lambda: self.backup_chosen.emit(backup.file, self.place),
        )

    def _again(self) -> None:
        self.again_asked.emit(self.place)

    def _add(self, code: str, icon: str, title: str, text: str, do: object) -> QWidget:
        button = ChoiceButton(icon, title, text)
        button.setObjectName(f"trouble_{code}")
        button.clicked.connect(do)
        self.add(button)
        button.show()  # at once: it may be given the keyboard
        self._buttons.append(button)
        return button


def _title(error: BookError) -> str:
    if isinstance(error, BookInUse):
        return _("Ce livre est déjà ouvert")
    if isinstance(error, BookMissing):
        return _("Ce livre est introuvable")
    if isinstance(error, BookDamaged):
        return _("Ce livre ne se lit pas")
    if isinstance(error, BookTooNew):
        return _("Ce livre est plus récent que le programme")
    if isinstance(error, CannotWrite):
        return _("On ne peut pas écrire dans ce livre")
    return _("Ce livre ne s’ouvre pas")
