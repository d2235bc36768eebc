"""What an empty screen says: what it is for, what to do first, and the button that does it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import Label, Text, WrapLabel


class EmptyState(QWidget):
    """An icon, a title, a sentence, and perhaps a button that emits `asked`."""

    asked = Signal()

    def __init__(
        self, icon: str, title: str, text: Text, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Label(title, "subtitle")
        self.text = WrapLabel(text, tone="muted")
        self.button = Button(button, "primary", parent=self)
        self.button.setObjectName("empty_state_button")
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.asked)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self.title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.text, 4)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._column = column

    def say(self, title: str, text: Text, button: str = "") -> None:
        """Say something else."""
        self.title.set_text(title)
        self.text.set_text(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _restyle(self) -> None:
        look = theme.current()
        self._icon.setPixmap(look.pixmap(self._icon_name, "field_line", 40))
        self._column.setSpacing(look.px(12))
        self._column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        self.text.setMaximumWidth(look.px(480))
