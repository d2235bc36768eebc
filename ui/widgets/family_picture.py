"""A small picture of a family: who sent whom, one line a person, walked with the arrows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.painting import focus_ring, round_box, smooth


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the family, `parent` the place of who sent them."""

    key: int
    name: str
    level: int
    parent: int | None
    mark: str = ""
    tone: str = "neutral"
    told: str = ""


class FamilyPicture(QWidget):
    """↑ ↓ walk, Enter or a click opens; the same is told in words to a screen reader."""

    person_chosen = Signal(int)
    person_looked_at = Signal(QRect)
    """Where somebody the arrows came to is in the picture."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.people: Sequence[Person] = ()
        self.place = 0
        self._own, self._name = 0, name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.updateGeometry)

    def show_people(self, people: Sequence[Person], own: int) -> None:
        """Show a family, each after who sent them; `own` is the key of whose file it is."""
        self.people, self._own = people, own
        self._go(next((at for at, one in enumerate(people) if one.key == own), 0))
        self.updateGeometry()

    def text(self) -> str:
        """The picture in words, a line a person."""
        return "\n".join(self._told(one) for one in self.people)

    def _told(self, one: Person) -> str:
        """« Zoé Petit, solide, par Hélène Durand »."""
        by = "" if one.parent is None else self.people[one.parent].name
        words = (one.name, one.told, _("envoyé par {name}").format(name=by) if by else "")
        return ", ".join(word for word in words if word)

    def _go(self, place: int) -> None:
        self.place = max(0, min(place, len(self.people) - 1))
        here = self._told(self.people[self.place]) if self.people else ""
        self.setAccessibleName(f"{self._name}\N{NO-BREAK SPACE}: {here}" if here else self._name)
        self.setAccessibleDescription(self.text())
        self.update()
        if self.people and self.hasFocus():
            self.person_looked_at.emit(self._box(self.place).toRect())

    # -- keys and mouse ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.people)}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self.place + steps[key])
        elif key in ends:
            self._go(ends[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.people:
            self.person_chosen.emit(self.people[self.place].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y() // self._step())
        if 0 <= place < len(self.people):
            self._go(place)
            self.person_chosen.emit(self.people[place].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go(self.place)

    # -- painting ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        height = self._step() * max(1, len(self.people))
        return QSize(theme.current().px(320), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _step(self) -> int:
        return theme.current().px(38)

    def _box(self, place: int) -> QRectF:
        px, metrics = theme.current().px, self.fontMetrics()
        one = self.people[place]
        left = px(30) * one.level + px(2)
        width = metrics.horizontalAdvance(f"{one.mark}  {one.name}") + px(40)
        room = max(px(60), self.width() - left - px(2))
        return QRectF(left, self._step() * place + px(4), min(width, room), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            for place in range(len(self.people)):
                self._draw_line(painter, place)
            for place in range(len(self.people)):
                self._draw_person(painter, place)

    def _draw_line(self, painter: QPainter, place: int) -> None:
        """From who sent them down, then across."""
        look, parent = theme.current(), self.people[place].parent
        if parent is None:
            return
        above, here = self._box(parent), self._box(place)
        painter.setPen(QPen(look.colour("field_line"), 1.5))
        x, y = above.left() + look.px(14), here.center().y()
        painter.drawLine(int(x), int(above.bottom()), int(x), int(y))
        painter.drawLine(int(x), int(y), int(here.left()), int(y))

    def _draw_person(self, painter: QPainter, place: int) -> None:
        look, one, box = theme.current(), self.people[place], self._box(place)
        own, radius = one.key == self._own, look.px(8)
        fill = look.colour("good_soft" if own else "paper")
        round_box(painter, box, radius, fill, look.colour("field_line"))
        if self.hasFocus() and place == self.place:
            focus_ring(painter, box, radius)
        painter.setFont(look.font("strong" if own else "body"))
        inside = box.adjusted(look.px(12), 0, -look.px(8), 0)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour(one.tone if one.tone != "neutral" else "muted"))
        painter.drawText(inside, middle, one.mark)
        painter.setPen(look.colour("ink"))
        inside.setLeft(inside.left() + look.px(20))
        name = painter.fontMetrics().elidedText(
            one.name, Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, middle, name)
