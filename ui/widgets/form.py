"""Fields with their label above and their error below, and the form that holds them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.painting import focus_ring, round_box, smooth
from ui.widgets.text import ElideLabel, WrapLabel

_LEAST_CHOICE = 90


class FieldRow(QWidget):
    """A label, its editor, perhaps a hint, and the error told right there."""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        # Children from the start: shown without a parent, a label would be a window.
        self.label = ElideLabel(label, "small_strong", "muted", self)
        self.label.setBuddy(editor)
        self.label.setVisible(bool(label))
        if label.strip() and not editor.accessibleName():
            editor.setAccessibleName(label)
        self.hint = WrapLabel(hint, "small", "muted", self)
        self.hint.setVisible(bool(hint))
        self._mark = QLabel()
        self.error = WrapLabel("", "small", "bad")
        self.notice = WrapLabel("", "small", "warn", self)
        self.notice.hide()
        self._error_line = QWidget()
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.error, 1)
        self._error_line.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.editor, self.notice, self._error_line, self.hint):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def set_error(self, sentence: str) -> None:
        """Tell what is wrong with this field, or nothing with an empty sentence."""
        self.error.set_text(sentence)
        self._error_line.setVisible(bool(sentence))
        self.editor.setProperty("explained", bool(sentence))
        self.editor.setAccessibleDescription(sentence or self.hint.plain_text())
        if bool(self.editor.property("invalid")) != bool(sentence):
            self.editor.setProperty("invalid", bool(sentence))
            self.editor.style().polish(self.editor)  # costs more than all the rest

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.px(4))
        self._mark.setPixmap(look.pixmap("circle-alert", "bad", 14))


class Form(QWidget):
    """Fields by name, one below the other; `set_errors` shows each error under its field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.follow(self._restyle)

    def add(self, name: str, label: str, editor: QWidget, hint: str = "") -> FieldRow:
        """Add a field; `name` is the one its errors are told by, and its objectName."""
        return self.add_side_by_side((name, label, editor, hint))[0]

    def add_side_by_side(self, *fields: tuple[str, str, QWidget, str]) -> list[FieldRow]:
        """Add fields (name, label, editor, hint) on one line."""
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(12))
        rows = []
        for name, label, editor, hint in fields:
            if not editor.objectName():
                editor.setObjectName(name)
            if isinstance(editor, QComboBox):  # its longest choice would widen the whole page
                editor.setMinimumWidth(theme.current().px(_LEAST_CHOICE))
            self._fields[name] = FieldRow(label, editor, hint)
            line.addWidget(self._fields[name], 1)
            rows.append(self._fields[name])
        self._column.addLayout(line)
        return rows

    def field(self, name: str) -> FieldRow:
        """The field of that name."""
        return self._fields[name]

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show these errors, clear the others, put the keyboard on the first one wrong."""
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
        wrong = next((name for name in self._fields if errors.get(name)), None)
        if wrong is not None:
            self._fields[wrong].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


class Select(QComboBox):
    """A list to choose from, with our own arrow. One without a label is named by `set_name`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: QLabel | None = None
        self.currentTextChanged.connect(self.setToolTip)  # a narrow field may cut it
        theme.follow(self.update)

    def set_name(self, words: str) -> None:
        """Name a list that has no label: what screen readers say of one, besides what is chosen,
        is not its accessible name but its label (Qt, on Linux). This one is never shown."""
        self.setAccessibleName(words)
        self._name = QLabel(words, self.parentWidget())
        self._name.setBuddy(self)
        self._name.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ParentChange and self._name is not None:
            self._name.setParent(self.parentWidget())  # Qt looks for it beside the list
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        side = look.px(16)
        with QPainter(self) as painter:
            ink = "muted" if self.isEnabled() else "disabled"
            place = (self.width() - side - look.px(9), (self.height() - side) // 2)
            painter.drawPixmap(*place, look.pixmap("chevron-down", ink, 16))


class CheckBox(QCheckBox):
    """A box to tick, painted in the theme, with a ring when the keyboard is on it."""

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = self.fontMetrics().horizontalAdvance(self.text()) + look.px(38)
        return QSize(width, look.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if event.size().width() < self.sizeHint().width() else "")

    def hitButton(self, place: object) -> bool:
        return self.rect().contains(place)  # type: ignore[call-overload]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            side = look.px(18)
            box = QRectF(look.px(4), (self.height() - side) / 2, side, side)
            on = self.isChecked()
            fill = look.colour("primary" if on else "field")
            line = None if on else look.colour("field_line")
            round_box(painter, box, look.px(5), fill, line)
            if on:
                self._draw_tick(painter, box)
            if self.hasFocus():
                ring = QRectF(self.rect()).adjusted(0, 1, 0, -1)
                focus_ring(painter, ring, look.px(7))
            painter.setFont(self.font())
            painter.setPen(look.colour("ink" if self.isEnabled() else "disabled"))
            text = QRectF(self.rect()).adjusted(look.px(30), 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _draw_tick(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(theme.current().colour("primary_ink"), box.width() / 9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        marks = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.32))
        points = [
            QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in marks
        ]
        painter.drawPolyline(QPolygonF(points))
