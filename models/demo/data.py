"""What the demonstration is made of: names and sentences, read from the data files beside.

In `sentences.json` and `scenes.json` two texts side by side are the same text in French and in
English; in what is read here only the language asked for is left.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from models.i18n import LANGUAGES

DATA = Path(__file__).parent / "data"

Arc = dict[str, str]


@dataclass(frozen=True, slots=True)
class PrivilegeText:
    """A privilege of the garage: its name, how often it comes up, how it went."""

    name: str
    weight: int
    honoured: list[str]
    refused: list[str]


@dataclass(frozen=True, slots=True)
class Campaign:
    """An offer the garage makes in some month."""

    month: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The notes the team writes, by what they are about; "" is a note left empty."""

    visit: dict[str, list[str]]
    attention: dict[str, list[str]]
    incident: dict[str, list[Arc]]
    voice: dict[str, list[str]]
    abuse: list[str]
    reconciliation: list[str]
    request: list[Arc]
    promise: list[Arc]
    postponed: list[str]
    privilege: list[PrivilegeText]
    campaign: list[Campaign]
    closed: list[str]
    reopened: list[str]
    reversal: list[str]
    how_came: list[str]
    recommended: str
    memory: dict[str, list[str]]
    tag: dict[str, str]
    word: dict[str, str]


@dataclass(frozen=True, slots=True)
class Model:
    """A model of vehicle: years it was sold, how common it is in homes and at `work`."""

    name: str
    wmi: str
    first: int
    last: int
    weight: int
    work: int = 0
    electric: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Names, places and vehicles; first names by generation, the eldest first."""

    shop: dict[str, Any]
    trade: str
    owner: str
    team: list[dict[str, Any]]
    men: list[list[str]]
    women: list[list[str]]
    last_names: list[str]
    firms: list[tuple[str, int]]
    towns: list[tuple[str, str, int]]
    streets: list[str]
    vehicles: list[Model]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a client of these last days is living: who, since when, and what was noted.

    `arrived` in days before today. Each note: `ago` in days, `entry` and its columns, `due` in
    days from today, `ref` the place of an earlier note of the scene.
    """

    who: dict[str, Any]
    arrived: int
    pace: str
    notes: list[dict[str, Any]]
    recommended: bool = False
    birthday: int | None = None
    inspection: int | None = None
    vehicle: str = ""
    memory: dict[str, str] = field(default_factory=dict)


@cache
def sentences(language: str) -> Sentences:
    """Every note in one language."""
    data = _read("sentences", language)
    data["privilege"] = [PrivilegeText(**row) for row in data["privilege"]]
    data["campaign"] = [Campaign(**row) for row in data["campaign"]]
    return Sentences(**data)


@cache
def people() -> People:
    """Names, places and vehicles, the same in every language."""
    data = json.loads((DATA / "people.json").read_text(encoding="utf-8"))
    data["vehicles"] = [Model(**row) for row in data["vehicles"]]
    return People(**data)


@cache
def scenes(language: str) -> list[Scene]:
    """The scenes of the last days, in one language, the most telling first."""
    return [Scene(**row) for row in _read("scenes", language)]


@cache
def charter_texts() -> dict[str, Any]:
    """The garage's privileges, every text in French then in English."""
    found: dict[str, Any] = json.loads((DATA / "charter.json").read_text(encoding="utf-8"))
    return found


def _read(name: str, language: str) -> Any:
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return _said(data, LANGUAGES.index(language))


def _said(node: Any, place: int) -> Any:
    """The same data with only the text of one language where two stood side by side."""
    if isinstance(node, dict):
        return {key: _said(value, place) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    if len(node) == len(LANGUAGES) and all(isinstance(item, str) for item in node):
        return node[place]
    return [_said(item, place) for item in node]
