"""The sections both monthly reports share: heading, key figures, movements, states, costs."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from models.i18n import (
    _,
    format_date,
    format_money,
    format_number,
    format_rate,
    format_units,
    ngettext,
)
from models.month_data import MonthReport, MonthTotals, MovementLine, by_family
from models.wording import state_label
from reports import cost_totals as costs
from reports.blocks import Figure, Heading, Letterhead, Pair, Prose, Tile, Tiles
from reports.charts import Chart, Quantity, bars
from reports.grid import Grid
from reports.layout import Block, Frame
from reports.rows import Cell, Column, Row, row
from reports.style import CONTENT_WIDTH
from reports.words import STATE_BARS, STATES, capitalised, days_label, family_label


def month_name(month: date) -> str:
    """« Octobre 2026 »."""
    return capitalised(format_date(month, "month"))


def frame_of(report: MonthReport, version: str) -> Frame:
    """The footer, the running head and the facts of the document."""
    title = f"{_document()} · {month_name(report.month)}"
    edited = _("Édité le {day}").format(day=format_date(report.edited_on, "long"))
    return Frame(
        title=f"{title} · {report.shop.name}",
        subject=version,
        shop=report.shop,
        running=f"{title} · {version}",
        mark=_standing_mark(report),
        note=f"{edited} · Compte-Confiance",
        edited_on=report.edited_on,
    )


def _document() -> str:
    return _("Rapport de confiance")


def letterhead_of(report: MonthReport, version: str) -> Letterhead:
    """The kicker, the month, and a visible mark as long as the month is not closed."""
    return Letterhead(
        kicker=f"{_document()} · {version}",
        title=month_name(report.month),
        shop=report.shop,
        badge=_badge(report),
    )


def _badge(report: MonthReport) -> str:
    if report.closed_on:
        return ""
    if report.closed_since:
        return _("Clos avec un mois suivant, sans sceau à lui")
    return _("Brouillon\u00a0: ce mois n’est pas clos")


def _standing_mark(report: MonthReport) -> str:
    if report.closed_on:
        return _("Clos le {day}").format(day=format_date(report.closed_on, "long"))
    if report.closed_since:
        return _("Clos avec un mois suivant")
    return _("Brouillon, compté jusqu’au {day}").format(day=format_date(report.through, "long"))


def is_empty(report: MonthReport) -> bool:
    """Nothing happened and nothing stood before: a book on its first days."""
    moves, accounts = report.movements, report.accounts
    nothing_moved = not (moves.opening or moves.deposits or moves.withdrawals or moves.closing)
    nobody = not (accounts.at_start or accounts.opened or accounts.at_end)
    return nothing_moved and nobody and not report.costs


def key_figures(report: MonthReport) -> Tiles:
    """Accounts, deposits, withdrawals and what goodwill cost, each beside the month before."""
    moves = report.movements
    cost, pending = costs.total(report.costs), len(costs.unpriced(report.costs))
    return Tiles(
        (
            Tile(_("Comptes ouverts"), format_number(report.accounts.at_end), _accounts(report)),
            Tile(
                _("Dépôts, en unités"),
                format_units(moves.deposited, signed=True),
                _against(report, lambda totals: format_units(totals.deposits, signed=True)),
            ),
            Tile(
                _("Retraits, en unités"),
                format_units(moves.withdrawn, signed=True),
                _against(report, lambda totals: format_units(totals.withdrawals, signed=True)),
            ),
            Tile(
                _("Coût de la bienveillance, HT"),
                format_money(cost.net),
                _to_price(pending)
                or _against(report, lambda totals: format_money(totals.cost_net_cents)),
            ),
        )
    )


def _accounts(report: MonthReport) -> str:
    accounts = report.accounts
    opened = ngettext("{n}\u00a0ouvert", "{n}\u00a0ouverts", accounts.opened)
    closed = ngettext("{n}\u00a0clos", "{n}\u00a0clos", accounts.closed)
    parts = (
        _("{n}\u00a0au départ").format(n=format_number(accounts.at_start)),
        opened.format(n=format_number(accounts.opened)),
        closed.format(n=format_number(accounts.closed)),
    )
    return ", ".join(parts)


def _to_price(pending: int) -> str:
    if not pending:
        return ""
    text = ngettext("dont {n} coût à chiffrer", "dont {n} coûts à chiffrer", pending)
    return text.format(n=format_number(pending))


def _against(report: MonthReport, figure: Callable[[MonthTotals], str]) -> str:
    if report.before is None:
        return "" if report.accounts.at_start else _("premier mois du livre")
    month = format_date(month_before(report.month), "month")
    return _("{month}\u00a0: {figure}").format(month=month, figure=figure(report.before))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def movements(report: MonthReport, *, kinds: int) -> list[Block]:
    """From the opening to the closing balance, to the centi-unit; the first `kinds` of each."""
    moves = report.movements
    eve = format_date(report.month - timedelta(days=1), "long")
    rows = [row(_("Solde au {day}").format(day=eve), "", _plain(moves.opening), tone="group")]
    rows += _family_rows(moves.deposits, kinds)
    rows += _family_rows(moves.withdrawals, kinds)
    rows += _other_moves(report)
    last = _("Solde au {day}").format(day=format_date(report.through, "long"))
    rows.append(row(last, "", _plain(moves.closing), tone="total"))
    columns = (
        Column(_("Mouvement"), share=3),
        Column(_("Nombre"), share=1, right=True),
        Column(_("Unités"), share=1, right=True),
    )
    return [Heading(_("Mouvements des comptes, en unités")), Grid(columns, tuple(rows))]


def _family_rows(lines: Sequence[MovementLine], most: int) -> list[Row]:
    rows: list[Row] = []
    for family in by_family(lines):
        label = family_label(family.family)
        rows.append(row(label, format_number(family.count), _signed(family.amount)))
        kinds = [line for line in lines if line.family == family.family and line.label]
        if most and len(kinds) > 1:
            rows += [
                row(
                    Cell(line.label, indented=True),
                    format_number(line.count),
                    _signed(line.amount),
                    tone="muted",
                )
                for line in kinds[:most]
            ]
    return rows


def _other_moves(report: MonthReport) -> list[Row]:
    """Voided, fade, corrections, closures: each line only when it moves something."""
    moves = report.movements
    voided = ngettext(
        "Annulé par une rupture ({n} compte)",
        "Annulé par une rupture ({n} comptes)",
        moves.voided_accounts,
    )
    lines = (
        (voided.format(n=format_number(moves.voided_accounts)), "", moves.voided),
        (_("Effacement du mois"), "", moves.fade),
        (
            _("Corrections (contre-écritures)"),
            format_number(moves.correction_count),
            moves.corrections,
        ),
        (_("Comptes clos"), format_number(report.accounts.closed), moves.closures),
    )
    return [row(label, count, _signed(amount)) for label, count, amount in lines if amount]


def _signed(centi_units: int) -> str:
    return format_units(centi_units, decimals=2, signed=True)


def _plain(centi_units: int) -> str:
    return format_units(centi_units, decimals=2)


def states_and_commitments(report: MonthReport) -> list[Block]:
    """The states as bars, and beside them how the shop kept its word."""
    commitments = _commitments(report)
    if not any(count.count for count in report.states.at_end):
        return [Heading(_("Nos engagements")), _ratios(commitments)] if commitments else []
    width = Pair.column(CONTENT_WIDTH)
    left: list[Block] = [Heading(_("État des relations")), Figure(_state_bars(report, width))]
    right: list[Block] = [Heading(_("Nos engagements"))]
    if commitments:
        right.append(_ratios(commitments))
    else:
        right.append(Prose(_("Rien n’arrivait à échéance ce mois-ci.")))
    return [Pair(left, right)]


def _state_bars(report: MonthReport, width: float) -> Chart:
    before = {count.state: count.count for count in report.states.at_start}
    now = {count.state: count.count for count in report.states.at_end}
    quantities = []
    for state in STATES:
        if now.get(state) or before.get(state):
            tone, pattern = STATE_BARS[state]
            shown = _with_change(now.get(state, 0), before.get(state, 0))
            label = state_label(state)
            quantities.append(Quantity(label, now.get(state, 0), shown, tone, pattern))
    return bars(quantities, width, label_room=78)


def _with_change(now: int, before: int) -> str:
    """« 158 (+ 6) », « 2 (=) »."""
    if now == before:
        return f"{format_number(now)} (=)"
    sign = "+" if now > before else "\N{MINUS SIGN}"
    change = f"{sign}\N{NARROW NO-BREAK SPACE}{format_number(abs(now - before))}"
    return f"{format_number(now)} ({change})"


def _commitments(report: MonthReport) -> list[Row]:
    """What came to its end this month and how much of it as promised; empty lines left out."""
    incidents, requests, promises = report.incidents, report.requests, report.promises
    answered = requests.answered_in_time + requests.answered_late + requests.lapsed
    honoured = sum(line.honoured for line in report.privileges)
    refused = sum(line.refused for line in report.privileges)
    lines = (
        (_("Demandes répondues à temps"), requests.answered_in_time, answered),
        (_("Réponses complètes"), requests.complete, requests.complete + requests.partial),
        (_("Promesses tenues à temps"), promises.kept_in_time, promises.ended),
        (
            _("Incidents résolus à temps"),
            incidents.resolved_in_time,
            incidents.resolved_in_time + incidents.mishandled,
        ),
        (_("Privilèges honorés"), honoured, honoured + refused),
    )
    rows = [row(label, _share(part, whole)) for label, part, whole in lines if whole]
    rows += _how_well(report)
    open_cases = incidents.still_open + requests.still_open + promises.still_open
    if open_cases:
        rows.append(row(_("Dossiers encore ouverts"), format_number(open_cases)))
    return rows


def _how_well(report: MonthReport) -> list[Row]:
    """What is no share of anything: days to resolution, what was mishandled, what repeats."""
    incidents, said = report.incidents, report.voices
    repeated = sum(cause.count for cause in incidents.repeated_causes)
    lines = (
        (_("Incidents mal traités"), incidents.mishandled),
        (_("Incidents d’une cause qui se répète"), repeated),
        (_("Paroles de clients gardées"), said.kept),
        (_("Ce qui a changé, dit au client"), said.told),
    )
    rows = [row(label, format_number(count)) for label, count in lines if count]
    if incidents.median_days is not None:
        rows.insert(0, row(_("Délai habituel de résolution"), days_label(incidents.median_days)))
    return rows


def _ratios(rows: list[Row]) -> Grid:
    return Grid((Column(share=1), Column(right=True)), tuple(rows))


def _share(part: int, whole: int) -> str:
    """« 44 / 46 · 96 % »."""
    return f"{format_number(part)} / {format_number(whole)} · {percent(part, whole)}"


def percent(part: int, whole: int) -> str:
    """« 96 % », rounded to the nearest; `whole` is not 0."""
    return format_rate((200 * part + whole) // (2 * whole) * 100)
