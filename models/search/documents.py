"""What each client is found by, folded: one document a client."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.asset_kinds import asset_kinds
from models.erased import erased_ids
from models.merges import holder, in_force
from models.rules.folding import fold, fold_identifier
from models.search.question import email_fragment
from models.tables import database

COLUMNS = (
    "client",
    "last",
    "first",
    "company",
    "also",
    "town",
    "asset",
    "email",
    "other",
    "codes",
    "owned",
)
"""The last one orders the Clients table; nobody is found by it."""
Document = tuple[int, str, str, str, str, str, str, str, str, str, str]
_SHORT = 3
_SAME = {"saint": "st", "sainte": "ste", "st": "saint", "ste": "sainte"}
_LETTERS = re.compile("[a-z]+")
_NO_MORE: tuple[int, Iterator[tuple[Any, ...]]] = (sys.maxsize, iter(()))


class _ByClient:
    """The rows of a query in order of client, read as clients are asked for, in that order too."""

    def __init__(self, query: str, values: Sequence[int]) -> None:
        self._groups = groupby(database.execute_sql(query, values), itemgetter(0))
        self._client: int = -1
        self._rows: Iterator[tuple[Any, ...]] = iter(())

    def of(self, client: int) -> list[tuple[Any, ...]]:
        """The rows of a client; none for one that was passed."""
        while self._client < client:
            self._client, self._rows = next(self._groups, _NO_MORE)
        return list(self._rows) if self._client == client else []


def documents(client_ids: Sequence[int] | None = None) -> Iterator[Document]:
    """The documents of these clients, or of all, from the tables.

    An erased file has none, nor one merged into another: that one is found by its number and
    reference too.
    """
    into, erased = in_force(), erased_ids()
    theirs = _numbers_of_merged(into)
    where, values = _among("client_id", client_ids)
    order = f"{where} ORDER BY client_id, id"
    reaches = _ByClient(f"SELECT client_id, channel, key FROM reach{order}", values)
    assets = _ByClient(
        f"SELECT client_id, name, identifier_key, vin, identifier, ended_on FROM asset{order}",
        values,
    )
    told_of = _facts(client_ids)
    where, values = _among("id", client_ids)
    folded, others = cache(fold), cache(other_spellings)  # names and towns come back often
    names = (
        f"SELECT id, last_name, first_name, company, town, reference FROM client{where} ORDER BY id"
    )
    for client, *parts, reference in database.execute_sql(names, values):
        if client in into or client in erased:
            continue
        last, first, company, town = map(folded, parts)
        also = [word for name in (last, first, company) if " " in name for word in others(name)]
        emails, codes = _reached(reaches.of(client))
        owned = assets.of(client)
        told, marks, serials = _owned(owned, folded)
        serials += told_of.get(client, ())
        if reference:
            marks.append(fold_identifier(reference))
        marks += theirs.get(client, ())
        yield (
            client,
            last,
            first,
            company,
            " ".join(also),
            town,
            told,
            emails,
            " ".join([*marks, *others(town)]),
            " ".join([*codes, *marks, *serials]),
            _first_owned(owned, folded),
        )


def _numbers_of_merged(into: dict[int, int]) -> dict[int, list[str]]:
    """By file, the numbers and references of those merged into it."""
    found: dict[int, list[str]] = defaultdict(list)
    where, values = _among("id", list(into))
    query = f"SELECT id, number, reference FROM client{where}"
    for client, number, reference in database.execute_sql(query, values) if into else ():
        told = (f"c{number:05d}", fold_identifier(reference or ""))
        found[holder(client)] += [mark for mark in told if mark]
    return found


def _reached(reaches: Iterable[Any]) -> tuple[str, list[str]]:
    """The words of e-mails, and the codes of all."""
    words: list[str] = []
    codes = []
    for _client, channel, key in reaches:
        if channel == "phone":
            codes.append(key)
        else:
            fragment = email_fragment(key)
            words += _LETTERS.findall(fragment.partition("@")[0])
            codes.append(fragment)
    return " ".join(words), codes


def _owned(assets: Iterable[Any], folded: Callable[[str], str]) -> tuple[str, list[str], list[str]]:
    """The words of assets' names, their plates, their serial numbers."""
    names, plates, serials = [], [], []
    for _client, name, plate, vin, *_shown in assets:
        names.append(folded(name))
        if plate:
            plates.append(plate)
        if vin:
            serials.append(fold_identifier(vin))
    return " ".join(names), plates, serials


def _facts(client_ids: Sequence[int] | None) -> dict[int, list[str]]:
    """By client, the numbers written in the fields of their assets' kinds: « cadre n° »."""
    fields = {f.code for kind in asset_kinds().values() for f in kind.own if f.type == "text"}
    found: dict[int, list[str]] = defaultdict(list)
    if not fields:
        return found
    where, values = _among("client_id", client_ids)
    query = (
        "SELECT client_id, value FROM asset_fact JOIN asset ON asset.id = asset_id"
        f"{where or ' WHERE 1'} AND field IN ({','.join('?' * len(fields))}) ORDER BY asset_fact.id"
    )
    for client, value in database.execute_sql(query, (*values, *sorted(fields))):
        mark = fold_identifier(value)
        if len(mark) > _SHORT and any(sign.isdigit() for sign in mark):
            found[client].append(mark)
    return found


def _first_owned(assets: Iterable[Any], folded: Callable[[str], str]) -> str:
    """What the Clients table shows: the first asset still looked after, or what marks it."""
    for _client, name, _plate, _vin, identifier, ended_on in assets:
        if ended_on is None:
            return folded(name or identifier)
    return ""


def _among(column: str, ids: Sequence[int] | None) -> tuple[str, Sequence[int]]:
    if ids is None:
        return "", ()
    return f" WHERE {column} IN ({','.join('?' * len(ids))})", ids


def other_spellings(folded: str) -> tuple[str, ...]:
    """Words that some people write otherwise.

    « N’Diaye » is also « ndiaye », « de la Tour » « delatour », « Saint-Péray » « St Péray ».
    """
    words = folded.split()
    if len(words) < 2:
        return ()
    return (*_joined(words), *(_SAME[word] for word in words if word in _SAME))


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
