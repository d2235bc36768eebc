"""What is going on in the background: a title, how far, the time left, « Annuler »."""

import time

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from models.i18n import _, ngettext
from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.painting import round_box, smooth
from ui.widgets.text import ElideLabel, Label

_WAIT_BEFORE_SHOWING = 250
_STEPS = 1000


class TaskBar(QWidget):
    """Shown only for work that lasts; `cancel_asked` when the person wants it stopped."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("task_bar")
        self.title = Label("", "strong")
        self.detail = ElideLabel("", "small", "muted")
        self.bar = QProgressBar()
        self.bar.setObjectName("task_progress")
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Annuler"))
        self.cancel.setObjectName("task_cancel")
        self.cancel.clicked.connect(self._on_cancel)
        self._began = 0.0
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_WAIT_BEFORE_SHOWING)
        self._delay.timeout.connect(self.show)
        self._build()
        theme.follow(self._restyle)
        self.hide()

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        words = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.detail, 1)
        words.addLayout(top)
        words.addWidget(self.bar)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top = top

    def begin(self, title: str) -> None:
        """A task started."""
        self._began = time.monotonic()
        self.title.set_text(title)
        self.detail.set_text("")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel.setEnabled(True)
        self._delay.start()

    def progress(self, fraction: float, text: str) -> None:
        """The task is at `fraction` (negative: unknown)."""
        if fraction < 0:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(fraction * _STEPS))
        left = time_left(time.monotonic() - self._began, fraction)
        self.detail.set_text(" · ".join(part for part in (text, left) if part))

    def end(self) -> None:
        """The task ended."""
        self._delay.stop()
        self.hide()

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.detail.set_text(_("arrêt en cours…"))
        self.cancel_asked.emit()

    def _restyle(self) -> None:
        px = theme.current().px
        self._line.setContentsMargins(px(40), px(9), px(33), px(23))
        self._line.setSpacing(px(16))
        self._top.setSpacing(px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect()).adjusted(look.px(24), 0, -look.px(24), -look.px(14))
            round_box(painter, box, look.px(10), look.colour("paper"), look.colour("line"))


def time_left(elapsed: float, fraction: float) -> str:
    """« encore environ 20 s », once there is enough to tell (2 seconds, 3 %)."""
    if fraction < 0.03 or fraction >= 1 or elapsed < 2:
        return ""
    seconds = elapsed * (1 - fraction) / fraction
    if seconds < 55:
        shown = max(5, round(seconds / 5) * 5)
        return _("encore environ {seconds} s").format(seconds=shown)
    minutes = max(1, round(seconds / 60))
    return ngettext(
        "encore environ {minutes} minute", "encore environ {minutes} minutes", minutes
    ).format(minutes=minutes)
