"""Messages in the window, never in the way: what happened, what was kept, what to do.

    messages.success(_("Attention notée."), (_("Remettre"), self._take_back))
    messages.error(str(error))              a BookError's sentence
    messages.bug(error)                     anything else: logged, with its reference

Good news goes away by itself unless the mouse or the keyboard is on it; warnings and errors stay
until they are closed. Each message is announced to screen readers. F6 brings the keyboard here,
Esc closes a message and gives the keyboard back.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.i18n import _
from ui import theme
from ui.bugs import log_bug
from ui.widgets.announcing import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.painting import left_edge, round_box, smooth
from ui.widgets.text import WrapLabel

Action = tuple[str, Callable[[], object]]
_LOOKS = {
    "info": ("info", "neutral"),
    "success": ("circle-check", "good"),
    "warning": ("triangle-alert", "warn"),
    "error": ("circle-alert", "bad"),
}
_SECONDS = 8
_SECONDS_WITH_ACTION = 14
_MOST = 3


class Message(QWidget):
    """One message of the bar."""

    closed = Signal(object)

    def __init__(
        self, kind: str, text: str, action: Action | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setObjectName(f"message_{kind}")
        self.setAccessibleName(text)
        self.text = WrapLabel(text)
        self._mark = QLabel()
        self.close_button = IconButton("x", _("Fermer ce message"))
        self.close_button.setObjectName("message_close")
        self.close_button.clicked.connect(self.dismiss)
        self.action_button = self._make_action(action) if action else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._build()
        theme.follow(self._restyle)

    def _make_action(self, action: Action) -> Button:
        label, do = action
        button = Button(label, "quiet")
        button.setObjectName("message_action")
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda: do())
        return button

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._mark)
        self._line.addWidget(self.text, 1)
        if self.action_button is not None:
            self._line.addWidget(self.action_button)
        self._line.addWidget(self.close_button)

    def start_timer(self, seconds: float | None) -> None:
        """Close by itself after `seconds`; None: stay."""
        if seconds is not None:
            self._timer.start(round(seconds * 1000))

    def stays(self) -> bool:
        """Whether it waits for a person."""
        return self.kind in ("warning", "error")

    def dismiss(self) -> None:
        """Close the message."""
        self._timer.stop()
        self.closed.emit(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.stays():
            self._timer.start(_SECONDS * 1000)

    def hold(self) -> None:
        """The keyboard came here: do not close under its fingers."""
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        look = theme.current()
        icon, tone = _LOOKS[self.kind]
        self._mark.setPixmap(look.pixmap(icon, tone, 18))
        self._line.setContentsMargins(look.px(16), look.px(7), look.px(8), look.px(7))
        self._line.setSpacing(look.px(10))
        self.setMinimumHeight(look.px(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(10)
            round_box(painter, box, radius, look.colour("paper"), look.colour("line"))
            left_edge(painter, box, radius, look.colour(_LOOKS[self.kind][1]), look.px(4))


class MessageBar(QWidget):
    """The messages of the window, the latest at the bottom, three at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._messages: list[Message] = []
        self._came_from: QWidget | None = None
        self._column = QVBoxLayout(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        theme.follow(self._restyle)
        self.hide()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """By a key or by the mouse: what had the keyboard has it back once the message is gone."""
        if now is not None and self.isAncestorOf(now):
            if before is not None and not self.isAncestorOf(before):
                self._came_from = before

    def info(self, text: str, action: Action | None = None) -> Message:
        """Something good to know."""
        return self._show("info", text, action)

    def success(self, text: str, action: Action | None = None) -> Message:
        """Something was done; `action` is often « Annuler » or « Ouvrir »."""
        return self._show("success", text, action)

    def warning(self, text: str, action: Action | None = None) -> Message:
        """Something to look at; stays."""
        return self._show("warning", text, action)

    def error(self, text: str, action: Action | None = None) -> Message:
        """Something failed: what happened, what was kept, what to do; stays."""
        return self._show("error", text, action)

    def bug(self, error: BaseException) -> Message:
        """An unforeseen failure: logged, told with its reference."""
        return self.bug_told(log_bug(error))

    def bug_told(self, reference: str) -> Message:
        """Tell an unforeseen failure already logged under `reference`."""
        text = _(
            "Quelque chose d’imprévu s’est produit. Ce qui était noté est gardé. "
            "Référence à citer\N{NO-BREAK SPACE}: {reference}."
        ).format(reference=reference)
        copy = lambda: QApplication.clipboard().setText(reference)  # noqa: E731
        return self._show("error", text, (_("Copier la référence"), copy))

    def messages(self) -> tuple[Message, ...]:
        """The messages shown, the oldest first."""
        return tuple(self._messages)

    def clear_passing(self) -> None:
        """Close what would go away by itself."""
        for message in [m for m in self._messages if not m.stays()]:
            self._remove(message)

    def take_keyboard(self) -> None:
        """Go to the latest message; Esc there closes it and gives the keyboard back."""
        if self._messages:
            latest = self._messages[-1]
            latest.hold()
            button = latest.action_button or latest.close_button
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, kind: str, text: str, action: Action | None) -> Message:
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        over = [m for m in self._messages if not m.stays() or m.text.plain_text() == text]
        message = Message(kind, text, action)
        message.closed.connect(self._on_closed)
        self._messages.append(message)
        self._column.addWidget(message)
        for former in over:  # only now: left empty, the bar would hide, and all be placed twice
            self._remove(former)
        while len(self._messages) > _MOST:
            self._remove(self._messages[0])
        gone = any(one.isAncestorOf(focused) for one in over) if focused is not None else False
        if gone or (had_keyboard and not self.isAncestorOf(QApplication.focusWidget() or self)):
            self._give_keyboard_back()
        message.show()  # in a bar that stands, Qt would show it a turn later
        self.show()
        passing = _SECONDS_WITH_ACTION if action else _SECONDS
        message.start_timer(None if message.stays() else passing)
        announce(self, message.text.plain_text(), urgent=message.stays())
        return message

    def _on_closed(self, message: Message) -> None:
        had_keyboard = message.isAncestorOf(QApplication.focusWidget() or self)
        self._remove(message)
        if had_keyboard:
            self._give_keyboard_back()

    def _give_keyboard_back(self) -> None:
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, message: Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
            self._column.removeWidget(message)
            message.hide()
            message.deleteLater()
            self.setVisible(bool(self._messages))

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(24), 0, px(24), px(14))
        self._column.setSpacing(px(6))
