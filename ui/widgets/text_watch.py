"""A quiet line under a free text, told a moment after one has typed."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.composer import Composer
from ui.widgets.form import FieldRow
from ui.widgets.text import WrapLabel

_PAUSE_MS = 300
_REMEMBERED = 20

Editor = QLineEdit | QPlainTextEdit


class TextWatch(QObject):
    """Shows what `check` says of the words already whole; lives as long as its editor.

    `about` is what the field is called. A composer tells its own warning, and asks by itself
    before it keeps a text: its text is only remembered here.
    """

    def __init__(self, editor: Editor, check: Callable[[str], str]) -> None:
        super().__init__(editor)
        self.editor, self._check = editor, check
        self.composer = _composer_of(editor)
        self._typed = ""
        self._lines: list[str] = []
        self._cleared: deque[str] = deque(maxlen=_REMEMBERED)
        self._line: WrapLabel | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.tell)
        editor.textChanged.connect(self._on_changed)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._on_edited)

    @property
    def about(self) -> str:
        """The name of the field, as people read it."""
        row = _row_of(self.editor)
        label = row.label.plain_text().strip() if row is not None else ""
        named = self.editor if self.composer is None else self.composer
        return label or named.accessibleName()

    @property
    def shows(self) -> bool:
        """Whether the warning is told under the field."""
        return self._line is not None and not self._line.isHidden()

    def typed(self) -> tuple[str, ...]:
        """What was typed here: the text as it is, each of its lines, those since cleared (tags)."""
        return (*self._cleared, self._typed, *self._lines)

    def forget(self, text: str) -> None:
        """A text is kept as it is: it counts as typed here only once typed again."""
        self._typed = "" if self._typed == text else self._typed
        for texts in (self._cleared, self._lines):
            while text in texts:
                texts.remove(text)

    def confirmed(self, text: str) -> bool:
        """Whether the composer asked about this text, and was answered."""
        return self.composer is not None and plain(self.composer.warned_of) == text

    def tell(self) -> None:
        """Tell what the words say that the client should not read; those being typed wait."""
        if self.composer is not None:
            return
        text = text_in(self.editor)
        whole = text.rpartition(" ")[0] if self.editor.hasFocus() else text
        self.show_line(self._check(whole) if whole.strip() else "")

    def show_line(self, sentence: str) -> None:
        """Show a sentence under the field, or nothing."""
        if sentence and self._line is None:
            self._line = _line_below(self.editor)
        if self._line is not None:
            self._line.set_text(sentence)
            self._line.setVisible(bool(sentence))
            self.editor.setAccessibleDescription(sentence)

    def _on_edited(self, text: str) -> None:
        self._typed = plain(text)
        self._lines = [plain(line) for line in text.splitlines()]
        self._timer.start()

    def _on_changed(self, *_text: object) -> None:
        editor = self.editor
        if isinstance(editor, QPlainTextEdit) and editor.document().isUndoAvailable():
            self._on_edited(text_in(editor))
        elif not text_in(editor):
            self._cleared.append(self._typed)
            self.show_line("")
        else:
            self._timer.start()


def text_in(editor: Editor) -> str:
    """What an editor holds."""
    return editor.text() if isinstance(editor, QLineEdit) else written_in(editor)


def written_in(area: QPlainTextEdit) -> str:
    """The text of an area, its non-breaking spaces kept: Qt's own plain text loses them."""
    raw = area.document().toRawText()
    return raw.replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n")


def plain(text: str) -> str:
    """A text as it is compared: its words, whatever is between them."""
    return " ".join(text.split())


def _row_of(editor: QWidget) -> FieldRow | None:
    above = editor.parentWidget()
    while above is not None and not isinstance(above, FieldRow):
        above = above.parentWidget()
    return above


def _composer_of(editor: QWidget) -> Composer | None:
    """The composer of whose line this is the free text."""
    above = editor.parentWidget()
    return above if isinstance(above, Composer) else None


def _line_below(editor: QWidget) -> WrapLabel:
    """A line under the field, in its row or in the layout it stands in."""
    row = _row_of(editor)
    if row is not None:
        return row.notice
    line = WrapLabel("", "small", "warn", editor.parentWidget())
    line.setObjectName(f"{editor.objectName()}_notice")
    parent = editor.parentWidget()
    layout = parent.layout() if parent is not None else None
    if (holder := _holder(layout, editor)) is not None:
        holder.insertWidget(holder.indexOf(editor) + 1, line)
    return line


def _holder(layout: object, editor: QWidget) -> QBoxLayout | None:
    """The line or column a widget stands in, however deep."""
    if not isinstance(layout, QBoxLayout):
        return None
    if layout.indexOf(editor) >= 0:
        return layout
    inner = (item.layout() for place in range(layout.count()) if (item := layout.itemAt(place)))
    return next((found for each in inner if (found := _holder(each, editor))), None)
