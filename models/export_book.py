"""What an export says of the book: shop, settings, catalogues, team and charters, as JSON."""

import json
from datetime import date
from typing import Any, TextIO

from models import catalogue
from models.export_charter import charters_plain, privileges_plain
from models.settings import shop
from models.tables import Kind, Member, OwnField, OwnService, Setting

FORMAT = "compte-confiance/livre"
VERSION = 1


def write_book(stream: TextIO, today: date) -> None:
    """Write one JSON object that keeps to `models/schemas/livre.schema.json`; centi-units."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "exported_on": str(today),
        "trade": catalogue.book_trade().code,
        "shop": shop().name,
        "settings": [_setting(row) for row in Setting.select().order_by(Setting.id)],
        "catalogue": _kinds(),
        "own_fields": _own_rows(OwnField),
        "own_services": _own_rows(OwnService),
        "team": [_member(row) for row in Member.select().order_by(Member.id)],
        "privileges": privileges_plain(),
        "charters": charters_plain(),
    }
    json.dump(told, stream, ensure_ascii=False, indent=2)


def _own_rows(table: Any) -> list[dict[str, Any]]:
    """What the owner added to kinds of assets, or changed in them, by code, in order."""
    rows = table.select().order_by(table.id).dicts()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def _setting(row: Any) -> dict[str, Any]:
    return {"name": row.name, "from": str(row.from_day), "value": json.loads(row.value)}


def _kinds() -> list[dict[str, Any]]:
    labels = catalogue.labels()
    return [
        {
            "family": row.family,
            "code": row.code,
            "label": labels.get((row.family, row.code), row.label),
            "weight": row.weight,
            "severity": row.severity,
            "active": row.active,
        }
        for row in Kind.select().order_by(Kind.family, Kind.position, Kind.id)
    ]


def _member(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "initials": row.initials,
        "role": row.role,
        "active": row.active,
    }
