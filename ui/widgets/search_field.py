"""The large search field, with a line of hints at its right."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import focus_ring, round_box, smooth
from ui.widgets.pill import HintLine, Key


class SearchField(QWidget):
    """Letters search (`text_changed`); ↓ and ↑ emit `moved`, Enter `accepted`, Esc `stepped_back`.

    Esc first empties the field; on an empty field it emits `stepped_back`.
    """

    text_changed = Signal(str)
    moved = Signal(int)
    accepted = Signal()
    stepped_back = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setAcceptDrops(False)  # a file dropped there is for the window
        self.edit.setObjectName("search_edit")
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self.text_changed)
        self._icon = QLabel()
        self.hint = HintLine()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._icon)
        self._line.addWidget(self.edit, 1)
        self._line.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        theme.follow(self._restyle)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Type this instead."""
        self.edit.setText(text)

    def set_hint(self, *pieces: str | Key) -> None:
        """Words and key marks at the right: `set_hint("4 clients · ", Key("↓"), " choisir")`."""
        self.hint.set_pieces(*pieces)

    def start(self) -> None:
        """Take the keyboard and select what is typed, so that typing starts a new search."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_undo(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _leaves_undo(self, event: QKeyEvent) -> bool:
        """Ctrl+Z in an empty field is the window's, which takes back the last entry."""
        if self.edit.text() or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        event.ignore()
        return True

    def _on_key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        steps[Qt.Key.Key_PageUp] = -8
        if key in steps:
            self.moved.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        else:
            return False
        return True

    def _step_back(self) -> None:
        if self.edit.text():
            self.edit.clear()
        else:
            self.stepped_back.emit()

    def _restyle(self) -> None:
        look = theme.current()
        self.edit.setFont(look.font("search"))
        self._icon.setPixmap(look.pixmap("search", "muted", 18))
        self._line.setContentsMargins(look.px(16), 0, look.px(16), 0)
        self._line.setSpacing(look.px(10))
        self.edit.setMinimumWidth(look.px(180))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(520), theme.current().px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(12)
            round_box(painter, box, radius, look.colour("paper"), look.colour("field_line"))
            if self.edit.hasFocus():
                focus_ring(painter, box, radius)
