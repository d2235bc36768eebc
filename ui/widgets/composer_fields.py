"""The optional fields of a composer, behind Tab."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.errors import BookError
from models.i18n import _
from ui import theme
from ui.widgets.announcing import announce
from ui.widgets.composer_data import OptionalField
from ui.widgets.date_field import DateField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import CheckBox, FieldRow, Select

_DAY_LETTERS = 30
"""A day is shown in words beside what is typed."""


_TOLD = 2


class ComposerFields(QWidget):
    """A line of small fields; Enter in any of them submits, Esc leaves."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[tuple[OptionalField, FieldRow]] = []
        self._flow = FlowLayout(self, spacing=12)

    def show_fields(self, fields: Sequence[OptionalField]) -> None:
        """Build the fields of a spec."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = [(field, self._make(field)) for field in fields]
        for _field, row in self._fields:
            self._flow.addWidget(row)

    def _make(self, field: OptionalField) -> FieldRow:
        editor = _editor(field)
        editor.setObjectName(f"composer_{field.code}")
        letters = max(field.width, _DAY_LETTERS if field.kind == "day" else 0)
        editor.setMinimumWidth(round(theme.current().letter() * letters) + theme.current().px(24))
        editor.installEventFilter(self)
        return FieldRow("\N{NO-BREAK SPACE}" if field.kind == "check" else field.label, editor)

    def in_words(self) -> str:
        """« date, coût… »: what Tab would show, the first of it."""
        labels = [_inside(field.label) for field, _row in self._fields]
        return ", ".join(labels[:_TOLD]) + ("…" if len(labels) > _TOLD else "")

    def start(self) -> None:
        """Put the keyboard on the first field."""
        if self._fields:
            self._fields[0][1].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def read(self) -> tuple[tuple[tuple[str, object], ...], bool]:
        """The values filled, and whether one is wrong: said under it, where the keyboard goes."""
        values: list[tuple[str, object]] = []
        wrong: list[FieldRow] = []
        for field, row in self._fields:
            value, error = _read(field, row.editor)
            row.set_error(error)
            if error:
                wrong.append(row)
            elif value not in (None, ""):
                values.append((field.code, value))
        if wrong:
            self.show()
            _go_to(wrong[0])
        return tuple(values), bool(wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accepted.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        return super().eventFilter(watched, event)


def _inside(label: str) -> str:
    """« Coût HT » inside a sentence: « coût HT »; « TVA » as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _go_to(row: FieldRow) -> None:
    """The keyboard to a field that is wrong; what is wrong is said, by arriving there or not."""
    if row.editor.hasFocus():
        announce(row.editor, row.editor.accessibleDescription(), urgent=True)
    row.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _editor(field: OptionalField) -> QWidget:
    if field.kind == "day":
        return _day_editor(field)
    if field.kind == "choice":
        select = Select()
        for choice in field.choices:
            select.addItem(choice.label, choice.code)
        select.setCurrentIndex(max(0, select.findData(field.value)))
        return select
    if field.kind == "check":
        box = CheckBox(field.label)
        box.setChecked(bool(field.value))
        return box
    edit = QLineEdit("" if field.value is None else str(field.value))
    edit.setPlaceholderText(field.placeholder)
    return edit


def _day_editor(field: OptionalField) -> DateField:
    day = field.value if isinstance(field.value, date) else None
    read: Callable[[str], Any] = field.read
    return DateField(read, day, example=field.placeholder)


def _read(field: OptionalField, editor: QWidget) -> tuple[object, str]:
    """The value of an editor, and what is wrong with it."""
    if isinstance(editor, DateField):
        understood = editor.is_understood()
        wrong = "" if understood else _("Ce jour n’est pas compris. Essayez « lundi » ou 12/10.")
        return (editor.day() if understood else None), wrong
    if isinstance(editor, Select):
        return editor.currentData(), ""
    if isinstance(editor, CheckBox):
        return editor.isChecked(), ""
    if not isinstance(editor, QLineEdit) or not editor.text().strip():
        return None, ""
    try:
        return field.read(editor.text().strip()), ""
    except (ValueError, BookError) as error:
        return None, str(error)
