"""A client's statement as plain data: every line that moved the account over a period.

Frozen. Amounts are centi-units, signed; the texts are already in the
language of the program. opening + the rows' amounts = closing, to the centi-unit.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.rules.trust.words import State

RowKind = Literal["deposit", "withdrawal", "voided", "fade", "correction", "closure", "note"]
Mark = Literal["late", "voided", "reversed", "memorable"]
PointMark = Literal["", "deposit", "withdrawal"]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line: what happened, why this amount, who noted it ("" for what happens by itself).

    A `note` row moves nothing (a visit, a request asked): its amount is 0 and is not printed.
    """

    day: date
    what: str
    why: str
    amount: int
    kind: RowKind
    by: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The balance on a day; `mark` when something worth seeing happened on it."""

    day: date
    balance: int
    mark: PointMark = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One client's account from `start` to `end`, both included, in the account's order."""

    client_name: str
    client_number: str
    start: date
    end: date
    edited_on: date
    opening: int
    closing: int
    state: State
    rows: tuple[StatementRow, ...] = ()
    curve: tuple[CurvePoint, ...] = ()

    def total(self, *kinds: RowKind) -> int:
        """The sum of the rows of these kinds, or of all of them when none is given."""
        return sum(row.amount for row in self.rows if not kinds or row.kind in kinds)

    @property
    def gap(self) -> int:
        """What does not tie out: 0 in a sound book."""
        return self.closing - self.opening - self.total()
