"""The month's figures as JSON: what `report --json` prints, and later what the PDF carries.

Pure, no reportlab. Schema: `month.schema.json` beside this file, version `SCHEMA`.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from models.month_data import (
    CostLine,
    MonthReport,
    MonthTotals,
    MovementLine,
    StateCount,
    by_family,
)
from reports import cost_totals as costs

SCHEMA = "compte-confiance/month/2"


def to_json(report: MonthReport) -> str:
    """The accountant's figures of a month as one JSON document, indented, keys in a fixed order.

    Names nobody: clients appear by the book's own numbers, in the costs only; free texts, the
    shop's own words for its catalogues included, are left out. Trust amounts are integer
    centi-units (keys ending in `_cu`), money integer cents (`_cents`), VAT rates integer basis
    points (`_bp`, 2000 is 20 %), days ISO 8601. Movements are signed and add up:
    opening + deposits + withdrawals + voided + fade + corrections + closures = closing.
    A cost whose amounts are null is still to be priced. The same month gives the same text.
    """
    return json.dumps(month_document(report), ensure_ascii=False, indent=2) + "\n"


def month_document(report: MonthReport) -> dict[str, Any]:
    """`to_json`'s document as plain dictionaries, lists, strings and integers."""
    accounts = report.accounts
    return {
        "schema": SCHEMA,
        "month": f"{report.month:%Y-%m}",
        "through": report.through.isoformat(),
        "closed_on": _day(report.closed_on),
        "shop": {
            "name": report.shop.name,
            "siret": report.shop.siret,
            "vat_number": report.shop.vat_number,
        },
        "accounts": {
            "at_start": accounts.at_start,
            "opened": accounts.opened,
            "closed": accounts.closed,
            "at_end": accounts.at_end,
        },
        "movements": _movements(report),
        "month_before": _totals(report.before),
        "same_month_last_year": _totals(report.last_year),
        "states": _states(report),
        **_commitments(report),
        "costs": _costs(report),
        "good_faith": asdict(report.good_faith),
        "referrals": {
            "count": len(report.referrals),
            "thanked": sum(line.thanked for line in report.referrals),
        },
    }


def _movements(report: MonthReport) -> dict[str, Any]:
    moves = report.movements
    return {
        "opening_cu": moves.opening,
        "deposits": _families(moves.deposits),
        "withdrawals": _families(moves.withdrawals),
        "voided_cu": moves.voided,
        "voided_accounts": moves.voided_accounts,
        "fade_cu": moves.fade,
        "corrections_cu": moves.corrections,
        "corrections": moves.correction_count,
        "closures_cu": moves.closures,
        "closing_cu": moves.closing,
    }


def _families(lines: tuple[MovementLine, ...]) -> list[dict[str, Any]]:
    """One item per sort of posting: the shop's own kinds and words are merged."""
    return [
        {"sort": line.family, "count": line.count, "amount_cu": line.amount}
        for line in by_family(lines)
    ]


def _totals(totals: MonthTotals | None) -> dict[str, int] | None:
    if totals is None:
        return None
    units = ("deposits", "withdrawals", "voided", "fade", "corrections", "closures", "closing")
    return {
        f"{name}_cu" if name in units else name: value for name, value in asdict(totals).items()
    }


def _states(report: MonthReport) -> dict[str, Any]:
    states = report.states
    return {
        "at_start": _counts(states.at_start),
        "at_end": _counts(states.at_end),
        "moves": [
            {
                "before": move.before.value if move.before else None,
                "after": move.after.value,
                "count": move.count,
            }
            for move in states.moves
        ],
    }


def _counts(counts: tuple[StateCount, ...]) -> dict[str, int]:
    return {count.state.value: count.count for count in counts}


def _commitments(report: MonthReport) -> dict[str, Any]:
    incidents = report.incidents
    return {
        "incidents": {
            "minor": incidents.minor,
            "notable": incidents.notable,
            "serious": incidents.serious,
            "resolved_in_time": incidents.resolved_in_time,
            "resolved_late": incidents.resolved_late,
            "mishandled": incidents.mishandled,
            "still_open": incidents.still_open,
            "median_days_to_resolution": incidents.median_days,
            "causes": _causes(report),
        },
        "requests": asdict(report.requests),
        "promises": asdict(report.promises),
        "privileges": {
            "honoured": sum(line.honoured for line in report.privileges),
            "refused": sum(line.refused for line in report.privileges),
            **_charter(report),
        },
        "contacts": {"made": report.contacts, "over_cap": report.contacts_over_cap},
        "voices": {
            name: getattr(report.voices, name)
            for name in ("complaints", "compliments", "ideas", "changed", "told")
        },
    }


def _charter(report: MonthReport) -> dict[str, Any]:
    """The charter's number and counts, once there is one; its words are the shop's own."""
    charter = report.charter
    if charter is None:
        return {}
    return {
        "forgotten": sum(line.forgotten for line in charter.commitments),
        "declined": sum(line.declined for line in charter.commitments),
        "charter": {
            "number": charter.number,
            "told": charter.told,
            "clients": charter.clients,
            "entitled": [line.entitled for line in charter.commitments],
        },
    }


def _causes(report: MonthReport) -> dict[str, int]:
    """Incidents by whether a cause was chosen; the words of the catalogue are the shop's own."""
    incidents = report.incidents
    return {
        "said": sum(cause.count for cause in incidents.causes if cause.label),
        "unsaid": sum(cause.count for cause in incidents.causes if not cause.label),
        "repeated": sum(cause.count for cause in incidents.repeated_causes),
    }


def _costs(report: MonthReport) -> dict[str, Any]:
    return {
        "lines": [_cost(line) for line in report.costs],
        "groups": [
            {
                "nature": group.nature,
                "account": group.account,
                "vat_rate_bp": group.vat_rate,
                **_sum(group.total),
            }
            for group in costs.groups(report.costs)
        ],
        "total": _sum(costs.total(report.costs)),
        "to_price": len(costs.unpriced(report.costs)),
    }


def _cost(line: CostLine) -> dict[str, Any]:
    return {
        "day": line.day.isoformat(),
        "client": line.client_number,
        "nature": line.nature,
        "account": line.account or None,
        "vat_rate_bp": line.vat_rate,
        "net_cents": line.net_cents,
        "vat_cents": line.vat_cents,
        "gross_cents": line.gross_cents,
        "document": line.document,
        "standing": line.standing,
    }


def _sum(total: costs.CostSum) -> dict[str, int]:
    return {
        "count": total.count,
        "net_cents": total.net,
        "vat_cents": total.vat,
        "gross_cents": total.gross,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
