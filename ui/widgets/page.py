"""The frame of a screen: margins, a title line, a body that scrolls, cards in columns."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.announcing import leave_bars_unsaid
from ui.widgets.head_line import HeadLine
from ui.widgets.items_layout import ItemsLayout
from ui.widgets.painting import stay_when_resized
from ui.widgets.text import Text, WrapLabel


class _Body(QWidget):
    """As tall as its texts need at the width they really have: no scroll bar for nothing."""

    def minimumSizeHint(self) -> QSize:
        least, around = super().minimumSizeHint(), self.parentWidget()
        if around is None or not self.hasHeightForWidth():
            return least
        width = min(max(around.width(), least.width()), self.maximumWidth())
        return QSize(least.width(), self.heightForWidth(width))


class Page(QWidget):
    """A screen or a tab: perhaps a title line (`head`), then `body`, of a readable width.

    With `scrolls` the body scrolls; without, it fills the window (tables, lists). Without
    `inset` it stands inside another page, which has the margins.
    """

    def __init__(
        self,
        title: Text = "",
        scrolls: bool = True,
        max_width: int = 1720,
        inset: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._max_width, self._inset = max_width, inset
        self._inner = _Body()
        self._inner.setObjectName("page_body")
        self._column = QVBoxLayout(self._inner)
        self.head = HeadLine()
        self.title = WrapLabel(title, "title", parent=self._inner)
        self.body = QVBoxLayout()
        self._column.addLayout(self.head)
        self._column.addLayout(self.body, 1)
        self.head.addWidget(self.title)
        self.title.setVisible(bool(title))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroller() if scrolls else self._inner)
        theme.follow(self._restyle)

    def _scroller(self) -> QScrollArea:
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        leave_bars_unsaid(area)
        area.setWidget(self._inner)
        area.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        stay_when_resized(self, area, area.viewport(), self._inner)
        return area

    def scroll_bar(self) -> QScrollBar:
        """The bar of a page that scrolls."""
        return self._area.verticalScrollBar()

    @contextmanager
    def placed_once(self) -> Iterator[None]:
        """Change what the body shows; then it is placed, once, before anything of it is painted.

        Left to itself, Qt places all that is around each widget shown, then tells what changed
        upwards one level at a time, and paints in between.
        """
        layouts = [layout for layout, _widget in self._placed()]
        for layout in layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            for layout in layouts:
                layout.setEnabled(True)
        self.settle()

    def settle(self) -> None:
        """Place everything now: upwards what each part needs, then downwards where each goes."""
        placed = self._placed()
        for layout, widget in reversed(placed):
            if not layout.geometry().isValid():  # something in it changed: those around must know
                widget.updateGeometry()
        QCoreApplication.sendEvent(self._area.viewport(), QEvent(QEvent.Type.LayoutRequest))
        for layout, _widget in placed:
            layout.activate()

    def _placed(self) -> list[tuple[QLayout, QWidget]]:
        """The layouts of the body's widgets, each with its own, those around others first."""
        layouts = self._inner.findChildren(QLayout)
        around = [(layout, layout.parent()) for layout in layouts]
        return [(layout, widget) for layout, widget in around if isinstance(widget, QWidget)]

    def bring_to_view(self, widget: QWidget, part: QRect) -> None:
        """Scroll until a part of a widget of the body is seen."""
        top = widget.mapTo(self._inner, part.topLeft()).y()
        self._area.ensureVisible(0, top + part.height() // 2, 0, part.height())

    def set_title(self, title: Text) -> None:
        """Change the title."""
        self.title.set_text(title)
        self.title.setVisible(bool(title))

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def _restyle(self) -> None:
        px = theme.current().px
        sides = (px(24), px(20), px(24), px(20)) if self._inset else (0, 0, 0, 0)
        self._column.setContentsMargins(*sides)
        self._column.setSpacing(px(14))
        self.body.setSpacing(px(13))
        self._inner.setMaximumWidth(px(self._max_width))


class CardGrid(ItemsLayout):
    """Cards in as many equal columns as fit, each below the shortest column so far.

    `min_column` is the narrowest column, in design pixels. A card added with `whole=True`
    takes the whole width.
    """

    def __init__(self, parent: QWidget | None = None, min_column: int = 340) -> None:
        super().__init__(parent)
        self._whole: set[int] = set()
        self._min_column = min_column
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, card: QWidget, whole: bool = False) -> None:
        """Add a card after the others."""
        if whole:
            self._whole.add(len(self._items))
        self.addWidget(card)

    def takeAt(self, index: int) -> QLayoutItem | None:
        taken = super().takeAt(index)
        if taken is not None:
            self._whole = {at - (at > index) for at in self._whole if at != index}
        return taken

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.place(rect, move=True)

    def sizeHint(self) -> QSize:
        width = theme.current().px(self._min_column)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        widths = [item.minimumSize().width() for item in self.shown()]
        return QSize(max(widths, default=0), 0)

    def _runs(self) -> list[list[QLayoutItem]]:
        """The cards in order: each whole one alone, those between two whole ones together."""
        runs: list[list[QLayoutItem]] = [[]]
        for at, item in enumerate(self._items):
            if item.isEmpty():
                continue
            if at in self._whole:
                runs += [[item], []]
            else:
                runs[-1].append(item)
        return [run for run in runs if run]

    def _columns(self, width: int, cards: int) -> int:
        gap, least = theme.current().px(13), theme.current().px(self._min_column)
        return max(1, min((width + gap) // (least + gap), cards))

    def place(self, rect: QRect, move: bool) -> int:
        """Lay the cards out in `rect`; the height they take."""
        gap, top = theme.current().px(13), rect.y()
        whole = [self._items[at] for at in sorted(self._whole)]
        for run in self._runs():
            columns = 1 if run[0] in whole else self._columns(rect.width(), len(run))
            top = self._place_run(run, columns, QRect(rect.x(), top, rect.width(), 0), move) + gap
        return max(0, top - gap - rect.y())

    def _place_run(self, run: list[QLayoutItem], columns: int, rect: QRect, move: bool) -> int:
        """Lay out the cards between two whole ones; where they end. One row: equal heights."""
        gap = theme.current().px(13)
        width = (rect.width() - gap * (columns - 1)) // columns
        heights = [_height(item, width) for item in run]
        if len(run) <= columns:
            heights = [max(heights)] * len(run)
        ends = [rect.y()] * columns
        for item, height in zip(run, heights, strict=True):
            column = ends.index(min(ends))
            left = rect.x() + column * (width + gap)
            # The last column ends where the whole cards end.
            wide = rect.right() + 1 - left if column == columns - 1 else width
            if move:
                item.setGeometry(QRect(left, ends[column], wide, height))
            ends[column] += height + gap
        return max(ends) - gap


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
