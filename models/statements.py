"""A client's account line by line, for the client file and for its printed statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from models import catalogue, clients
from models.accounts import read_account
from models.errors import Refused
from models.i18n import _
from models.journal_rows import texts_of
from models.merges import members_of
from models.rules.trust import (
    Account,
    EntryType,
    Line,
    LineKind,
    Severity,
    Sort,
    opening_balance,
    statement,
)
from models.rules.trust.many_days import balances
from models.rules.trust.months import last_day_of_month, months_before
from models.settings import trust_history
from models.statement_data import CurvePoint, Mark, PointMark, RowKind, Statement, StatementRow
from models.tables import Entry, VisitAmount
from models.team import MemberRow
from models.texts import entry_authors
from models.wording import what, why

CURVE_MONTHS = 24
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A statement row with what the client file adds: today's worth and the entry behind it.

    `now` is what the amount still counts for today, in centi-units; None for a line that is
    not a posting. `author_id` is None for what happens by itself. `billed` is what a visit was, in
    cents, and whether taxes are in it.
    """

    row: StatementRow
    entry_id: int | None
    type: EntryType | None
    severity: Severity | None
    now: int | None
    author_id: int | None
    billed: tuple[int, bool] | None = None


def account_lines(client_id: int, start: date, end: date, today: date) -> list[AccountLine]:
    """The lines from `start` to `end`, in the account's order."""
    amounts = _amounts(client_id)
    lines = _lines(read_account(client_id), client_id, start, end, today)
    return [replace(line, billed=amounts.get(line.entry_id or 0)) for line in lines]


def _amounts(client_id: int) -> dict[int, tuple[int, bool]]:
    """What the visits of a client were billed, by entry."""
    query = VisitAmount.select(VisitAmount.entry, VisitAmount.cents, VisitAmount.tax_included)
    query = query.join(Entry).where(Entry.client.in_(members_of(client_id)))
    return {entry: (cents, bool(taxed)) for entry, cents, taxed in query.tuples()}


def statement_of(client_id: int, start: date | None, end: date, today: date) -> Statement:
    """The printed statement; `start` None begins with the first entry.

    Raises Refused when `start` is after `end`.
    """
    account = read_account(client_id)
    if start is None:
        start = min((entry.day for entry in account.entries), default=end)
    if start > end:
        raise Refused(_("La période commence après sa fin."))
    label = clients.client_labels([client_id])[client_id]
    return Statement(
        client_name=label.name,
        client_number=clients.number_text(label.number),
        start=start,
        end=end,
        edited_on=today,
        opening=opening_balance(account, start),
        closing=account.balance(end),
        state=account.state(end, trust_history().on(end)),
        rows=tuple(line.row for line in _lines(account, client_id, start, end, today)),
        curve=tuple(curve(account, start, end)),
    )


def curve(account: Account, start: date, end: date) -> list[CurvePoint]:
    """The balance at each end of month and around each posting, first to last day."""
    return list(with_balances(account, sorted(curve_marks(account, start, end).items())))


def with_balances(
    account: Account, points: Sequence[tuple[date, PointMark]]
) -> Iterator[CurvePoint]:
    """Days in order, each read in the ledger of the reversals known on it."""
    for ledger, some in groupby(points, key=lambda point: account.ledger(point[0])):
        dated = list(some)
        found = balances(ledger, (day for day, _mark in dated))
        for (day, mark), balance in zip(dated, found, strict=True):
            yield CurvePoint(day, balance, mark)


def curve_marks(account: Account, start: date, end: date) -> dict[date, PointMark]:
    """The days of the curve, each end of month and around each posting, with their marks."""
    marks: dict[date, PointMark] = dict.fromkeys((start, end, *_ends_of_months(start, end)), "")
    for posting in account.ledger(end).postings:
        if start <= posting.day <= end:
            eve = posting.day - _DAY
            if eve >= start:
                marks.setdefault(eve, "")
            grave = posting.sort in (Sort.INCIDENT, Sort.MISHANDLED)
            good = posting.sort is Sort.RECOVERY or posting.entry.memorable
            mark: PointMark = "withdrawal" if grave else "deposit" if good else ""
            marks[posting.day] = marks.get(posting.day) or mark
    return marks


def curve_start(today: date) -> date:
    """The first day of the curve shown on screens."""
    return months_before(today, CURVE_MONTHS)


def _ends_of_months(start: date, end: date) -> list[date]:
    count = (end.year - start.year) * 12 + end.month - start.month
    days = []
    for offset in range(count):
        year, month = divmod(start.year * 12 + start.month - 1 + offset, 12)
        days.append(date(year, month + 1, last_day_of_month(year, month + 1)))
    return days


def _lines(
    account: Account, client_id: int, start: date, end: date, today: date
) -> list[AccountLine]:
    texts, authors = texts_of(client_id), entry_authors(client_id)
    labels = catalogue.labels()
    return [
        _line(line, labels, texts, authors, account, today)
        for line in statement(account, start, end)
    ]


def _line(
    line: Line,
    labels: catalogue.Labels,
    texts: dict[int, str],
    authors: dict[int, MemberRow],
    account: Account,
    today: date,
) -> AccountLine:
    entry_id = line.entry.id if line.entry and isinstance(line.entry.id, int) else None
    shown = texts.get(entry_id or 0, "")
    if line.entry and line.entry.type is EntryType.REVERSAL and not shown:
        shown = _reversed_text(line, account, labels, texts)
    nobody = line.by_itself or line.kind in _NOBODYS
    by = None if nobody else authors.get(entry_id or 0)
    row = StatementRow(
        line.day,
        what(line, labels, shown),
        why(line),
        line.amount,
        _kind(line),
        by.name if by else "",
        _marks(line, account, today),
    )
    now = line.posting.counts(today) if line.posting else None
    severity = line.entry.severity if line.entry else None
    entry_type = line.entry.type if line.entry else None
    return AccountLine(row, entry_id, entry_type, severity, now, by.id if by else None)


_NOBODYS = (LineKind.FADE, LineKind.VOIDED)


def _reversed_text(
    line: Line,
    account: Account,
    labels: catalogue.Labels,
    texts: dict[int, str],
) -> str:
    """What a reversal undoes, in the words of the entry it undoes."""
    assert line.entry is not None
    assert line.entry.ref is not None
    target = account.by_id[line.entry.ref]
    undone = Line(target.day, LineKind.ENTRY, 0, 0, target)
    return what(undone, labels, texts.get(target.id if isinstance(target.id, int) else 0, ""))


def _kind(line: Line) -> RowKind:
    if line.kind is LineKind.POSTING:
        return "deposit" if line.amount >= 0 else "withdrawal"
    kinds: dict[LineKind, RowKind] = {
        LineKind.VOIDED: "voided",
        LineKind.FADE: "fade",
        LineKind.CORRECTION: "correction",
        LineKind.CLOSURE: "closure",
    }
    return kinds.get(line.kind, "note")


def _marks(line: Line, account: Account, today: date) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    posting = line.posting
    if line.late:
        marks.append("late")
    if posting and posting.entry.memorable and posting.fades_from is None:
        marks.append("memorable")
    if posting and posting.void_on is not None and posting.void_on <= today:
        marks.append("voided")
    if line.entry and line.entry.id in account.reversed_on:
        marks.append("reversed")
    return tuple(marks)
