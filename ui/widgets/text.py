"""Pieces of text: plain data for what is bold or coloured, and labels that never clip."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat, QTextLayout

_LONG_WORD = 24
_LEADED_FROM = 60
"""Texts longer than this are set with more room between their lines."""
_LEADING = 130
_BREAK = "\N{ZERO WIDTH SPACE}"


class Part(NamedTuple):
    """A piece of a line: bold or not, in a tone (`muted`, `good`, `warn`, `bad`…) or plain, in
    the font of another role when it is smaller than the rest."""

    text: str
    bold: bool = False
    tone: str = ""
    role: str = ""


Text = str | Part | Iterable[str | Part]
"""What every widget of the kit accepts as a text."""


def bold(text: str) -> Part:
    """A bold piece."""
    return Part(text, bold=True)


def muted(text: str) -> Part:
    """A muted piece."""
    return Part(text, tone="muted")


def aside(text: str) -> Part:
    """What follows a title on its line, smaller and muted."""
    return Part(text, tone="muted", role="lead")


def parts_of(text: Text) -> tuple[Part, ...]:
    """Any `Text` as parts."""
    if isinstance(text, str):
        return (Part(text),)
    if isinstance(text, Part):
        return (text,)
    return tuple(Part(piece) if isinstance(piece, str) else piece for piece in text)


def plain(text: Text) -> str:
    """The words alone, as a screen reader says them."""
    return "".join(part.text for part in parts_of(text))


def breakable(text: str) -> str:
    """The text with invisible places to break in words too long for a line."""
    words = text.split(" ")
    if all(len(word) <= _LONG_WORD for word in words):
        return text
    return " ".join(
        _BREAK.join(word[at : at + _LONG_WORD] for at in range(0, len(word), _LONG_WORD))
        for word in words
    )


def to_html(parts: Iterable[Part]) -> str:
    """The parts as rich text in the colours of today's theme; everything is escaped."""
    return "".join(_part_to_html(part) for part in parts)


def _part_to_html(part: Part) -> str:
    from html import escape  # brings a long table: not before the window's first picture

    html = escape(breakable(part.text)).replace("\n", "<br>")
    if part.bold:
        html = f'<span style="font-weight:600">{html}</span>'
    if part.role:
        font = theme.current().font(part.role)
        style = f"font-size:{font.pixelSize()}px;font-weight:{font.weight()}"
        html = f'<span style="{style}">{html}</span>'
    if part.tone:
        html = f'<span style="color:{getattr(theme.current().tokens, part.tone)}">{html}</span>'
    return html


class Label(QLabel):
    """One line of text in a role (`body`, `strong`, `small`, `caption`, `title`…) and a tone."""

    def __init__(
        self, text: Text = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._parts = parts_of(text)
        if tone:
            self.setProperty("tone", tone)
        theme.follow(self._restyle)

    def set_text(self, text: Text) -> None:
        """Show another text; the same one again costs nothing."""
        parts = parts_of(text)
        if parts != self._parts:
            self._parts = parts
            self._show_parts()

    def plain_text(self) -> str:
        """The words shown, without the invisible break marks."""
        return "".join(part.text for part in self._parts)

    def set_tone(self, tone: str) -> None:
        """Write in the colour of another tone."""
        self.setProperty("tone", tone)
        self.style().polish(self)

    def _show_parts(self) -> None:
        rich = any(part.bold or part.tone or part.role for part in self._parts)
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setText(to_html(self._parts) if rich else breakable(self.plain_text()))

    def _restyle(self) -> None:
        self.setFont(theme.current().font(self._role))
        self._show_parts()


class WrapLabel(Label):
    """Text of any length: wraps, breaks words too long for a line, never clips.

    Qt asks a wrapped label for its height only in some layouts; its least height therefore
    follows its width.
    """

    _lines: TextLines

    def __init__(
        self, text: Text = "", role: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, tone, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _show_parts(self) -> None:
        words = self.plain_text()
        leaded = len(words) > _LEADED_FROM and self._role in ("body", "small")
        font = theme.current().font(self._role)
        formats = _formats(font, self._parts)
        self._lines = TextLines(words, font, formats, _LEADING if leaded else 100)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._lines.hint()

    def heightForWidth(self, width: int) -> int:
        return self._lines.height(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(60), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.palette().color(self.foregroundRole())
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        with QPainter(self) as painter:
            self._lines.draw(painter, QRectF(self.contentsRect()), colour, side)


def _formats(font: QFont, parts: Sequence[Part]) -> "list[QTextLayout.FormatRange]":
    """How each part of a text set in `font` differs from it."""
    if not any(part.bold or part.tone or part.role for part in parts):
        return []
    from PySide6.QtGui import QTextLayout  # text formats bring long tables, as below

    ranges, start = [], 0
    for part in parts:
        length = len(part.text) + sum(letter > "\uffff" for letter in part.text)  # as Qt counts
        if part.bold or part.tone or part.role:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, length, _format(font, part)
            ranges.append(piece)
        start += length
    return ranges


def _format(font: QFont, part: Part) -> "QTextCharFormat":
    from PySide6.QtGui import QTextCharFormat

    own, shown = QFont(font), QTextCharFormat()
    if part.role:
        other = theme.current().font(part.role)
        own.setPixelSize(other.pixelSize())
        own.setWeight(other.weight())
    if part.bold:
        own.setWeight(QFont.Weight.DemiBold)
    shown.setFont(own)
    if part.tone:
        shown.setForeground(theme.current().colour(part.tone))
    return shown


class ElideLabel(Label):
    """One plain line that ends in « … » when there is no room; the whole text is its tip."""

    def _show_parts(self) -> None:
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        whole = self.plain_text()
        metrics = QFontMetrics(self.font())
        room = max(self.contentsRect().width(), 1)
        shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip("" if shown == whole else whole)
        self.setAccessibleName(whole)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        margins = self.contentsMargins()
        sides = margins.left() + margins.right() + 2
        return QSize(metrics.horizontalAdvance(self.plain_text()) + sides, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(24), QFontMetrics(self.font()).height())
