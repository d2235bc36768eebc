"""What a privilege would have cost on the last twelve months, and whether it could be kept."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from models.privileges import PrivilegeDraft, rule_of
from models.relation_facts import facts_for
from models.rules.costs import vat_cents
from models.rules.eligibility import entitled
from models.rules.rounding import round_half_away
from models.rules.trust.months import months_before

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Simulation:
    """Twelve months up to a day, had the privilege stood: a use is a visit by who had a right.

    Amounts in cents, None while the cost of one use is unknown. `entitled` have a right today;
    `served` are those who would have used it. `busiest` is the first day of the month with the
    most uses, `busiest_uses` how many; `beyond` the months in which the monthly capacity would
    not have been enough.
    """

    entitled: int
    served: int
    uses: int
    net_cents: int | None
    vat_cents: int | None
    busiest: date | None
    busiest_uses: int
    beyond: tuple[date, ...]

    @property
    def gross_cents(self) -> int | None:
        """Net and VAT together."""
        return None if self.net_cents is None else self.net_cents + (self.vat_cents or 0)

    @property
    def per_entitled_cents(self) -> int | None:
        """The net cost for each client who has a right to it today, rounded."""
        if self.net_cents is None or not self.entitled:
            return None
        return round_half_away(self.net_cents, self.entitled)


def measure(draft: PrivilegeDraft, today: date) -> tuple[tuple[int, ...], Simulation]:
    """The ids of those who have a right today, by client number, and what the draft would have
    meant in the year; tags, assets and referrals are taken as they are today. One reading."""
    rule, start = rule_of(draft), months_before(today, MONTHS)
    right: list[int] = []
    served = 0
    months: Counter[date] = Counter()
    for key, facts in facts_for([rule], today, months_back=MONTHS):
        if entitled(rule, facts):
            right.append(key)
        days = [
            day for day in facts.visits if day > start and entitled(rule, replace(facts, day=day))
        ]
        served += bool(days)
        months.update(day.replace(day=1) for day in days)
    uses = months.total()
    net = None if draft.unit_cents is None else uses * draft.unit_cents
    busiest = min(months, key=lambda month: (-months[month], month), default=None)
    year = Simulation(
        entitled=len(right),
        served=served,
        uses=uses,
        net_cents=net,
        vat_cents=_vat(uses, draft),
        busiest=busiest,
        busiest_uses=0 if busiest is None else months[busiest],
        beyond=_beyond(months, draft.monthly_capacity),
    )
    return tuple(right), year


def _vat(uses: int, draft: PrivilegeDraft) -> int | None:
    """Rounded at each use, as each will be noted."""
    if draft.unit_cents is None:
        return None
    return uses * vat_cents(draft.unit_cents, draft.vat_rate)


def _beyond(months: Counter[date], capacity: int | None) -> tuple[date, ...]:
    if capacity is None:
        return ()
    return tuple(sorted(month for month, uses in months.items() if uses > capacity))
