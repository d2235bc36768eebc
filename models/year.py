"""A year of the trust account: its months, each as it was closed or as it stands today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from models.errors import Refused
from models.i18n import _, format_date
from models.month import Progress, collect, first_month
from models.month_data import (
    Accounts,
    IncidentCause,
    Incidents,
    MonthReport,
    MonthTotals,
    MovementLine,
    Movements,
    PrivilegeLine,
    Promises,
    Requests,
    States,
)
from models.rules.trust.months import months_before
from models.seals import Link, frozen_report, links

_Part = TypeVar("_Part", Movements, Incidents, Requests, Promises)


@dataclass(frozen=True, slots=True)
class YearReport:
    """The months of a calendar year the book knows, in order; `whole` is all of them as one.

    `last_year` has the totals of the same months a year before, those the book knew; `seals` those
    of its closed months.
    """

    year: int
    edited_on: date
    months: tuple[MonthReport, ...]
    whole: MonthReport
    last_year: tuple[MonthTotals, ...]
    seals: tuple[Link, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the twelve months are closed: nothing of it can move then."""
        return len(self.months) == 12 and all(
            month.closed_on or month.closed_since for month in self.months
        )


def collect_year(year: int, today: date, progress: Progress | None = None) -> YearReport:
    """The year, up to `today` when it still runs; closed months as they were frozen.

    Raises Refused for a year the book knows nothing of. `progress` may raise to cancel.
    """
    first, last = _bounds(year, today)
    days = [first]
    while days[-1] < last:
        days.append(months_before(days[-1], -1))
    months = []
    for done, day in enumerate(days, 1):
        months.append(frozen_report(day) or collect(day, today))
        if progress is not None:
            progress(done, len(days))
    return replace(year_of(months, today), seals=links(first, last))


def _bounds(year: int, today: date) -> tuple[date, date]:
    known = first_month(today)
    first = max(date(year, 1, 1), known)
    last = min(date(year, 12, 1), today.replace(day=1))
    if first > last:
        raise Refused(
            _("Le livre ne dit rien de {year}\u00a0: il va de {first} à {last}.").format(
                year=year,
                first=format_date(known, "month"),
                last=format_date(today, "month"),
            )
        )
    return first, last


def year_of(months: Iterable[MonthReport], today: date) -> YearReport:
    """The year of these months, in order, at least one."""
    some = tuple(months)
    last_year = tuple(month.last_year for month in some if month.last_year is not None)
    return YearReport(some[0].month.year, today, some, _whole(some, today), last_year)


def _whole(months: tuple[MonthReport, ...], today: date) -> MonthReport:
    """The months as one long month: flows added up, standings at its two ends."""
    first, last = months[0], months[-1]
    return MonthReport(
        shop=last.shop,
        month=first.month,
        through=last.through,
        edited_on=today,
        accounts=Accounts(
            first.accounts.at_start,
            sum(month.accounts.opened for month in months),
            sum(month.accounts.closed for month in months),
            last.accounts.at_end,
        ),
        movements=_movements([month.movements for month in months]),
        states=States(first.states.at_start, last.states.at_end),
        incidents=_incidents([month.incidents for month in months]),
        requests=_summed([month.requests for month in months], still_open=last.requests.still_open),
        promises=_summed([month.promises for month in months], still_open=last.promises.still_open),
        privileges=_privileges(months),
        costs=tuple(line for month in months for line in month.costs),
        gifts=last.gifts,
        referrals=tuple(line for month in months for line in month.referrals),
    )


def _movements(all_of: list[Movements]) -> Movements:
    return _summed(
        all_of,
        opening=all_of[0].opening,
        deposits=_merged(line for one in all_of for line in one.deposits),
        withdrawals=_merged(line for one in all_of for line in one.withdrawals),
        closing=all_of[-1].closing,
    )


def _summed(all_of: list[_Part], **standing: Any) -> _Part:
    """Their counts and amounts added up, but for what is not a flow, given in `standing`."""
    flows = [field.name for field in fields(all_of[0]) if field.name not in standing]
    sums: dict[str, Any] = {name: sum(getattr(one, name) for one in all_of) for name in flows}
    return type(all_of[0])(**sums, **standing)


def _merged(lines: Iterable[MovementLine]) -> tuple[MovementLine, ...]:
    """One line per family, the heaviest first."""
    found: dict[str, MovementLine] = {}
    for line in lines:
        so_far = found.get(line.family, MovementLine(line.family, 0, 0))
        count, amount = so_far.count + line.count, so_far.amount + line.amount
        found[line.family] = MovementLine(line.family, count, amount)
    return tuple(sorted(found.values(), key=lambda line: (-abs(line.amount), line.family)))


def _incidents(all_of: list[Incidents]) -> Incidents:
    counts: Counter[str] = Counter()
    for one in all_of:
        counts.update({cause.label: cause.count for cause in one.causes})
    causes = [IncidentCause(label, count) for label, count in counts.items()]
    return _summed(
        all_of,
        still_open=all_of[-1].still_open,
        causes=tuple(sorted(causes, key=lambda one: (not one.label, -one.count, one.label))),
        days_to_resolution=tuple(sorted(day for one in all_of for day in one.days_to_resolution)),
        lines=(),
    )


def _privileges(months: Iterable[MonthReport]) -> tuple[PrivilegeLine, ...]:
    found: dict[str, PrivilegeLine] = {}
    for line in (line for month in months for line in month.privileges):
        so_far = found.get(line.name, PrivilegeLine(line.name))
        found[line.name] = replace(
            so_far, honoured=so_far.honoured + line.honoured, refused=so_far.refused + line.refused
        )
    return tuple(found[name] for name in sorted(found))
