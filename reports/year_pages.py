"""Twelve months on two pages, for the balance sheet meeting: nobody is named."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from models.i18n import (
    _,
    format_date,
    format_list,
    format_money,
    format_number,
    format_units,
    ngettext,
)
from models.month_data import MonthReport, totals_of
from models.year import YearReport
from reports import cost_totals as costs
from reports import monthly_sections as sections
from reports.blocks import Figure, Heading, Letterhead, Prose, Tile, Tiles
from reports.caps import within
from reports.charts import Quantity
from reports.columns import columns
from reports.grid import Grid
from reports.in_short import cost_sentence, incident_sentence
from reports.layout import Block, Frame, build
from reports.monthly_costs import cost_groups, gift_notes
from reports.monthly_guide import reading_guide
from reports.new_page import NewPage
from reports.rows import Column, Row, row
from reports.style import CONTENT_WIDTH, SMALL
from reports.words import capitalised

PAGES = 2
_CHART = 104.0
_PAD = 1.8
"""The room above and under a row: two pages hold twelve months, the states and the costs."""


def render_year(report: YearReport) -> bytes:
    """The PDF; a year with very many sorts of costs leaves out the states, then sums the rest."""
    makers = [partial(_content, report, *shown) for shown in ((True, 12), (False, 12), (False, 6))]
    return build(_frame(report), within(PAGES, makers))


def _frame(report: YearReport) -> Frame:
    whole = report.whole
    title = f"{_document()} {report.year}"
    through = format_date(whole.through, "long")
    mark = _("Douze mois clos") if report.closed else _counted(report, through)
    edited = _("Édité le {day}").format(day=format_date(report.edited_on, "long"))
    return Frame(
        title=f"{title} · {whole.shop.name}",
        subject=_("année"),
        shop=whole.shop,
        running=title,
        mark=mark,
        note=f"{edited} · Compte-Confiance",
        edited_on=report.edited_on,
    )


def _document() -> str:
    return _("Année de confiance")


def _counted(report: YearReport, through: str) -> str:
    closed = sum(map(_is_closed, report.months))
    text = ngettext(
        "{n} mois clos, compté jusqu’au {day}", "{n} mois clos, compté jusqu’au {day}", closed
    )
    return text.format(n=format_number(closed), day=through)


def _content(report: YearReport, with_states: bool, most: int) -> list[Block]:
    whole = report.whole
    if sections.is_empty(whole):
        return _first_days(report)
    blocks: list[Block] = [_letterhead(report), _tiles(report), *_in_short(report)]
    if any(month.movements.closing for month in report.months):
        blocks += [Heading(_("Le solde à la fin de chaque mois, en unités")), _chart(report)]
    blocks += [*_movements(report), *_seals(report), NewPage(), *_services(report)]
    if with_states:
        blocks += sections.states_and_commitments(whole)
    blocks += cost_groups(whole, most, _PAD) + gift_notes(whole, named=False)
    return blocks


def _letterhead(report: YearReport) -> Letterhead:
    return Letterhead(
        kicker=_("Rapport de confiance · l’année"),
        title=str(report.year),
        shop=report.whole.shop,
        badge="" if report.closed else _("Brouillon\u00a0: l’année n’est pas close"),
    )


def _tiles(report: YearReport) -> Tiles:
    whole, moves = report.whole, report.whole.movements
    cost, pending = costs.total(whole.costs), len(costs.unpriced(whole.costs))
    note = ngettext("dont {n} coût à chiffrer", "dont {n} coûts à chiffrer", pending)
    before = report.last_year
    return Tiles(
        (
            Tile(_("Comptes ouverts"), format_number(whole.accounts.at_end), _accounts(report)),
            Tile(
                _("Dépôts, en unités"),
                format_units(moves.deposited, signed=True),
                _last_year(report, format_units(sum(t.deposits for t in before), signed=True)),
            ),
            Tile(
                _("Retraits, en unités"),
                format_units(moves.withdrawn, signed=True),
                _last_year(report, format_units(sum(t.withdrawals for t in before), signed=True)),
            ),
            Tile(
                _("Coût de la bienveillance, HT"),
                format_money(cost.net),
                note.format(n=format_number(pending))
                if pending
                else _last_year(report, format_money(sum(t.cost_net_cents for t in before))),
            ),
        )
    )


def _accounts(report: YearReport) -> str:
    accounts = report.whole.accounts
    opened = ngettext("{n}\u00a0ouvert", "{n}\u00a0ouverts", accounts.opened)
    closed = ngettext("{n}\u00a0clos", "{n}\u00a0clos", accounts.closed)
    return ", ".join(
        (
            _("{n}\u00a0au départ").format(n=format_number(accounts.at_start)),
            opened.format(n=format_number(accounts.opened)),
            closed.format(n=format_number(accounts.closed)),
        )
    )


def _last_year(report: YearReport, figure: str) -> str:
    """The same months a year before, when the book knows them all."""
    if len(report.last_year) < len(report.months):
        return ""
    year = report.year - 1
    if len(report.months) == 12:
        return _("{year}\u00a0: {figure}").format(year=year, figure=figure)
    return _("mêmes mois de {year}\u00a0: {figure}").format(year=year, figure=figure)


def _in_short(report: YearReport) -> list[Block]:
    """What the year says, in a few plain sentences."""
    moves = report.whole.movements
    trust = _("La confiance passe de {opening} à {closing} unités dans l’année.")
    if moves.opening == moves.closing:
        trust = _("La confiance reste à {closing} unités.")
    balances = {"opening": format_units(moves.opening), "closing": format_units(moves.closing)}
    sentences = (
        trust.format(**balances),
        incident_sentence(report.whole),
        cost_sentence(report.whole),
        _("Ce rapport ne nomme personne."),
    )
    return [Heading(_("L’année en bref")), Prose(" ".join(sentences), after=14)]


def _first_days(report: YearReport) -> list[Block]:
    """The pages of a year on which nothing stands yet."""
    texts = (
        _("Le livre est encore vide\u00a0: aucun compte n’était ouvert cette année."),
        _("Ouvrez un premier compte au comptoir\u00a0: ce rapport dira l’année, mois par mois."),
    )
    return [_letterhead(report), *map(Prose, texts), NewPage(), *reading_guide()]


def _chart(report: YearReport) -> Figure:
    quantities = [
        Quantity(
            _short(month.month),
            month.movements.closing,
            format_units(month.movements.closing, decimals=0),
            "green" if _is_closed(month) else "sage",
            "solid" if _is_closed(month) else "hatched",
        )
        for month in report.months
    ]
    return Figure(columns(quantities, CONTENT_WIDTH, _CHART), after=16)


def _is_closed(month: MonthReport) -> bool:
    """By its own seal, or with a later month."""
    return month.closed_on is not None or month.closed_since


def _short(month: date) -> str:
    """« janv. »."""
    return format_date(month, "month_short").rsplit(" ", 1)[0]


def _seals(report: YearReport) -> list[Block]:
    """The seal of each closed month: its number and first characters, to compare with the book."""
    if not report.seals:
        return []
    told = [
        _("{month} n° {number} ({seal})").format(
            month=_short(one.month), number=one.number, seal=one.seal[:8]
        )
        for one in report.seals
    ]
    text = _("Sceaux des mois clos\u00a0: {seals}.").format(seals=format_list(told))
    return [Prose(text, small=True)]


Cells = tuple[str, Callable[[MonthReport], str]]


def _movements(report: YearReport) -> list[Block]:
    """Month by month, from one balance to the next; the last line is the year's."""
    cells: tuple[Cells, ...] = (
        (_("Dépôts"), lambda month: _signed(month.movements.deposited)),
        (_("Retraits"), lambda month: _signed(month.movements.withdrawn)),
        (_("Annulé"), lambda month: _signed(month.movements.voided)),
        (_("Effacé"), lambda month: _signed(month.movements.fade)),
        (_("Corrigé"), lambda month: _signed(month.movements.corrections)),
        (_("Clos"), lambda month: _signed(month.movements.closures)),
        (_("Solde"), lambda month: _plain(month.movements.closing)),
    )
    heading = Heading(_("Mouvements des comptes, en unités"))
    note = _("Plein\u00a0: mois clos. Hachuré\u00a0: mois pas encore clos, il peut encore bouger.")
    eve = format_date(report.whole.month - timedelta(days=1), "long")
    start = _("Au {day}\u00a0: {balance} unités.").format(
        day=eve, balance=_plain(report.whole.movements.opening)
    )
    return [heading, _table(report, cells), Prose(f"{start} {note}", small=True)]


def _services(report: YearReport) -> list[Block]:
    """How the shop kept its word, month by month."""
    cells: tuple[Cells, ...] = (
        (_("Comptes"), lambda month: format_number(month.accounts.at_end)),
        (_("Incidents"), lambda month: _count(month.incidents.opened)),
        (_("Mal traités"), lambda month: _count(month.incidents.mishandled)),
        (_("Demandes à temps"), _answered),
        (_("Promesses tenues"), _kept),
        (_("Privilèges honorés"), _honoured),
        (_("Venus par un client"), lambda month: _count(len(month.referrals))),
        (_("Coûts hors taxes"), lambda month: _euros(totals_of(month).cost_net_cents)),
    )
    return [Heading(_("Comment nous avons tenu parole")), _table(report, cells)]


def _table(report: YearReport, cells: tuple[Cells, ...]) -> Grid:
    heads = (Column(_("Mois"), share=1), *(Column(name, right=True) for name, _figure in cells))
    rows: list[Row] = [
        row(capitalised(_short(month.month)), *(figure(month) for _name, figure in cells))
        for month in report.months
    ]
    rows.append(row(_("Année"), *(figure(report.whole) for _name, figure in cells), tone="total"))
    return Grid(heads, tuple(rows), pad=_PAD, size=SMALL + 0.4, after=10)


def _answered(month: MonthReport) -> str:
    asked = month.requests
    return _part(asked.answered_in_time, asked.complete + asked.lapsed)


def _kept(month: MonthReport) -> str:
    return _part(month.promises.kept_in_time, month.promises.ended)


def _honoured(month: MonthReport) -> str:
    totals = totals_of(month)
    return _part(totals.privileges_honoured, totals.privileges_honoured + totals.privileges_refused)


def _part(part: int, whole: int) -> str:
    """« 8 / 10 »."""
    slash = "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"
    return f"{format_number(part)}{slash}{format_number(whole)}" if whole else "–"


def _count(count: int) -> str:
    return format_number(count) if count else "–"


def _euros(cents: int) -> str:
    return format_units(cents, decimals=2) if cents else "–"


def _signed(centi_units: int) -> str:
    return format_units(centi_units, decimals=2, signed=True) if centi_units else "–"


def _plain(centi_units: int) -> str:
    return format_units(centi_units, decimals=2)
