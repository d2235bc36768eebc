"""The year as a PDF, from the book."""

from datetime import date

from models.month import Progress
from models.year import collect_year


def year_paper(year: int, today: date, progress: Progress | None = None) -> bytes:
    """Two pages; the same book and day give the same bytes.

    Raises Refused for a year the book knows nothing of.
    """
    from reports.year_pages import render_year  # only making a PDF pays for reportlab

    return render_year(collect_year(year, today, progress))
