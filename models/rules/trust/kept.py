"""What is worth keeping of a fold: postings, cases and spans as plain rows, for every day.

Days are ordinals (`date.toordinal`), so that a hundred thousand accounts are compared without
being parsed. `NEVER` stands for what does not happen, or not as far as the epoch knows. A row of
an epoch answers for the days `since` ≤ day < `until`; what stands on `until` itself is there too,
as it was before the acts (reversals, merges) of that day.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from models.rules.trust.account import Account, Epoch
from models.rules.trust.entries import Case, CaseEnd, Posting
from models.rules.trust.ledger import Ledger
from models.rules.trust.words import EntryType

NEVER = date.max.toordinal()

Numbers = dict[int | str, int]


class Ended(StrEnum):
    """How a case ended, as the monthly report counts it."""

    IN_TIME = "in_time"
    LATE = "late"
    BROKEN = "broken"
    LAPSED = "lapsed"
    CLOSED = "account_closed"
    NOT_YET = ""


class Status(StrEnum):
    """What an account is, whatever its balance."""

    OPEN = "open"
    RUPTURED = "ruptured"
    CLOSED = "closed"


class KeptPosting(NamedTuple):
    """A posting: `amount` in centi-units, in full until `fades_from`, nothing from `void_on`.

    `entry` is the number (from 1, in order of recording) of the entry it follows from, `void_by`
    of the one that made it void; below 0, it is less the id of an entry of a merged account.
    """

    since: int
    until: int
    day: int
    sort: str
    amount: int
    half_life: int
    fades_from: int
    void_on: int | None
    void_by: int | None
    entry: int


class KeptCase(NamedTuple):
    """A case: `entry` numbered likewise, `due` after the postponements agreed with the client."""

    since: int
    until: int
    entry: int
    type: str
    opened: int
    due: int
    mishandled_on: int
    ended_on: int
    ended: str


class KeptSpan(NamedTuple):
    """What the account is from a day to the eve of another, as known on each of them."""

    from_day: int
    until_day: int
    status: str


class Kept(NamedTuple):
    """What is kept of one account, in the order of its epochs, the first of them from `since`."""

    since: int
    postings: list[KeptPosting]
    cases: list[KeptCase]
    spans: list[KeptSpan]


def kept(account: Account, changed_from: date = date.min) -> Kept:
    """What is kept of an account: of all its epochs, or of those that a day changes."""
    numbers = account.numbers()
    epochs = list(account.epochs(changed_from))
    rows = Kept(_since(epochs[0]), [], [], [])
    for epoch in epochs:
        since, until = _since(epoch), epoch.until.toordinal()
        rows.postings.extend(_postings(epoch.ledger, numbers, since, until))
        rows.cases.extend(_cases(epoch.ledger, numbers, since, until))
        rows.spans.extend(_spans(epoch))
    return rows


def kept_more(account: Account) -> list[KeptPosting] | None:
    """What the last entry adds to what was kept before it; None when it changes what was."""
    if account.added is None:
        return None
    since = account.acts[-1].day.toordinal() if account.acts else 0
    number = account.next_number - 1
    return [_posting(one, since, NEVER, None, number) for one in account.added]


def _since(epoch: Epoch) -> int:
    return epoch.since.toordinal() if epoch.since > date.min else 0


def _postings(ledger: Ledger, numbers: Numbers, since: int, until: int) -> Iterator[KeptPosting]:
    voided_by = {id(p): numbers[move.entry.id] for move in ledger.moves for p in move.voided}
    for posting in ledger.postings:
        if posting.day.toordinal() <= until:
            by, number = voided_by.get(id(posting)), numbers[posting.entry.id]
            yield _posting(posting, since, until, by, number)


def _posting(
    posting: Posting, since: int, until: int, voided_by: int | None, number: int
) -> KeptPosting:
    void_on = _ordinal(posting.void_on, until)
    return KeptPosting(
        since,
        until,
        posting.day.toordinal(),
        posting.sort.value,
        posting.amount,
        posting.half_life,
        _ordinal(posting.fades_from, until),
        None if void_on == NEVER else void_on,
        None if void_on == NEVER else voided_by,
        number,
    )


def _cases(ledger: Ledger, numbers: Numbers, since: int, until: int) -> Iterator[KeptCase]:
    for case in ledger.cases.values():
        opened = case.entry.day.toordinal()
        if opened > until:
            continue
        ended_on = _ordinal(case.ended_on, until)
        yield KeptCase(
            since,
            until,
            numbers[case.entry.id],
            case.entry.type.value,
            opened,
            case.due.toordinal(),
            _ordinal(case.mishandled_on, until),
            ended_on,
            Ended.NOT_YET.value if ended_on == NEVER else how_ended(case).value,
        )


def how_ended(case: Case) -> Ended:
    """How an ended case ended."""
    if case.end is not CaseEnd.SETTLED or case.ended_by is None or case.ended_on is None:
        return Ended.LAPSED if case.end is CaseEnd.LAPSED else Ended.CLOSED
    if case.entry.type is EntryType.INCIDENT:
        return Ended.LATE if case.mishandled_on is not None else Ended.IN_TIME
    if case.ended_by.type is EntryType.BROKEN:
        return Ended.BROKEN
    return Ended.IN_TIME if case.ended_on <= case.due else Ended.LATE


def _ordinal(day: date | None, until: int) -> int:
    """The day's ordinal; NEVER when it is after what the epoch knows."""
    ordinal = NEVER if day is None else day.toordinal()
    return ordinal if ordinal <= until else NEVER


def _spans(epoch: Epoch) -> Iterator[KeptSpan]:
    ledger = epoch.ledger
    if not ledger.order or ledger.order[0].day >= epoch.until:
        return
    start = max(epoch.since, ledger.order[0].day)
    turns = {day for day in ledger.turning_days() if start < day < epoch.until}
    for first, after in pairwise([start, *sorted(turns), epoch.until]):
        yield KeptSpan(first.toordinal(), after.toordinal(), _status(ledger, first).value)


def _status(ledger: Ledger, day: date) -> Status:
    if ledger.closed(day):
        return Status.CLOSED
    return Status.RUPTURED if ledger.ruptured(day) else Status.OPEN
