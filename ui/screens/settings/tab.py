"""What the tabs of Réglages share: saying what was kept, and taking it back."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from ui import theme
from ui.session import Session
from ui.widgets import Button, Card, DataTable, FlowLayout, Page

_NARROW = 860

Undo = Callable[[], Changes | None]
"""Writes back what was there before; None when it is done in the background, and told there."""


class SettingsTab(QWidget):
    """A tab; `undo_last` takes back the last change made in it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._undo: Undo | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Read what is shown again."""

    def focus_first(self) -> None:
        """Put the keyboard where work starts."""

    def keep(self) -> None:
        """Ctrl+S: write what is being typed."""

    def start_new(self) -> None:
        """Ctrl+N: a new line, where there are lines."""

    def told(self, sentence: str, undo: Undo | None = None) -> None:
        """Say what was kept; `undo` writes back what was there before."""
        self._undo = undo
        action = (_("Reprendre"), self.undo_last) if undo else None
        self.session.window.messages.success(sentence, action)

    def undo_last(self) -> None:
        """Put back what the last change replaced."""
        undo, self._undo = self._undo, None
        messages = self.session.window.messages
        if undo is None:
            messages.info(_("Rien à reprendre sur cette page."))
            return
        try:
            changes = undo()
        except BookError as error:
            messages.error(str(error))
            return
        if changes is None:
            return
        self.session.window.events.tell(changes)
        self.refresh()
        messages.success(_("Remis comme avant."))


class TabPage(Page):
    """A page without margins of its own: the screen has them."""

    def _restyle(self) -> None:
        super()._restyle()
        self._column.setContentsMargins(0, 0, 0, 0)


class Beside(TabPage):
    """A list at the left, and cards at its right about the line looked at; in a narrow window,
    or with a large text, one below the other."""

    def __init__(self, paper: Card, table: DataTable, *cards: Card) -> None:
        super().__init__()
        self._table = table
        self._line, self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight), QVBoxLayout()
        for card in cards:
            self._side.addWidget(card)
        self._side.addStretch(1)
        self._line.addWidget(paper, 3)
        self._line.addLayout(self._side, 2)
        self.add(self._line, 1)
        theme.follow(self._respace)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the list and its cards when the window becomes narrow, or wide again."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_NARROW)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.BottomToTop if narrow else ways.LeftToRight)

    def _respace(self) -> None:
        px = theme.current().px
        self._table.setMinimumHeight(px(230))
        self._line.setSpacing(px(13))
        self._side.setSpacing(px(13))


def card_of(heading: str, *widgets: QWidget, buttons: Sequence[Button] = ()) -> Card:
    """A card with these widgets, and buttons at its foot."""
    card = Card(heading)
    for widget in widgets:
        card.add(widget)
    if buttons:
        card.body.addStretch(1)
        card.add(foot_of(*buttons))
    return card


class Foot(QWidget):
    """Buttons at the foot of a card, a little apart from what is above."""

    def __init__(self, left: Sequence[Button], right: Sequence[Button]) -> None:
        super().__init__()
        self._line, several = QHBoxLayout(self), QWidget()
        flow = FlowLayout(several)
        for button in left:
            flow.addWidget(button)
        self._line.addWidget(several, 1)
        for button in right:
            self._line.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._respace)

    def _respace(self) -> None:
        px = theme.current().px
        self._line.setContentsMargins(0, px(8), 0, 0)
        self._line.setSpacing(px(8))


def foot_of(*left: Button, right: Sequence[Button] = ()) -> Foot:
    """The foot of a card, with these buttons."""
    return Foot(left, right)
