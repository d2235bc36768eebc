"""What goodwill costs: VAT to the cent, and the limits the tax rules set on gifts. Pure.

A gift of goods bears its VAT back as long as those made to one person in a year stay under a
limit, taxes included (CGI, annexe II, article 206, IV, 2, 3°; annexe IV, article 28-00 A): 73 €
for 2021 to 2025. It is set for five years at a time; a later one is taken from the last known,
« à confirmer » until a person says so. Above 3,000 € of gifts a year, they are declared
(CGI, article 39, 5; annexe IV, article 4 J).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.rules.rounding import round_half_away

RATES = (2000, 1000, 550, 210, 0)
"""The usual VAT rates, in basis points."""

DECLARED_FROM = 300_000
"""The cents of gifts in a year above which they are declared."""

_KNOWN_LIMITS = dict.fromkeys(range(2021, 2026), 7300)


@dataclass(frozen=True, slots=True)
class GiftLimit:
    """The limit of a year, in cents with VAT; not `confirmed` when it is only the last known."""

    cents: int
    confirmed: bool


def vat_cents(net_cents: int, vat_rate: int | None) -> int:
    """The VAT on a net amount, rounded to the cent, halves away from zero."""
    return round_half_away(net_cents * (vat_rate or 0), 10_000)


def gross_cents(net_cents: int, vat_rate: int | None) -> int:
    """A net amount with its VAT, in cents."""
    return net_cents + vat_cents(net_cents, vat_rate)


def gift_limit(year: int, confirmed: Mapping[int, int]) -> GiftLimit:
    """The limit of a year; `confirmed` are those a person gave, in cents by year."""
    known = _KNOWN_LIMITS | dict(confirmed)
    if year in known:
        return GiftLimit(known[year], confirmed=True)
    earlier = [one for one in known if one < year]
    return GiftLimit(known[max(earlier, default=min(known))], confirmed=False)


def over_limit(gifts: Iterable[tuple[int, int]], limit_cents: int) -> dict[int, int]:
    """Who was given more than the limit: the sum in cents by person, from (person, gross)."""
    sums: dict[int, int] = {}
    for person, gross in gifts:
        sums[person] = sums.get(person, 0) + gross
    return {person: total for person, total in sorted(sums.items()) if total > limit_cents}
