"""A closed month's report as it was, kept without what names or quotes anybody.

`freeze` leaves out the fields marked `PERSONAL`; `thaw` puts them back from the book as it is:
whoever was erased since stays unnamed, and no figure moves.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from peewee import chunked

from models.clients import client_labels, number_text
from models.identity import printed_identity
from models.month_cases import incident_texts, read_entries
from models.month_data import ClientMention, IncidentLine, MonthReport, Verbatim
from models.month_papers import month_words
from models.month_voice_data import VoiceLine
from models.month_voices import Said, read_voices
from models.tables import Client
from models.tables import Entry as EntryRow

_AT_ONCE = 500
_Texts = defaultdict[tuple[str, date], list[str]]


def freeze(report: MonthReport) -> str:
    """The report as JSON; the shop's logo and what is personal are left out."""
    bare = replace(report, shop=replace(report.shop, logo=None))
    return json.dumps(_plain(bare), ensure_ascii=False, sort_keys=True)


def thaw(text: str) -> MonthReport:
    """The frozen report, with the names and words the book still has."""
    report: MonthReport = _read(MonthReport, json.loads(text))
    return _Named(report).report()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kept = [one for one in fields(value) if not one.metadata.get("personal")]
        return {one.name: _plain(getattr(value, one.name)) for one in kept}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _read(kind: Any, value: Any) -> Any:
    """A value as its declared type; what the type has gained since keeps its default."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        real = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else _read(real, value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], one) for one in value)
    if origin is Literal or value is None:
        return value
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {name: _read(hints[name], one) for name, one in value.items() if name in hints}
        personal = [one.name for one in fields(kind) if one.metadata.get("personal")]
        return kind(**dict.fromkeys(personal, ""), **known)  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)


class _Named:
    """A report without names on its way to one with those the book has."""

    def __init__(self, bare: MonthReport) -> None:
        self._bare = bare
        self._names = _names({one.number for one in _mentions(bare)})
        self._notes = _notes(bare)
        self._words = _words(bare)
        self._voices = _voices(bare)

    def report(self) -> MonthReport:
        logo = printed_identity().logo
        shop = replace(self._bare.shop, logo=logo)
        found: MonthReport = replace(self._filled(self._bare), shop=shop)
        return found

    def _filled(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._filled(one) for one in value)
        if isinstance(value, ClientMention):
            return replace(value, name=self._names.get(value.number, ""))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        filled: Any = replace(
            value, **{one.name: self._filled(getattr(value, one.name)) for one in fields(value)}
        )
        if isinstance(filled, IncidentLine):
            return replace(filled, note=_next(self._notes[filled.client.number, filled.day]))
        if isinstance(filled, Verbatim):
            return replace(filled, text=_next(self._words[filled.client.number, filled.day]))
        if isinstance(filled, VoiceLine):
            return _spoken(filled, self._voices[filled.client.number, filled.day])
        return filled


def _next(texts: list[str]) -> str:
    return texts.pop(0) if texts else ""


def _spoken(line: VoiceLine, said: list[Said]) -> VoiceLine:
    if not said:
        return line
    one = said.pop(0)
    return replace(line, words=one.words, changed=one.changed)


def _mentions(value: Any) -> Iterator[ClientMention]:
    if isinstance(value, ClientMention):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _mentions(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _mentions(getattr(value, field.name))


def _names(numbers: set[str]) -> dict[str, str]:
    ids: list[int] = []
    for some in chunked([int(number.rpartition("-")[2]) for number in numbers], _AT_ONCE):
        query = Client.select(Client.id).where(Client.number.in_(some))
        ids.extend(row[0] for row in query.tuples())
    return {number_text(one.number): one.name for one in client_labels(ids).values()}


def _notes(report: MonthReport) -> _Texts:
    """What was written about the month's incidents, by client number and day."""
    texts, found = incident_texts(report.month, report.through), _Texts(list)
    for some in chunked(sorted(texts), _AT_ONCE):
        query = EntryRow.select(EntryRow.id, EntryRow.day, Client.number).join(Client)
        for entry_id, day, number in (
            query.where(EntryRow.id.in_(some)).order_by(EntryRow.id).tuples()
        ):
            found[number_text(number), day].append(texts[entry_id])
    return found


def _words(report: MonthReport) -> _Texts:
    entries, found = read_entries(report.month, report.through), _Texts(list)
    said = month_words(entries, report.month, report.through)
    labels = client_labels(one.client for one in said)
    for one in said:
        found[number_text(labels[one.client].number), one.day].append(one.text)
    return found


def _voices(report: MonthReport) -> defaultdict[tuple[str, date], list[Said]]:
    found: defaultdict[tuple[str, date], list[Said]] = defaultdict(list)
    said = read_voices(report.month, report.through)
    labels = client_labels(one.client for one in said)
    for one in said:
        found[number_text(labels[one.client].number), one.day].append(one)
    return found
