"""Fields kept one by one, as each is left; what is refused stays typed, with its reason."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.case_files import a_cost
from models.errors import Refused
from models.i18n import _, format_date, typed_money
from models.rules.typed import read_hundredths
from ui import theme
from ui.widgets import DateField, FieldRow, Form, Select
from ui.widgets.text_watch import written_in

_LEAST_LINES, _MOST_LINES = 2, 9


class LongText(QPlainTextEdit):
    """Several lines, as tall as what is written in it; Tab goes to the next field."""

    left = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self._fit)
        theme.follow(self._fit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        written = round(self.document().size().height())
        lines = min(max(written, _LEAST_LINES), _MOST_LINES)
        bars = Qt.ScrollBarPolicy
        scrolls = written > _MOST_LINES
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if scrolls else bars.ScrollBarAlwaysOff
        )
        height = self.fontMetrics().lineSpacing() * lines + theme.current().px(26)
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class PageSelect(Select):
    """A list to choose from in a page that scrolls: the wheel never changes what was chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CostField(QLineEdit):
    """Euros as people write them; empty: nobody has put it in figures yet."""

    def cents(self) -> int | None:
        """What is typed, in cents; raises Refused when it is no amount."""
        text = self.text().strip()
        try:
            return read_hundredths(text) if text else None
        except ValueError as error:
            raise Refused(a_cost()) from error


class KeptFields(QObject):
    """Fields by name, in forms; `left` tells which one was left, or chosen in."""

    left = Signal(str)

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self.editors: dict[str, QWidget] = {}
        self._forms: dict[str, Form] = {}
        self._about = -1
        self._refused: dict[tuple[int, str], tuple[str, str]] = {}

    def add(self, form: Form, *fields: tuple[str, str, QWidget, str]) -> None:
        """Add fields (name, label, editor, hint) on one line of a form."""
        for name, _label, editor, _hint in fields:
            editor.setObjectName(f"{self._prefix}_{name}")
            editor.setProperty("kept_when_left", True)
            self.editors[name], self._forms[name] = editor, form
            editor.installEventFilter(self)
            _tell_left(editor, partial(self.left.emit, name))
        form.add_side_by_side(*fields)

    def value(self, name: str) -> Any:
        """What a field holds; raises Refused when it is not understood."""
        editor = self.editors[name]
        if isinstance(editor, Select):
            return editor.currentData()
        if isinstance(editor, CostField):
            return editor.cents()
        if isinstance(editor, DateField):
            if not editor.is_understood():
                raise Refused(_("Ce jour n’est pas compris. Essayez « hier » ou 12/10."))
            return editor.day()
        return _typed(editor).strip()

    def show(self, about: int, values: Mapping[str, Any]) -> None:
        """Show what the book holds of `about`, or what was refused for it and waits to be mended.

        What is being typed about it is left alone.
        """
        same, self._about = about == self._about, about
        for name, editor in self.editors.items():
            text, sentence = self._refused.get((about, name), ("", ""))
            self._row(name).set_error(sentence)
            if isinstance(editor, Select):
                editor.setCurrentIndex(max(0, editor.findData(values[name])))
            elif not (same and editor.hasFocus()):
                _write(editor, text if sentence else _text_of(values[name], editor))

    def set_visible(self, name: str, shown: bool) -> None:
        """Show a field, or leave it out."""
        self._row(name).setVisible(shown)

    def is_shown(self, name: str) -> bool:
        """Whether a field makes sense for what is shown."""
        return self.editors[name].isVisible()

    def refuse(self, name: str, sentence: str) -> None:
        """Tell under the field why it is not kept; what was typed stays."""
        self._refused[self._about, name] = (_typed(self.editors[name]), sentence)
        self._row(name).set_error(sentence)

    def accept(self, name: str) -> None:
        """The field is kept."""
        self._refused.pop((self._about, name), None)
        self._row(name).set_error("")

    def wrong(self) -> list[tuple[int, str]]:
        """The fields that are not kept: about what, and their name."""
        return list(self._refused)

    def forget_refused(self) -> None:
        """Let go of what was refused; what is shown next is what the book holds."""
        self._refused.clear()
        self._about = -1

    def focused(self) -> str:
        """The field that has the keyboard, or nothing."""
        return next((name for name, editor in self.editors.items() if editor.hasFocus()), "")

    def _row(self, name: str) -> FieldRow:
        return self._forms[name].field(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in a field where nothing was typed goes to the window: it takes back the last
        field kept."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _tell_left(editor: QWidget, left: Callable[[], object]) -> None:
    if isinstance(editor, LongText):
        editor.left.connect(left)
    elif isinstance(editor, Select):
        editor.activated.connect(lambda _at: left())
    elif isinstance(editor, QLineEdit):
        editor.editingFinished.connect(left)


def _can_undo(editor: QObject) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isUndoAvailable()
    return isinstance(editor, QLineEdit) and editor.isUndoAvailable()


def _typed(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return written_in(editor)
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _write(editor: QWidget, text: str) -> None:
    """Show a text; the cursor does not move when it is there already."""
    if _typed(editor) == text:
        return
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)


def _text_of(value: Any, editor: QWidget) -> str:
    if isinstance(editor, DateField):
        return format_date(value, "short") if value else ""
    if isinstance(editor, CostField) and value is not None:
        return typed_money(value) if value % 100 else str(value // 100)
    return str(value or "")


def focus_on(widget: QWidget) -> None:
    """Put the keyboard there."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
