"""How the shop kept its word, for the accountant: counts, and no group of so few that it names."""

from models.i18n import _, format_number
from models.month_data import MonthReport
from models.rules.small_groups import many
from reports.blocks import Heading
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Column, Row, row
from reports.words import days_label


def kept_word(report: MonthReport) -> list[Block]:
    """Answers, promises and incidents of the month; empty when nothing came to its end."""
    rows = [*_shares(report), *_counts(report)]
    if not rows:
        return []
    columns = (Column(share=3), Column(share=1.4, right=True))
    return [Heading(_("Nos engagements")), Grid(columns, tuple(rows), together=True)]


def _shares(report: MonthReport) -> list[Row]:
    incidents, requests, promises = report.incidents, report.requests, report.promises
    answered = requests.answered_in_time + requests.answered_late + requests.lapsed
    lines = (
        (_("Demandes répondues à temps"), requests.answered_in_time, answered),
        (_("Réponses complètes"), requests.complete, requests.complete + requests.partial),
        (_("Promesses tenues à temps"), promises.kept_in_time, promises.ended),
        (
            _("Incidents résolus à temps"),
            incidents.resolved_in_time,
            incidents.resolved_in_time + incidents.mishandled,
        ),
    )
    return [row(label, _share(part, whole)) for label, part, whole in lines if whole]


def _share(part: int, whole: int) -> str:
    """« 9 / 12 »; the whole alone when the part, or what is left, is of one or two."""
    if many(part) is None or many(whole - part) is None:
        return _("{count} en tout").format(count=format_number(whole))
    return f"{format_number(part)} / {format_number(whole)}"


def _counts(report: MonthReport) -> list[Row]:
    incidents = report.incidents
    repeated = sum(cause.count for cause in incidents.repeated_causes)
    lines = (
        (_("Incidents mal traités"), incidents.mishandled),
        (_("Incidents d’une cause qui se répète"), repeated),
    )
    rows = [row(label, _few(count)) for label, count in lines if count]
    if incidents.median_days is not None and many(len(incidents.days_to_resolution)):
        rows.append(row(_("Délai habituel de résolution"), days_label(incidents.median_days)))
    return rows


def _few(count: int) -> str:
    return _("moins de 3") if many(count) is None else format_number(count)
