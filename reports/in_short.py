"""What a month or a year says in a few plain sentences, the same words for both."""

from models.i18n import _, format_list, format_money, format_number, ngettext
from models.month_data import MonthReport
from reports import cost_totals as costs


def incident_sentence(report: MonthReport, before: str = "") -> str:
    """The incidents noted, mended in time and mishandled; `before` follows the first figure."""
    incidents = report.incidents
    if not incidents.opened and not incidents.mishandled:
        return _("Aucun incident n’a été noté.")
    noted = ngettext("{n} incident noté", "{n} incidents notés", incidents.opened)
    mended = ngettext("{n} résolu à temps", "{n} résolus à temps", incidents.resolved_in_time)
    failed = ngettext("{n} mal traité", "{n} mal traités", incidents.mishandled)
    parts = [
        noted.format(n=format_number(incidents.opened)) + before,
        mended.format(n=_how_many(incidents.resolved_in_time)),
        failed.format(n=_how_many(incidents.mishandled)),
    ]
    return f"{format_list(parts)}."


def _how_many(count: int) -> str:
    return format_number(count) if count else _("aucun")


def cost_sentence(report: MonthReport) -> str:
    """What goodwill cost; costs without an amount are no 0 €."""
    if not report.costs:
        return _("Aucun geste n’a coûté d’argent.")
    total = costs.total(report.costs)
    if not costs.priced(report.costs):
        text = ngettext(
            "{n} geste a un coût, encore à chiffrer.",
            "{n} gestes ont un coût, encore à chiffrer.",
            len(report.costs),
        )
        return text.format(n=format_number(len(report.costs)))
    text = _("La bienveillance a coûté {net} hors taxes, {gross} TTC.")
    return text.format(net=format_money(total.net), gross=format_money(total.gross))
