"""Who is in which state at the two ends of a month, and who moved."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from models.month_data import Accounts, ClientMention, StateCount, StateMove, States
from models.rules.trust import State
from models.standings import CODES, STATES, Standings

Mention = Callable[[int, str], ClientMention]
"""How a client is named in the report, and why they are."""

NAMED_MOVES = 12
_ABSENT, _CLOSED = CODES[None], CODES[State.CLOSED]
_ORDER = list(State)

Pair = tuple[State | None, State]


@dataclass(frozen=True, slots=True)
class Movers:
    """How many accounts went from one state to another (None: just opened), some by name."""

    counts: dict[Pair, int]
    named: dict[Pair, list[int]]

    def accounts(self) -> Accounts:
        """Open accounts: at the start, opened, closed, at the end."""
        counts = self.counts.items()
        return Accounts(
            at_start=sum(count for (before, _after), count in counts if before is not None),
            opened=sum(count for (before, _after), count in counts if before is None),
            closed=sum(count for (_before, after), count in counts if after is State.CLOSED),
            at_end=sum(count for (_before, after), count in counts if after is not State.CLOSED),
        )

    def report(self, mention: Mention) -> States:
        """States at the start and at the end, and who moved from one to another."""
        at_start: Counter[State] = Counter()
        at_end: Counter[State] = Counter()
        moves = []
        for pair, count in sorted(self.counts.items(), key=lambda item: _move_order(item[0])):
            before, after = pair
            if before is not None:
                at_start[before] += count
            if after is not State.CLOSED:
                at_end[after] += count
            named = tuple(mention(client, "") for client in self.named.get(pair, ()))
            moves.append(StateMove(before, after, count, named))
        shown = [state for state in State if state is not State.CLOSED]
        return States(
            tuple(StateCount(state, at_start[state]) for state in shown),
            tuple(StateCount(state, at_end[state]) for state in shown),
            tuple(moves),
        )


def movers(eve: Standings, end: Standings, *, named: bool) -> Movers:
    """Those who had an open account at either end; if `named`, the first movers of each kind."""
    counts: Counter[Pair] = Counter()
    codes = Counter(zip_longest(eve.states, end.states, fillvalue=_ABSENT))
    for (before, after), count in codes.items():
        pair = _pair(before, after)
        if pair is not None:
            counts[pair] += count
    return Movers(dict(counts), _first_movers(eve, end) if named else {})


def _first_movers(eve: Standings, end: Standings) -> dict[Pair, list[int]]:
    found: dict[Pair, list[int]] = {}
    states = zip_longest(eve.states, end.states, fillvalue=_ABSENT)
    for client, (before, after) in enumerate(states):
        if before != after:
            pair = _pair(before, after)
            if pair is not None and len(found.setdefault(pair, [])) < NAMED_MOVES:
                found[pair].append(client)
    return found


def _pair(before: int, after: int) -> Pair | None:
    was_open = before not in (_ABSENT, _CLOSED)
    found = STATES[after]
    if found is None and was_open:
        found = State.CLOSED  # its file was merged into another, where it counts now
    if found is None or (not was_open and found is State.CLOSED):
        return None
    return (STATES[before] if was_open else None), found


def _move_order(pair: Pair) -> tuple[int, int]:
    before, after = pair
    return (_ORDER.index(before) if before else -1, _ORDER.index(after))
