"""Adding up what goodwill cost: by nature, account and VAT rate, by standing, to the cent.

Pure. A cost without its amounts (« à chiffrer ») is counted apart and adds nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.costs import Standing
from models.month_data import CostLine

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class CostSum:
    """How many costs, and their cents without VAT, of VAT, and with it."""

    count: int = 0
    net: int = 0
    vat: int = 0
    gross: int = 0


@dataclass(frozen=True, slots=True)
class CostGroup:
    """The costs of one nature, account code and VAT rate (basis points, None: no VAT)."""

    nature: str
    account: str | None
    vat_rate: int | None
    total: CostSum


def priced(lines: Iterable[CostLine]) -> list[CostLine]:
    """The costs whose amounts are known."""
    return [line for line in lines if line.net_cents is not None]


def unpriced(lines: Iterable[CostLine]) -> list[CostLine]:
    """The costs still « à chiffrer »."""
    return [line for line in lines if line.net_cents is None]


def total(lines: Iterable[CostLine]) -> CostSum:
    """The sum of the costs whose amounts are known."""
    known = priced(lines)
    return CostSum(
        len(known),
        sum(line.net_cents or 0 for line in known),
        sum(line.vat_cents or 0 for line in known),
        sum(line.gross_cents or 0 for line in known),
    )


def groups(lines: Sequence[CostLine]) -> list[CostGroup]:
    """By nature, account and rate, the dearest first; their totals add up to that of the lines."""
    found = _by(priced(lines), lambda line: (line.nature, line.account or None, line.vat_rate))
    made = [CostGroup(*key, total(members)) for key, members in found.items()]
    return sorted(
        made, key=lambda group: (-group.total.net, group.nature, group.account or "", _rate(group))
    )


def by_standing(lines: Sequence[CostLine]) -> list[tuple[Standing, CostSum]]:
    """What is already booked, what is to book, what only management counts; empty ones left out."""
    found = _by(priced(lines), lambda line: Standing(line.standing))
    return [(standing, total(found[standing])) for standing in Standing if standing in found]


def _by(lines: Iterable[CostLine], key: Callable[[CostLine], Key]) -> dict[Key, list[CostLine]]:
    found: dict[Key, list[CostLine]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found


def _rate(group: CostGroup) -> int:
    return -1 if group.vat_rate is None else group.vat_rate
