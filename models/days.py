"""The one guard that decides whether a day is open for writing."""

from datetime import date

from models.errors import Refused
from models.i18n import _, format_date
from models.seldom import Seldom
from models.tables import ClosedMonth

EARLIEST = date(1900, 1, 1)
_CLOSED = Seldom(
    lambda month: ClosedMonth.select(ClosedMonth.month).where(ClosedMonth.month >= month)
)


def is_open(day: date) -> bool:
    """Whether `day` stands after the last closed month.

    What a closed month starts from never changes either: closing one closes those before it.
    """
    return _CLOSED.first(day.replace(day=1).isoformat()) is None


def require_open(day: date, *, weightless_opening: bool = False) -> None:
    """Raise Refused when nothing may be dated `day`.

    A closed month takes only an `opening` of 0 units (trust-account rule 1).
    """
    if not weightless_opening and not is_open(day):
        raise Refused(
            _(
                "{month} est clos : notez à la date d’aujourd’hui et dites le jour réel dans "
                "la note."
            ).format(month=format_date(day, "month").capitalize())
        )


def require_past(day: date, today: date) -> None:
    """Raise Refused for a day a person cannot mean: one to come, or before 1900."""
    if day > today:
        raise Refused(_("Cette date est dans l’avenir : {day}.").format(day=format_date(day)))
    if day < EARLIEST:
        raise Refused(_("Cette date est trop ancienne : {day}.").format(day=format_date(day)))


def require_clock(today: date) -> None:
    """Raise Refused when the day it is stands in a closed month: what starts today would too."""
    if not is_open(today):
        raise Refused(
            _(
                "L’horloge de cet ordinateur dit le {day}, dans un mois clos : réglez-la, puis "
                "recommencez. Rien n’a été changé."
            ).format(day=format_date(today, "long"))
        )
