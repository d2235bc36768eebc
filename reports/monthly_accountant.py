"""The accountant's report: one to four pages, nobody named, everything ties out to the cent."""

from functools import partial

from models.i18n import _
from models.month_data import MonthReport
from reports import monthly_sections as sections
from reports.blocks import Heading, Prose
from reports.caps import within
from reports.layout import Block, build
from reports.monthly_compare import comparison
from reports.monthly_costs import cost_groups, cost_lines, gift_notes
from reports.monthly_good_faith import good_faith
from reports.monthly_privileges import commitments

PAGES = 4
COST_LINES = (120, 80, 50, 25)


def render_for_accountant(report: MonthReport) -> bytes:
    """The PDF; clients appear by the book's numbers only, free texts do not."""
    version = _("version comptable")
    letterhead = sections.letterhead_of(report, version)
    if sections.is_empty(report):
        nothing = _("Le livre ne contient encore rien pour ce mois\u00a0: ni compte, ni coût.")
        blocks: list[Block] = [letterhead, Prose(nothing)]
    else:
        makers = [partial(_content, report, letterhead, most) for most in COST_LINES]
        blocks = within(PAGES, makers)
    return build(sections.frame_of(report, version), blocks)


def _content(report: MonthReport, letterhead: Block, most: int) -> list[Block]:
    blocks: list[Block] = [letterhead, sections.key_figures(report)]
    blocks += sections.movements(report, kinds=0)
    blocks += cost_groups(report) + gift_notes(report, named=False)
    if not report.costs:
        blocks += [Heading(_("Coûts supportés")), Prose(_("Aucun coût n’a été noté ce mois-ci."))]
    blocks += good_faith(report)
    blocks += sections.states_and_commitments(report)
    blocks += commitments(report)
    blocks += comparison(report, in_full=False)
    blocks += cost_lines(report, most, named=False)
    return [*blocks, *_method()]


def _method() -> list[Block]:
    notes = (
        _(
            "Le compte-confiance est tenu par la maison, sur elle-même\u00a0: il monte quand elle "
            "sert bien un client, il descend quand elle lui manque. Il se compte en unités, "
            "jamais en euros, et ne s’échange contre rien."
        ),
        _(
            "L’effacement est ce que le temps retire aux dépôts et aux retraits. Une rupture "
            "annule les dépôts qui la précèdent. Solde de départ + dépôts − retraits − annulé "
            "− effacement ± corrections − comptes clos = solde final."
        ),
        _(
            "Les clients figurent par leur numéro dans le livre. Un coût «\u00a0à "
            "comptabiliser\u00a0» attend une écriture\u00a0; une «\u00a0valeur de "
            "gestion\u00a0» n’en appelle aucune. Une reprise à nos frais, faite en interne, "
            "ne porte pas de TVA."
        ),
    )
    return [Heading(_("Méthode")), *(Prose(note, small=True, after=4) for note in notes)]
