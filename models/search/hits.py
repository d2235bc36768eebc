"""A client found, as the search shows it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.database import state
from models.i18n import _
from models.rules.folding import fold_identifier
from models.search.question import Question
from models.tables import database

_PLACES = ("name", "company", "town", "asset", "email", "asset")


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client found. `strong` and `light` are the title's two parts (« Durand », « Hélène »),
    `subtitle` what tells homonyms apart. `key` is the reference given at import, or the number.

    `why` is what matched: name, company, town, asset, phone, email, number, reference, or typo
    when a word was one slip away; several are joined by « + ».
    """

    client_id: int
    number: int
    key: str
    strong: str
    light: str
    subtitle: str
    why: str

    @property
    def name(self) -> str:
        """« Hélène Durand », or the company, or the first way to reach them."""
        return f"{self.light} {self.strong}" if self.light and self.strong else self.strong


@dataclass(frozen=True, slots=True)
class _File:
    """What is read of a client. `document` is what it is found by, its codes last."""

    client_id: int
    own: tuple[Any, ...]
    document: tuple[str, ...]
    reaches: list[tuple[str, str, str]]
    assets: list[tuple[str, str, str]]

    @property
    def phones(self) -> list[str]:
        """The digits of each phone."""
        return [key for channel, _value, key in self.reaches if channel == "phone"]


def hits(client_ids: Sequence[int], question: Question) -> tuple[ClientHit, ...]:
    """The hits of these clients, in their order, in three queries at most."""
    files = _files(client_ids) if client_ids else {}
    found = [_hit(files[client], question) for client in client_ids if client in files]
    for detail in (lambda file: _phone(file.phones), lambda file: f"C-{file.own[0]}"):
        found = _told_apart(found, files, detail)
    return tuple(found)


def _told_apart(
    found: list[ClientHit], files: dict[int, _File], detail: Callable[[_File], str]
) -> list[ClientHit]:
    """The hits, with a detail more on those that look the same."""
    looks = [(hit.name, hit.subtitle) for hit in found]
    if len(set(looks)) == len(looks):
        return found
    alike = Counter(looks)
    return [
        replace(hit, subtitle=_line(hit.subtitle, detail(files[hit.client_id])))
        if alike[look] > 1
        else hit
        for hit, look in zip(found, looks, strict=True)
    ]


# -- reading -----------------------------------------------------------------------------------

_CLIENT = (
    "SELECT id, number, reference, last_name, first_name, client.company, client.town, since,"
    " last || ' ' || first || ' ' || also, d.company, d.town, asset, email, other, codes"
    " FROM client LEFT JOIN search_document AS d ON d.client = id WHERE id IN ({marks})"
)
_OWN = 8
_REACH = (
    "SELECT client_id, position, id, channel, value, key FROM reach WHERE client_id IN ({marks})"
)
_ASSET = (
    "SELECT client_id, ended_on IS NOT NULL, id, name, identifier, identifier_key FROM asset"
    " WHERE client_id IN ({marks})"
)


_last: tuple[tuple[object, ...], dict[int, _File]] | None = None
"""The state of the book the files of the last page were read in, and those files."""


def _files(ids: Sequence[int]) -> dict[int, _File]:
    """The clients' files: a letter more mostly finds some of those the page before showed."""
    global _last
    now = state()
    known = _last[1] if _last is not None and _last[0] == now else {}
    found = {one: known[one] for one in ids if one in known}
    if new := [one for one in ids if one not in known]:
        found |= _read_files(new)
    if not database.in_transaction():  # what it holds may still be undone
        _last = now, found
    return found


def _read_files(ids: Sequence[int]) -> dict[int, _File]:
    reaches, assets = _by_client(_REACH, ids), _by_client(_ASSET, ids)
    return {
        row[0]: _File(row[0], row[1:_OWN], _document(row), reaches[row[0]], assets[row[0]])
        for row in _read(_CLIENT, ids)
    }


def _document(row: Sequence[Any]) -> tuple[str, ...]:
    return () if row[_OWN] is None else tuple(row[_OWN:])


def _by_client(query: str, ids: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """What each client has, in the order of the two columns that follow the client's id."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row in sorted(_read(query, ids)):
        found[row[0]].append(row[3:])
    return found


def _read(query: str, ids: Sequence[int]) -> Any:
    return database.execute_sql(query.format(marks=",".join("?" * len(ids))), ids)


# -- showing -----------------------------------------------------------------------------------


def _hit(file: _File, question: Question) -> ClientHit:
    number, reference, last, first, company, town, since = file.own
    reached = file.reaches[0][1] if file.reaches else ""
    strong = last or first or company or reached
    why = _why(file, question)
    by_phone = "phone" in why or not file.assets
    subtitle = _line(
        company if company != strong else "",
        _asset(file.assets, question),
        _phone(file.phones, question.codes) if by_phone and strong != reached else "",
        town,
    )
    return ClientHit(
        client_id=file.client_id,
        number=number,
        key=reference or str(number),
        strong=strong,
        light=first if last else "",
        subtitle=subtitle or _since(since, number),
        why=why,
    )


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _asset(assets: list[tuple[str, str, str]], question: Question) -> str:
    """The asset asked for, or the first: « Peugeot 308 · GH-482-KT »."""
    if not assets:
        return ""
    asked = [code for code in (question.whole, *question.codes) if code]
    found = next((a for a in assets if any(code in a[2] for code in asked)), assets[0])
    return _line(*found[:2])


def _phone(phones: list[str], asked: Sequence[str] = ()) -> str:
    """Enough of a phone to tell two people apart, not enough for who reads over a shoulder."""
    shown = [phone for phone in phones if len(phone) >= 8]
    if not shown:
        return ""
    phone = next((p for p in shown if any(code in p for code in asked)), shown[0])
    return f"{phone[:2]} {phone[2:4]} ·· {phone[-2:]}"


def _since(since: str | None, number: int) -> str:
    if since is None:
        return f"C-{number}"
    return _("client depuis {year}").format(year=date.fromisoformat(since).year)


# -- why ---------------------------------------------------------------------------------------


def _why(file: _File, question: Question) -> str:
    if question.number == file.own[0]:
        return "number"
    if question.whole and file.document and question.whole in file.document[-1]:
        return _why_code(file, question.whole)
    found = [_why_word(file, word) for word in question.words]
    found += [_why_code(file, code) for code in question.codes]
    return "+".join(dict.fromkeys(found))


def _why_word(file: _File, word: str) -> str:
    for place, text in zip(_PLACES, file.document, strict=False):
        if f" {word}" in f" {text}":
            return place
    return "typo"


def _why_code(file: _File, code: str) -> str:
    if file.own[1] and fold_identifier(file.own[1]).startswith(code):
        return "reference"
    for channel, _value, key in file.reaches:
        if code in key or code in fold_identifier(key):
            return channel
    return "typo" if "@" in code else "asset"
