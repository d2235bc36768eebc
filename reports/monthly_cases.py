"""How requests and promises ended, and what trusting clients cost, in the owner's report."""

from models.i18n import _, format_number
from models.month_data import MonthReport
from reports.blocks import Figure, Heading, Pair
from reports.charts import Pattern, Quantity, bars
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Column, row
from reports.style import CONTENT_WIDTH
from reports.words import days_label

DELAYS = ((0, 0), (1, 2), (3, 7), (8, None))
"""Days to a good resolution, told in these steps: the same day, two days, a week, more."""

Line = tuple[str, int]


def requests_and_promises(report: MonthReport) -> list[Block]:
    """Side by side; nothing where none was made, ended or waits."""
    asked = _counts(_("Demandes"), _requests(report))
    promised = _counts(_("Promesses"), _promises(report))
    return [Pair(asked, promised)] if asked and promised else asked or promised


def _requests(report: MonthReport) -> tuple[Line, ...]:
    asked = report.requests
    return (
        (_("Reçues ce mois"), asked.received),
        (_("Répondues à temps"), asked.answered_in_time),
        (_("Répondues en retard"), asked.answered_late),
        (_("Réponses encore incomplètes"), asked.partial),
        (_("Restées sans réponse"), asked.lapsed),
        (_("Encore ouvertes"), asked.still_open),
    )


def _promises(report: MonthReport) -> tuple[Line, ...]:
    made = report.promises
    return (
        (_("Faites ce mois"), made.made),
        (_("Tenues à temps"), made.kept_in_time),
        (_("Tenues en retard"), made.kept_late),
        (_("Dites non tenues"), made.broken),
        (_("Oubliées"), made.lapsed),
        (_("Encore ouvertes"), made.still_open),
    )


def _counts(title: str, lines: tuple[Line, ...]) -> list[Block]:
    rows = [row(label, format_number(count)) for label, count in lines if count]
    if not rows:
        return []
    return [Heading(title), Grid((Column(share=1), Column(right=True)), tuple(rows))]


def delays(report: MonthReport) -> list[Block]:
    """How long good resolutions took, as bars with their figures; nothing without any."""
    days = report.incidents.days_to_resolution
    if not days:
        return []
    quantities = []
    for least, most in DELAYS:
        count = sum(least <= day and (most is None or day <= most) for day in days)
        pattern: Pattern = "hatched" if most is None else "solid"
        quantities.append(
            Quantity(_delay(least, most), count, format_number(count), "sage", pattern)
        )
    chart = bars(quantities, Pair.column(CONTENT_WIDTH), label_room=110)
    return [Heading(_("Jours jusqu’à la résolution")), Figure(chart)]


def _delay(least: int, most: int | None) -> str:
    if most is None:
        return _("{n} jours et plus").format(n=least)
    if not most:
        return days_label(0)
    return _("de {least} à {most} jours").format(least=least, most=most)
