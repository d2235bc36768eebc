"""A year of the trust account: its months, each as it was closed or as it stands today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

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
        return len(self.months) == 12 and all(month.closed_on for month in self.months)


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
        requests=_requests([month.requests for month in months]),
        promises=_promises([month.promises for month in months]),
        privileges=_privileges(months),
        costs=tuple(line for month in months for line in month.costs),
        gifts=last.gifts,
        referrals=tuple(line for month in months for line in month.referrals),
    )


def _movements(all_of: list[Movements]) -> Movements:
    return Movements(
        opening=all_of[0].opening,
        deposits=_merged(line for one in all_of for line in one.deposits),
        withdrawals=_merged(line for one in all_of for line in one.withdrawals),
        voided=sum(one.voided for one in all_of),
        voided_accounts=sum(one.voided_accounts for one in all_of),
        fade=sum(one.fade for one in all_of),
        corrections=sum(one.corrections for one in all_of),
        correction_count=sum(one.correction_count for one in all_of),
        closures=sum(one.closures for one in all_of),
        closing=all_of[-1].closing,
    )


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
    return Incidents(
        minor=sum(one.minor for one in all_of),
        notable=sum(one.notable for one in all_of),
        serious=sum(one.serious for one in all_of),
        resolved_in_time=sum(one.resolved_in_time for one in all_of),
        resolved_late=sum(one.resolved_late for one in all_of),
        mishandled=sum(one.mishandled for one in all_of),
        still_open=all_of[-1].still_open,
        causes=tuple(sorted(causes, key=lambda one: (not one.label, -one.count, one.label))),
        days_to_resolution=tuple(sorted(day for one in all_of for day in one.days_to_resolution)),
    )


def _requests(all_of: list[Requests]) -> Requests:
    return Requests(
        received=sum(one.received for one in all_of),
        answered_in_time=sum(one.answered_in_time for one in all_of),
        answered_late=sum(one.answered_late for one in all_of),
        partial=sum(one.partial for one in all_of),
        lapsed=sum(one.lapsed for one in all_of),
        still_open=all_of[-1].still_open,
    )


def _promises(all_of: list[Promises]) -> Promises:
    return Promises(
        made=sum(one.made for one in all_of),
        kept_in_time=sum(one.kept_in_time for one in all_of),
        kept_late=sum(one.kept_late for one in all_of),
        broken=sum(one.broken for one in all_of),
        lapsed=sum(one.lapsed for one in all_of),
        still_open=all_of[-1].still_open,
    )


def _privileges(months: Iterable[MonthReport]) -> tuple[PrivilegeLine, ...]:
    found: dict[str, PrivilegeLine] = {}
    for line in (line for month in months for line in month.privileges):
        so_far = found.get(line.name, PrivilegeLine(line.name))
        found[line.name] = replace(
            so_far, honoured=so_far.honoured + line.honoured, refused=so_far.refused + line.refused
        )
    return tuple(found[name] for name in sorted(found))
