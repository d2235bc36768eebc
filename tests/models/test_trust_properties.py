"""What must hold, whatever the journal (section 9 of the rules), asked of the product alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from models.rules.trust import (
    Account,
    EntryType,
    LineKind,
    Sort,
    opening_balance,
    refusal,
    statement,
)
from models.rules.trust.kept import kept, kept_more
from tests.helpers.both_sides import entry_of
from tests.helpers.journals import CLIENT, days_about, journals, month_end, written
from tests.helpers.reference_trust_rows import DUE_DAYS, RefRow

CAMPAIGN = settings(settings.get_profile("campaign"), max_examples=5_000)
QUIET_LEAVES_OUT = ("incident", "resolution", "reconciliation", "closed")
GOOD = st.sampled_from(["exemplary", "satisfactory"])


def played(rows: Iterable[RefRow]) -> Account:
    """The account of the rows that the product does not refuse."""
    account = Account()
    for row in rows:
        if refusal(account, entry_of(row)) is None:
            account.record(entry_of(row))
    return account


def played_whole(rows: Iterable[RefRow]) -> Account:
    """The account of rows of which none may be refused."""
    rows = list(rows)
    account = played(rows)
    assert len(account.entries) == len(rows), written(rows)
    return account


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


@st.composite
def quiet_journals(draw: st.DrawFn) -> list[RefRow]:
    """A journal without incidents or closures, none of its rows refused."""
    rows = [r for r in draw(journals(max_rows=15)) if r.entry not in QUIET_LEAVES_OUT]
    taken = {entry.id for entry in played(rows).entries}
    return [row for row in rows if row.id in taken]


# --- the same entries, the same answers; lines that add up ------------------------------------


@given(journals(), st.data())
def test_questions_asked_meanwhile_change_no_answer(
    rows: list[RefRow], data: st.DataObject
) -> None:
    days = [data.draw(days_about(rows)) for _ in range(3)]
    asked = Account()
    for row in rows:
        if refusal(asked, entry_of(row)) is None:
            asked.record(entry_of(row))
            for day in days:
                asked.figures(day)
    at_once = Account(asked.entries)
    assert [asked.figures(day) for day in days] == [at_once.figures(day) for day in days]
    first, last = min(days), max(days)
    assert statement(asked, first, last) == statement(at_once, first, last)


@given(journals())
def test_an_account_asked_after_each_entry_is_as_if_read_at_once(rows: list[RefRow]) -> None:
    """Its ledger goes on from entry to entry where it can; what it tells to be all that was
    added is all that was added."""
    followed = Account()
    before = kept(followed)
    for entry in map(entry_of, rows):
        if refusal(followed, entry) is not None:
            continue
        followed.record(entry)
        read = Account(followed.entries)
        assert kept(followed) == kept(read)
        more = kept_more(followed)
        if more is not None:
            grown = before._replace(postings=[*before.postings, *more])
            assert grown == kept(read)
        before = kept(followed)
        assert followed.ledger(entry.day).moves == read.ledger(entry.day).moves
        assert followed.figures(entry.day) == read.figures(entry.day)


@given(journals())
def test_the_names_of_the_entries_change_no_answer(rows: list[RefRow]) -> None:
    renamed = [replace(row, id=f"z{row.id}", ref=f"z{row.ref}" if row.ref else "") for row in rows]
    one, other = played(rows), played(renamed)
    for row in rows:
        assert one.figures(row.date) == other.figures(row.date)


def assert_lines_add_up(account: Account, start: date, end: date) -> None:
    """Each line's balance follows from the one before it; the last is the day's balance."""
    running = opening_balance(account, start)
    for line in statement(account, start, end):
        running += line.amount
        assert line.balance == running
        assert start <= line.day <= end
        if line.kind is LineKind.FADE:
            assert line.day in (end, month_end(line.day))
    assert running == account.balance(end)


@given(journals(), st.data())
def test_the_lines_of_a_statement_add_up_to_the_balance(
    rows: list[RefRow], data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.tuples(days_about(rows), days_about(rows))))
    assert_lines_add_up(played(rows), start, end)


# --- the collapse -----------------------------------------------------------------------------


def assert_nothing_survives_a_collapse(account: Account, day: date) -> None:
    """Every deposit that stands before a collapse is void from the collapse's day at the latest."""
    ledger = account.ledger(day)
    moves = [move for move in ledger.moves if move.posting is not None]
    for place, move in enumerate(moves):
        posting = move.posting
        assert posting is not None
        grave = posting.entry.severity in ("notable", "serious")
        if posting.sort is not Sort.MISHANDLED or not grave or posting.day > day:
            continue
        for earlier in moves[:place]:
            deposit = earlier.posting
            assert deposit is not None
            if deposit.amount > 0:
                assert deposit.void_on is not None
                assert deposit.void_on <= posting.day
                assert deposit.counts(day) == 0


@given(journals(), st.data())
def test_no_deposit_made_before_a_collapse_counts_after_it(
    rows: list[RefRow], data: st.DataObject
) -> None:
    assert_nothing_survives_a_collapse(played(rows), data.draw(days_about(rows)))


# --- a mishandled incident against the same one handled in time -------------------------------


@dataclass(frozen=True)
class Failure:
    """An incident with its default due date, and two ways of going through it, until `over`."""

    incident: RefRow
    in_time: list[RefRow]
    mishandled: list[RefRow]
    over: date


def resolved(incident: RefRow, name: str, day: date, outcome: str) -> RefRow:
    return RefRow(CLIENT, name, day, "resolution", outcome=outcome, ref=incident.id)


def bad_end(incident: RefRow, name: str, said_after: int | None) -> tuple[list[RefRow], date]:
    """The rows of a mishandling, said or let slip, and its day."""
    if said_after is None:
        return [], after(incident.date, DUE_DAYS[incident.severity] + 1)
    day = after(incident.date, said_after)
    return [resolved(incident, name, day, "poor")], day


@st.composite
def failures(draw: st.DrawFn, rows: Sequence[RefRow]) -> Failure:
    severity = draw(st.sampled_from(["minor", "notable", "serious"]))
    delay = DUE_DAYS[severity]
    day, outcome = draw(days_about(rows)), draw(GOOD)
    incident = RefRow(CLIENT, "i", day, "incident", severity=severity)
    in_time = [resolved(incident, "g", after(day, draw(st.integers(0, delay))), outcome)]
    said_after = draw(st.one_of(st.none(), st.integers(0, delay)))
    mishandled, bad_day = bad_end(incident, "b", said_after)
    waits = st.sampled_from([1, 2, 5, 27, 31, 100, 400])
    repaired = draw(st.booleans()) and severity != "minor"
    if repaired:
        bad_day = after(bad_day, draw(waits))
        mishandled = [*mishandled, RefRow(CLIENT, "k", bad_day, "reconciliation")]
    if draw(st.booleans()):
        late = after(bad_day, draw(waits))
        mishandled = [*mishandled, resolved(incident, "l", late, outcome)]
    over = max(bad_day, *(row.date for row in [*in_time, *mishandled]))
    return Failure(incident, in_time, mishandled, over)


@st.composite
def another_collapse(draw: st.DrawFn, last: date) -> list[RefRow]:
    """Nothing, or one more incident after everything else, mishandled, maybe repaired."""
    if draw(st.booleans()):
        return []
    day = after(last, draw(st.sampled_from([1, 20, 300])))
    incident = RefRow(CLIENT, "j", day, "incident", severity="serious")
    return [
        incident,
        resolved(incident, "p", day, "poor"),
        RefRow(CLIENT, "q", after(day, draw(st.sampled_from([1, 60]))), "reconciliation"),
    ]


def compare_endings(rows: list[RefRow], data: st.DataObject) -> None:
    """The same journal and the same incident, handled in time and mishandled."""
    failure = data.draw(failures(rows), label="failure")
    more = data.draw(another_collapse(failure.over), label="later")
    good = played_whole([*rows, failure.incident, *failure.in_time, *more])
    bad = played_whole([*rows, failure.incident, *failure.mishandled, *more])
    note(written([*rows, failure.incident, *failure.mishandled, *more]))
    for days in (0, 1, 2, 3, 8, 31, 60, 92, 200, 365, 366, 500, 1_000, 4_000, 9_000):
        day = after(failure.over, days)
        assert bad.balance(day) <= good.balance(day) + 1, day


@given(quiet_journals(), st.data())
def test_a_mishandled_incident_never_ends_above_the_same_one_handled_in_time(
    rows: list[RefRow], data: st.DataObject
) -> None:
    compare_endings(rows, data)


# --- of two incidents, the order of the good and the bad one ----------------------------------


def one_bad_one_good(
    first: RefRow, second: RefRow, *, bad_first: bool, said_after: int | None, good: RefRow
) -> tuple[list[RefRow], date]:
    """Two incidents, one mishandled and reconciled the day after; the last day of it all."""
    bad, well = (first, second) if bad_first else (second, first)
    wait = good.date - first.date
    ends, bad_day = bad_end(bad, "b", said_after)
    repair = RefRow(CLIENT, "k", after(bad_day, 1), "reconciliation")
    answer = replace(good, ref=well.id, date=well.date + wait)
    return [first, second, *ends, answer, repair], max(repair.date, answer.date)


def compare_orders(rows: list[RefRow], data: st.DataObject) -> None:
    """Bad-then-good against good-then-bad, the two incidents on the same days."""
    severity = data.draw(st.sampled_from(["notable", "serious"]))
    delay = DUE_DAYS[severity]
    day = data.draw(days_about(rows))
    gap = data.draw(st.sampled_from([6, 7, 10, 29, 31, 90, 300, 729, 731, 1_500]))
    first = RefRow(CLIENT, "i", day, "incident", severity=severity)
    second = replace(first, id="j", date=after(day, gap))
    said_after = data.draw(st.one_of(st.none(), st.integers(0, delay)))
    good = resolved(first, "g", after(day, data.draw(st.integers(0, delay))), data.draw(GOOD))
    accounts, lasts = [], []
    for bad_first in (True, False):
        story, last = one_bad_one_good(
            first, second, bad_first=bad_first, said_after=said_after, good=good
        )
        note(written([*rows, *story]))
        accounts.append(played_whole([*rows, *story]))
        lasts.append(last)
    for days in (0, 1, 20, 31, 92, 200, 365, 366, 730, 1_500, 4_000, 7_300):
        later = after(max(lasts), days)
        assert accounts[0].balance(later) >= accounts[1].balance(later) - 1, later


@given(quiet_journals(), st.data())
def test_bad_then_good_never_ends_below_good_then_bad(
    rows: list[RefRow], data: st.DataObject
) -> None:
    compare_orders(rows, data)


# --- known exceptions, where the rules are kept all the same ----------------------------------


def test_a_very_long_due_date_is_a_known_exception() -> None:
    """Left open for years an incident does not fade; mishandled and reconciled, it does."""
    opening = RefRow(CLIENT, "o", date(2014, 1, 1), "opening")
    incident = replace(opening, id="i", entry="incident", severity="notable")
    incident = replace(incident, due=date(2023, 12, 31))
    good = resolved(incident, "g", date(2023, 12, 31), "satisfactory")
    bad = resolved(incident, "b", date(2014, 1, 1), "poor")
    repair = RefRow(CLIENT, "k", date(2014, 1, 2), "reconciliation")
    on = date(2024, 6, 30)
    assert played_whole([opening, incident, good]).balance(on) == -707 + 495
    assert played_whole([opening, incident, bad, repair]).balance(on) == -2


def test_another_collapse_before_the_last_resolution_is_a_known_exception() -> None:
    """The collapse voids what the answer in time deposited, not what the late one does."""
    opening = RefRow(CLIENT, "o", date(2024, 1, 1), "opening")
    incident = replace(opening, id="i", entry="incident", severity="notable")
    other = replace(incident, id="j", date=date(2024, 1, 3))
    collapse = resolved(other, "p", date(2024, 1, 3), "poor")
    good = resolved(incident, "g", date(2024, 1, 2), "exemplary")
    bad = resolved(incident, "b", date(2024, 1, 2), "poor")
    late = resolved(incident, "l", date(2024, 1, 4), "exemplary")
    on = date(2024, 1, 4)
    handled = played_whole([opening, incident, good, other, collapse])
    assert handled.balance(on) == -1000 - 2000
    mishandled = played_whole([opening, incident, bad, other, collapse, late])
    assert mishandled.balance(on) == -2000 - 2000 + 1200


# --- the campaign -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@CAMPAIGN
@given(quiet_journals(), st.data())
def test_the_endings_hold_on_many_journals(rows: list[RefRow], data: st.DataObject) -> None:
    compare_endings(rows, data)
    compare_orders(rows, data)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@CAMPAIGN
@given(journals(max_rows=60), st.data())
def test_sums_and_collapses_hold_on_many_journals(rows: list[RefRow], data: st.DataObject) -> None:
    account = played(rows)
    start, end = sorted(data.draw(st.tuples(days_about(rows), days_about(rows))))
    assert_lines_add_up(account, start, end)
    assert_nothing_survives_a_collapse(account, end)


def test_the_journals_drawn_have_every_entry_type() -> None:
    """The strategy is worth nothing if a type never comes."""
    seen: set[EntryType] = set()

    @settings(max_examples=300, database=None, derandomize=True)  # the same ones each time
    @given(journals())
    def look(rows: list[RefRow]) -> None:
        seen.update(entry.type for entry in played(rows).entries)

    look()
    assert seen == set(EntryType)


def test_gestures_and_visits_only_add_to_what_was_kept() -> None:
    rows = [
        RefRow(CLIENT, "a", date(2026, 1, 5), "attention", kind="smile", units=100),
        RefRow(CLIENT, "b", date(2026, 1, 6), "attention", kind="smile", units=100),
        RefRow(CLIENT, "c", date(2026, 1, 6), "visit"),
        RefRow(CLIENT, "d", date(2026, 1, 7), "incident", severity="minor"),
        RefRow(CLIENT, "e", date(2026, 1, 8), "attention", kind="smile", units=100),
    ]
    account, told = Account(), []
    for row in rows:
        account.figures(row.date)
        account.record(entry_of(row))
        more = kept_more(account)
        told.append(None if more is None else [posting.amount for posting in more])
    assert told == [None, [50], [], None, None]
