"""What seldom changes and every note asks: who may note, settings, merges, months closed, weights.

It stays in memory from one note to the next. Only a transaction that has written nothing yet looks
there: nobody else writes until it ends, and the book's state tells whether anyone did before.
"""

from collections.abc import Sequence

from models.database import State, untouched
from models.prepared import Prepared, Row

Known = dict[tuple[object, ...], Sequence[Row]]

_memory: tuple[State | None, Known] = (None, {})
"""The state of the book it was read in, and what was read: rows by question."""


class Seldom(Prepared):
    """A prepared question about what no note changes."""

    def rows(self, *given: int | str) -> Sequence[Row]:
        """The rows found for these."""
        now = untouched()
        if now is None:
            return super().rows(*given)
        known, question = _known(now), (self, *given)
        if question not in known:
            known[question] = super().rows(*given)
        return known[question]


def _known(now: State) -> Known:
    global _memory
    if _memory[0] != now:
        _memory = now, {}
    return _memory[1]


def go_on(before: State, after: State) -> None:
    """Nothing was written between these states of the book but a note: the rest is as it was."""
    global _memory
    if _memory[0] == before:
        _memory = after, _memory[1]
