"""What trusting cost against what was accepted: the same words in both monthly reports.

Counts and sums only, so that nobody is named.
"""

from models.i18n import _, format_money, format_number, ngettext
from models.month_data import MonthReport
from models.trust_balance import TrustBalance
from reports.blocks import Heading, Prose
from reports.layout import Block


def good_faith(report: MonthReport) -> list[Block]:
    """A heading and a sentence; nothing when nothing was accepted on trust nor abused."""
    found = report.good_faith
    if not found.accepted and not found.abused:
        return []
    return [Heading(_("Bonne foi")), Prose(trust_words(found), after=16)]


def trust_words(found: TrustBalance) -> str:
    """« Accepté sur parole : 3 fois, pour 120,00 € HT. Abus : 1 fois, pour 80,00 € HT. »."""
    if not found.accepted and not found.abused:
        return _("Rien n’a été accepté sur parole.")
    accepted = _("Accepté sur parole\u00a0: {told}.").format(
        told=_told(found.accepted, found.accepted_cents, found.unpriced)
    )
    if not found.abused:
        return _("{accepted} Aucun abus n’a été constaté.").format(accepted=accepted)
    abused = _told(found.abused, found.abused_cents, found.abused_unpriced)
    return _("{accepted} Abus\u00a0: {told}.").format(accepted=accepted, told=abused)


def _told(count: int, cents: int, unpriced: int) -> str:
    """« 3 fois, pour 120,00 € HT, dont 1 sans coût noté »."""
    if not count:
        return _("jamais")
    times = ngettext("{n} fois", "{n} fois", count).format(n=format_number(count))
    if unpriced == count:
        return _("{times}, sans coût noté").format(times=times)
    told = _("{times}, pour {cost} HT").format(times=times, cost=format_money(cents))
    if unpriced:
        without = ngettext("dont {n} sans coût noté", "dont {n} sans coût noté", unpriced)
        return f"{told}, {without.format(n=format_number(unpriced))}"
    return told
