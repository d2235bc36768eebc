"""The month as JSON: it follows its schema, names nobody, and says what the report says."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import models
from models.month_data import MonthReport
from reports.month_json import SCHEMA, month_document, to_json
from tests.reports.full_samples import busy_month
from tests.reports.samples import EMPTY_MONTH, MONTH, NAMES

SCHEMA_FILE = Path(models.__file__).parent / "schemas" / "month.schema.json"
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def broken(value: Any, schema: dict[str, Any], place: str = "month") -> Iterator[str]:
    """Each way `value` breaks `schema`, of which only the words we use are known."""
    allowed = schema.get("type", [])
    allowed = [allowed] if isinstance(allowed, str) else allowed
    if allowed and not any(type(value) is TYPES[name] for name in allowed):
        yield f"{place} is {value!r}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place} is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place} is {value!r}"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{place} is {value}"
    yield from _broken_parts(value, schema, place)


def _broken_parts(value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from broken(item, schema["items"], f"{place}[{index}]")
    if isinstance(value, dict):
        parts = schema["properties"]
        missing = set(schema.get("required", ())) - value.keys()
        yield from (f"{place}.{name} is missing" for name in sorted(missing))
        yield from (f"{place}.{name} is unknown" for name in value.keys() - parts.keys())
        for name in value.keys() & parts.keys():
            yield from broken(value[name], parts[name], f"{place}.{name}")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize(
    "report", [MONTH, EMPTY_MONTH, busy_month(50)], ids=["usual", "empty", "busy"]
)
def test_each_month_follows_the_schema(report: MonthReport, schema: dict[str, Any]) -> None:
    assert list(broken(month_document(report), schema)) == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("month", "octobre"),
        ("movements", {}),
        ("closed_on", 3),
        ("more", 1),
        ("contacts", {"made": -1, "over_cap": 0}),
        ("referrals", {"count": True, "thanked": 0}),
    ],
)
def test_a_document_that_breaks_the_schema_is_seen(
    place: str, wrong: object, schema: dict[str, Any]
) -> None:
    assert list(broken({**month_document(MONTH), place: wrong}, schema))


def test_the_schema_knows_the_version_written(schema: dict[str, Any]) -> None:
    assert schema["properties"]["schema"]["const"] == SCHEMA == "compte-confiance/month/3"


def test_nobody_is_named_and_no_free_text_gets_out() -> None:
    text = to_json(MONTH)
    spoken = [verbatim.text for verbatim in MONTH.verbatims]
    spoken += [text for line in MONTH.voices.lines for text in (line.words, line.changed) if text]
    written = [line.label for line in MONTH.costs]
    assert [secret for secret in (*NAMES, *spoken, *written) if secret in text] == []
    assert "C-00005" in text


def test_movements_add_up() -> None:
    moves = month_document(MONTH)["movements"]
    lines = [*moves["deposits"], *moves["withdrawals"]]
    others = ("voided_cu", "fade_cu", "corrections_cu", "closures_cu")
    moved = sum(line["amount_cu"] for line in lines) + sum(moves[name] for name in others)
    assert moves["opening_cu"] + moved == moves["closing_cu"]


def test_costs_add_up() -> None:
    costs = month_document(MONTH)["costs"]
    for amount in ("net_cents", "vat_cents", "gross_cents"):
        assert sum(line[amount] or 0 for line in costs["lines"]) == costs["total"][amount]
        assert sum(group[amount] for group in costs["groups"]) == costs["total"][amount]
    assert costs["to_price"] == 1


def test_a_month_to_compare_with_is_null_when_the_book_has_none() -> None:
    document = month_document(EMPTY_MONTH)
    assert document["month_before"] is None
    assert document["same_month_last_year"] is None
    assert document["month"] == "2026-11"
    assert document["through"] == date(2026, 11, 22).isoformat()


def test_the_same_month_gives_the_same_text() -> None:
    assert to_json(MONTH) == to_json(MONTH)
    assert to_json(MONTH).endswith("}\n")
