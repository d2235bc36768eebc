"""What a person cannot read whole on a screen: texts cut without a tip, controls out of sight.

`stretched(language)` makes every text of the program half as long again, as another language may.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from models import i18n

_FRAME = 40
"""What a combo box keeps for its frame and its arrow, at most, in pixels at 100 %."""


class _Stretched(NullTranslations):
    """Another catalogue's texts, half as long again, with words as long as theirs."""

    def __init__(self, texts: NullTranslations) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return _longer(self._texts.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _longer(self._texts.ngettext(msgid1, msgid2, n))


def _longer(text: str) -> str:
    letters = len(text) // 2
    more = " ".join(["auch so"] * (letters // 8 + 1))[:letters].strip()
    joined = text + more if letters < 4 else f"{text} {more}"
    return text if text.endswith((".pdf", ".ics", ".csv", ")")) else joined


@contextmanager
def stretched(language: str) -> Iterator[None]:
    """The program speaks that language with longer texts within the block."""
    i18n.use_language(language)
    plain = i18n._program
    i18n._program = i18n._Speech(language, _Stretched(plain.texts))
    try:
        yield
    finally:
        i18n._program = plain


def cut_texts(top: QWidget) -> list[str]:
    """What cannot be read whole, or is out of sight for good, in what is shown."""
    shown = [widget for widget in top.findChildren(QWidget) if widget.isVisible()]
    found = [_told(widget, why) for widget in shown if (why := _cut(widget))]
    found += [_told(widget, "out of sight") for widget in shown if _out_of_sight(widget)]
    return found


def _told(widget: QWidget, why: str) -> str:
    words = getattr(widget, "text", str)() or widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()} {words!r}: {why}"


def _cut(widget: QWidget) -> str:
    """Why a text of the widget is not read whole; empty when it is."""
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QAbstractButton):
        wanted = widget.sizeHint().width()
        if widget.text() and widget.width() < wanted - 1 and not widget.toolTip():
            return f"{wanted - widget.width()} px are missing"
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        return _too_long(widget, widget.placeholderText(), 12)
    if isinstance(widget, QComboBox):
        return _too_long(widget, widget.currentText(), _FRAME)
    if isinstance(widget, QTableView):
        return _too_wide(widget)
    return ""


def _cut_label(label: QLabel) -> str:
    if not label.text() or label.toolTip() or not label.pixmap().isNull():
        return ""
    if label.wordWrap():
        missing = label.heightForWidth(label.width()) - label.height()
        leading = label.fontMetrics().height() * 0.35  # below the last line, where nothing is
        return f"{missing} px of height are missing" if missing > max(leading, 2) else ""
    missing = label.sizeHint().width() - label.width()
    return f"{missing} px are missing" if missing > 1 else ""


def _too_long(widget: QWidget, text: str, frame: int) -> str:
    missing = QFontMetricsF(widget.font()).horizontalAdvance(text) + frame - widget.width()
    return f"{text!r}: {missing:.0f} px are missing" if missing > 0 and not widget.toolTip() else ""


def _too_wide(table: QTableView) -> str:
    """Columns one must scroll sideways to see; a title cut has its tip."""
    header, model = table.horizontalHeader(), table.model()
    if model is None or not hasattr(header, "title_width"):
        return ""
    shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
    if sum(header.sectionSize(at) for at in shown) > table.viewport().width() + 1:
        return f"the columns are wider than the table ({table.viewport().width()} px)"
    return ""


def _out_of_sight(widget: QWidget) -> bool:
    """Whether part of a control or text is beyond what holds it, with no way to scroll there."""
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
        return False
    rect, above = widget.rect(), widget
    while (parent := above.parentWidget()) is not None and not above.isWindow():
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), rect.size())
        area = parent.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
        if scrolls:
            return place.left() < -1 or place.right() > parent.width() + 1
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        above = parent
    return False
