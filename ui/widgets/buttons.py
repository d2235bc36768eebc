"""Buttons that paint themselves: a text, perhaps an icon, perhaps the key that does the same."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import draw_key, focus_ring, key_size, round_box, smooth


class Button(QPushButton):
    """A button of a kind: plain, primary (one per screen), danger, or quiet (no box)."""

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.icon_name = icon
        self.key = key
        self._measured: tuple[str, float] | None = None
        """The text and its width, in today's font."""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.follow(self._restyle)

    def _restyle(self) -> None:
        self._measured = None
        self.setFont(theme.current().font("strong" if self.kind == "primary" else "body"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = self._text_width() + 2 * look.px(self._side()) + self._lead()
        return QSize(round(width + 0.5), look.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Enter on a button presses it, before any shortcut Enter may be elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def _text_width(self) -> float:
        text = self.text()
        if self._measured is None or self._measured[0] != text:
            self._measured = text, QFontMetricsF(self.font()).horizontalAdvance(text)
        return self._measured[1]

    def _side(self) -> int:
        return 8 if self.kind == "quiet" else 13

    def _lead(self) -> float:
        """Room taken before the text by the icon or the key."""
        gap = theme.current().px(6) if self.text() else 0
        if self.key:
            return key_size(self.key)[0] + theme.current().px(5)
        return theme.current().px(16) + gap if self.icon_name else 0.0

    def _colours(self) -> tuple[str | None, str | None, str]:
        """Face, line and ink tokens in today's state."""
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        if not self.isEnabled():
            quiet = self.kind == "quiet"
            return (None, None, "disabled") if quiet else ("paper", "line", "disabled")
        if self.kind == "primary":
            return ("primary_hover" if lit else "primary", None, "primary_ink")
        if self.kind == "danger":
            return ("bad_soft" if lit else "paper", "bad", "bad")
        if self.kind == "quiet":
            return ("paper_hover" if lit else None, None, "good")
        return ("paper_hover" if lit else "paper", "key_line", "ink")

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(9)
            face, line, ink = self._colours()
            fill = look.colour(face) if face else None
            round_box(painter, box, radius, fill, look.colour(line) if line else None)
            if self.hasFocus():
                self._draw_focus(painter, box, radius)
            self._draw_content(painter, box, ink)

    def _draw_focus(self, painter: QPainter, box: QRectF, radius: int) -> None:
        if self.kind == "primary":
            focus_ring(painter, box.adjusted(3, 3, -3, -3), max(radius - 3, 1), "primary_ink")
        else:
            focus_ring(painter, box, radius)

    def _draw_content(self, painter: QPainter, box: QRectF, ink: str) -> None:
        look = theme.current()
        lead = self._lead()
        left = max(look.px(6), (box.width() - self._text_width() - lead) / 2)
        if self.key:
            width, height = key_size(self.key)
            top = (box.height() - height) / 2
            token = "muted" if ink != "disabled" else ink
            draw_key(painter, QRectF(left, top, width, height), self.key, token)
        elif self.icon_name:
            side = look.px(16)
            top = round((box.height() - side) / 2)
            painter.drawPixmap(round(left), top, look.pixmap(self.icon_name, ink, 16))
        painter.setFont(self.font())
        painter.setPen(look.colour(ink))
        rest = box.adjusted(left + lead, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())


class KeyButton(Button):
    """A button that shows the key doing the same; clicking it triggers the key's action, and it
    is grey while that action is."""

    def __init__(
        self, key: str, text: str, action: QAction | None = None, parent: QWidget | None = None
    ) -> None:
        self._why_not = ""
        super().__init__(text, key=key, parent=parent)
        self.setAccessibleName(f"{text} ({key})")
        if action is not None:
            self.clicked.connect(action.trigger)
            self.setEnabled(action.isEnabled())
            action.enabledChanged.connect(self.setEnabled)
            self.setObjectName(f"button_{action.objectName()}")

    def say_why_not(self, why: str) -> None:
        """Look grey and say why, though the action still answers; nothing: as any other."""
        self._why_not = why
        self.setToolTip(why)
        self.setAccessibleDescription(why)
        self.update()

    def _colours(self) -> tuple[str | None, str | None, str]:
        return ("paper", "line", "disabled") if self._why_not else super()._colours()


class IconButton(Button):
    """A square button with an icon; its text is what it does, for the tip and screen readers."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon, parent=parent)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        side = theme.current().px(30)
        return QSize(side, side)


def _is_enter(event: QEvent) -> bool:
    enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return isinstance(event, QKeyEvent) and event.key() in enter
