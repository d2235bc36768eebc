"""The small curve says, a point a month, what the whole curve says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.trust import Account, refusal
from models.rules.trust.many_days import balances
from models.small_curve import small_curve
from models.statement_data import CurvePoint
from models.statements import curve, curve_start
from tests.helpers.both_sides import entry_of
from tests.helpers.journals import days_about, journals
from tests.helpers.reference_trust_rows import RefRow


def played(rows: Iterable[RefRow]) -> Account:
    account = Account()
    for row in rows:
        if refusal(account, entry_of(row)) is None:
            account.record(entry_of(row))
    return account


def reduced(points: list[CurvePoint]) -> list[tuple[date, int, str]]:
    """The whole curve, said month by month: its last day or its failure, then the end."""
    end = points[-1]
    shown = []
    for month in sorted({(point.day.year, point.day.month) for point in points}):
        some = [point for point in points if (point.day.year, point.day.month) == month]
        failures = [point for point in some if point.mark == "withdrawal"]
        one = failures[-1] if failures else some[-1]
        marks = [point.mark for point in some if point.mark]
        if (end.day - one.day).days > 15:
            shown.append((one.day, one.balance, one.mark or (marks or [""])[-1]))
    near = [point.mark for point in points if (end.day - point.day).days <= 15]
    return [*shown, (end.day, end.balance, "withdrawal" if "withdrawal" in near else end.mark)]


@given(rows=journals(), data=st.data())
def test_it_shows_the_last_point_of_each_month_or_its_failure(
    rows: list[RefRow], data: st.DataObject
) -> None:
    account = played(rows)
    today = data.draw(days_about(rows))
    start = max(curve_start(today), min((e.day for e in account.entries), default=today))
    start = min(start, today)
    found = [(point.day, point.balance, point.mark) for point in small_curve(account, start, today)]
    assert found == reduced(curve(account, start, today))


@given(rows=journals(), data=st.data())
def test_many_days_at_once_are_worth_what_each_is(rows: list[RefRow], data: st.DataObject) -> None:
    account = played(rows)
    ledger = account.ledger(date.max)
    ends = (date(2024, 1, 31) + timedelta(days=31 * number) for number in range(40))
    days = [data.draw(days_about(rows)), *ends]
    assert balances(ledger, days) == [ledger.balance(day) for day in days]


def test_a_new_account_has_one_point() -> None:
    today = date(2026, 11, 22)
    assert small_curve(Account(), today, today) == (CurvePoint(today, 0),)
