"""How much of each list is printed: all that fits the pages a report may have, else less."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.layout import Block, page_count


@dataclass(frozen=True, slots=True)
class Caps:
    """The most rows of each list of the owner's report; `guide` says how it is read, `new_page`
    leaves the first page to what changed and what to do, `delays` draws days to resolution."""

    moves: int
    named_per_move: int
    incidents: int
    privileges: int
    costs: int
    referrals: int
    verbatims: int
    mentions: int
    kinds: int = 20
    cost_groups: int = 60
    guide: bool = False
    new_page: bool = True
    delays: bool = True


LEVELS = (
    Caps(12, 5, 10, 10, 20, 8, 5, 6, guide=True),
    Caps(12, 5, 10, 10, 20, 8, 5, 6),
    Caps(6, 3, 5, 5, 6, 3, 3, 4),
    Caps(4, 2, 3, 4, 4, 2, 2, 3, kinds=4, cost_groups=6, new_page=False, delays=False),
)


def within(pages: int, makers: Sequence[Callable[[], list[Block]]]) -> list[Block]:
    """The first content that takes at most so many pages; the last one when none does."""
    for make in makers[:-1]:
        blocks = make()
        if page_count(blocks) <= pages:
            return blocks
    return makers[-1]()
