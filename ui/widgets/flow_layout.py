"""Widgets side by side, going to the next line when there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.items_layout import ItemsLayout


class FlowLayout(ItemsLayout):
    """Left to right, then down; `spacing` in design pixels."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        height = self.place(rect, move=True)
        self._claim(height)

    def _claim(self, height: int) -> None:
        """Keep the widget tall enough for every line; Qt would squeeze it in a short window."""
        widget = self.parentWidget()
        if widget is not None and widget.layout() is self:
            margins = widget.contentsMargins()
            needed = height + margins.top() + margins.bottom()
            if widget.minimumHeight() != needed:
                widget.setMinimumHeight(needed)

    def sizeHint(self) -> QSize:
        gap = theme.current().px(self._gap)
        hints = [item.sizeHint() for item in self.shown()]
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self.shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def place(self, rect: QRect, move: bool) -> int:
        """Lay the items out in `rect`; the height they take."""
        gap = theme.current().px(self._gap)
        x, y, line = rect.x(), rect.y(), 0
        for item in self.shown():
            size = item.sizeHint()
            width = min(size.width(), max(rect.width(), 1))
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + gap
            line = max(line, size.height())
        return y + line - rect.y()
