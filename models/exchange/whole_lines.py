"""A line of `fiches.jsonl`, read and judged: texts fit for the book, days that exist."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from models.charter_told import How
from models.days import EARLIEST
from models.errors import Refused
from models.exchange.json_values import a_text, a_truth, a_whole
from models.exchange.whole_parts import PARTS, read_part
from models.i18n import _
from models.privilege_uses import UseOutcome
from models.rules.contact_rights import Channel

T = TypeVar("T")
_FORMS = frozenset({"", "tu", "vous"})
_CATEGORIES = frozenset({"greet", "family", "tastes", "references", "constraints", "other"})
_SOURCES = frozenset({"counter", "form", "phone", "message", "import", "other"})
_CHANNELS = frozenset(map(str, Channel))
_WAYS, _OUTCOMES = frozenset(map(str, How)), frozenset(map(str, UseOutcome))
_MOST_KM, _SHORT, _LONG = 9_999_999, 120, 4_000
_CODE = 40

Cells = tuple[Any, ...]


class WholeAsset(NamedTuple):
    """An asset: what it is found by, and what a table of clients does not carry; days as text."""

    name: str
    identifier: str
    vin: str
    mileage: int | None
    mileage_on: str | None
    due_on: str | None
    due_what: str
    notes: str
    ended_on: str | None
    facts: list[Cells]
    readings: list[Cells]
    services: list[Cells]


class WholeFile(NamedTuple):
    """A client file; `key` names the client. What was noted ends with its author's name."""

    key: str
    address_form: str
    created_on: str | None
    memories: list[Cells]
    consents: list[Cells]
    assets: list[WholeAsset]
    charters: list[Cells]
    promises: list[Cells]
    uses: list[Cells]
    parts: dict[str, list[dict[str, Any]]]


def read_whole(text: str, today: date) -> WholeFile:
    """What a line says; Refused when it is not a client file, or says what cannot be."""
    try:
        row = json.loads(text)
        read = _Reading(today)
        return WholeFile(
            key=a_text(row.get("reference") or str(row["number"]), _SHORT),
            address_form=_one_of(_FORMS, row.get("address_form", "")),
            created_on=_day_or_none(row.get("created_on")),
            memories=_each(row["memory"], read.memory),
            consents=_each(row["consents"], read.consent),
            assets=_each(row["assets"], read.asset),
            charters=_each(row.get("charters", []), read.charter),
            promises=_each(row.get("promises", []), _promise),
            uses=_each(row.get("uses", []), read.use),
            parts={part.name: read_part(part, row.get(part.name, []), today) for part in PARTS},
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Refused(_("Cette ligne n’est pas une fiche bien formée.")) from error


class _Reading:
    """Reads the parts of a line; none is of a day to come."""

    def __init__(self, today: date) -> None:
        self._today = today

    def memory(self, row: Any) -> Cells:
        text = a_text(row["text"], _LONG)
        if not text:
            raise ValueError(text)
        pinned, day = a_truth(row["pinned"]), self._past(row)
        return _one_of(_CATEGORIES, row["category"]), text, pinned, day, _author(row)

    def consent(self, row: Any) -> Cells:
        channel, source = _one_of(_CHANNELS, row["channel"]), _one_of(_SOURCES, row["source"])
        said = channel, a_truth(row["given"]), self._past(row), source, a_text(row["note"], _LONG)
        return *said, _author(row)

    def asset(self, row: Any) -> WholeAsset:
        return WholeAsset(
            name=a_text(row["name"], _SHORT),
            identifier=a_text(row["identifier"], _SHORT),
            vin=a_text(row["vin"], _SHORT),
            mileage=_km(row["mileage"]),
            mileage_on=_day_or_none(row["mileage_on"]),
            due_on=_day_or_none(row["due_on"]),
            due_what=a_text(row["due_what"], _SHORT),
            notes=a_text(row["notes"], _LONG),
            ended_on=_day_or_none(row["ended_on"]),
            facts=_each(row["facts"], _fact),
            readings=_each(row["readings"], self._reading),
            services=_each(row["services"], self._service),
        )

    def charter(self, row: Any) -> Cells:
        how = _one_of(_WAYS, row["how"])
        return a_whole(row["charter"]), self._past(row), how, _author(row)

    def use(self, row: Any) -> Cells:
        entry, back = row["entry"], _day_or_none(row["taken_back_on"])
        noted = None if entry is None else a_text(entry, _CODE)
        outcome, reason = _one_of(_OUTCOMES, row["outcome"]), a_text(row["reason"], _LONG)
        return *_promise(row), noted, self._past(row), outcome, reason, back, _author(row)

    def _reading(self, row: Any) -> Cells:
        km = _km(row["km"])
        if km is None:
            raise TypeError(km)
        return self._past(row), km, a_truth(row["replaced"]), _author(row)

    def _service(self, row: Any) -> Cells:
        words = a_text(row["code"], _CODE), a_text(row["what"], _SHORT), self._past(row)
        ended = _day_or_none(row["ended_on"]), a_text(row["ended_what"], _SHORT)
        return *words, _km(row["km"]), a_text(row["note"], _LONG), *ended, _author(row)

    def _past(self, row: Any) -> str:
        day = date.fromisoformat(row["day"])
        if not EARLIEST <= day <= self._today:
            raise ValueError(day)
        return day.isoformat()


def _promise(row: Any) -> Cells:
    """The charter's number, the privilege."""
    return a_whole(row["charter"]), a_text(row["privilege"], _CODE)


def _author(row: Any) -> str:
    """Who noted it; older exports do not say."""
    return a_text(row.get("by", ""), _SHORT)


def _fact(row: Any) -> Cells:
    field, value = a_text(row["field"], _CODE), a_text(row["value"], 400)
    if not field or not value:
        raise ValueError(field)
    return field, value


def _each(rows: Any, read: Callable[[Any], T]) -> list[T]:
    if not isinstance(rows, list):
        raise TypeError(rows)
    return [read(row) for row in rows]


def _one_of(known: frozenset[str], value: Any) -> str:
    if value not in known:
        raise ValueError(value)
    return str(value)


def _km(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= _MOST_KM):
        raise ValueError(value)
    return value


def _day_or_none(value: Any) -> str | None:
    return None if value is None else date.fromisoformat(value).isoformat()
