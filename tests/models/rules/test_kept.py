"""What is kept of a fold answers for every day as the fold does."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.trust import Account, EntryType, refusal
from models.rules.trust.kept import NEVER, Kept, KeptPosting, Status, how_ended, kept
from models.rules.trust.months import (
    faded,
    last_day_of_month,
    months_before,
    months_by_age,
    worths,
)
from tests.helpers.accounts import account, day
from tests.helpers.both_sides import entry_of
from tests.helpers.journals import days_about, journals
from tests.helpers.reference_trust_rows import RefRow


def played(rows: list[RefRow]) -> Account:
    found = Account()
    for row in rows:
        entry = entry_of(row)
        if refusal(found, entry) is None:
            found.record(entry)
    return found


def known(rows: Kept, on: date) -> list[KeptPosting]:
    return [row for row in rows.postings if row.since <= on.toordinal() < row.until]


def balance(postings: list[KeptPosting], on: date) -> int:
    """The balance that rows give, by `worths` alone."""
    ages, ordinal = months_by_age(on), on.toordinal()
    total = 0
    for row in postings:
        if row.day <= ordinal and (row.void_on is None or row.void_on > ordinal):
            age = max(0, ordinal - row.fades_from)
            total += worths(row.amount, row.half_life)[ages[age]] if age < len(ages) else 0
    return total


def assert_same(found: Account, rows: Kept, on: date) -> None:
    ledger, before = found.ledger(on), months_before(on, 3)
    assert balance(known(rows, on), on) == ledger.balance(on)
    assert balance(known(rows, on), before) == ledger.balance(before)
    spans = [row.status for row in rows.spans if row.from_day <= on.toordinal() < row.until_day]
    there = bool(ledger.order) and ledger.order[0].day <= on
    assert len(spans) == there
    if there:
        assert (spans[0] == Status.CLOSED) == ledger.closed(on)
        assert (spans[0] == Status.RUPTURED) == (ledger.ruptured(on) and not ledger.closed(on))
    numbers = {entry.id: number for number, entry in enumerate(found.entries, 1)}
    cases = {
        row.entry: (row.opened, min(row.ended_on, NEVER), row.ended, row.mishandled_on)
        for row in rows.cases
        if row.since <= on.toordinal() < row.until and row.opened <= on.toordinal()
    }
    for case in ledger.cases.values():
        if case.entry.day > on:
            continue
        opened, ended_on, ended, mishandled_on = cases.pop(numbers[case.entry.id])
        assert opened == case.entry.day.toordinal()
        assert (ended_on <= on.toordinal()) == (case.ended_on is not None and case.ended_on <= on)
        if case.ended_on is not None and case.ended_on <= on:
            assert (ended_on, ended) == (case.ended_on.toordinal(), how_ended(case))
        slipped = case.mishandled_on is not None and case.mishandled_on <= on
        assert (mishandled_on <= on.toordinal()) == slipped
    assert not cases


@settings(max_examples=40)
@given(journals(), st.data())
def test_rows_and_fold_agree_on_any_journal(rows: list[RefRow], data: st.DataObject) -> None:
    found = played(rows)
    rows_kept = kept(found)
    for _ in range(5):
        assert_same(found, rows_kept, data.draw(days_about(rows), label="day"))


@given(journals())
def test_spans_follow_one_another_without_overlap(rows: list[RefRow]) -> None:
    spans = kept(played(rows)).spans
    for one, other in pairwise(spans):
        assert one.from_day < one.until_day <= other.from_day


@given(journals(), st.data())
def test_an_entry_changes_the_rows_of_the_epochs_from_its_day_and_no_other(
    rows: list[RefRow], data: st.DataObject
) -> None:
    found = played(rows)
    before = kept(found)
    later = RefRow("client", "late", data.draw(days_about(rows)), "attention", units=300)
    if refusal(found, entry_of(later)) is not None:
        return
    found.record(entry_of(later))
    whole, changed = kept(found), kept(found, later.date)
    for old, new, part in zip(before[1:], whole[1:], changed[1:], strict=True):
        settled = [row for row in old if row[1] <= changed.since]
        assert new == [*settled, *part]


@given(
    st.integers(-99_999, 99_999),
    st.integers(1, 60),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.one_of(st.integers(0, 800), st.integers(7_200, 7_500)),
    st.booleans(),
)
def test_amounts_by_age_are_what_fading_gives(
    amount: int, half_life: int, on: date, age: int, at_month_end: bool
) -> None:
    if at_month_end:
        on = on.replace(day=last_day_of_month(on.year, on.month))
    ages = months_by_age(on)
    found = worths(amount, half_life)[ages[age]] if age < len(ages) else 0
    assert found == faded(amount, on - timedelta(days=age), half_life, on)


def test_each_month_of_the_calendar_ends_on_its_last_day() -> None:
    for year in (1, 4, 1900, 2000, 2023, 2024, 2100, 9999):
        for month in range(1, 13):
            assert last_day_of_month(year, month) == monthrange(year, month)[1]


def test_a_reversed_gesture_counts_until_the_day_of_its_reversal() -> None:
    found = account(
        "2026-01-05 opening",
        "2026-01-10 attention smile units=3",
        "2026-01-20 reversal ref=2",
        "2026-02-01 attention advice units=5",
    )
    rows = kept(found)
    assert [(row.since, row.until, row.amount) for row in rows.postings] == [
        (0, day("2026-01-20").toordinal(), 300),
        (day("2026-01-20").toordinal(), NEVER, 500),
    ]
    assert {row.status for row in rows.spans} == {Status.OPEN}
    assert [entry.type for entry in found.entries][2] is EntryType.REVERSAL


def test_what_happens_by_itself_is_kept_with_its_date() -> None:
    rows = kept(account("2026-01-05 opening", "2026-01-10 incident delay serious"))
    (case,) = rows.cases
    assert date.fromordinal(case.mishandled_on) == day("2026-01-12")
    assert (case.ended_on, case.ended) == (NEVER, "")
    assert [date.fromordinal(row.from_day) for row in rows.spans] == [
        day("2026-01-05"),
        day("2026-01-12"),
    ]
