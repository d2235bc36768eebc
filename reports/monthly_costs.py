"""What goodwill cost, in both reports: by nature, account and rate, then line by line."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from models.costs import Standing, standing_label
from models.i18n import (
    _,
    format_date,
    format_list,
    format_money,
    format_number,
    format_rate,
    format_units,
    ngettext,
)
from models.month_data import CostLine, MonthReport
from models.month_gift_data import Gifts
from reports import cost_totals as costs
from reports.blocks import Heading, Prose
from reports.grid import Grid
from reports.layout import Block
from reports.rows import Cell, Column, Row, row
from reports.style import SMALL
from reports.typeset import plain
from reports.words import capitalised, cost_nature, cost_standing

_MOST_OVER = 10
_STANDINGS = (Standing.TO_BOOK, Standing.BOOKED, Standing.MANAGEMENT)


def cost_groups(report: MonthReport, most: int = 60, pad: float = 3.0) -> list[Block]:
    """By nature, account and rate, the total, and what is booked of it; nothing without costs.

    Beyond `most` groups, one line sums the rest; `pad` as in `Grid`.
    """
    if not report.costs:
        return []
    blocks: list[Block] = [Heading(_("Coûts supportés, en euros"))]
    pending = len(costs.unpriced(report.costs))
    if costs.priced(report.costs):
        groups = costs.groups(report.costs)
        rows = [_group_row(group) for group in groups[:most]]
        if groups[most:]:
            rows.append(row(_("Le reste"), "", "", *_sums(_added(groups[most:])), tone="muted"))
        rows.append(row(_("Total"), "", "", *_sums(costs.total(report.costs)), tone="total"))
        rows += [_standing_row(*standing) for standing in costs.by_standing(report.costs)]
        after = 8 if pending else 16
        blocks.append(Grid(_group_columns(), tuple(rows), after=after, pad=pad))
    if pending:
        blocks.append(_to_price(pending))
    return blocks


def _added(groups: Sequence[costs.CostGroup]) -> costs.CostSum:
    totals = [group.total for group in groups]
    return costs.CostSum(
        sum(total.count for total in totals),
        sum(total.net for total in totals),
        sum(total.vat for total in totals),
        sum(total.gross for total in totals),
    )


def _group_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nature"), share=2.4),
        Column(_("Compte"), share=0.8),
        Column(_("Taux"), share=0.9, right=True),
        Column(_("Nombre"), share=0.9, right=True),
        Column(_("Hors taxes"), share=1.1, right=True),
        Column(_("TVA"), share=1, right=True),
        Column(_("TTC"), share=1.1, right=True),
    )


def _group_row(group: costs.CostGroup) -> Row:
    account = group.account or "–"
    rate = _("sans TVA") if group.vat_rate is None else format_rate(group.vat_rate)
    return row(cost_nature(group.nature), account, rate, *_sums(group.total))


def _standing_row(standing: Standing, total: costs.CostSum) -> Row:
    label = _("dont {standing}").format(standing=standing_label(standing))
    return row(Cell(label, indented=True), "", "", *_sums(total), tone="muted")


def _sums(total: costs.CostSum) -> tuple[str, str, str, str]:
    return (
        format_number(total.count),
        _euros(total.net),
        _euros(total.vat),
        _euros(total.gross),
    )


def _to_price(pending: int) -> Prose:
    text = ngettext(
        "{n} coût reste à chiffrer\u00a0: il n’entre dans aucun total.",
        "{n} coûts restent à chiffrer\u00a0: ils n’entrent dans aucun total.",
        pending,
    )
    return Prose(text.format(n=format_number(pending)), small=True, after=16)


def gift_notes(report: MonthReport, *, named: bool) -> list[Block]:
    """What the tax rules say of the year's gifts; nothing without any."""
    if report.gifts is None or not report.gifts.total_cents:
        return []
    texts = [_gift_sum(report.gifts)]
    if report.gifts.over:
        texts.append(_over_limit(report.gifts, named))
    if report.gifts.declared:
        texts.append(
            _(
                "Au-delà de 3\u00a0000\u00a0€ dans l’année, ils se déclarent\u00a0: formulaire "
                "2067, ou 2031 pour une entreprise individuelle."
            )
        )
    return [Prose(" ".join(texts), small=True, after=16)]


def _gift_sum(gifts: Gifts) -> str:
    text = _("Cadeaux depuis janvier {year}\u00a0: {total} TTC, limite {limit} par personne.")
    if gifts.exempt:
        text = _(
            "Cadeaux depuis janvier {year}\u00a0: {total}. En franchise de TVA, il n’y a pas de "
            "limite par personne."
        )
    elif not gifts.confirmed:
        text = _(
            "Cadeaux depuis janvier {year}\u00a0: {total} TTC\u00a0; limite à confirmer pour "
            "cette année, {limit} par personne jusque-là."
        )
    total, limit = format_money(gifts.total_cents), format_money(gifts.limit_cents)
    return text.format(year=gifts.year, total=total, limit=limit)


def _over_limit(gifts: Gifts, named: bool) -> str:
    people = [
        _("{client} ({total})").format(
            client=one.client.name if named else one.client.number,
            total=format_money(one.gross_cents),
        )
        for one in gifts.over[:_MOST_OVER]
    ]
    rest = len(gifts.over) - len(people)
    if rest:
        people.append(ngettext("{n} autre", "{n} autres", rest).format(n=format_number(rest)))
    return _("Au-delà, la TVA des cadeaux ne se récupère pas\u00a0: {people}.").format(
        people=format_list(people)
    )


def cost_lines(report: MonthReport, most: int, *, named: bool) -> list[Block]:
    """Each cost under its standing, what is to book first, those « à chiffrer » before others.

    Beyond `most`, one line sums the rest. Unless `named`, free texts are left out.
    """
    if not report.costs:
        return []
    ordered = sorted(report.costs, key=_urgency)
    rows: list[Row] = []
    for code, lines in groupby(ordered[:most], lambda line: line.standing):
        rows.append(row(capitalised(cost_standing(code)), *[""] * 7, tone="group"))
        rows += [_cost_row(line, named) for line in lines]
    if ordered[most:]:
        rows.append(_rest_row(ordered[most:]))
    columns = (
        Column(_("Ce qui a été fait") if named else _("Nature"), share=1, most=2),
        Column(_("Date")),
        Column(_("Client")),
        Column(_("Pièce"), most=2),
        Column(_("Taux"), right=True),
        Column(_("HT"), right=True),
        Column(_("TVA"), right=True),
        Column(_("TTC"), right=True),
    )
    heading = Heading(_("Détail des coûts, en euros"))
    return [heading, Grid(columns, tuple(rows), pad=2.4, size=SMALL + 0.6)]


def _urgency(line: CostLine) -> tuple[int, bool, date]:
    standing = _STANDINGS.index(Standing(line.standing))
    return standing, line.net_cents is not None, line.day


def _cost_row(line: CostLine, named: bool) -> Row:
    what = Cell((line.label if named else "") or cost_nature(line.nature), indented=True)
    document = plain(line.document, 24) or "–"
    facts = (what, format_date(line.day, "day"), line.client_number, document)
    if line.net_cents is None:
        return row(*facts, "", _("à chiffrer"), "", "")
    amounts = (line.net_cents, line.vat_cents or 0, line.gross_cents or 0)
    rate = "–" if line.vat_rate is None else format_rate(line.vat_rate)
    return row(*facts, rate, *map(_euros, amounts))


def _rest_row(rest: Sequence[CostLine]) -> Row:
    total = costs.total(rest)
    text = ngettext("et {n} autre coût", "et {n} autres coûts", len(rest))
    amounts = map(_euros, (total.net, total.vat, total.gross))
    return row(text.format(n=format_number(len(rest))), "", "", "", "", *amounts, tone="muted")


def _euros(cents: int) -> str:
    """Without the sign of the euro, which the table's title says once: hundredths as units are."""
    return format_units(cents, decimals=2)
