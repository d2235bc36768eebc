"""The columns of the Clients table, and what each says of a client."""

from models.client_list import ClientListRow
from models.i18n import _, format_date, format_units
from models.rules.folding import format_phone
from models.wording import state_label
from ui.item_models.lazy_table import Cell, Column
from ui.screens.counter_card import STATE_LOOK


def columns() -> tuple[Column[ClientListRow], ...]:
    """The columns, in the language in use."""
    return (
        Column(_("Client"), _name_cell, width=22, stretch=3, sort_key="name"),
        Column(_("Ville, téléphone"), _place_cell, width=18, stretch=2, sort_key="town"),
        Column(_("Bien"), _asset_cell, width=15, stretch=2, sort_key="asset", spare=True),
        Column(_("État"), _state_cell, width=17, sort_key="state"),
        Column(_("Solde"), _balance_cell, align="right", width=6, sort_key="balance"),
        Column(_("3 mois"), _trend_cell, align="right", width=6, sort_key="trend", spare=True),
        Column(_("Vu le"), _seen_cell, align="right", width=11, sort_key="last_visit", spare=True),
        Column(_("Attend"), _due_cell, align="right", width=14, sort_key="next_due", spare=True),
    )


def _name_cell(row: ClientListRow) -> Cell:
    return Cell(row.name, row.company or f"C-{row.number:05d}", bold=True)


def _place_cell(row: ClientListRow) -> Cell:
    phone = format_phone(row.phone)
    return Cell(row.town, phone) if row.town else Cell(phone)


def _asset_cell(row: ClientListRow) -> Cell:
    return Cell(row.asset, row.plate)


def _state_cell(row: ClientListRow) -> Cell:
    tone, symbol = STATE_LOOK[row.state]
    return Cell("", pill=f"{symbol} {state_label(row.state)}", pill_tone=tone)


def _balance_cell(row: ClientListRow) -> Cell:
    return Cell(format_units(row.balance), tone="bad" if row.balance < 0 else "")


def _trend_cell(row: ClientListRow) -> Cell:
    return Cell(format_units(row.trend, signed=True), tone="muted")


def _seen_cell(row: ClientListRow) -> Cell:
    return Cell(format_date(row.last_visit, "short") if row.last_visit else "—", tone="muted")


def _due_cell(row: ClientListRow) -> Cell:
    if row.next_due is None:
        return Cell("")
    count = f" ({row.open_cases})" if row.open_cases > 1 else ""
    return Cell(format_date(row.next_due, "short") + count)
