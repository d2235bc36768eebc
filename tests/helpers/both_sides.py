"""The product's pure account and the reference side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.rules.trust import (
    Account,
    Entry,
    EntryType,
    Outcome,
    Severity,
    opening_balance,
    refusal,
    statement,
    totals,
)
from tests.helpers import reference_trust as reference
from tests.helpers.journals import written
from tests.helpers.reference_trust_refused import accept
from tests.helpers.reference_trust_rows import RefRow
from tests.helpers.reference_trust_statement import RefTotals
from tests.helpers.reference_trust_statement import totals as reference_totals


def entry_of(row: RefRow) -> Entry:
    """The row as the product's rules read it."""
    return Entry(
        id=row.id,
        day=row.date,
        type=EntryType(row.entry),
        kind=row.kind,
        units=row.units,
        severity=Severity(row.severity) if row.severity else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        memorable=row.memorable == "yes",
        due=row.due,
        ref=row.ref or None,
    )


def record(account: Account, kept: list[RefRow], row: RefRow) -> None:
    """Record a candidate on both sides, which must agree to accept or to refuse it."""
    why, reason = refusal(account, entry_of(row)), accept(kept, row)
    assert (why is None) == (reason is None), (
        f"product: {why}, reference: {reason}\n{written(kept)}\nthen\n{written([row])}"
    )
    if reason is None:
        account.record(entry_of(row))
        kept.append(row)


def both(rows: Sequence[RefRow]) -> tuple[Account, list[RefRow]]:
    """The journal played on both sides."""
    account, kept = Account(), list[RefRow]()
    for row in rows:
        record(account, kept, row)
    return account, kept


def assert_same_day(account: Account, kept: Sequence[RefRow], day: date) -> None:
    """Balance, trend and state of a day are the same on both sides."""
    figures = account.figures(day)
    found = (account.balance(day), figures.balance, figures.trend, str(figures.state))
    balance = reference.balance(kept, day)
    expected = (balance, balance, reference.trend(kept, day), reference.state(kept, day))
    assert found == expected, f"on {day}\n{written(kept)}"


def assert_same_totals(account: Account, kept: Sequence[RefRow], start: date, end: date) -> None:
    """The statement's totals, each with its sign, and their sum."""
    found = totals(opening_balance(account, start), statement(account, start, end))
    expected = reference_totals(kept, start, end)
    shown = RefTotals(
        opening=found.opening,
        deposits=found.deposits,
        withdrawals=-found.withdrawals,
        voided=-found.voided,
        fade=-found.fade,
        corrections=found.corrections,
        closures=-found.closures,
        closing=found.closing,
    )
    assert shown == expected, f"from {start} to {end}\n{written(kept)}"
    assert expected.tie_out() == expected.closing == account.balance(end)
