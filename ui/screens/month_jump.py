"""Any month at once: a menu of the years, the months of each, and which ones are closed."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.i18n import _, format_date
from models.rules.trust.months import months_before
from models.seals import last_closed

OnMonth = Callable[[date], object]


def months_menu(parent: QWidget, first: date, last: date, shown: date, go: OnMonth) -> QMenu:
    """The months from `first` to `last`, the latest first; the year shown is open at once."""
    menu = QMenu(parent)
    menu.setObjectName("months_menu")
    menu.setAccessibleName(_("Aller à un mois"))
    closed = last_closed()
    for year, months in groupby(_months(first, last), key=lambda month: month.year):
        within = menu
        if year != shown.year:
            within = menu.addMenu(str(year))
            within.setObjectName(f"months_{year}")
        for month in months:
            action = within.addAction(_label(month, closed))
            action.setCheckable(True)
            action.setChecked(month == shown)
            _connect(action, go, month)
            if month == shown:
                menu.setActiveAction(action)
    return menu


def _connect(action: QAction, go: OnMonth, month: date) -> None:
    action.triggered.connect(lambda: go(month))


def _label(month: date, closed: date | None) -> str:
    name = format_date(month, "month").capitalize()
    if closed is not None and month <= closed:
        return _("{month} · clos").format(month=name)
    return name


def _months(first: date, last: date) -> Iterator[date]:
    """From the last to the first."""
    month = last
    while month >= first:
        yield month
        month = months_before(month, 1)
