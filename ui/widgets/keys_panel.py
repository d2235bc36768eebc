"""The panel of keys shown by F1, at the right of the window."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.announcing import leave_bars_unsaid
from ui.widgets.buttons import IconButton
from ui.widgets.pill import KeyCap
from ui.widgets.text import Label, WrapLabel

_AT_ONCE = 16
"""Lines made in one turn: most of what is seen at first, and a key pressed meanwhile is heard."""
Group = tuple[str, Sequence[tuple[str, str]]]
"""A title, and (keys as read, what they do) lines."""


class KeysPanel(QWidget):
    """Over the right side of its parent; Esc or F1 closes it. It never blocks the screen: there
    are so many keys that the lines come some at each turn of the loop, the first ones at once."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("keys_panel")
        self.setAccessibleName(_("Les touches"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button = IconButton("x", _("Fermer"))
        self.close_button.setObjectName("keys_close")
        self.close_button.clicked.connect(self.closed)
        self._inner = QWidget()
        self._inner.setObjectName("page_body")
        self._lines = QVBoxLayout(self._inner)
        self._to_come: Iterator[QWidget] = iter(())
        self._coming = QTimer(self, interval=0)
        self._coming.timeout.connect(self._add_some)
        self._build()
        parent.installEventFilter(self)
        theme.follow(self._restyle)
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(_("Les touches"), "subtitle"), 1)
        head.addWidget(self.close_button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        leave_bars_unsaid(area)
        area.setWidget(self._inner)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(area, 1)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these keys and take the keyboard."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._lines.addStretch(1)
        self._to_come = (line for title, keys in groups for line in _lines_of(title, keys))
        self._add_some()
        self._coming.start()
        self._place()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_some(self) -> None:
        lines = list(islice(self._to_come, _AT_ONCE))
        for line in lines:
            self._lines.insertWidget(self._lines.count() - 1, line)
        if not lines:
            self._coming.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.rect()
        width = min(theme.current().px(360), room.width())
        self.setGeometry(room.right() + 1 - width, 0, width, room.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(22), px(18), px(14), px(14))
        self._lines.setContentsMargins(0, 0, px(10), 0)
        self._lines.setSpacing(px(7))
        if self.isVisible():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.current().colour("paper"))
            painter.fillRect(0, 0, 1, self.height(), theme.current().colour("line"))


def _lines_of(title: str, keys: Sequence[tuple[str, str]]) -> Iterator[QWidget]:
    """The title of a group, then a line for each of its keys."""
    heading = Label(title, "caption", "muted")
    heading.setContentsMargins(0, theme.current().px(10), 0, theme.current().px(2))
    yield heading
    for key, does in keys:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(WrapLabel(does), 1)
        row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
        yield line
