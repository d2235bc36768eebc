"""The product and a second, naive implementation of the same text agree on random journals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from models.rules.trust import Account
from tests.helpers.both_sides import assert_same_day, assert_same_totals, both, entry_of, record
from tests.helpers.journals import Draft, days_about, drafts, journals, next_row
from tests.helpers.reference_trust_rows import RefRow

CAMPAIGN = settings(settings.get_profile("campaign"), max_examples=5_000)


def compare(rows: Sequence[RefRow], data: st.DataObject) -> None:
    """Play a journal on both sides and ask both the same questions."""
    account, kept = both(rows)
    for _ in range(4):
        assert_same_day(account, kept, data.draw(days_about(kept), label="day"))
    start, end = sorted(data.draw(st.tuples(days_about(kept), days_about(kept)), label="span"))
    assert_same_totals(account, kept, start, end)


@settings(max_examples=100)
@given(journals(), st.data())
def test_product_and_reference_agree_on_any_journal(
    rows: list[RefRow], data: st.DataObject
) -> None:
    compare(rows, data)


def test_they_agree_that_nothing_grows_without_a_deposit_in_the_three_months() -> None:
    """An edge the random journals hardly meet: old failures fade, and nothing good was done."""
    gift = RefRow("c", "a", date(2024, 1, 30), "attention", "beyond", units=2500, memorable="yes")
    refused = RefRow("c", "b", gift.date, "privilege", "courtesy car", outcome="refused")
    request = RefRow("c", "d", date(2024, 3, 1), "request")
    late = RefRow("c", "e", date(2024, 3, 4), "answer", outcome="complete", ref="d")
    account, kept = both([gift, refused, replace(refused, id="c"), request, late])
    for days in range(400):
        assert_same_day(account, kept, gift.date + timedelta(days=days))
    assert account.trend(date(2024, 4, 30)) >= 100
    assert account.state(date(2024, 4, 29)) == "growing"
    assert account.state(date(2024, 4, 30)) == "steady"


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@CAMPAIGN
@given(journals(max_rows=60), st.data())
def test_product_and_reference_agree_on_many_long_journals(
    rows: list[RefRow], data: st.DataObject
) -> None:
    compare(rows, data)


class Counter(RuleBasedStateMachine):
    """Someone notes entries one by one, late ones and reversals included, and reads the account."""

    @initialize(draft=drafts())
    def open_a_journal(self, draft: Draft) -> None:
        self.draft = draft
        self.account, self.kept = both(draft.rows)

    @rule(data=st.data())
    def note_something(self, data: st.DataObject) -> None:
        row = data.draw(next_row(self.draft))
        self.draft.add(row)
        record(self.account, self.kept, row)
        assert_same_day(self.account, self.kept, row.date)

    @rule(data=st.data())
    def read_a_day(self, data: st.DataObject) -> None:
        assert_same_day(self.account, self.kept, data.draw(days_about(self.kept)))

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), days=st.integers(0, 400))
    def print_a_statement(self, data: st.DataObject, days: int) -> None:
        start = data.draw(days_about(self.kept))
        assert_same_totals(self.account, self.kept, start, start + timedelta(days=days))

    def teardown(self) -> None:
        """Built at once, the account says what it says after so many questions."""
        again = Account(entry_of(row) for row in self.kept)
        for row in self.kept:
            assert again.figures(row.date) == self.account.figures(row.date)


class LongCounter(Counter):
    """The same for a long time."""


TestCounter = Counter.TestCase
TestLongCounter = pytest.mark.slow(pytest.mark.timeout(3_600)(LongCounter.TestCase))
TestLongCounter.settings = settings(settings.get_profile("campaign"), max_examples=300)
