"""One client's trust account: what its journal answers on a day (rules 6 and 7, reversals)."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
        self.last_day = max(self.last_day or entry.day, entry.day)
        if entry.type is EntryType.REVERSAL and entry.ref is not None:
            insort(self.reversals, entry, key=_by_day)
            self.reversed_on.setdefault(entry.ref, entry.day)
        if entry.type in (EntryType.OPENING, EntryType.CLOSED):
            insort(self._turns, entry, key=_by_day)
        self._ledgers.clear()

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

    def _live(self, undone: set[int | str | None]) -> list[Entry]:
        """The entries that count: neither reversals, nor reversed, nor answering a reversed one."""
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
        state = _state(ledger, day, before, balance, earlier, terms)
        return Figures(balance, balance - earlier, state)


def _by_day(entry: Entry) -> date:
    return entry.day


def _state(
    ledger: Ledger,
    day: date,
    before: date,
    balance: int,
    earlier: int,
    terms: TrustSettings,
) -> State:
    trend = balance - earlier
    if ledger.closed(day):
        return State.CLOSED
    if ledger.ruptured(day):
        return State.RUPTURED
    if balance <= terms.negative_at:
        return State.NEGATIVE
    share = round_half_away(terms.falling_percent * max(earlier, 0), 100)
    if trend <= -max(terms.falling_at_least, share):
        return State.FALLING
    if balance >= terms.solid_at:
        return State.SOLID
    if trend >= terms.growing_at and _has_deposit(ledger, before, day):
        return State.GROWING
    return State.STEADY


def _has_deposit(ledger: Ledger, after: date, day: date) -> bool:
    return any(
        posting.amount > 0
        and after < posting.day <= day
        and (posting.void_on is None or posting.void_on > day)
        for posting in ledger.postings
    )
