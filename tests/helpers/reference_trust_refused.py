"""Reference trust account: which rows are refused, on entry and on import.

A new row is judged on the account as it stands: over the rows recorded so far, on the row's own
date, the reversals dated to that day applied, after the entries of that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.helpers.reference_trust import account
from tests.helpers.reference_trust_rows import DEPENDENTS, SEVERITY, RefRow, made_on

ENTRIES = (
    "opening visit attention incident resolution request answer promise kept broken postponed "
    "privilege contact reconciliation reversal closed"
).split()
OUTCOMES = {
    "resolution": ("exemplary", "satisfactory", "poor"),
    "answer": ("complete", "partial"),
    "privilege": ("honoured", "refused"),
}
MAY_REFER_TO = {
    "resolution": ("incident",),
    "answer": ("request",),
    "kept": ("promise",),
    "broken": ("promise",),
    "postponed": ("incident", "request", "promise"),
}


def accept(rows: Sequence[RefRow], row: RefRow) -> str | None:
    """Why the row is refused after the rows recorded so far, None when it is accepted."""
    mine = [other for other in rows if other.client == row.client]
    return (
        _bad_words(rows, row)
        or _bad_due(row)
        or _bad_ref(rows, row)
        or _bad_moment(mine, row)
        or (_bad_reversal(mine, row) if row.entry == "reversal" else None)
    )


def _bad_words(rows: Sequence[RefRow], row: RefRow) -> str | None:
    if any(other.id == row.id for other in rows):
        return "an id used twice"
    if row.entry not in ENTRIES:
        return "unknown entry"
    if row.entry in OUTCOMES and row.outcome not in OUTCOMES[row.entry]:
        return "unknown outcome"
    if row.entry == "incident" and row.severity not in SEVERITY:
        return "unknown severity"
    if row.entry == "attention" and row.memorable not in ("", "yes"):
        return "unknown word for memorable"
    if row.entry == "attention" and row.units is None:
        return "units missing"
    if row.units is not None and row.units < 0:
        return "malformed units"
    return None


def _bad_due(row: RefRow) -> str | None:
    if row.due is not None and row.due < row.date:
        return "due before the entry's date"
    if row.entry == "postponed" and row.due is None:
        return "postponed without due"
    return None


def _bad_ref(rows: Sequence[RefRow], row: RefRow) -> str | None:
    if row.entry not in (*DEPENDENTS, "reversal"):
        return None
    found = [other for other in rows if other.id == row.ref]
    if not found:
        return "missing ref"
    if found[0].client != row.client:
        return "another client's ref"
    if row.entry == "reversal" and found[0].entry == "reversal":
        return "a reversal of a reversal"
    if row.entry != "reversal" and found[0].entry not in MAY_REFER_TO[row.entry]:
        return "ref of the wrong type"
    if found[0].date > row.date:
        return "ref dated after the entry"
    if any(other.entry == "reversal" and other.ref == row.ref for other in rows):
        return "ref already reversed"
    return None


def _bad_moment(mine: Sequence[RefRow], row: RefRow) -> str | None:
    now = account(mine, row.date)
    if now.closed and row.entry not in ("opening", "reversal"):
        return "the account is closed"
    if row.entry == "opening" and now.opening_in_force:
        return "an opening is in force"
    if row.entry == "closed" and any(other.date > row.date for other in mine):
        return "closed before an entry already recorded"
    if row.entry == "reconciliation":
        if not now.ruptured:
            return "no rupture"
        if now.latest_collapse == row.date:
            return "on the day of the latest collapse"
    return None


def _bad_reversal(mine: Sequence[RefRow], row: RefRow) -> str | None:
    """What stands: no reversal, nothing undone by an earlier row, whatever that row's date."""
    standing = made_on(mine, date.max, known=date.max)
    target = next((other for other in standing if other.row.id == row.ref), None)
    if target is None:
        return None
    after = [other.row.entry for other in standing if other.place > target.place]
    before = [other.row.entry for other in standing if other.place < target.place]
    if target.row.entry == "closed" and "opening" in after:
        return "an opening stands after the closure"
    if target.row.entry == "opening" and "closed" in before and after:
        return "something stands after the opening"
    return None
