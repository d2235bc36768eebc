"""The monthly trust report as a PDF, for the owner (with names) or the accountant (without)."""

from typing import Literal

from models.month_data import MonthReport

Audience = Literal["owner", "accountant"]


def render(report: MonthReport, audience: Audience) -> bytes:
    """The report in the language of the program; the same data gives the same bytes.

    What reportlab needs is imported here, not with this module: only making a PDF pays for it.
    """
    if audience == "owner":
        from reports.monthly_owner import render_for_owner

        return render_for_owner(report)
    from reports.monthly_accountant import render_for_accountant

    return render_for_accountant(report)
