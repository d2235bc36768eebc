"""One client's trust account: what its journal answers on a day (rules 6 and 7, reversals, merges).

Two things act from their date on and change nothing before it: a reversal, and the merge of two
client files. They are the account's *acts*, in order of day then of recording, and an account is
read through the ledger of the acts known on the day asked. A merge makes a *group* of entries
count, those of the other file, in the place their recording gives them; undone on a later day, it
makes them count no longer. In the account that was merged into another, its own entries are the
group that no longer counts.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from models.rules.rounding import round_half_away
from models.rules.trust.entries import Entry, Posting
from models.rules.trust.ledger import Ledger
from models.rules.trust.months import months_before
from models.rules.trust.settings import DEFAULT_SETTINGS, TrustSettings
from models.rules.trust.words import EntryType, State

TREND_MONTHS = 3
OWN = 0
"""The group of the account's own entries."""

Id = int | str


@dataclass(frozen=True, slots=True)
class Figures:
    """An account on a day: balance and trend in centi-units, and its state."""

    balance: int
    trend: int
    state: State


@dataclass(frozen=True, slots=True)
class Merging:
    """From `day` on the entries of `group` count in the account, or no longer.

    `undone` are the entries of the group that its own reversals had undone; `other` names the
    other account.
    """

    day: date
    group: int
    counts: bool
    undone: frozenset[Id] = frozenset()
    other: Id = 0


Act = Entry | Merging


@dataclass(frozen=True, slots=True)
class Epoch:
    """What is known of an account from the day `since` up to the day `until`.

    Acts bound it: those of the day `since` are known, those of `until` are not. Its ledger
    answers for the days between, and says what `until` brought before the acts of that day.
    """

    since: date
    until: date
    ledger: Ledger


class Account:
    """A client's journal, its entries given in order of recording.

    `figures_kept` and `postings_kept` are notes of who keeps the account in a book: the row
    written last and how many postings are there, None when not known. The rules never look.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_id: dict[Id, Entry] = {}
        self.acts: list[Act] = []
        self.reversed_on: dict[Id, date] = {}
        self.last_day: date | None = None
        self._all = self.by_id
        self._groups: dict[Id, tuple[int, ...]] = {}
        self._merged = False
        self._turns: list[Entry] = []
        self._ledgers: dict[int, Ledger] = {}
        self.added: tuple[Posting, ...] | None = None
        self.figures_kept: dict[str, Any] | None = None
        self.postings_kept: int | None = None
        for entry in entries:
            self.record(entry)

    @property
    def entries(self) -> list[Entry]:
        """The journal, in order of recording; of what was merged, what still counts."""
        return list(self.by_id.values())

    @property
    def next_number(self) -> int:
        """The number of the next entry recorded in this account's own journal, from 1."""
        return len(self._all) - len(self._groups) + 1

    def order(self) -> list[Id]:
        """Every entry that counts or once counted, in order of recording."""
        return list(self._all)

    def numbers(self) -> dict[Id, int]:
        """The number of each entry: from 1 for its own, below 0 (its id's) for a merged one."""
        own = (entry_id for entry_id in self._all if entry_id not in self._groups)
        numbers = {entry_id: number for number, entry_id in enumerate(own, 1)}
        return numbers | {entry_id: -int(entry_id) for entry_id in self._groups}

    def record(self, entry: Entry) -> None:
        """Append `entry`; `refusal` says beforehand whether it may be."""
        self.by_id[entry.id] = self._all[entry.id] = entry
        self._see_day(entry)
        if entry.type is EntryType.REVERSAL and entry.ref is not None:
            insort(self.acts, entry, key=_by_day)
            self.reversed_on.setdefault(entry.ref, entry.day)
        elif entry.type is EntryType.OPENING or entry.type is EntryType.CLOSED:
            insort(self._turns, entry, key=_by_day)
        if self._ledgers:
            self._follow(entry)

    def _follow(self, entry: Entry) -> None:
        """The ledger of all acts goes on with the entry if it can; others are read anew.

        `added` are the postings that are all the entry changed in what was known; None when it
        changed more.
        """
        known = len(self.acts)
        ledger = self._ledgers.get(known)
        self._ledgers.clear()
        reversing = entry.type is EntryType.REVERSAL or entry.ref in self.reversed_on
        plain = not (reversing or self._merged)
        self.added = None
        if ledger is not None and plain and ledger.go_on(entry):
            self._ledgers[known] = ledger
            self.added = ledger.added if self._is_after_acts(entry.day) else None

    def _is_after_acts(self, day: date) -> bool:
        return not self.acts or self.acts[-1].day < day

    def _see_day(self, entry: Entry) -> None:
        if self.last_day is None or self.last_day < entry.day:
            self.last_day = entry.day

    # -- merging -------------------------------------------------------------------------------

    def join(self, merging: Merging, others: Sequence[Entry], order: Iterable[Id]) -> None:
        """The entries `others` count too from the merge's day on.

        `order` is that of recording, of all entries of both; none of `others` is dated later
        than the merge, so that their reversals are all known then.
        """
        joined = {entry.id: entry for entry in others}
        for entry in others:
            self._groups[entry.id] = (*self._groups.get(entry.id, ()), merging.group)
            self._see_day(entry)
            if entry.type is EntryType.REVERSAL and entry.ref is not None:
                self.reversed_on.setdefault(entry.ref, entry.day)
        known = self._all | joined
        self._all = {entry_id: known[entry_id] for entry_id in order}
        turns = (EntryType.OPENING, EntryType.CLOSED)
        self._turns = sorted((e for e in self._all.values() if e.type in turns), key=_by_day)
        self.turn(merging)

    def turn(self, merging: Merging) -> None:
        """From the day of `merging` on its group counts, or no longer."""
        insort(self.acts, merging, key=_by_day)
        self._merged = True
        others = [act for act in self.acts if not isinstance(act, Merging) or act.group != OWN]
        _undone, own = self._known(others)  # what went elsewhere is still this file's to show
        self.by_id = {i: e for i, e in self._all.items() if self._among(i, own)}
        self._ledgers.clear()

    def _among(self, entry_id: Id, groups: set[int]) -> bool:
        return not groups.isdisjoint(self._groups.get(entry_id, (OWN,)))

    def _known(self, acts: Iterable[Act]) -> tuple[set[Id | None], set[int]]:
        """What these acts undid, and the groups of entries that count after them.

        None does in a file that was merged into another, what it had absorbed included.
        """
        undone: set[Id | None] = set()
        present = {OWN}
        for act in acts:
            if isinstance(act, Entry):
                undone.add(act.ref)
            elif act.counts:
                present.add(act.group)
                undone |= act.undone
            else:
                present.discard(act.group)
        return undone, present if OWN in present else set()

    # -- what was known when --------------------------------------------------------------------

    def last_turn(self, day: date) -> EntryType | None:
        """The last `opening` or `closed` that stands up to `day`; None when there is none.

        It alone tells whether the account is closed or an opening is in force on that day.
        """
        present = self._known(self._acts_known(day))[1] if self._merged else {OWN}
        for entry in reversed(self._turns):
            undone = self.reversed_on.get(entry.id)
            stands = entry.day <= day and (undone is None or undone > day)
            if stands and self._among(entry.id, present):
                return entry.type
        return None

    def _acts_known(self, day: date) -> list[Act]:
        return self.acts[: bisect_right(self.acts, day, key=_by_day)]

    def ledger(self, day: date) -> Ledger:
        """The ledger with the acts known on `day` (those dated up to it)."""
        return self.ledger_knowing(bisect_right(self.acts, day, key=_by_day))

    def ledger_knowing(self, count: int) -> Ledger:
        """The ledger with the first `count` acts, in order of date then of recording."""
        if count not in self._ledgers:
            live = self._live(self.acts[:count])
            self._ledgers[count] = Ledger(sorted(live, key=_by_day))
        return self._ledgers[count]

    def ledger_as_of(self, day: date) -> Ledger:
        """The ledger of what is dated up to `day`: whatever follows in it happens by itself."""
        if self.last_day is None or self.last_day <= day:
            return self.ledger(day)
        live = (entry for entry in self._live(self._acts_known(day)) if entry.day <= day)
        return Ledger(sorted(live, key=_by_day))

    def epochs(self, changed_from: date = date.min) -> Iterator[Epoch]:
        """The account's epochs, the oldest first; one when nothing was reversed nor merged.

        Those that an entry dated `changed_from` changes, and no other, when that day is given.
        """
        since = date.min
        for until in sorted({act.day for act in self.acts}):
            if until >= changed_from:
                known = self.acts[: bisect_left(self.acts, until, key=_by_day)]
                live = [entry for entry in self._live(known) if entry.day <= until]
                yield Epoch(since, until, Ledger(sorted(live, key=_by_day)))
            since = until
        yield Epoch(since, date.max, self.ledger_knowing(len(self.acts)))

    def _live(self, acts: Sequence[Act]) -> list[Entry]:
        """The entries that count: neither reversals, nor reversed, nor answering a reversed one,
        and of a group that counts."""
        if not self.acts:
            return self.entries
        undone, present = self._known(acts)
        return [
            entry
            for entry in self._all.values()
            if entry.type is not EntryType.REVERSAL
            and entry.id not in undone
            and (entry.ref is None or entry.ref not in undone)
            and (not self._merged or self._among(entry.id, present))
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
        for posting in reversed(ledger.postings)
    )
