"""One client's trust account: what its journal answers on a day (rules 6 and 7, reversals)."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from models.rules.rounding import round_half_away
from models.rules.trust.entries import Entry
from models.rules.trust.ledger import Ledger
from models.rules.trust.months import months_before
from models.rules.trust.settings import DEFAULT_SETTINGS, TrustSettings
from models.rules.trust.words import EntryType, State

TREND_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """An account on a day: balance and trend in centi-units, and its state."""

    balance: int
    trend: int
    state: State


@dataclass(frozen=True, slots=True)
class Epoch:
    """What is known of an account from the day `since` up to the day `until`.

    Two reversals bound it: the one that acts from `since` is known, the one that acts from
    `until` is not. Its ledger answers for the days between, and says what `until` brought before
    the reversals of that day.
    """

    since: date
    until: date
    ledger: Ledger


class Account:
    """A client's journal, its entries given in order of recording.

    A reversal acts from its own date on and changes nothing before it, so the account is read
    through the ledger of the reversals known on the day asked.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_id: dict[int | str, Entry] = {}
        self.reversals: list[Entry] = []
        self.reversed_on: dict[int | str, date] = {}
        self._turns: list[Entry] = []
        self.last_day: date | None = None
        self._ledgers: dict[int, Ledger] = {}
        for entry in entries:
            self.record(entry)

    @property
    def entries(self) -> list[Entry]:
        """The journal, in order of recording."""
        return list(self.by_id.values())

    def record(self, entry: Entry) -> None:
        """Append `entry`; `refusal` says beforehand whether it may be."""
        self.by_id[entry.id] = entry
        if self.last_day is None or self.last_day < entry.day:
            self.last_day = entry.day
        if entry.type is EntryType.REVERSAL and entry.ref is not None:
            insort(self.reversals, entry, key=_by_day)
            self.reversed_on.setdefault(entry.ref, entry.day)
        elif entry.type is EntryType.OPENING or entry.type is EntryType.CLOSED:
            insort(self._turns, entry, key=_by_day)
        self._follow(entry)

    def _follow(self, entry: Entry) -> None:
        """The ledger of all reversals goes on with the entry if it can; others are read anew."""
        known = len(self.reversals)
        ledger = self._ledgers.get(known)
        self._ledgers.clear()
        reversing = entry.type is EntryType.REVERSAL or entry.ref in self.reversed_on
        if ledger is not None and not reversing and ledger.go_on(entry):
            self._ledgers[known] = ledger

    def last_turn(self, day: date) -> EntryType | None:
        """The last `opening` or `closed` that stands up to `day`; None when there is none.

        It alone tells whether the account is closed or an opening is in force on that day.
        """
        for entry in reversed(self._turns):
            undone = self.reversed_on.get(entry.id)
            if entry.day <= day and (undone is None or undone > day):
                return entry.type
        return None

    def ledger(self, day: date) -> Ledger:
        """The ledger with the reversals known on `day` (those dated up to it)."""
        return self.ledger_knowing(bisect_right(self.reversals, day, key=_by_day))

    def ledger_knowing(self, count: int) -> Ledger:
        """The ledger with the first `count` reversals, in order of date then of recording."""
        if count not in self._ledgers:
            undone = {reversal.ref for reversal in self.reversals[:count]}
            self._ledgers[count] = Ledger(sorted(self._live(undone), key=_by_day))
        return self._ledgers[count]

    def epochs(self, changed_from: date = date.min) -> Iterator[Epoch]:
        """The account's epochs, the oldest first; one when nothing was reversed.

        Those that an entry dated `changed_from` changes, and no other, when that day is given.
        """
        since = date.min
        for until in sorted({reversal.day for reversal in self.reversals}):
            if until >= changed_from:
                known = bisect_left(self.reversals, until, key=_by_day)
                undone = {reversal.ref for reversal in self.reversals[:known]}
                live = [entry for entry in self._live(undone) if entry.day <= until]
                yield Epoch(since, until, Ledger(sorted(live, key=_by_day)))
            since = until
        yield Epoch(since, date.max, self.ledger_knowing(len(self.reversals)))

    def _live(self, undone: set[int | str | None]) -> list[Entry]:
        """The entries that count: neither reversals, nor reversed, nor answering a reversed one."""
        if not self.reversals:
            return self.entries
        return [
            entry
            for entry in self.by_id.values()
            if entry.type is not EntryType.REVERSAL
            and entry.id not in undone
            and (entry.ref is None or entry.ref not in undone)
        ]

    def balance(self, day: date) -> int:
        """The balance on `day`, in centi-units."""
        return self.ledger(day).balance(day)

    def trend(self, day: date) -> int:
        """Rule 7: balance(day) − balance(3 months before), both with the reversals of `day`."""
        return self.figures(day).trend

    def state(self, day: date, terms: TrustSettings = DEFAULT_SETTINGS) -> State:
        """Rule 7, with the thresholds in force on `day`."""
        return self.figures(day, terms).state

    def figures(self, day: date, terms: TrustSettings = DEFAULT_SETTINGS) -> Figures:
        """Balance, trend and state on `day`."""
        ledger = self.ledger(day)
        before = months_before(day, TREND_MONTHS)
        balance, earlier = ledger.balance(day), ledger.balance(before)
        state = state_on(
            closed=ledger.closed(day),
            ruptured=ledger.ruptured(day),
            balance=balance,
            earlier=earlier,
            has_deposit=_has_deposit(ledger, before, day),
            terms=terms,
        )
        return Figures(balance, balance - earlier, state)


_by_day = attrgetter("day")


def state_on(
    *,
    closed: bool,
    ruptured: bool,
    balance: int,
    earlier: int,
    has_deposit: bool,
    terms: TrustSettings,
) -> State:
    """Rule 7: the first state that holds.

    `earlier` is the balance 3 months before; `has_deposit` tells whether one that is not void
    is dated in those months. Amounts in centi-units.
    """
    trend = balance - earlier
    if closed:
        return State.CLOSED
    if ruptured:
        return State.RUPTURED
    if balance <= terms.negative_at:
        return State.NEGATIVE
    share = round_half_away(terms.falling_percent * max(earlier, 0), 100)
    if trend <= -max(terms.falling_at_least, share):
        return State.FALLING
    if balance >= terms.solid_at:
        return State.SOLID
    if trend >= terms.growing_at and has_deposit:
        return State.GROWING
    return State.STEADY


def _has_deposit(ledger: Ledger, after: date, day: date) -> bool:
    return any(
        posting.amount > 0
        and after < posting.day <= day
        and (posting.void_on is None or posting.void_on > day)
        for posting in ledger.postings
    )
