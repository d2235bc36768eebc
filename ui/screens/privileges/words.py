"""Privileges in words: where they stand, what they cost, how they were kept."""

from collections.abc import Callable
from datetime import date

from models.i18n import _, format_date, format_list, format_money, format_number, ngettext
from models.privilege_cost import Simulation
from models.privilege_overview import Kept, Reach, shown
from models.privileges import PrivilegeRow, Status, family_label
from ui.item_models.lazy_table import Cell, Column

_TONES = {
    Status.DRAFT: "neutral",
    Status.PUBLISHED: "good",
    Status.CHANGED: "warn",
    Status.LEAVING: "warn",
    Status.WITHDRAWN: "neutral",
}

_MOST_MONTHS = 3
"""The months named; the others are counted."""


def columns(
    reaches: Callable[[], dict[int, Reach]],
    kept: Callable[[], dict[int, Kept]],
    leaving: Callable[[], dict[int, date]],
) -> tuple[Column[PrivilegeRow], ...]:
    """The columns of the list; figures not read yet are shown « … ».

    `leaving`: until when those that a charter withdrew stay due.
    """

    def cost(row: PrivilegeRow) -> Cell:
        found = reaches().get(row.id)
        unit = shown(row).unit_cents
        once = _("à chiffrer") if unit is None else _each(unit)
        return Cell(once, "" if found is None else _a_year(found.year))

    def right(row: PrivilegeRow) -> str:
        if shown(row).rule is None:
            return "—"
        found = reaches().get(row.id)
        return "…" if found is None else format_number(len(found.clients))

    def came_up(row: PrivilegeRow) -> Cell:
        return _kept_cell(kept().get(row.id, Kept()))

    return (
        Column(_("Privilège"), _title_cell, width=22, stretch=3),
        Column(_("Où il en est"), lambda row: _status_cell(row, leaving()), width=15, stretch=1),
        Column(_("Coût, HT"), cost, "right", 17),
        Column(_("Y ont droit"), right, "right", 9),
        Column(_("En 12 mois"), came_up, width=15, stretch=1),
    )


def status_words(row: PrivilegeRow) -> str:
    """Where a privilege stands."""
    if row.status is Status.LEAVING and row.withdraw_on is not None:
        return _("à retirer")
    return {
        Status.DRAFT: _("idée"),
        Status.PUBLISHED: _("promis"),
        Status.CHANGED: _("promis, à revoir"),
        Status.LEAVING: _("à retirer"),
        Status.WITHDRAWN: _("retiré"),
    }[row.status]


def right_words(count: int) -> str:
    """How many have a right to it today."""
    if not count:
        return _("Personne n’y a droit aujourd’hui")
    text = ngettext(
        "{count} client y a droit aujourd’hui", "{count} clients y ont droit aujourd’hui", count
    )
    return text.format(count=format_number(count))


def year_words(year: Simulation) -> str:
    """The uses of the last twelve months, and what they would have cost."""
    uses = ngettext("{count} fois", "{count} fois", year.uses).format(
        count=format_number(year.uses)
    )
    told = ngettext(
        "{count} client s’en serait servi, {uses} en tout.",
        "{count} clients s’en seraient servis, {uses} en tout.",
        year.served,
    ).format(count=format_number(year.served), uses=uses)
    return told if year.uses else _("Personne ne s’en serait servi.")


def cost_words(year: Simulation) -> str:
    """Net, VAT, gross, and by client who has a right to it."""
    if year.net_cents is None or year.gross_cents is None:
        return _("Dites ce que coûte une fois, et l’année se chiffre ici.")
    told = _("{net} HT, {vat} de TVA, {gross} TTC.").format(
        net=format_money(year.net_cents),
        vat=format_money(year.vat_cents or 0),
        gross=format_money(year.gross_cents),
    )
    if year.per_entitled_cents is None:
        return told
    each = _("Soit {cost} HT par client qui y a droit.").format(
        cost=format_money(year.per_entitled_cents)
    )
    return f"{told} {each}"


def capacity_words(year: Simulation, capacity: int | None) -> str:
    """When the promise could not have been kept; empty when it always could."""
    if not year.beyond or capacity is None:
        return ""
    months = format_list([format_date(month, "month") for month in year.beyond[-_MOST_MONTHS:]])
    if len(year.beyond) > _MOST_MONTHS:
        months = _("{months}, et {count} mois avant").format(
            months=months, count=len(year.beyond) - _MOST_MONTHS
        )
    busiest = format_date(year.busiest, "month") if year.busiest else ""
    return _(
        "La promesse n’aurait pas été tenue en {months}. {busiest} la demandait {uses} fois, "
        "pour une capacité de {capacity} par mois."
    ).format(
        months=months,
        busiest=busiest.capitalize(),
        uses=format_number(year.busiest_uses),
        capacity=format_number(capacity),
    )


def _title_cell(row: PrivilegeRow) -> Cell:
    draft = shown(row)
    return Cell(draft.title or _("Sans nom"), family_label(draft.family), bold=True)


def _status_cell(row: PrivilegeRow, leaving: dict[int, date]) -> Cell:
    day = row.withdraw_on or (leaving.get(row.id) if row.status is Status.WITHDRAWN else None)
    trial = row.published.trial_until if row.published else None
    if day is not None:
        until = _("dû jusqu’au {day}").format(day=format_date(day, "medium"))
    elif trial is not None:
        until = _("à l’essai jusqu’au {day}").format(day=format_date(trial, "medium"))
    else:
        until = ""
    return Cell("", until, pill=status_words(row), pill_tone=_TONES[row.status])


def _each(cents: int) -> str:
    return _("{cost} la fois").format(cost=format_money(cents))


def _a_year(year: Simulation) -> str:
    if year.net_cents is None:
        return ""
    return _("{cost} par an").format(cost=format_money(year.net_cents))


def _kept_cell(found: Kept) -> Cell:
    honoured = ngettext("{count} honoré", "{count} honorés", found.honoured).format(
        count=format_number(found.honoured)
    )
    failed = [
        ngettext("{count} refusé", "{count} refusés", found.refused).format(count=found.refused)
        if found.refused
        else "",
        ngettext("{count} oublié", "{count} oubliés", found.forgotten).format(count=found.forgotten)
        if found.forgotten
        else "",
    ]
    words = ", ".join(word for word in failed if word)
    return Cell(honoured, words, tone="" if found.honoured else "muted")
