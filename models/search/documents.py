"""What each client is found by, folded: one document a client."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from models.rules.folding import fold, fold_identifier
from models.search.question import email_fragment
from models.tables import database

COLUMNS = ("client", "last", "first", "company", "town", "asset", "email", "other", "codes")
Document = tuple[int, str, str, str, str, str, str, str, str]
_SHORT = 3
_SAME = {"saint": "st", "sainte": "ste", "st": "saint", "ste": "sainte"}
_LETTERS = re.compile("[a-z]+")

_Parts = dict[int, list[tuple[Any, ...]]]


def documents(client_ids: Sequence[int] | None = None) -> Iterator[Document]:
    """The documents of these clients, or of all, from the tables."""
    where, values = _among("client_id", client_ids)
    reaches = _by_client(f"SELECT client_id, channel, key FROM reach{where} ORDER BY id", values)
    assets = _by_client(
        f"SELECT client_id, name, identifier_key, vin FROM asset{where} ORDER BY id", values
    )
    where, values = _among("id", client_ids)
    names = f"SELECT id, last_name, first_name, company, town, reference FROM client{where}"
    words = cache(spellings)  # first names, towns and makes come back again and again
    for client, last, first, company, town, reference in database.execute_sql(names, values):
        own = assets.get(client, [])
        phones = [key for channel, key in reaches.get(client, ()) if channel == "phone"]
        emails = [key for channel, key in reaches.get(client, ()) if channel == "email"]
        plates = [plate for _name, plate, _vin in own if plate]
        yield (
            client,
            words(last),
            words(first),
            words(company),
            words(town),
            " ".join(dict.fromkeys(words(name) for name, _plate, _vin in own)),
            " ".join(_email_words(emails)),
            " ".join([*plates, fold_identifier(reference)] if reference else plates),
            " ".join(_codes(phones, plates, own, emails)),
        )


def _among(column: str, ids: Sequence[int] | None) -> tuple[str, Sequence[int]]:
    if ids is None:
        return "", ()
    return f" WHERE {column} IN ({','.join('?' * len(ids))})", ids


def _by_client(query: str, values: Sequence[int]) -> _Parts:
    found: _Parts = defaultdict(list)
    for client, *rest in database.execute_sql(query, values):
        found[client].append(tuple(rest))
    return found


def spellings(text: str) -> str:
    """The folded words of a name, and those some people write otherwise.

    « N’Diaye » is also « ndiaye », « de la Tour » « delatour », « Saint-Péray » « St Péray ».
    """
    words = fold(text).split()
    if len(words) < 2:
        return "".join(words)
    others = [_SAME[word] for word in words if word in _SAME]
    return " ".join([*words, *_joined(words), *others])


def _joined(words: Sequence[str]) -> list[str]:
    """Short words written together with what follows: « le gall » → « legall »; and any two
    alone: « jean marc » → « jeanmarc »."""
    if len(words) == 2:
        return ["".join(words)]
    found = []
    for start, word in enumerate(words[:-1]):
        if len(word) <= _SHORT:
            end = start + 1
            while end < len(words) - 1 and len(words[end]) <= _SHORT:
                end += 1
            found.append("".join(words[start : end + 1]))
    return found


def _email_words(emails: Iterable[str]) -> Iterator[str]:
    for email in emails:
        yield from _LETTERS.findall(fold(email.split("@")[0]))


def _codes(
    phones: list[str], plates: list[str], assets: Iterable[Any], emails: Iterable[str]
) -> list[str]:
    serials = [fold_identifier(vin) for _name, _plate, vin in assets if vin]
    return [*phones, *plates, *serials, *map(email_fragment, emails)]
