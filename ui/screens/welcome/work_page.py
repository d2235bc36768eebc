"""While something long is made before a book is open: what, how far, and the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets import Button, Label

_STEPS = 1000


class WorkPage(QWidget):
    """A title, a bar, a line that says what is being done, « Annuler »."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("work_page")
        self.title = Label("", "title")
        self.detail = Label("", tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Annuler"))
        self.cancel.setObjectName("work_cancel")
        self.cancel.clicked.connect(self._on_cancel)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for widget in (self.title, self.bar, self.detail, self.cancel):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(3)
        theme.follow(self._restyle)

    def begin(self, title: str) -> None:
        """Something starts."""
        self.title.set_text(title)
        self.detail.set_text("")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def progress(self, fraction: float, text: str) -> None:
        """How far it is, 0 to 1; negative: unknown."""
        self.bar.setRange(0, 0 if fraction < 0 else _STEPS)
        self.bar.setValue(round(max(fraction, 0) * _STEPS))
        self.detail.set_text(text)

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.detail.set_text(_("On s’arrête…"))
        self.cancel_asked.emit()

    def _restyle(self) -> None:
        px = theme.current().px
        self.bar.setFixedWidth(px(380))
        self._column.setSpacing(px(16))
