"""The counter before the book is read: it takes letters from the first moment on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.painting import stay_when_resized
from ui.widgets.search_field import SearchField


class CounterFront(QWidget):
    """The search, the paper of the list, and what is said while nobody is looked at.

    `CounterScreen` puts the rest in: results in `left`, cards in `panel`, a composer in `column`.
    """

    painted = Signal()
    """Once, when it was seen for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("counter_front")
        self.search = SearchField(_("Nom, téléphone, plaque, ville…"))
        self.search.setObjectName("counter_search")
        self.left, self.panel = Card(tight=True), QStackedWidget()
        self.empty = EmptyState("concierge-bell", "", "")
        self._seen = False
        self._build()
        self.ask_who()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.panel.addWidget(self.empty)
        stay_when_resized(self.panel)
        self._body = QHBoxLayout()
        self._body.addWidget(self.left)
        self._body.addWidget(self.panel, 1)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.search)
        self.column.addLayout(self._body, 1)

    def ask_who(self) -> None:
        """Nobody is looked at, nothing is typed."""
        self.empty.say(
            _("Qui est là\N{NARROW NO-BREAK SPACE}?"),
            _("Tapez quelques lettres de son nom, la fin de son téléphone ou sa plaque."),
        )

    def say_nobody(self, typed: str, someone_listed: bool) -> None:
        """Nobody is looked at: what one may do with what is typed, or with an empty book."""
        if typed:
            title = _("Personne de ce nom")
            text = _("Entrée ouvre un compte avec ce que vous avez tapé. Rien d’autre à remplir.")
            self.empty.say(title, text)
        elif someone_listed:
            self.ask_who()
        else:
            title = _("Votre livre est vide")
            text = _(
                "Tapez le nom ou le téléphone de la première personne qui entre, puis Entrée. "
                "Ou importez votre fichier clients dans Réglages."
            )
            self.empty.say(title, text)

    def focus_first(self) -> None:
        """The keyboard starts in the search."""
        self.search.start()

    def _restyle(self) -> None:
        px = theme.current().px
        self.column.setContentsMargins(px(24), px(20), px(24), px(20))
        self.column.setSpacing(px(16))
        self._body.setSpacing(px(16))
        self.left.setFixedWidth(px(300))
        self.panel.setMinimumHeight(px(70))  # the composer below is never cut

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._seen:
            self._seen = True
            self.painted.emit()
