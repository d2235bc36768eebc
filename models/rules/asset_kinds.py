"""What a kind of asset is made of, as its trade's data file tells it: own fields and services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.rules.assets import Interval

Texts = dict[str, str]
"""A text by language."""

COLUMNS = {
    "plate": "identifier",
    "serial": "identifier",
    "vin": "vin",
    "key": "key_reference",
    "mileage": "mileage",
}
"""The fields every book keeps with the asset itself, under the program's own words."""
NEW_ON = "first_on"
"""The field that says since when the asset is in use: what a first service counts from."""
_TYPES = ("text", "number", "day", "choice")
_MOST_MONTHS, _MOST_KM = 240, 1_000_000


@dataclass(frozen=True, slots=True)
class AssetField:
    """A field of a kind: `code` one of `COLUMNS`, or its own with its words in each language.

    `type` is "text", "number" (whole), "day" or "choice" among `choices`, the first of which
    is the usual one.
    """

    code: str
    type: str = "text"
    texts: Texts = field(default_factory=dict)
    choices: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """What comes back for a kind. `when` says for which values of a choice it stands.

    `after` names the service it follows, once, instead of following itself. `legal` when the
    law asks for it, then `source` says where.
    """

    code: str
    texts: Texts
    interval: Interval
    after: str = ""
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    legal: bool = False
    source: str = ""

    def stands(self, facts: Mapping[str, str], fields: Sequence[AssetField]) -> bool:
        """Whether it is for an asset with these facts; what is not told is the usual choice."""
        if not self.when:
            return True
        usual = {f.code: next(iter(f.choices)) for f in fields if f.choices}
        return all((facts.get(name) or usual[name]) in codes for name, codes in self.when.items())


@dataclass(frozen=True, slots=True)
class AssetKind:
    """A kind: its fields in the order they are asked, its services."""

    code: str
    fields: tuple[AssetField, ...] = (AssetField("serial"),)
    services: tuple[Service, ...] = ()

    @property
    def own(self) -> tuple[AssetField, ...]:
        """The fields of its own, which the book keeps as facts."""
        return tuple(field for field in self.fields if field.code not in COLUMNS)

    def has(self, code: str) -> bool:
        """Whether it has that field."""
        return any(field.code == code for field in self.fields)


def read_kind(row: Mapping[str, Any], languages: Sequence[str]) -> AssetKind:
    """A kind of a trade file; raises KeyError, TypeError or ValueError for one not well made."""
    code = row["code"]
    if "fields" not in row and "services" not in row:
        return AssetKind(code)
    fields = tuple(_field(cell, languages) for cell in row.get("fields", ()))
    services = tuple(_service(cell, languages) for cell in row.get("services", ()))
    _check(code, fields, services)
    return AssetKind(code, fields, services)


def _field(cell: Any, languages: Sequence[str]) -> AssetField:
    if isinstance(cell, str):
        if cell not in COLUMNS:
            raise ValueError(f"unknown field: {cell}")
        return AssetField(cell)
    choices = {one["code"]: _texts(one, languages) for one in cell.get("choices", ())}
    found = AssetField(cell["code"], cell["type"], _texts(cell, languages), choices)
    if (
        found.type not in _TYPES
        or found.code in COLUMNS
        or (found.type == "choice") != bool(choices)
    ):
        raise ValueError(f"field not well made: {found.code}")
    return found


def _service(cell: Mapping[str, Any], languages: Sequence[str]) -> Service:
    interval = Interval(cell.get("months"), cell.get("km"), cell.get("first_months"))
    when = {name: frozenset(codes) for name, codes in cell.get("when", {}).items()}
    legal, source = bool(cell.get("legal")), cell.get("source", "")
    told = (cell["code"], _texts(cell, languages), interval, cell.get("after", ""))
    service = Service(*told, when, legal, source)
    for value, most in (
        (interval.months, _MOST_MONTHS),
        (interval.first_months, _MOST_MONTHS),
        (interval.km, _MOST_KM),
    ):
        if value is not None and not (isinstance(value, int) and 0 < value <= most):
            raise ValueError(f"interval out of reach: {service.code}")
    if interval.months is None and interval.km is None:
        raise ValueError(f"no interval: {service.code}")
    if legal and not source:
        raise ValueError(f"no source: {service.code}")
    return service


def _check(code: str, fields: Sequence[AssetField], services: Sequence[Service]) -> None:
    """Codes stand once, and what a service refers to is there."""
    codes = [field.code for field in fields]
    if len(set(codes)) != len(codes) or {"plate", "serial"} <= set(codes):
        raise ValueError(f"{code}: twice the same field")
    if any(f.type != "day" for f in fields if f.code == NEW_ON):
        raise ValueError(f"{code}: {NEW_ON} is a day")
    choices = {field.code: set(field.choices) for field in fields}
    names = {service.code for service in services}
    for service in services:
        for name, values in service.when.items():
            if not values or not values <= choices.get(name, set()):
                raise ValueError(f"{code}: {service.code} is for a choice that is not there")
        if service.after and service.after not in names:
            raise ValueError(f"{code}: {service.code} follows nothing")
        if service.interval.km is not None and "mileage" not in codes:
            raise ValueError(f"{code}: {service.code} asks for a mileage")
        if service.interval.first_months is not None and NEW_ON not in codes:
            raise ValueError(f"{code}: {service.code} asks for {NEW_ON}")


def _texts(cell: Mapping[str, Any], languages: Sequence[str]) -> Texts:
    texts = {code: cell[code] for code in languages}
    if not all(texts.values()):
        raise ValueError(f"empty text: {cell}")
    return texts
