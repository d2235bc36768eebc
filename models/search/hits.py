"""A client found, as the search shows it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.i18n import _
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
        return " ".join(part for part in (self.light, self.strong) if part)


def hits(client_ids: Sequence[int], question: Question) -> tuple[ClientHit, ...]:
    """The hits of these clients, in their order, in four queries."""
    if not client_ids:
        return ()
    marks = ",".join("?" * len(client_ids))
    clients = {row[0]: row[1:] for row in _read(_CLIENT, marks, client_ids)}
    documents = {row[0]: row[1:] for row in _read(_DOCUMENT, marks, client_ids)}
    reaches, assets = defaultdict(list), defaultdict(list)
    for client, *reach in _read(_REACH, marks, client_ids):
        reaches[client].append(tuple(reach))
    for client, *asset in _read(_ASSET, marks, client_ids):
        assets[client].append(tuple(asset))
    return tuple(
        _hit(
            client,
            clients[client],
            reaches[client],
            assets[client],
            _why(question, clients[client], documents.get(client), reaches[client]),
            question,
        )
        for client in client_ids
        if client in clients
    )


_CLIENT = (
    "SELECT id, number, reference, last_name, first_name, company, town, since FROM client"
    " WHERE id IN ({marks})"
)
_DOCUMENT = (
    "SELECT client, last || ' ' || first, company, town, asset, email, other FROM search_document"
    " WHERE client IN ({marks})"
)
_REACH = (
    "SELECT client_id, channel, value, key FROM reach WHERE client_id IN ({marks})"
    " ORDER BY position, id"
)
_ASSET = (
    "SELECT client_id, name, identifier, identifier_key FROM asset WHERE client_id IN ({marks})"
    " ORDER BY ended_on IS NOT NULL, id"
)


def _read(query: str, marks: str, ids: Sequence[int]) -> Any:
    return database.execute_sql(query.format(marks=marks), ids)


def _hit(
    client_id: int,
    client: Sequence[Any],
    reaches: list[tuple[str, str, str]],
    assets: list[tuple[str, str, str]],
    why: str,
    question: Question,
) -> ClientHit:
    number, reference, last, first, company, town, since = client
    reached = reaches[0][1] if reaches else ""
    strong = last or first or company or reached
    told = (
        company if company != strong else "",
        _asset(assets, question),
        _phone(reaches, why) if strong != reached and ("phone" in why or not assets) else "",
        town,
    )
    subtitle = " · ".join(part for part in told if part)
    return ClientHit(
        client_id,
        number,
        reference or str(number),
        strong,
        first if last else "",
        subtitle or _since(since, number),
        why,
    )


def _asset(assets: list[tuple[str, str, str]], question: Question) -> str:
    """The asset asked for, or the first: « Peugeot 308 · GH-482-KT »."""
    if not assets:
        return ""
    asked = [code for code in (question.whole, *question.codes) if code]
    found = next((a for a in assets if a[2] and any(c in a[2] for c in asked)), assets[0])
    return " · ".join(part for part in found[:2] if part)


def _phone(reaches: list[tuple[str, str, str]], why: str) -> str:
    """Enough of a phone to tell two people apart, not enough for who reads over a shoulder."""
    keys = [key for channel, _value, key in reaches if channel == "phone" and len(key) >= 8]
    return f"{keys[0][:2]} {keys[0][2:4]} ·· {keys[0][-2:]}" if keys else ""


def _since(since: str | None, number: int) -> str:
    if since is None:
        return f"C-{number}"
    return _("client depuis {year}").format(year=date.fromisoformat(since).year)


def _why(
    question: Question,
    client: Sequence[Any],
    document: Sequence[str] | None,
    reaches: list[tuple[str, str, str]],
) -> str:
    if question.number == client[0]:
        return "number"
    found = [_why_word(word, document or ("",) * 6) for word in question.words]
    found += [_why_code(code, client[1], reaches) for code in question.codes]
    return "+".join(dict.fromkeys(found))


def _why_word(word: str, document: Sequence[str]) -> str:
    for code, text in zip(_PLACES, document, strict=True):
        if f" {word}" in f" {text}":
            return code
    return "typo"


def _why_code(code: str, reference: str | None, reaches: list[tuple[str, str, str]]) -> str:
    if reference and code == reference.lower():
        return "reference"
    for channel, _value, key in reaches:
        if code in key:
            return channel
    return "asset"
