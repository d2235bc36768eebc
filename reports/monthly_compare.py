"""This month beside the month before and the same month last year."""

from collections.abc import Callable
from datetime import date

from models.i18n import _, format_date, format_money, format_number, format_units
from models.month_data import MonthReport, MonthTotals, totals_of
from reports.blocks import Heading
from reports.grid import Grid
from reports.layout import Block
from reports.monthly_sections import month_before
from reports.rows import Column, row
from reports.words import capitalised

_DIGITS = frozenset("123456789")


def comparison(report: MonthReport, *, in_full: bool) -> list[Block]:
    """The figures of the months there are; rows that are zero everywhere are left out.

    Unless `in_full`, only accounts, balances and movements.
    """
    months = _months(report)
    if len(months) == 1:
        return []
    names = [capitalised(format_date(month, "month")) for month in months]
    columns = (Column(share=2), *(Column(name, share=1, right=True) for name in names))
    shown = [
        (label, [figure(totals) for totals in months.values()])
        for label, figure in (*_movements(), *(_services() if in_full else ()))
    ]
    rows = [row(label, *figures) for label, figures in shown if any(map(_says_something, figures))]
    heading = Heading(_("Le mois comparé"))
    return [heading, Grid(columns, tuple(rows), pad=2.4, together=not in_full)]


def _months(report: MonthReport) -> dict[date, MonthTotals]:
    months = {report.month: totals_of(report)}
    if report.before:
        months[month_before(report.month)] = report.before
    if report.last_year:
        months[report.month.replace(year=report.month.year - 1)] = report.last_year
    return months


def _says_something(figure: str) -> bool:
    return not _DIGITS.isdisjoint(figure)


Figures = list[tuple[str, Callable[[MonthTotals], str]]]


def _movements() -> Figures:
    return [
        (_("Comptes ouverts"), lambda totals: format_number(totals.accounts)),
        (_("Solde, en unités"), lambda totals: format_units(totals.closing, decimals=2)),
        (_("Dépôts"), lambda totals: _signed(totals.deposits)),
        (_("Retraits"), lambda totals: _signed(totals.withdrawals)),
        (_("Annulé par une rupture"), lambda totals: _signed(totals.voided)),
        (_("Effacement"), lambda totals: _signed(totals.fade)),
        (_("Corrections"), lambda totals: _signed(totals.corrections)),
        (_("Comptes clos"), lambda totals: _signed(totals.closures)),
    ]


def _services() -> Figures:
    return [
        (_("Incidents notés"), lambda totals: format_number(totals.incidents)),
        (_("Incidents résolus à temps"), lambda totals: format_number(totals.incidents_in_time)),
        (_("Incidents mal traités"), lambda totals: format_number(totals.mishandled)),
        (_("Demandes reçues"), lambda totals: format_number(totals.requests)),
        (_("Demandes répondues à temps"), lambda totals: format_number(totals.answered_in_time)),
        (_("Promesses tenues à temps"), lambda totals: format_number(totals.promises_kept_in_time)),
        (_("Promesses manquées"), lambda totals: format_number(totals.promises_failed)),
        (_("Privilèges honorés"), lambda totals: format_number(totals.privileges_honoured)),
        (_("Privilèges refusés"), lambda totals: format_number(totals.privileges_refused)),
        (_("Coûts hors taxes"), lambda totals: format_money(totals.cost_net_cents)),
    ]


def _signed(centi_units: int) -> str:
    return format_units(centi_units, decimals=2, signed=True)
