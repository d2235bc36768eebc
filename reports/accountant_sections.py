"""The sections only the accountant's report has: small groups told together, what is still open,
what the shop owes, the seal."""

from collections.abc import Sequence
from datetime import timedelta

from models.costs import Nature, nature_label
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
from models.month_data import MonthReport, MovementLine
from models.month_left_data import Commitment, OpenCase
from models.privileges import family_label as privilege_family
from models.rules.seal import digest
from models.rules.small_groups import LEAST, many, small
from models.wording import state_label
from reports.blocks import Heading, Prose
from reports.grid import Grid
from reports.layout import Block
from reports.nameless import few_together
from reports.rows import Column, Row, row
from reports.style import SMALL
from reports.words import STATES, capitalised, family_label


def movements(report: MonthReport) -> list[Block]:
    """From the opening to the closing balance, to the centi-unit."""
    moves = report.movements
    eve = format_date(report.month - timedelta(days=1), "long")
    last = format_date(report.through, "long")
    rows = [row(_("Solde au {day}").format(day=eve), "", _plain(moves.opening), tone="group")]
    rows += _family_rows(moves.deposits, _("Autres dépôts"))
    rows += _family_rows(moves.withdrawals, _("Autres retraits"))
    others = (
        (_("Annulé par une rupture"), moves.voided_accounts, moves.voided),
        (_("Effacement du mois"), 0, moves.fade),
        (_("Corrections (contre-écritures)"), moves.correction_count, moves.corrections),
        (_("Comptes clos"), report.accounts.closed, moves.closures),
    )
    rows += [row(label, _many(count), _signed(amount)) for label, count, amount in others if amount]
    rows.append(row(_("Solde au {day}").format(day=last), "", _plain(moves.closing), tone="total"))
    columns = (
        Column(_("Mouvement"), share=3),
        Column(_("Nombre"), share=1, right=True),
        Column(_("Unités"), share=1, right=True),
    )
    return [Heading(_("Mouvements des comptes, en unités")), Grid(columns, tuple(rows))]


def _family_rows(lines: tuple[MovementLine, ...], other: str) -> list[Row]:
    kept, few = few_together(lines)
    told = [(family_label(line.family), line) for line in kept]
    told += [(other, few)] if few else []
    return [row(name, format_number(line.count), _signed(line.amount)) for name, line in told]


def _many(count: int) -> str:
    told = many(count)
    return format_number(told) if told else ""


def states(report: MonthReport) -> list[Block]:
    """How many accounts are in each state, before and after; small groups on one line."""
    before = {count.state: count.count for count in report.states.at_start}
    after = {count.state: count.count for count in report.states.at_end}
    few = small(before, after)
    shown = [one for one in STATES if one not in few and before.get(one, 0) + after.get(one, 0)]
    rows = [
        _state_row(capitalised(state_label(one)), before.get(one, 0), after.get(one, 0))
        for one in shown
    ]
    if few:
        sums = (sum(counts.get(one, 0) for one in few) for counts in (before, after))
        rows.append(_state_row(_("Autres états, réunis"), *sums))
    if not rows:
        return []
    columns = (
        Column(_("État"), share=3),
        Column(format_date(report.month - timedelta(days=1), "day"), share=1, right=True),
        Column(format_date(report.through, "day"), share=1, right=True),
    )
    return [Heading(_("État des relations")), Grid(columns, tuple(rows), together=True)]


def _state_row(label: str, before: int, after: int) -> Row:
    return row(label, format_number(before), format_number(after))


def codes(report: MonthReport) -> list[Block]:
    """The month's account codes that nobody confirmed yet; nothing without any."""
    used = {line.nature: line.account for line in report.costs if line.account}
    told = [
        _("{code} ({nature})").format(code=used[nature], nature=nature_label(Nature(nature)))
        for nature in report.codes_to_confirm
        if nature in used
    ]
    if not told:
        return []
    text = _("Comptes d’usage, à confirmer par le comptable\u00a0: {codes}.")
    return [Prose(text.format(codes=format_list(told)), small=True, after=16)]


def open_cases(report: MonthReport, most: int) -> list[Block]:
    """The cases still open and what they may still cost; those estimated first."""
    cases = report.open_cases
    if not cases:
        return []
    ordered = sorted(cases, key=lambda one: one.remaining_cents is None)
    rows = [_case_row(one) for one in ordered[:most]]
    if ordered[most:]:
        rows.append(_rest(ordered[most:]))
    known = [one.remaining_cents for one in cases if one.remaining_cents is not None]
    total = _("Estimé pour {n} sur {all}").format(
        n=format_number(len(known)), all=format_number(len(cases))
    )
    rows.append(row(total, "", "", "", format_money(sum(known)) if known else "–", tone="total"))
    columns = (
        Column(_("Dossier"), share=1.6),
        Column(_("Client"), share=1),
        Column(_("Ouvert le"), share=1),
        Column(_("Échéance"), share=1),
        Column(_("Coût restant"), share=1.1, right=True),
    )
    heading = Heading(_("Dossiers ouverts et coût restant"))
    return [heading, Grid(columns, tuple(rows), pad=2.4, size=SMALL + 0.6)]


def _case_row(one: OpenCase) -> Row:
    days = (format_date(one.opened, "short"), format_date(one.due, "short"))
    cost = _("non estimé") if one.remaining_cents is None else format_money(one.remaining_cents)
    return row(_sort(one), one.client_number, *days, cost)


def _sort(one: OpenCase) -> str:
    return {"incident": _("Incident"), "request": _("Demande"), "promise": _("Promesse")}[one.sort]


def _rest(rest: Sequence[OpenCase]) -> Row:
    known = [one.remaining_cents for one in rest if one.remaining_cents is not None]
    text = ngettext("et {n} autre dossier", "et {n} autres dossiers", len(rest))
    cost = format_money(sum(known)) if known else _("non estimé")
    return row(text.format(n=format_number(len(rest))), "", "", "", cost, tone="muted")


def commitments(report: MonthReport, most: int) -> list[Block]:
    """The privileges the shop owes: commitments, never amounts of the accounts."""
    heading = Heading(_("Privilèges\u00a0: engagements"))
    if not report.commitments:
        nothing = _("Aucune charte en vigueur ne promet de privilège.")
        return [heading, Prose(f"{nothing} {_uses(report)}", small=True)]
    rows = [_commitment_row(one) for one in report.commitments[:most]]
    rest = len(report.commitments) - most
    if rest > 0:
        text = ngettext("et {n} autre privilège", "et {n} autres privilèges", rest)
        rows.append(row(text.format(n=format_number(rest)), "", "", "", "", tone="muted"))
    columns = (
        Column(_("Privilège"), share=1.7),
        Column(_("Nature"), share=1.5),
        Column(_("Depuis"), share=0.9),
        Column(_("Dû jusqu’au"), share=1),
        Column(_("Coût d’un usage, HT"), share=1.4, right=True),
    )
    table = Grid(columns, tuple(rows), pad=2.4, size=SMALL + 0.6, after=6)
    return [heading, table, Prose(_uses(report), small=True)]


def _commitment_row(one: Commitment) -> Row:
    name = _("n° {number}, {family}").format(
        number=one.number, family=privilege_family(one.family) or "–"
    )
    until = format_date(one.until, "short") if one.until else _("sans terme")
    cost = _("non estimé")
    if one.unit_cents is not None:
        rate = _("sans TVA") if one.vat_rate is None else format_rate(one.vat_rate)
        cost = f"{format_money(one.unit_cents)} · {rate}"
    return row(name, nature_label(Nature(one.nature)), format_date(one.since, "short"), until, cost)


def _uses(report: MonthReport) -> str:
    honoured = sum(line.honoured for line in report.privileges)
    refused = sum(line.refused for line in report.privileges)
    if not honoured + refused:
        return _("Aucun usage ce mois-ci.")
    if small({"honoured": honoured, "refused": refused}):
        text = ngettext(
            "{n} usage ce mois-ci, honoré ou refusé.",
            "{n} usages ce mois-ci, honorés ou refusés.",
            honoured + refused,
        )
        return text.format(n=format_number(honoured + refused))
    return _("Usages ce mois-ci\u00a0: {honoured} honorés, {refused} refusés ou oubliés.").format(
        honoured=format_number(honoured), refused=format_number(refused)
    )


def seal(report: MonthReport, attached: bytes) -> list[Block]:
    """What vouches for the month, its figures `attached` as rapport.json: its seal, or that it is
    still provisional."""
    heading = Heading(_("Sceau"))
    figures = digest(attached)
    if report.sealing is None:
        return [heading, Prose(_unsealed(report).format(digest=figures), small=True)]
    rows = (
        row(_("Numéro du sceau"), str(report.sealing.number)),
        row(_("Chiffres (rapport.json)"), figures),
        row(_("Journal du mois"), report.sealing.journal),
        row(_("Sceau précédent"), report.sealing.before),
    )
    note = _(
        "Empreintes SHA-256. Le sceau de ce mois couvre aussi ce fichier, octet pour octet\u00a0: "
        "il est gardé dans le livre et dans son export, où la vérification du livre le recalcule."
    )
    table = Grid((Column(share=1), Column(share=3.6)), rows, pad=2.4, size=SMALL, after=6)
    return [heading, table, Prose(note, small=True)]


def _unsealed(report: MonthReport) -> str:
    if report.closed_since:
        return _(
            "Ce mois n’a pas de sceau à lui\u00a0: un mois suivant est clos, et rien ne peut plus "
            "y être noté ni changé. Empreinte SHA-256 de rapport.json\u00a0: {digest}."
        )
    return _(
        "Provisoire\u00a0: le mois n’est pas clos, ces chiffres peuvent encore changer. "
        "Empreinte SHA-256 de rapport.json\u00a0: {digest}."
    )


def small_note() -> str:
    """Why some lines are told together."""
    return _(
        "Ce qui ne concerne pas au moins {n} cas est réuni sous «\u00a0autres\u00a0», pour que "
        "nul ne soit reconnu."
    ).format(n=LEAST)


def _signed(centi_units: int) -> str:
    return format_units(centi_units, decimals=2, signed=True)


def _plain(centi_units: int) -> str:
    return format_units(centi_units, decimals=2)
