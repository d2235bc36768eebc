"""Where a client lives, from the columns of one or several addresses."""

import re
from functools import lru_cache
from typing import NamedTuple

from models.exchange.mapping import Column, Use
from models.exchange.names import town_name
from models.rules.folding import fold

_WITH_POSTCODE = re.compile(r"(?:F-|FR-)?(\d{5}|\d{2} \d{3})[ ,]+(\D.*)")
_ENDING = re.compile(r"(.+?)[ ,\-]+(\d{5}) +([^\d,]+)")
_LINES = re.compile(r"\s*\n\s*")
_HOME_FIRST = ("", "1", "home", "billing", "business", "2", "other", "delivery")
_BUSINESS_FIRST = ("", "1", "business", "billing", "home", "2", "other", "delivery")
_USES = (Use.STREET, Use.POSTCODE, Use.TOWN, Use.COUNTRY, Use.WHOLE_ADDRESS)
_NOTHING = ("",)
_FRANCE = ("fr", "fra", "france")

Cells = dict[Use, list[tuple[Column, str]]]
"""The cells of a row that are not empty, by what they are."""


class Address(NamedTuple):
    """A postal address; `others` are further ones of the same row, on one line each."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    others: tuple[str, ...] = ()


_NOWHERE = Address()


def read(cells: Cells, *, prefer_business: bool) -> Address:
    """The address of a row: its only one, else the home's, or the firm's."""
    found: dict[str, dict[Use, list[str]]] = {}
    for use in _USES:
        if use in cells:
            for column, cell in cells[use]:
                found.setdefault(column.group, {}).setdefault(use, []).append(cell)
    if not found:
        return _NOWHERE
    if len(found) == 1:
        return _address(*found.values())
    order = _BUSINESS_FIRST if prefer_business else _HOME_FIRST
    groups = sorted(found, key=lambda g: order.index(g) if g in order else len(order))
    addresses = [address for g in groups if (address := _address(found[g])) != _NOWHERE]
    if not addresses:
        return _NOWHERE
    first = addresses[0]
    others = tuple(dict.fromkeys(map(_line, addresses[1:])))
    return Address(
        first.street,
        first.postcode,
        first.town,
        first.country,
        tuple(line for line in others if line and line != _line(first)),
    )


def _address(parts: dict[Use, list[str]]) -> Address:
    street = ", ".join(parts.get(Use.STREET, ()))
    street = _LINES.sub(", ", street) if "\n" in street else street
    postcode, town, country, whole = [parts.get(use, _NOTHING)[0] for use in _USES[1:]]
    if whole and not (street or postcode or town):
        street, postcode, town = _split_whole(whole)
    elif not postcode and (match := _WITH_POSTCODE.fullmatch(town)):
        postcode, town = match[1], match[2]
    if country and fold(country) in _FRANCE:
        country = "France"
    return Address(street, _postcode(postcode, country), town_name(town), country)


def _split_whole(text: str) -> tuple[str, str, str]:
    """« 12 rue de l’Église, 26150 Die » → its parts; what is not understood is the street."""
    lines = [line for line in re.split(r"\s*[\n,]\s*", text) if line]
    for place, line in enumerate(lines):
        match = _WITH_POSTCODE.fullmatch(line)
        if match:
            return ", ".join(lines[:place]), match[1], match[2]
    ending = _ENDING.fullmatch(text) if len(lines) == 1 else None
    if ending:
        return ending[1], ending[2], ending[3]
    return ", ".join(lines), "", ""


@lru_cache(maxsize=4096)
def _postcode(text: str, country: str) -> str:
    """A French postcode without spaces; the first zero a spreadsheet ate is given back."""
    if country not in ("", "France"):
        return text
    compact = text.replace(" ", "").removeprefix("F-").removesuffix(".0")
    if compact.isascii() and compact.isdigit() and 4 <= len(compact) <= 5:
        return compact.zfill(5)
    return text


def _line(address: Address) -> str:
    town = f"{address.postcode} {address.town}".strip()
    return ", ".join(part for part in (address.street, town, address.country) if part)
