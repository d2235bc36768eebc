"""The blocks of a page that are not tables: letterhead, headings, tiles, prose, charts, pairs."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.utils import ImageReader

from models.month_data import ShopIdentity
from reports.charts import Chart
from reports.layout import Block
from reports.logo import read_logo
from reports.pen import Pen
from reports.style import BODY, KEY_FIGURE, LEADING, SMALL, TINY, TITLE
from reports.typeset import (
    BOLD,
    ITALIC,
    NAME_LIMIT,
    REGULAR,
    SEMIBOLD,
    lines_of,
    plain,
    shortened,
)

_LOGO_WIDTH, _LOGO_HEIGHT = 140.0, 36.0
_LEFT, _RIGHT = 0.56, 0.42  # of the width, for what the document is and whose it is
_FACT = SMALL + 0.4


class Whole(ABC):
    """A block that is never cut."""

    after: float = 14
    leads: bool = False
    bookmark: str = ""

    @abstractmethod
    def height(self, width: float) -> float: ...

    def least(self, width: float) -> float:
        return self.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None


@dataclass
class Letterhead(Whole):
    """What a document is, on the left; whose it is, on the right. `badge` marks a draft."""

    kicker: str
    title: str
    shop: ShopIdentity
    subtitle: str = ""
    badge: str = ""
    after: float = 18

    def __post_init__(self) -> None:
        self._logo = read_logo(self.shop.logo)
        self._logo_size = _fitted(self._logo.size) if self._logo else (0.0, 0.0)

    def height(self, width: float) -> float:
        shop = self._logo_room() + len(self._shop(width)) * BODY * LEADING
        title = 16 + len(self._title(width)) * TITLE * 1.12
        return max(title + (BODY * 1.7 if self.subtitle else 0) + (24 if self.badge else 0), shop)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        y = top - 9
        kicker = shortened(plain(self.kicker.upper()), SEMIBOLD, SMALL + 1, width * _LEFT)
        pen.text(x, y, kicker, SEMIBOLD, SMALL, "muted", spacing=0.7)
        y -= 7
        for line in self._title(width):
            y -= TITLE * 1.12
            pen.text(x, y, line, BOLD, TITLE)
        if self.subtitle:
            y -= BODY * 1.7
            subtitle = shortened(plain(self.subtitle), REGULAR, BODY, width * _LEFT)
            pen.text(x, y, subtitle, size=BODY)
        if self.badge:
            pen.pill(x, y - 17, plain(self.badge, 60), "amber_ink")
        self._draw_shop(pen, x + width, top, width)

    def _draw_shop(self, pen: Pen, right: float, top: float, width: float) -> None:
        if self._logo:
            wide, high = self._logo_size
            pen.image(ImageReader(self._logo), right - wide, top - high, wide, high)
        y = top - self._logo_room() - 9
        name = len(self._name(width))
        for place, line in enumerate(self._shop(width)):
            if place < name:
                pen.text(right, y, line, SEMIBOLD, BODY, right=True)
            else:
                pen.text(right, y, line, REGULAR, _FACT, "muted", right=True)
            y -= BODY * LEADING

    def _logo_room(self) -> float:
        return self._logo_size[1] + 8 if self._logo else 0

    def _title(self, width: float) -> list[str]:
        return lines_of(plain(self.title, NAME_LIMIT), BOLD, TITLE, width * _LEFT, most=3)

    def _name(self, width: float) -> list[str]:
        return lines_of(plain(self.shop.name, NAME_LIMIT), SEMIBOLD, BODY, width * _RIGHT, most=2)

    def _shop(self, width: float) -> list[str]:
        shop = self.shop
        numbers = [f"SIRET\N{NO-BREAK SPACE}{shop.siret}"] if shop.siret else []
        numbers += [shop.vat_number] if shop.vat_number else []
        reach = [text for text in (shop.phone, shop.email) if text]
        facts = [*shop.address[:4], " · ".join(reach), " · ".join(numbers)]
        cut = [
            line
            for fact in facts
            for line in lines_of(plain(fact), REGULAR, _FACT, width * _RIGHT, most=2)
            if line
        ]
        return [*self._name(width), *cut]


def _fitted(size: tuple[int, int]) -> tuple[float, float]:
    """A picture's size in points, within the room a logo has."""
    scale = min(_LOGO_WIDTH / size[0], _LOGO_HEIGHT / size[1])
    return size[0] * scale, size[1] * scale


@dataclass
class Heading(Whole):
    """A section's title; it is also the document's bookmark and never ends a page."""

    text: str
    after: float = 5
    leads: bool = True

    def __post_init__(self) -> None:
        self.bookmark = plain(self.text)

    def height(self, width: float) -> float:
        return SMALL + 5

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        title = shortened(plain(self.text.upper()), SEMIBOLD, SMALL + 1.6, width)
        pen.text(x, top - SMALL - 1, title, SEMIBOLD, SMALL + 0.2, "muted", spacing=0.7)


@dataclass
class Prose(Whole):
    """A short paragraph over the whole width, or a note in small grey letters; `leads` when it
    introduces what comes after it."""

    text: str
    small: bool = False
    italic: bool = False
    limit: int = 900
    after: float = 12
    leads: bool = False
    _cut: dict[float, list[str]] = field(default_factory=dict, init=False, repr=False)

    def height(self, width: float) -> float:
        return len(self._lines(width)) * self._size() * 1.45

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        y = top - self._size()
        for line in self._lines(width):
            pen.text(x, y, line, self._font(), self._size(), "muted" if self.small else "ink")
            y -= self._size() * 1.45

    def _lines(self, width: float) -> list[str]:
        if width not in self._cut:
            text = plain(self.text, self.limit)
            self._cut[width] = lines_of(text, self._font(), self._size(), width, most=16)
        return self._cut[width]

    def _font(self) -> str:
        return ITALIC if self.italic else REGULAR

    def _size(self) -> float:
        return SMALL if self.small else BODY + 0.4


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: what it is, how much, and a few words to compare it with."""

    label: str
    figure: str
    note: str = ""


@dataclass
class Tiles(Whole):
    """Key figures side by side."""

    tiles: Sequence[Tile]
    after: float = 18

    def height(self, width: float) -> float:
        notes = max(len(self._note(tile, width)) for tile in self.tiles)
        return 44 + max(notes, 1) * TINY * 1.4

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        high, wide = self.height(width), self._tile_width(width)
        for tile in self.tiles:
            pen.box(x, top - high, wide, high)
            label = shortened(plain(tile.label), REGULAR, SMALL, wide - 18)
            figure = shortened(plain(tile.figure), BOLD, KEY_FIGURE, wide - 18)
            pen.text(x + 9, top - 15, label, REGULAR, SMALL, "muted")
            pen.text(x + 9, top - 32, figure, BOLD, KEY_FIGURE)
            for level, line in enumerate(self._note(tile, width)):
                y = top - 44 - level * TINY * 1.4
                pen.text(x + 9, y, line, REGULAR, TINY, "muted")
            x += wide + 8

    def _tile_width(self, width: float) -> float:
        return (width - 8 * (len(self.tiles) - 1)) / len(self.tiles)

    def _note(self, tile: Tile, width: float) -> list[str]:
        room = self._tile_width(width) - 18
        return lines_of(plain(tile.note), REGULAR, TINY, room, most=3) if tile.note else []


@dataclass
class Figure(Whole):
    """A chart, drawn at its own size."""

    chart: Chart
    after: float = 14

    def height(self, width: float) -> float:
        return self.chart.height

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        pen.chart(self.chart, x, top - self.chart.height)


@dataclass
class Pair(Whole):
    """Two stacks of blocks side by side; the first heading becomes the bookmark."""

    left: Sequence[Block]
    right: Sequence[Block]
    gap: float = 24
    after: float = 16

    def __post_init__(self) -> None:
        titles = [block.bookmark for block in (*self.left, *self.right) if block.bookmark]
        self.bookmark = " · ".join(titles)

    def height(self, width: float) -> float:
        column = self.column(width, self.gap)
        return max(_stack_height(self.left, column), _stack_height(self.right, column))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        column = self.column(width, self.gap)
        for start, stack in ((x, self.left), (x + column + self.gap, self.right)):
            y = top
            for block in stack:
                block.draw(pen, start, y, column)
                y -= block.height(column) + block.after

    @staticmethod
    def column(width: float, gap: float = 24) -> float:
        """The width each stack gets."""
        return (width - gap) / 2


def _stack_height(stack: Sequence[Block], width: float) -> float:
    heights = sum(block.height(width) + block.after for block in stack)
    return heights - (stack[-1].after if stack else 0)
