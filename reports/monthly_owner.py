"""The owner's report: two to six pages, with the names of the clients one should think of."""

from functools import partial

from models.i18n import (
    _,
    format_date,
    format_list,
    format_number,
    format_units,
    ngettext,
)
from models.month_data import MonthReport
from models.rules.trust.words import State
from reports import monthly_people as people
from reports import monthly_sections as sections
from reports.blocks import Heading, Prose
from reports.caps import LEVELS, Caps, within
from reports.in_short import cost_sentence, incident_sentence
from reports.layout import Block, build
from reports.monthly_advice import what_to_do
from reports.monthly_cases import requests_and_promises
from reports.monthly_compare import comparison
from reports.monthly_costs import cost_groups, cost_lines, gift_notes
from reports.monthly_good_faith import good_faith
from reports.monthly_guide import reading_guide
from reports.monthly_privileges import privileges
from reports.monthly_voices import voices
from reports.new_page import NewPage

PAGES = 6


def render_for_owner(report: MonthReport) -> bytes:
    """The PDF, with names; a month too full for six pages gets shorter lists."""
    version = _("version du responsable")
    letterhead = sections.letterhead_of(report, version)
    if sections.is_empty(report):
        blocks = [letterhead, *_first_days(), NewPage(), *reading_guide()]
    else:
        makers = [partial(_content, report, letterhead, caps) for caps in LEVELS]
        blocks = within(PAGES, makers)
    return build(sections.frame_of(report, version), blocks)


def _first_days() -> list[Block]:
    texts = (
        _("Le livre est encore vide\u00a0: aucun compte n’était ouvert ce mois-ci."),
        _(
            "Ouvrez un premier compte au comptoir, notez une attention, une demande, une "
            "promesse\u00a0: le prochain rapport dira comment la maison a traité ses clients."
        ),
    )
    return [Prose(text) for text in texts]


def _content(report: MonthReport, letterhead: Block, caps: Caps) -> list[Block]:
    blocks: list[Block] = [letterhead, sections.key_figures(report), *_in_short(report)]
    blocks += what_to_do(report, caps) + ([NewPage()] if caps.new_page else [])
    blocks += comparison(report, in_full=True)
    blocks += sections.movements(report, kinds=caps.kinds)
    blocks += sections.states_and_commitments(report)
    blocks += people.state_moves(report, caps)
    blocks += people.incidents(report, caps)
    blocks += requests_and_promises(report)
    blocks += privileges(report, caps.privileges) + good_faith(report)
    blocks += cost_groups(report, caps.cost_groups) + gift_notes(report, named=True)
    blocks += cost_lines(report, caps.costs, named=True)
    blocks += people.referrals(report, caps)
    blocks += voices(report, caps)
    blocks += people.people(report, caps)
    return [*blocks, *_nothing_else(report), *(reading_guide() if caps.guide else [])]


def _in_short(report: MonthReport) -> list[Block]:
    """The month in a few plain sentences."""
    incidents = incident_sentence(report, _before(report))
    sentences = (*_account_sentences(report), incidents, cost_sentence(report))
    return [Heading(_("Ce qui a changé")), Prose(" ".join(sentences), after=16)]


def _account_sentences(report: MonthReport) -> list[str]:
    moves = report.movements
    opening, closing = (format_units(balance) for balance in (moves.opening, moves.closing))
    if moves.closing > moves.opening:
        trust = _("La confiance passe de {opening} à {closing} unités\u00a0: elle monte.")
    elif moves.closing < moves.opening:
        trust = _("La confiance passe de {opening} à {closing} unités\u00a0: elle baisse.")
    else:
        trust = _("La confiance reste à {closing} unités.")
    ruptured = sum(
        move.count
        for move in report.states.moves
        if move.after is State.RUPTURED and move.before is not State.RUPTURED
    )
    broken = ngettext("{n} relation s’est rompue.", "{n} relations se sont rompues.", ruptured)
    sentences = [trust.format(opening=opening, closing=closing)]
    return [*sentences, broken.format(n=format_number(ruptured))] if ruptured else sentences


def _before(report: MonthReport) -> str:
    """« (9 en septembre 2026) »."""
    if report.before is None:
        return ""
    month = format_date(sections.month_before(report.month), "month")
    count = format_number(report.before.incidents)
    return " " + _("({n} en {month})").format(n=count, month=month)


def _nothing_else(report: MonthReport) -> list[Block]:
    """One sentence for everything the month has nothing to say about."""
    incidents = report.incidents
    sections_without = (
        (_("incidents"), incidents.opened or incidents.still_open or incidents.mishandled),
        (_("demandes"), report.requests.received or report.requests.still_open),
        (_("promesses"), report.promises.made or report.promises.still_open),
        (_("privilèges"), report.privileges or report.charter),
        (_("coûts"), report.costs),
        (_("recommandations"), report.referrals),
        (_("paroles de clients"), report.voices.lines or report.verbatims),
    )
    empty = [name for name, content in sections_without if not content]
    if not empty:
        return []
    text = _("Rien à noter ce mois-ci pour\u00a0: {sections}.")
    return [Prose(text.format(sections=format_list(empty)), small=True)]
