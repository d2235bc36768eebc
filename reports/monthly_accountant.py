"""The accountant's report: one to four pages, nobody named, everything ties out to the cent.

PDF/A-3b: its figures go with it, attached as `mouvements.csv`, `couts.csv` and `rapport.json`.
"""

from functools import partial

from models.i18n import _
from models.month_data import MonthReport
from reports import accountant_sections as accounts
from reports import monthly_sections as sections
from reports.accountant_kept import kept_word
from reports.archived import Attachment, archived
from reports.blocks import Heading, Prose
from reports.caps import within
from reports.layout import Block, build
from reports.month_csv import costs_csv, movements_csv
from reports.month_json import to_json
from reports.monthly_compare import comparison
from reports.monthly_costs import cost_groups, cost_lines, gift_notes
from reports.nameless import nameless

PAGES = 4
ROWS = (120, 80, 50, 25, 12)
"""The most rows of a list, from all that may fit to what always does."""


def render_for_accountant(report: MonthReport) -> bytes:
    """The PDF; clients appear by the book's numbers only, free texts do not."""
    bare, version = nameless(report), _("version comptable")
    letterhead, figures = sections.letterhead_of(bare, version), to_json(bare).encode()
    seal = accounts.seal(bare, figures)
    if sections.is_empty(bare):
        nothing = _("Le livre ne contient encore rien pour ce mois\u00a0: ni compte, ni coût.")
        blocks: list[Block] = [letterhead, Prose(nothing), *seal]
    else:
        above, below = [letterhead, *_above(bare)], [*_below(bare), *seal]
        makers = [partial(_content, bare, above, below, most) for most in ROWS]
        blocks = within(PAGES, makers)
    paper = build(sections.frame_of(bare, version), blocks)
    return archived(paper, bare.edited_on, _attached(bare, figures))


def _attached(report: MonthReport, figures: bytes) -> list[Attachment]:
    return [
        Attachment("couts.csv", "text/csv", _("Coûts du mois"), costs_csv(report)),
        Attachment("mouvements.csv", "text/csv", _("Mouvements du mois"), movements_csv(report)),
        Attachment("rapport.json", "application/json", _("Chiffres du mois"), figures),
    ]


def _content(report: MonthReport, above: list[Block], below: list[Block], most: int) -> list[Block]:
    """The lists that may be cut short, between what is the same however short they are."""
    blocks = cost_lines(report, most, named=False)
    blocks += accounts.open_cases(report, most // 2)
    blocks += accounts.commitments(report, most // 4)
    return [*above, *blocks, *below]


def _above(report: MonthReport) -> list[Block]:
    blocks: list[Block] = [sections.key_figures(report)]
    blocks += cost_groups(report) + accounts.codes(report) + gift_notes(report, named=False)
    if not report.costs:
        blocks += [Heading(_("Coûts supportés")), Prose(_("Aucun coût n’a été noté ce mois-ci."))]
    return blocks


def _below(report: MonthReport) -> list[Block]:
    blocks = accounts.movements(report) + accounts.states(report) + kept_word(report)
    return [*blocks, *comparison(report, in_full=False), *_method()]


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
        _(
            "Une pièce dont le texte n’est pas un simple numéro reste au livre. Toutes les "
            "lignes sont dans les fichiers joints à ce PDF\u00a0: mouvements.csv, couts.csv et "
            "rapport.json."
        ),
        accounts.small_note(),
    )
    paragraphs = [Prose(note, small=True, after=4) for note in notes[:-1]]
    return [Heading(_("Méthode")), *paragraphs, Prose(notes[-1], small=True)]
