"""The month's figures as JSON: what `report --json` prints and the accountant's PDF carries.

Pure, no reportlab. Schema: `models/schemas/month.schema.json`, version `SCHEMA`.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from models.month_data import CostLine, MonthReport, MonthTotals, MovementLine, StateCount
from models.month_gift_data import Gifts
from models.rules.small_groups import grouped, many, small
from reports import cost_totals as costs
from reports.nameless import few_together, nameless

SCHEMA = "compte-confiance/month/3"


def to_json(report: MonthReport) -> str:
    """The accountant's figures of a month as one JSON document, indented, keys in a fixed order.

    Names nobody: clients appear by the book's own numbers; free texts, the shop's own words for
    its catalogues included, are left out, and groups of fewer than three are told as « other »,
    or null when nothing is beside them. Trust amounts are integer centi-units (keys ending in
    `_cu`), money integer cents (`_cents`), VAT rates integer basis points (`_bp`, 2000 is 20 %),
    days ISO 8601. Movements are signed and add up:
    opening + deposits + withdrawals + voided + fade + corrections + closures = closing.
    A cost whose amounts are null is still to be priced. The same month gives the same text.
    """
    return json.dumps(month_document(report), ensure_ascii=False, indent=2) + "\n"


def month_document(report: MonthReport) -> dict[str, Any]:
    """`to_json`'s document as plain dictionaries, lists, strings and integers."""
    bare = nameless(report)
    accounts = bare.accounts
    return {
        "schema": SCHEMA,
        "month": f"{bare.month:%Y-%m}",
        "through": bare.through.isoformat(),
        "closed_on": _day(bare.closed_on),
        "seal": None if bare.sealing is None else asdict(bare.sealing),
        "shop": {
            "name": bare.shop.name,
            "siret": bare.shop.siret,
            "vat_number": bare.shop.vat_number,
        },
        "accounts": {
            "at_start": accounts.at_start,
            "opened": accounts.opened,
            "closed": accounts.closed,
            "at_end": accounts.at_end,
        },
        "movements": _movements(bare),
        "month_before": _totals(bare.before),
        "same_month_last_year": _totals(bare.last_year),
        "states": _states(bare),
        **_kept_word(bare),
        "open_cases": [
            {
                "sort": one.sort,
                "client": one.client_number,
                "opened": one.opened.isoformat(),
                "due": one.due.isoformat(),
                "remaining_cents": one.remaining_cents,
            }
            for one in bare.open_cases
        ],
        "commitments": [
            {
                "privilege": one.number,
                "family": one.family,
                "nature": one.nature,
                "since": one.since.isoformat(),
                "until": _day(one.until),
                "unit_net_cents": one.unit_cents,
                "vat_rate_bp": one.vat_rate,
            }
            for one in bare.commitments
        ],
        "costs": _costs(bare),
        "gifts": _gifts(bare.gifts),
        "referrals": many(len(report.referrals)),
    }


def _movements(report: MonthReport) -> dict[str, Any]:
    moves = report.movements
    return {
        "opening_cu": moves.opening,
        "deposits": _families(moves.deposits),
        "withdrawals": _families(moves.withdrawals),
        "voided_cu": moves.voided,
        "voided_accounts": many(moves.voided_accounts),
        "fade_cu": moves.fade,
        "corrections_cu": moves.corrections,
        "corrections": many(moves.correction_count),
        "closures_cu": moves.closures,
        "closing_cu": moves.closing,
    }


def _families(lines: tuple[MovementLine, ...]) -> list[dict[str, Any]]:
    """One item per sort of posting, and one for those of fewer than three."""
    kept, other = few_together(lines)
    told: list[tuple[str, MovementLine]] = [(line.family, line) for line in kept]
    told += [("other", other)] if other else []
    return [{"sort": sort, "count": line.count, "amount_cu": line.amount} for sort, line in told]


def _totals(totals: MonthTotals | None) -> dict[str, int] | None:
    """Accounts, movements and costs; what few people lived is compared for the owner alone."""
    if totals is None:
        return None
    units = ("deposits", "withdrawals", "voided", "fade", "corrections", "closures", "closing")
    return {
        "accounts": totals.accounts,
        **{f"{name}_cu": getattr(totals, name) for name in units},
        "cost_net_cents": totals.cost_net_cents,
    }


def _states(report: MonthReport) -> dict[str, Any]:
    states = report.states
    before, after = _by_state(states.at_start), _by_state(states.at_end)
    few = small(before, after)
    moves = {(one.before, one.after): one.count for one in states.moves}
    few_moves = small(moves)
    others = sum(moves[key] for key in few_moves)
    told: list[dict[str, Any]] = [
        {"before": old.value if old else None, "after": new.value, "count": count}
        for (old, new), count in moves.items()
        if (old, new) not in few_moves
    ]
    told += [{"before": None, "after": None, "count": others}] if few_moves else []
    return {"at_start": _told(before, few), "at_end": _told(after, few), "moves": told}


def _by_state(counts: tuple[StateCount, ...]) -> dict[str, int]:
    return {count.state.value: count.count for count in counts}


def _told(counts: dict[str, int], few: frozenset[str]) -> dict[str, int]:
    told = {state: count for state, count in counts.items() if state not in few}
    if few:
        told["other"] = sum(counts.get(state, 0) for state in few)
    return told


def _kept_word(report: MonthReport) -> dict[str, Any]:
    """How the shop kept its word: what came up, and how it ended, small groups together."""
    incidents, requests, promises = report.incidents, report.requests, report.promises
    voices = report.voices
    severities = {name: getattr(incidents, name) for name in ("minor", "notable", "serious")}
    resolved = {
        "in_time": incidents.resolved_in_time,
        "late": incidents.resolved_late,
        "mishandled": incidents.mishandled,
    }
    answered = {
        "in_time": requests.answered_in_time,
        "late": requests.answered_late,
        "lapsed": requests.lapsed,
        "partial": requests.partial,
    }
    kept = {
        "in_time": promises.kept_in_time,
        "late": promises.kept_late,
        "broken": promises.broken,
        "lapsed": promises.lapsed,
    }
    used = {
        "honoured": sum(line.honoured for line in report.privileges),
        "refused": sum(line.refused for line in report.privileges),
    }
    said = {name: getattr(voices, name) for name in ("complaints", "compliments", "ideas")}
    return {
        "incidents": {
            "opened": incidents.opened,
            "severities": grouped(severities),
            "outcomes": grouped(resolved),
            "median_days_to_resolution": incidents.median_days
            if many(len(incidents.days_to_resolution))
            else None,
        },
        "requests": {"received": requests.received, "outcomes": grouped(answered)},
        "promises": {"made": promises.made, "outcomes": grouped(kept)},
        "privileges": grouped(used),
        "contacts": {"made": report.contacts, "over_cap": many(report.contacts_over_cap)},
        "voices": grouped(said),
    }


def _gifts(gifts: Gifts | None) -> dict[str, Any] | None:
    if gifts is None:
        return None
    return {
        "year": gifts.year,
        "total_cents": gifts.total_cents,
        "limit_cents": gifts.limit_cents,
        "limit_confirmed": gifts.confirmed,
        "to_declare": gifts.declared,
        "over": [
            {"client": one.client.number, "gross_cents": one.gross_cents} for one in gifts.over
        ],
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
