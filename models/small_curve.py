"""The curve of the counter card: one point a month, for slopes, not steps."""

from datetime import date

from models.rules.trust import Account
from models.statement_data import CurvePoint, PointMark
from models.statements import curve_marks, with_balances

_RECENT_DAYS = 15
"""What happened so near to the end is marked on its last point."""


def small_curve(account: Account, start: date, end: date) -> tuple[CurvePoint, ...]:
    """The last point of each month, or its failure, then the end; only their balances are read."""
    marks = curve_marks(account, start, end)
    days = sorted(marks)
    months: dict[tuple[int, int], tuple[date, PointMark]] = {}
    for day in days:
        known = months.get((day.year, day.month))
        if known is None or marks[day] == "withdrawal":
            months[day.year, day.month] = day, marks[day]
        elif known[1] != "withdrawal":
            months[day.year, day.month] = day, marks[day] or known[1]
    points = [point for point in months.values() if (end - point[0]).days > _RECENT_DAYS]
    near = (marks[day] for day in days if (end - day).days <= _RECENT_DAYS)
    points.append((end, next((mark for mark in near if mark == "withdrawal"), marks[end])))
    return tuple(with_balances(account, points))
