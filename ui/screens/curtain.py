"""F9, from anywhere: the client sees the screen, so that it keeps only what is theirs to see."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.counter import CounterCard, counter_card
from models.errors import BookError
from models.i18n import _
from ui import theme
from ui.action_specs import PRIVACY
from ui.actions import keys_of
from ui.session import Session
from ui.widgets import Card, KeyCap, Label, Row, WrapLabel, bold

_WIDTH = 560


class Curtain(QWidget):
    """A sheet over the whole window, with the greeting and the assets of who is looked at.

    It holds the keyboard: nothing is typed blind behind it, and only its own key lifts it.
    """

    def __init__(self, session: Session) -> None:
        over = session.window.centralWidget() or session.window
        super().__init__(over)
        self.session = session
        self._over: QWidget = over
        self._came_from: QWidget | None = None
        self.setObjectName("curtain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.greeting, self.since = WrapLabel("", "title"), WrapLabel("", "strong", "muted")
        self.assets = Card(_("Vos biens suivis"))
        self.notice = Label(_("Le reste est caché."), tone="muted")
        self._icon = QLabel()
        self._build()
        self.action = session.window.actions_of(session.window, PRIVACY)["hide_private"]
        self.action.triggered.connect(self.turn)
        over.installEventFilter(self)
        theme.follow(self._restyle)
        self.hide()

    def _build(self) -> None:
        self._sheet = QWidget(self)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.greeting, self.since, self.assets):
            self._column.addWidget(widget)
        self._line = QHBoxLayout()
        again = WrapLabel(_("montre tout à nouveau"), tone="muted")
        self._line.addWidget(self._icon)
        self._line.addWidget(self.notice)
        self._line.addWidget(KeyCap(keys_of("hide_private")))
        self._line.addWidget(again, 1)
        self._column.addLayout(self._line)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def turn(self) -> None:
        """Hide everything private, or show it again where one was."""
        if self.isVisible():
            self.hide()
            if self._came_from is not None:
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._came_from = QApplication.focusWidget()
        self._show_who(self._looked_at())
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _looked_at(self) -> CounterCard | None:
        """Whose card or file is on the screen."""
        screen = self.session.window.screen_of(self.session.window.current_key())
        shown_client = getattr(screen, "shown_client", None)
        client_id = shown_client() if callable(shown_client) else None
        try:
            return counter_card(client_id, self.session.today) if client_id else None
        except BookError:
            return None

    def _show_who(self, card: CounterCard | None) -> None:
        self.greeting.set_text(card.greeting if card else self.session.shop().name)
        self.since.set_text(card.since if card else "")
        self.since.setVisible(bool(card and card.since))
        assets = card.assets if card else ()
        self.assets.setVisible(bool(assets))
        for row, asset in zip(
            self.assets.keep_rows(len(assets), lambda: Row("")), assets, strict=True
        ):
            draft = asset.draft
            row.text.set_text((bold(draft.name or draft.identifier), f" {draft.identifier}"))
        self.setAccessibleName(self.greeting.plain_text())
        told = (self.notice.plain_text(), keys_of("hide_private"), _("montre tout à nouveau"))
        self.setAccessibleDescription(" ".join(told))

    def event(self, event: QEvent) -> bool:
        """Keep every key from what is behind, but the one that lifts the curtain."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_F9:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays here."""
        return True

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        width = min(theme.current().px(_WIDTH), round(self._over.width() * 0.9))
        self._sheet.setFixedWidth(width)

    def _restyle(self) -> None:
        look = theme.current()
        self._icon.setPixmap(look.pixmap("lock", "muted", 18))
        self._column.setSpacing(look.px(14))
        self._line.setSpacing(look.px(8))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.current().colour("page"))
