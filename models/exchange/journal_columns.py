"""The columns of the journal CSV: those of the rules, in their order, and those we add."""

from collections.abc import Sequence

COLUMNS = (
    "client",
    "id",
    "date",
    "entry",
    "kind",
    "units",
    "severity",
    "outcome",
    "memorable",
    "due",
    "ref",
    "note",
)
RECORDING = ("recorded_at", "recorded_on", "by")
"""`recorded_at` a moment (UTC in ours), `recorded_on` its day in the shop, `by` a member."""

COST = (
    "cost_nature",
    "cost_net",
    "cost_vat_rate",
    "cost_document",
    "cost_standing",
    "cost_account",
)
"""What the entry cost: euros with a decimal point (empty: not known yet), a rate in percent."""

VISIT = ("visit_amount", "visit_tax_included")
"""What a visit was billed: euros with a decimal point, and « yes » when taxes are in it."""

ALL_COLUMNS = COLUMNS + RECORDING + COST + VISIT
_TELLING = frozenset({"client", "date", "entry"})


def score(header: Sequence[str]) -> int:
    """How much of a journal's header a row is; 0 when it is none.

    One that lacks a column is still a journal's: what is missing is then said.
    """
    known = {cell.strip().lower() for cell in header} & set(ALL_COLUMNS)
    half = len(known) >= len(COLUMNS) // 2 and "client" in known
    return len(known) + 10 if half or known >= _TELLING else 0
