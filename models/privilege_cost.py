"""What a privilege would have cost on the last twelve months, and whether it could be kept."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.privileges import PrivilegeDraft, rule_of
from models.relation_facts import read_columns
from models.rules.costs import vat_cents
from models.rules.eligibility import Columns, compiled
from models.rules.rounding import round_half_away
from models.rules.trust.months import months_before

MONTHS = 12
_MONTH = len("2026-11")
Tick = Callable[[], object]


def go_on() -> None:
    """Somebody waits for the figures to the end."""


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


def read_year(drafts: Iterable[PrivilegeDraft], today: date, tick: Tick = go_on) -> Columns:
    """What `measure` needs of the book for these drafts: one reading, whatever their number.

    `tick` is called now and then, here and there: it raises when nobody waits any more.
    """
    rules = [rule_of(draft) for draft in drafts]
    return read_columns(rules, today, months_back=MONTHS, tick=tick)


def measure(
    draft: PrivilegeDraft, today: date, columns: Columns, tick: Tick = go_on
) -> tuple[tuple[int, ...], Simulation]:
    """The ids of those who have a right today, by client number, and what the draft would have
    meant in the year; tags, assets and referrals are taken as they are today."""
    holds, start, on = compiled(rule_of(draft), columns), _start(today), today.isoformat()
    right = tuple(client for client in columns.numbers if holds(client, on))
    tick()
    served = 0
    by_month: Counter[str] = Counter()
    for client, visits in columns.visits.items():
        if client in columns.numbers:
            used = [day[:_MONTH] for day in visits if day > start and holds(client, day)]
            served += bool(used)
            by_month.update(used)
    tick()
    months = Counter({date.fromisoformat(f"{month}-01"): by_month[month] for month in by_month})
    return right, _simulation(draft, len(right), served, months)


def _simulation(
    draft: PrivilegeDraft, right: int, served: int, months: Counter[date]
) -> Simulation:
    uses = months.total()
    net = None if draft.unit_cents is None else uses * draft.unit_cents
    busiest = min(months, key=lambda month: (-months[month], month), default=None)
    return Simulation(
        entitled=right,
        served=served,
        uses=uses,
        net_cents=net,
        vat_cents=_vat(uses, draft),
        busiest=busiest,
        busiest_uses=0 if busiest is None else months[busiest],
        beyond=_beyond(months, draft.monthly_capacity),
    )


def _start(today: date) -> str:
    return months_before(today, MONTHS).isoformat()


def _vat(uses: int, draft: PrivilegeDraft) -> int | None:
    """Rounded at each use, as each will be noted."""
    if draft.unit_cents is None:
        return None
    return uses * vat_cents(draft.unit_cents, draft.vat_rate)


def _beyond(months: Counter[date], capacity: int | None) -> tuple[date, ...]:
    if capacity is None:
        return ()
    return tuple(sorted(month for month, uses in months.items() if uses > capacity))
