"""Making the paper of the month's screen, away from the window."""

from dataclasses import dataclass
from datetime import date

from reports.file_names import Shown
from ui.tasks import Progress


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """A rendered report: which month, for whom (or its whole year), its PDF; `first` is the
    book's first month."""

    month: date
    audience: Shown
    content: bytes
    first: date


def made_paper(month: date, shown: Shown, today: date, progress: Progress) -> MonthPaper:
    """The paper, in the language being spoken."""
    # Long to import: here, the window lives meanwhile.
    from models.month import first_month
    from reports.month_papers import paper
    from reports.year import year_paper

    def tell(done: int, total: int) -> None:
        progress.report(done / total)

    if shown == "year":
        content = year_paper(month.year, today, tell)
    else:
        content = paper(month, today, shown, tell)
    return MonthPaper(month, shown, content, first_month(today))
