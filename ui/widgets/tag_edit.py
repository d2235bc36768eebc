"""Tags as small chips in a field, added and removed from the keyboard."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QLineEdit, QSizePolicy, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import focus_ring, round_box, smooth
from ui.widgets.pill import pill_size


class TagChip(QAbstractButton):
    """A tag; a click, Delete or Space removes it."""

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tag)
        self.setObjectName(f"tag_{tag}")
        self.setAccessibleName(_("Étiquette {tag}, retirer").format(tag=tag))
        self.setToolTip(_("Retirer {tag}").format(tag=tag))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        width, height = pill_size(self.text())
        return QSize(round(width) + theme.current().px(16), round(height) + theme.current().px(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box = QRectF(self.rect())
            face = look.colour("bad_soft" if self.underMouse() else "neutral_soft")
            round_box(painter, box, box.height() / 2, face)
            if self.hasFocus():
                focus_ring(painter, box, box.height() / 2)
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.colour("bad" if self.underMouse() else "neutral"))
            room = box.adjusted(look.px(10), 0, -look.px(22), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
            side = look.px(12)
            place = (self.width() - side - look.px(8), (self.height() - side) // 2)
            painter.drawPixmap(*place, look.pixmap("x", "neutral", 12))


class TagEdit(QWidget):
    """Enter or a comma adds what is typed; Backspace in an empty field removes the last tag."""

    tags_changed = Signal(tuple)

    def __init__(self, name: str, known: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[TagChip] = []
        self.edit = QLineEdit()
        self.edit.setObjectName("tag_input")
        self.edit.setProperty("bare", True)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(_("ajouter une étiquette"))
        self.edit.setToolTip(self.edit.placeholderText())
        self.edit.installEventFilter(self)
        completer = QCompleter(sorted(known), self.edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(completer)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.addWidget(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.edit)
        theme.follow(self._restyle)

    def tags(self) -> tuple[str, ...]:
        """The tags, in the order they were added."""
        return tuple(chip.text() for chip in self._chips)

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these tags; `tags_changed` is not emitted."""
        for chip in list(self._chips):
            self._take(chip)
        for tag in tags:
            self._put(tag)

    def add(self, tag: str) -> None:
        """Add a tag, unless it is there or empty."""
        tag = " ".join(tag.split())
        if tag and tag.casefold() not in (known.casefold() for known in self.tags()):
            self._put(tag)
            self.tags_changed.emit(self.tags())

    def _put(self, tag: str) -> None:
        chip = TagChip(tag)
        chip.clicked.connect(lambda: self._on_removed(chip))
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)

    def _on_removed(self, chip: TagChip) -> None:
        self._take(chip)
        self.edit.setFocus()
        self.tags_changed.emit(self.tags())

    def _take(self, chip: TagChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        typed = self.edit.text()
        adds = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() in (",", ";")
        if adds and typed.strip():
            self.edit.clear()
            self.add(typed)
            return True
        if event.key() == Qt.Key.Key_Backspace and not typed and self._chips:
            self._on_removed(self._chips[-1])
            return True
        return event.text() in (",", ";")

    def _restyle(self) -> None:
        px = theme.current().px
        self.setContentsMargins(px(9), px(7), px(9), px(7))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.edit.setFixedWidth(px(180))
        self.edit.setFixedHeight(round(pill_size("A")[1]) + px(2))

    def mousePressEvent(self, event: object) -> None:
        self.edit.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(8)
            round_box(painter, box, radius, look.colour("field"), look.colour("field_line"))
            if self.edit.hasFocus():
                focus_ring(painter, box, radius)
