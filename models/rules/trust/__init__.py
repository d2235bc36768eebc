"""The trust account: kept by the shop, about the shop, for one client.

`Account(entries)` takes one client's entries in order of recording and answers for any day:
`balance`, `trend`, `state`, `figures`; `ledger(day)` gives postings and cases; `refusal(account,
entry)` says why an entry may not be recorded next; `statement(account, start, end)` explains.
Amounts are integer centi-units (1 unit = 100).
"""

from models.rules.trust.account import Account, Epoch, Figures, Merging, state_on
from models.rules.trust.entries import Case, CaseEnd, Entry, Posting, Sort, Why
from models.rules.trust.ledger import Ledger
from models.rules.trust.moves import Move
from models.rules.trust.refusals import Refusal, refusal
from models.rules.trust.settings import DEFAULT_SETTINGS, TrustSettings
from models.rules.trust.statement import (
    Line,
    LineKind,
    Totals,
    opening_balance,
    statement,
    totals,
)
from models.rules.trust.words import EntryType, Outcome, Severity, State

__all__ = [
    "DEFAULT_SETTINGS",
    "Account",
    "Case",
    "CaseEnd",
    "Entry",
    "EntryType",
    "Epoch",
    "Figures",
    "Ledger",
    "Line",
    "LineKind",
    "Merging",
    "Move",
    "Outcome",
    "Posting",
    "Refusal",
    "Severity",
    "Sort",
    "State",
    "Totals",
    "TrustSettings",
    "Why",
    "opening_balance",
    "refusal",
    "state_on",
    "statement",
    "totals",
]
