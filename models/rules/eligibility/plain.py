"""Rules as plain dicts, as they are kept: `to_plain`, and `from_plain` which checks everything.

{"all": [{"years": 3}, {"visits": 2, "months": 12}]}
{"any": [{"tag": "artisan"}, {"picked": [{"client": 12, "reason": "…"}]}]}
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from models.rules.eligibility.rules import (
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
)

Plain = dict[str, Any]
_DEEPEST = 2
"""« All » within « any », or the other way; deeper could not be said in one sentence. Those chosen
by hand stand beside such a rule: an outermost « any » that names them is no depth."""
_LARGEST = {"years": 100, "visits": 1000, "months": 120, "referrals": 1000}
LONGEST = 200
"""Characters of a reason, or of a tag."""


class FaultCode(StrEnum):
    """What is wrong with a rule."""

    FORM = "form"
    UNKNOWN = "unknown"
    NUMBER = "number"
    TEXT = "text"
    EMPTY = "empty"
    REASON_MISSING = "reason_missing"
    TWICE = "twice"
    TOO_DEEP = "too_deep"


class Fault(NamedTuple):
    """A fault and its place: « all.1.years »."""

    code: FaultCode
    place: str


class RuleFaults(ValueError):
    """What is wrong with a plain rule: `faults`, at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.code} {fault.place}" for fault in faults))
        self.faults = faults


def to_plain(rule: Rule) -> Plain:
    """A rule as a plain dict."""
    match rule:
        case MeetsAll(rules):
            return {"all": [to_plain(part) for part in rules]}
        case MeetsAny(rules):
            return {"any": [to_plain(part) for part in rules]}
        case YearsAtLeast(years):
            return {"years": years}
        case VisitsWithin(visits, months):
            return {"visits": visits, "months": months}
        case Recommended(clients):
            return {"referrals": clients}
        case OwnsAsset(kind):
            return {"asset": kind}
        case HasTag(tag):
            return {"tag": tag}
        case Picked(picks):
            return {"picked": [{"client": p.client, "reason": p.reason} for p in picks]}


def from_plain(plain: object) -> Rule:
    """The rule a plain dict describes; raises RuleFaults with all that is wrong."""
    found = tuple(_faults(plain, "", 0))
    if found:
        raise RuleFaults(found)
    return _read(plain)


def _read(plain: Any) -> Rule:
    if "all" in plain:
        return MeetsAll(tuple(_read(part) for part in plain["all"]))
    if "any" in plain:
        return MeetsAny(tuple(_read(part) for part in plain["any"]))
    if "visits" in plain:
        return VisitsWithin(plain["visits"], plain["months"])
    if "picked" in plain:
        return Picked(tuple(Pick(p["client"], p["reason"].strip()) for p in plain["picked"]))
    ((name, value),) = plain.items()
    return _SIMPLE[name](value)


_SIMPLE: dict[str, Callable[[Any], Rule]] = {
    "years": YearsAtLeast,
    "referrals": Recommended,
    "asset": OwnsAsset,
    "tag": HasTag,
}
_KEYS = [{"all"}, {"any"}, {"years"}, {"visits", "months"}, {"referrals"}, {"asset"}, {"tag"}]
_KEYS += [{"picked"}]


def _faults(plain: object, place: str, depth: int) -> Iterator[Fault]:
    if not isinstance(plain, dict):
        yield Fault(FaultCode.FORM, place)
    elif set(plain) not in _KEYS:
        yield Fault(FaultCode.UNKNOWN, place)
    elif "all" in plain or "any" in plain:
        yield from _group_faults(plain, place, depth)
    elif "picked" in plain:
        yield from _picked_faults(plain["picked"], _at(place, "picked"))
    else:
        for name, value in plain.items():
            fine = _is_number if name in _LARGEST else _is_text
            if not fine(name, value):
                code = FaultCode.NUMBER if name in _LARGEST else FaultCode.TEXT
                yield Fault(code, _at(place, name))


def _group_faults(plain: Plain, place: str, depth: int) -> Iterator[Fault]:
    ((name, parts),) = plain.items()
    here = _at(place, name)
    if depth >= _DEEPEST:
        yield Fault(FaultCode.TOO_DEEP, here)
    elif not isinstance(parts, list):
        yield Fault(FaultCode.FORM, here)
    elif not parts and (name == "any" or depth):
        yield Fault(FaultCode.EMPTY, here)
    else:
        deeper = depth if place == "" and name == "any" and _names_some(parts) else depth + 1
        for number, part in enumerate(parts):
            yield from _faults(part, _at(here, str(number)), deeper)


def _names_some(parts: list[object]) -> bool:
    return any(isinstance(part, dict) and "picked" in part for part in parts)


def _picked_faults(picks: object, place: str) -> Iterator[Fault]:
    if not isinstance(picks, list):
        yield Fault(FaultCode.FORM, place)
        return
    if not picks:
        yield Fault(FaultCode.EMPTY, place)
    seen: set[int] = set()
    for number, pick in enumerate(picks):
        fault = _pick_fault(pick, seen)
        if fault is not None:
            yield Fault(fault, _at(place, str(number)))


def _pick_fault(pick: object, seen: set[int]) -> FaultCode | None:
    if not isinstance(pick, dict) or set(pick) != {"client", "reason"}:
        return FaultCode.FORM
    client, reason = pick["client"], pick["reason"]
    if type(client) is not int or client < 1:
        return FaultCode.NUMBER
    if not _is_text("reason", reason):
        return FaultCode.REASON_MISSING
    if client in seen:
        return FaultCode.TWICE
    seen.add(client)
    return None


def _is_number(name: str, value: object) -> bool:
    return type(value) is int and 1 <= value <= _LARGEST[name]


def _is_text(_name: str, value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
