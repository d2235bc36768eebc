"""Tabs drawn as pills: one tab stop, the arrows change tab."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import focus_ring, round_box, smooth


class TabButton(QAbstractButton):
    """A tab: its title, and a count when it holds several things."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setObjectName(f"tab_{key}")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # said as one choice among several, not as a box to tick
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_title(self, title: str) -> None:
        """Change the words."""
        self.setText(title)
        self.setAccessibleName(title)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font("strong")).horizontalAdvance(self.text())
        return QSize(round(width) + look.px(20), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect())
            radius = box.height() / 2
            if self.isChecked():
                round_box(painter, box, radius, look.colour("good_soft"))
            elif self.underMouse():
                round_box(painter, box, radius, look.colour("neutral_soft"))
            if self.hasFocus():
                focus_ring(painter, box, radius)
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour("good" if self.isChecked() else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class SegmentedTabs(QWidget):
    """`add(key, title)` each tab; `chosen` tells the key of the tab now shown."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, TabButton] = {}
        self._flow = FlowLayout(self, spacing=2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self._restyle)

    def add(self, key: str, title: str) -> TabButton:
        """Add a tab at the right; the first one is shown."""
        tab = TabButton(key, title)
        tab.setChecked(not self._tabs)
        self._group.addButton(tab)
        self._flow.addWidget(tab)
        self._tabs[key] = tab
        tab.toggled.connect(lambda on: self.chosen.emit(key) if on else None)
        return tab

    def current(self) -> str:
        """The key of the tab shown, empty when there is none."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a tab."""
        self._tabs[key].setChecked(True)

    def set_title(self, key: str, title: str) -> None:
        """Change a tab's words, for instance its count: « Dossiers 2 »."""
        self._tabs[key].show_title(title)

    def _restyle(self) -> None:
        for tab in self._tabs.values():
            tab.updateGeometry()
