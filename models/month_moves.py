"""What moved the balances of all accounts during a month, from what is kept of their ledgers.

A day's movements are those of the journal as it was known before the reversals of that day;
then each reversal of the day has its correction (see `models.rules.trust.statement`).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.bulk import among, chunks, read_rows
from models.catalogue import Labels
from models.merges import file_merges
from models.month_cases import MonthEntries
from models.month_data import Family, MovementLine, Movements
from models.rules.trust import EntryType, Sort
from models.rules.trust.months import faded
from models.standings import Standings
from models.tables import AccountPosting

_FAMILIES: dict[str, Family] = {
    Sort.OPENING: "opening",
    Sort.ATTENTION: "attention",
    Sort.RECOVERY: "resolution",
    Sort.ANSWER: "answer",
    Sort.PROMISE_KEPT: "kept",
    Sort.PRIVILEGE_HONOURED: "privilege",
    Sort.INCIDENT: "incident",
    Sort.MISHANDLED: "mishandled",
    Sort.ANSWER_LATE: "late_answer",
    Sort.REQUEST_LAPSED: "lapsed_request",
    Sort.PROMISE_LATE: "late_promise",
    Sort.PROMISE_BROKEN: "broken_promise",
    Sort.PROMISE_LAPSED: "broken_promise",
    Sort.PRIVILEGE_REFUSED: "refused_privilege",
    Sort.CONTACT: "contact",
}
_BY_KIND = ("attention", "incident")
"""Told kind by kind, in the catalogue's words."""
_AT_ONCE = 5_000


@dataclass
class Moves:
    """The movements from `start` to `through`, in centi-units, each with its own sign."""

    start: date
    through: date
    posted: dict[tuple[Family, str, bool], tuple[int, int]] = field(default_factory=dict)
    voided: int = 0
    voided_accounts: int = 0
    closures: int = 0
    corrections: int = 0
    correction_count: int = 0

    def over(self, family: Family) -> int:
        """How many movements there were of one family."""
        return sum(count for (name, *_), (count, _amount) in self.posted.items() if name == family)

    def report(self, eve: Standings, end: Standings) -> Movements:
        """The movements between two balances; what nothing else explains is the fade."""
        lines = [
            MovementLine(family, count, amount, label)
            for (family, label, _positive), (count, amount) in self.posted.items()
        ]
        lines.sort(key=lambda line: (-abs(line.amount), line.family, line.label))
        opening, closing = sum(eve.balance), sum(end.balance)
        posted = sum(line.amount for line in lines)
        moved = posted + self.voided + self.closures + self.corrections
        return Movements(
            opening=opening,
            deposits=tuple(line for line in lines if line.amount >= 0),
            withdrawals=tuple(line for line in lines if line.amount < 0),
            voided=self.voided,
            voided_accounts=self.voided_accounts,
            fade=closing - opening - moved,
            corrections=self.corrections,
            correction_count=self.correction_count,
            closures=self.closures,
            closing=closing,
        )


def read_moves(start: date, through: date, entries: MonthEntries, labels: Labels) -> Moves:
    """The movements of a month."""
    moves = Moves(start, through)
    reversing = [row.client for row in entries.told(EntryType.REVERSAL)]
    merges = [merge for merge in file_merges() if merge.counted]
    days = [day for one in merges for day in (one.day, one.undone_on) if day is not None]
    moves.correction_count = len(reversing) + sum(start <= day <= through for day in days)
    merging = [client for one in merges for client in (one.kept, one.absorbed)]
    _read_postings(moves, entries, labels)
    _read_voids(moves, entries)
    for some in chunks({*reversing, *merging}, _AT_ONCE):
        _read_corrections(moves, some)
    return moves


def _read_postings(moves: Moves, entries: MonthEntries, labels: Labels) -> None:
    posting = AccountPosting
    query = posting.select(posting.client, posting.entry, posting.sort, posting.amount)
    for client, number, sort, amount in read_rows(query.where(_known(posting.day, moves))):
        family, label = _FAMILIES[sort], ""
        if family in _BY_KIND:
            kind = entries.numbered(client, number).kind
            label = labels.get((family, kind), kind)
        key = family, label, amount >= 0
        count, total = moves.posted.get(key, (0, 0))
        moves.posted[key] = (count + 1, total + amount)


def _read_voids(moves: Moves, entries: MonthEntries) -> None:
    posting = AccountPosting
    query = posting.select(
        posting.client,
        posting.void_by,
        posting.void_on,
        posting.amount,
        posting.half_life,
        posting.fades_from,
    ).where(_known(posting.void_on, moves))
    closings = list(entries.told(EntryType.CLOSED))
    closed = {(row.client, row.seq) for row in closings}
    merged = {-row.id for row in closings}
    collapses = set()
    for client, cause, day, amount, half_life, fades_from in read_rows(query):
        lost = _worth(amount, half_life, fades_from, day)
        if (client, cause) in closed or cause in merged:
            moves.closures -= lost
        else:
            moves.voided -= lost
            collapses.add((client, cause))
    moves.voided_accounts = len(collapses)


def _read_corrections(moves: Moves, clients: list[int]) -> None:
    """The balance with a day's reversals and merges less the balance without, on that day."""
    posting = AccountPosting
    first, last = moves.start.toordinal(), moves.through.toordinal()
    query = posting.select(
        posting.since,
        posting.until,
        posting.day,
        posting.amount,
        posting.half_life,
        posting.fades_from,
        posting.void_on,
    ).where(
        posting.client.in_(among(clients)),
        posting.since.between(first, last) | posting.until.between(first, last),
    )
    for since, until, *one in read_rows(query):
        if first <= since <= last:
            moves.corrections += _counts(since, *one)
        if first <= until <= last:
            moves.corrections -= _counts(until, *one)


def _known(day: Any, moves: Moves) -> Any:
    """What happens on `day`, a column, as it was known before the acts of that day."""
    first, last = moves.start.toordinal(), moves.through.toordinal()
    return day.between(first, last) & (AccountPosting.since < day) & (AccountPosting.until >= day)


def _counts(
    on: int, day: int, amount: int, half_life: int, fades_from: int, void_on: int | None
) -> int:
    if day > on or (void_on is not None and void_on <= on):
        return 0
    return _worth(amount, half_life, fades_from, on)


def _worth(amount: int, half_life: int, fades_from: int, on: int) -> int:
    if on <= fades_from:
        return amount
    return faded(amount, date.fromordinal(fades_from), half_life, date.fromordinal(on))
