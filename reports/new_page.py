"""A page break between two blocks."""

from dataclasses import dataclass

from reports.layout import Block
from reports.pen import Pen


@dataclass
class _Nothing:
    """Takes no room."""

    after: float = 0
    leads: bool = False
    bookmark: str = ""

    def height(self, width: float) -> float:
        return 0

    def least(self, width: float) -> float:
        return 0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing to draw."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None


class NewPage(_Nothing):
    """What follows starts a page: it never fits, and is cut into two pieces of no height."""

    def height(self, width: float) -> float:
        return float("inf")

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return _Nothing(), _Nothing()
