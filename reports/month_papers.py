"""A month's papers: made anew while it is open, as they were sealed once it is closed."""

from datetime import date

from models.closing import Papers
from models.month import Progress, collect
from models.month_data import MonthReport
from models.seals import closed, frozen_report
from reports.month_json import to_json
from reports.monthly import Audience, render


def papers_of(report: MonthReport) -> Papers:
    """What a month is sealed with, from its report, in the language being spoken."""
    return Papers(to_json(report), render(report, "accountant"), render(report, "owner"))


def paper(month: date, today: date, audience: Audience, progress: Progress | None = None) -> bytes:
    """A month's report as a PDF: of a closed month, the accountant's byte for byte, and the
    owner's from the frozen figures. Raises Refused for a month to come."""
    sealed = closed(month)
    if sealed is not None and audience == "accountant":
        return sealed.pdf
    return render(report_of(month, today, progress), audience)


def figures(month: date, today: date) -> str:
    """A month's figures as JSON, those sealed once it is closed. Raises Refused likewise."""
    sealed = closed(month)
    return sealed.figures if sealed is not None else to_json(collect(month, today))


def report_of(month: date, today: date, progress: Progress | None = None) -> MonthReport:
    """A month's report as plain data, the frozen one once it is closed."""
    return frozen_report(month) or collect(month, today, progress)
