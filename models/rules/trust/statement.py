"""The statement: why the balance is what it is, line by line, to the centi-unit (rule 6).

Opening balance + deposits − withdrawals − voided − fade ± corrections ± closures = closing
balance. A day's lines are those of the journal without that day's reversals and merges; then each
of them, in order of recording, has its correction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.rules.trust.account import Account, Merging
from models.rules.trust.entries import Entry, Posting
from models.rules.trust.months import last_day_of_month
from models.rules.trust.moves import Move
from models.rules.trust.words import EntryType

_DAY = timedelta(days=1)


class LineKind(StrEnum):
    """What a statement line is."""

    ENTRY = "entry"
    POSTING = "posting"
    VOIDED = "voided"
    CLOSURE = "closure"
    FADE = "fade"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the statement: `amount` and `balance` after it, in centi-units.

    `entry` is what it follows from (none for a fade line, nor for a merge, which is `merging`);
    `late` marks an entry recorded after its day; `by_itself` what happened because nobody acted.
    """

    day: date
    kind: LineKind
    amount: int
    balance: int
    entry: Entry | None = None
    posting: Posting | None = None
    late: bool = False
    by_itself: bool = False
    merging: Merging | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The movements between two balances, in centi-units, each with its own sign."""

    opening: int
    deposits: int
    withdrawals: int
    voided: int
    fade: int
    corrections: int
    closures: int
    closing: int


def statement(account: Account, start: date, end: date) -> list[Line]:
    """The lines from `start` to `end`, both included, in the account's order."""
    writer = _Writer(account, start)
    for day in _days(account, start, end):
        writer.write_day(day, ends=day == end or day.day == last_day_of_month(day.year, day.month))
    return writer.lines


def opening_balance(account: Account, start: date) -> int:
    """The balance before `start`, as it was known the day before."""
    return account.balance(start - _DAY) if start > date.min else 0


def totals(opening: int, lines: list[Line]) -> Totals:
    """Sum the lines of a statement that opened at `opening`."""

    def total(*kinds: LineKind) -> int:
        return sum(line.amount for line in lines if line.kind in kinds)

    postings = [line.amount for line in lines if line.kind is LineKind.POSTING]
    return Totals(
        opening=opening,
        deposits=sum(amount for amount in postings if amount > 0),
        withdrawals=sum(amount for amount in postings if amount < 0),
        voided=total(LineKind.VOIDED),
        fade=total(LineKind.FADE),
        corrections=total(LineKind.CORRECTION),
        closures=total(LineKind.CLOSURE),
        closing=opening + sum(line.amount for line in lines),
    )


def _days(account: Account, start: date, end: date) -> list[date]:
    """The days on which a line may stand: moves, acts, ends of month, the last day."""
    known = range(len(account.acts) + 1)
    days = {move.day for count in known for move in account.ledger_knowing(count).moves}
    days.update(act.day for act in account.acts)
    days.update(_month_ends(start, end))
    days.add(end)
    return sorted(day for day in days if start <= day <= end)


def _month_ends(start: date, end: date) -> Iterator[date]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield date(year, month, last_day_of_month(year, month))
        year, month = year + month // 12, month % 12 + 1


class _Writer:
    """Writes the days in turn, keeping the running balance and what time has taken."""

    def __init__(self, account: Account, start: date) -> None:
        self._account = account
        self._balance = opening_balance(account, start)
        self._known = sum(1 for act in account.acts if act.day < start)
        self._fade = 0
        self._at = self._balance
        self.lines: list[Line] = []

    def write_day(self, day: date, *, ends: bool) -> None:
        ledger = self._account.ledger_knowing(self._known)
        moves = [move for move in ledger.moves if move.day == day]
        balance = ledger.balance(day)
        self._fade += balance - self._at - sum(move.amount for move in moves)
        for move in moves:
            self._add(_line_kind(move), day, move.amount, move)
        self._at = balance
        self._correct(day)
        if ends and self._fade:
            self._add(LineKind.FADE, day, self._fade)
            self._fade = 0

    def _correct(self, day: date) -> None:
        for act in self._account.acts[self._known :]:
            if act.day != day:
                break
            self._known += 1
            ledger = self._account.ledger_knowing(self._known)
            balance = ledger.balance(day)
            amount, self._at = balance - self._at, balance
            if isinstance(act, Merging):
                self._balance += amount
                kind = LineKind.CORRECTION
                self.lines.append(Line(day, kind, amount, self._balance, merging=act))
            else:
                self._add(LineKind.CORRECTION, day, amount, Move(day, act))

    def _add(self, kind: LineKind, day: date, amount: int, move: Move | None = None) -> None:
        self._balance += amount
        entry = move.entry if move else None
        late = entry is not None and entry.recorded_on is not None and entry.recorded_on > day
        by_itself = move is not None and move.by_itself
        self.lines.append(
            Line(
                day,
                kind,
                amount,
                self._balance,
                entry,
                move.posting if move else None,
                late and not by_itself,
                by_itself,
            )
        )


def _line_kind(move: Move) -> LineKind:
    if move.posting is not None:
        return LineKind.POSTING
    if move.entry.type is EntryType.CLOSED:
        return LineKind.CLOSURE
    return LineKind.VOIDED if move.voided else LineKind.ENTRY
