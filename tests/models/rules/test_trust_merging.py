"""Two files made one: before the day nothing changes, from it the union counts, undone it parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.trust import Account, LineKind, opening_balance, statement, totals
from models.rules.trust.kept import kept
from models.rules.trust.merging import FileMerge, Recorded, merged_account
from tests.helpers.accounts import day, entry
from tests.helpers.both_sides import both, entry_of
from tests.helpers.journals import journals
from tests.helpers.reference_trust_merged import RefMerged
from tests.helpers.reference_trust_rows import RefRow

KEPT, ABSORBED = 1, 2
_STEPS = st.integers(1, 3)
CAMPAIGN = settings(settings.get_profile("campaign"), max_examples=1_000)


@dataclass(frozen=True)
class Pair:
    """Two journals in order of recording, each row with its moment, and their merge."""

    mine: list[tuple[int, RefRow]]
    theirs: list[tuple[int, RefRow]]
    merge: FileMerge

    @property
    def journals(self) -> dict[int, list[Recorded]]:
        return {
            client: [Recorded(entry_of(row), f"{at:06d}") for at, row in rows]
            for client, rows in ((KEPT, self.mine), (ABSORBED, self.theirs))
        }

    def account(self, client: int = KEPT) -> Account:
        return merged_account(client, [self.merge], self.journals)

    def alone(self, client: int = KEPT) -> Account:
        rows = self.mine if client == KEPT else self.theirs
        return Account(entry_of(row) for _at, row in rows)

    def reference(self) -> RefMerged:
        first = self.mine[: self.merge.kept_seq]
        both_first = sorted([*first, *self.theirs], key=lambda pair: pair[0])
        together = [*both_first, *self.mine[self.merge.kept_seq :]]
        alone, union = ([row for _at, row in rows] for rows in (self.mine, together))
        return RefMerged(alone, union, self.merge.day, self.merge.undone_on or date.max)

    def days(self) -> list[date]:
        known = {row.date for _at, row in (*self.mine, *self.theirs)} | {self.merge.day}
        return sorted(d + timedelta(days=n) for d in known for n in (-1, 0, 9, 70))


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Any two journals; some of the first one's rows are recorded after the merge."""
    mine, theirs = (both(draw(journals()))[1] for _ in range(2))
    mine, theirs = _numbered(mine, 0), _numbered(theirs, 500)
    split = draw(st.integers(0, len(mine)))
    latest = max([row.date for row in (*mine[:split], *theirs)], default=date(2021, 1, 1))
    on = latest + timedelta(days=draw(st.sampled_from([0, 0, 1, 20, 400])))
    undone = draw(st.sampled_from([None, None, 0, 1, 45]))
    merge = FileMerge(
        *(1, KEPT, ABSORBED, on, split, len(theirs)),
        undone_on=None if undone is None else on + timedelta(days=undone),
    )
    # moments never meet, so that the order of both is one only
    at = [2 * draw(_STEPS) * n for n in range(1, len(mine) + 1)]
    other = [2 * draw(_STEPS) * n + 1 for n in range(1, len(theirs) + 1)]
    return Pair(
        list(zip(_growing(at), mine, strict=True)),
        list(zip(_growing(other), theirs, strict=True)),
        merge,
    )


def _growing(moments: list[int]) -> list[int]:
    return [max(moments[: place + 1]) for place in range(len(moments))]


def _numbered(rows: Sequence[RefRow], start: int) -> list[RefRow]:
    numbers = {row.id: str(start + place) for place, row in enumerate(rows, 1)}
    return [replace(r, id=numbers[r.id], ref=numbers.get(r.ref, "")) for r in rows]


@settings(max_examples=40)
@given(pairs())
def test_before_its_day_a_merge_changes_nothing(pair: Pair) -> None:
    account, alone = pair.account(), pair.alone()
    for on in pair.days():
        if on < pair.merge.day:
            assert account.figures(on) == alone.figures(on)
            assert pair.account(ABSORBED).figures(on) == pair.alone(ABSORBED).figures(on)


@settings(max_examples=40)
@given(pairs())
def test_from_its_day_the_union_of_both_journals_counts(pair: Pair) -> None:
    account, reference = pair.account(), pair.reference()
    for on in pair.days():
        assert account.balance(on) == reference.balance(on), on
        assert account.trend(on) == reference.trend(on), on
        if pair.merge.counted and pair.merge.holds(on):
            assert pair.account(ABSORBED).balance(on) == 0


@settings(max_examples=40)
@given(pairs(), st.data())
def test_the_lines_of_its_statement_add_up_to_the_balance(pair: Pair, data: st.DataObject) -> None:
    account, reference = pair.account(), pair.reference()
    start, end = sorted(data.draw(st.lists(st.sampled_from(pair.days()), min_size=2, max_size=2)))
    found = totals(opening_balance(account, start), statement(account, start, end))
    asked = reference.totals(start, end)
    assert found.closing == account.balance(end) == asked.closing
    told = (found.opening, found.deposits, -found.withdrawals, -found.voided, found.corrections)
    assert told == (
        *(asked.opening, asked.deposits, asked.withdrawals, asked.voided, asked.corrections),
    )
    assert -found.fade == asked.fade


@settings(max_examples=20)
@given(pairs())
def test_undone_on_its_own_day_both_accounts_are_as_if_never_merged(pair: Pair) -> None:
    undone = replace(pair, merge=replace(pair.merge, undone_on=pair.merge.day))
    for client in (KEPT, ABSORBED):
        assert kept(undone.account(client)) == kept(undone.alone(client))
        for on in pair.days():
            assert undone.account(client).figures(on) == undone.alone(client).figures(on)


@settings(max_examples=20)
@given(pairs())
def test_undone_on_a_later_day_each_answers_alone_from_then_on(pair: Pair) -> None:
    later = pair.merge.day + timedelta(days=3)
    undone = replace(pair, merge=replace(pair.merge, undone_on=later))
    for client in (KEPT, ABSORBED):
        for on in (later, later + timedelta(days=100)):
            assert undone.account(client).figures(on) == undone.alone(client).figures(on)


@pytest.mark.slow
@pytest.mark.parametrize(
    "holds",
    [
        test_before_its_day_a_merge_changes_nothing,
        test_from_its_day_the_union_of_both_journals_counts,
        test_undone_on_its_own_day_both_accounts_are_as_if_never_merged,
        test_undone_on_a_later_day_each_answers_alone_from_then_on,
    ],
)
def test_the_same_of_many_pairs(holds: Any) -> None:
    CAMPAIGN(given(pairs())(holds.hypothesis.inner_test))()


@pytest.mark.slow
def test_the_statements_of_many_pairs_add_up() -> None:
    holds: Any = test_the_lines_of_its_statement_add_up_to_the_balance
    CAMPAIGN(given(pairs(), st.data())(holds.hypothesis.inner_test))()


def test_an_answer_noted_after_the_merge_ends_the_case_of_the_absorbed_file() -> None:
    mine = [Recorded(entry("2024-01-01 opening", 1), "1")]
    theirs = [Recorded(entry("2024-02-01 incident delay notable due=2024-03-10", 11), "2")]
    mine.append(Recorded(entry("2024-03-02 resolution exemplary ref=11", 3), "4"))
    merge = FileMerge(1, KEPT, ABSORBED, day("2024-03-01"), 1, 1)
    account = merged_account(KEPT, [merge], {KEPT: mine, ABSORBED: theirs})
    assert account.ledger(day("2024-03-20")).cases[11].ended_on == day("2024-03-02")
    lines = statement(account, day("2024-02-01"), day("2024-03-31"))
    assert [line.kind for line in lines if line.merging] == [LineKind.CORRECTION]
    assert sum(line.amount for line in lines) == account.balance(day("2024-03-31"))


def test_a_file_that_absorbed_another_may_be_absorbed_in_turn() -> None:
    gifts = {
        client: [Recorded(entry(f"2024-0{client}-01 attention smile units=1", client), str(client))]
        for client in (1, 2, 3)
    }
    first = FileMerge(1, 2, 3, day("2024-05-01"), 1, 1)
    second = FileMerge(2, 1, 2, day("2024-06-01"), 1, 1)
    account = merged_account(1, [first, second], gifts)
    assert sorted(account.by_id) == [1, 2, 3]
    assert len(account.ledger(day("2024-06-01")).postings) == 3
    assert len(account.ledger(day("2024-05-31")).postings) == 1
    middle = merged_account(2, [first, second], gifts)
    assert middle.balance(day("2024-05-20")) > 100
    assert middle.balance(day("2024-06-01")) == 0
