"""What may not be written in the journal (rule 1, *Refused*).

A new entry is judged on the account as it stands: over the rows recorded so far, with the
reversals dated up to the new entry's own date, after all recorded entries of that date. One
exception: what a reversal of a closure or of a reopening looks for after it is what no recorded
reversal has undone, whatever its date, so that both can be undone one after the other.
"""

from collections.abc import Callable
from enum import StrEnum

from models.rules.trust.account import Account
from models.rules.trust.entries import Entry
from models.rules.trust.words import OUTCOMES_OF, REFERS_TO, EntryType


class Refusal(StrEnum):
    """Why an entry is refused."""

    DUE_BEFORE_DATE = "due_before_date"
    POSTPONED_WITHOUT_DUE = "postponed_without_due"
    SEVERITY_MISSING = "severity_missing"
    OUTCOME_MISSING = "outcome_missing"
    UNITS_MISSING = "units_missing"
    ID_TWICE = "id_twice"
    REF_MISSING = "ref_missing"
    REF_UNKNOWN = "ref_unknown"
    REF_WRONG_TYPE = "ref_wrong_type"
    REF_LATER = "ref_later"
    REF_REVERSED = "ref_reversed"
    REVERSED_TWICE = "reversed_twice"
    REVERSAL_OF_REVERSAL = "reversal_of_reversal"
    REVERSAL_OF_CLOSED = "reversal_of_closed"
    REVERSAL_OF_OPENING = "reversal_of_opening"
    CLOSED_TOO_EARLY = "closed_too_early"
    ACCOUNT_CLOSED = "account_closed"
    ALREADY_OPEN = "already_open"
    NO_RUPTURE = "no_rupture"
    RECONCILED_TOO_SOON = "reconciled_too_soon"


def refusal(account: Account, entry: Entry) -> Refusal | None:
    """Why `entry` may not be recorded next in `account`; None when it may."""
    return _own_fault(entry) or _against_journal(account, entry)


def _own_fault(entry: Entry) -> Refusal | None:
    if entry.due is not None and entry.due < entry.day:
        return Refusal.DUE_BEFORE_DATE
    if entry.type is EntryType.POSTPONED and entry.due is None:
        return Refusal.POSTPONED_WITHOUT_DUE
    if entry.type is EntryType.INCIDENT and entry.severity is None:
        return Refusal.SEVERITY_MISSING
    if entry.type is EntryType.ATTENTION and entry.units is None:
        return Refusal.UNITS_MISSING
    outcomes = OUTCOMES_OF.get(entry.type)
    if outcomes is not None and entry.outcome not in outcomes:
        return Refusal.OUTCOME_MISSING
    return None


def _against_journal(account: Account, entry: Entry) -> Refusal | None:
    if entry.id in account.by_id:
        return Refusal.ID_TWICE
    if entry.type in REFERS_TO:
        fault = _ref_fault(account, entry)
        if fault is not None:
            return fault
    check = _CHECKS.get(entry.type, _must_be_open)
    return check(account, entry)


def _ref_fault(account: Account, entry: Entry) -> Refusal | None:
    if entry.ref is None:
        return Refusal.REF_MISSING
    target = account.by_id.get(entry.ref)
    if target is None:
        return Refusal.REF_UNKNOWN
    reversing = entry.type is EntryType.REVERSAL
    if target.type not in REFERS_TO[entry.type]:
        return Refusal.REVERSAL_OF_REVERSAL if reversing else Refusal.REF_WRONG_TYPE
    if target.day > entry.day:
        return Refusal.REF_LATER
    if entry.ref in account.reversed_on:
        return Refusal.REVERSED_TWICE if reversing else Refusal.REF_REVERSED
    return None


def _must_be_open(account: Account, entry: Entry) -> Refusal | None:
    closed = account.last_turn(entry.day) is EntryType.CLOSED
    return Refusal.ACCOUNT_CLOSED if closed else None


def _opening(account: Account, entry: Entry) -> Refusal | None:
    in_force = account.last_turn(entry.day) is EntryType.OPENING
    return Refusal.ALREADY_OPEN if in_force else None


def _closing(account: Account, entry: Entry) -> Refusal | None:
    if account.last_day is not None and account.last_day > entry.day:
        return Refusal.CLOSED_TOO_EARLY
    return _must_be_open(account, entry)


def _reconciliation(account: Account, entry: Entry) -> Refusal | None:
    closed = _must_be_open(account, entry)
    if closed is not None:
        return closed
    ledger = account.ledger(entry.day)
    if not ledger.ruptured(entry.day):
        return Refusal.NO_RUPTURE
    too_soon = ledger.latest_collapse(entry.day) == entry.day
    return Refusal.RECONCILED_TOO_SOON if too_soon else None


def _reversal(account: Account, entry: Entry) -> Refusal | None:
    target = account.by_id.get(entry.ref) if entry.ref is not None else None
    if target is None or target.type not in (EntryType.CLOSED, EntryType.OPENING):
        return None
    standing = account.ledger_knowing(len(account.acts)).order
    if target not in standing:
        return None
    place = standing.index(target)
    before, after = standing[:place], standing[place + 1 :]
    if target.type is EntryType.CLOSED and any(e.type is EntryType.OPENING for e in after):
        return Refusal.REVERSAL_OF_CLOSED
    follows_closure = any(e.type is EntryType.CLOSED for e in before)
    if target.type is EntryType.OPENING and follows_closure and after:
        return Refusal.REVERSAL_OF_OPENING
    return None


_CHECKS: dict[EntryType, Callable[[Account, Entry], Refusal | None]] = {
    EntryType.OPENING: _opening,
    EntryType.CLOSED: _closing,
    EntryType.RECONCILIATION: _reconciliation,
    EntryType.REVERSAL: _reversal,
}
