"""Recognising the columns of a client file by their headers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from models.exchange.header_words import PHONES, PLACES, WORDS
from models.exchange.mapping import ASSET_USES, Column, Mapping, Use
from models.rules.folding import fold

_ASIDE = "website|site web|event|evenement|relation|custom field|champ personnalise"
_USELESS = "im|jot|calendar link"
_NUMBERED = re.compile(
    r"(?P<what>phone|telephone|tel|e mail|email|mail|courriel|adresse e mail|address|adresse"
    rf"|{_ASIDE}|{_USELESS}) (?P<n>\d+) (?P<part>.+)"
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_ADDRESS_PARTS = {
    "street": Use.STREET,
    "rue": Use.STREET,
    "extended address": Use.STREET,
    "adresse etendue": Use.STREET,
    "city": Use.TOWN,
    "ville": Use.TOWN,
    "postal code": Use.POSTCODE,
    "code postal": Use.POSTCODE,
    "country": Use.COUNTRY,
    "pays": Use.COUNTRY,
    "formatted": Use.WHOLE_ADDRESS,
    "format": Use.WHOLE_ADDRESS,
    "formatee": Use.WHOLE_ADDRESS,
}
_PLACED = (Use.STREET, Use.POSTCODE, Use.TOWN, Use.COUNTRY, Use.EMAIL, Use.WHOLE_ADDRESS)
_ONCE = frozenset({Use.CIVILITY, Use.FULL_NAME, Use.REFERENCE, Use.BIRTHDAY, Use.SINCE})


def recognise(header: Sequence[str]) -> Mapping:
    """What each column is; one whose header says nothing known has no use."""
    columns: list[Column] = []
    for text in header:
        found = column_of(text)
        if found.use in _ONCE and any(found.use is column.use for column in columns):
            found = Column(text, Use.LABELLED_NOTE)
        columns.append(found)
    return Mapping(tuple(with_names_told_apart(columns)))


def with_names_told_apart(columns: list[Column]) -> list[Column]:
    """« Nom du client » beside « Prénom » is a last name; « Client » beside « Nom », a number."""
    uses = {column.use for column in columns}
    if Use.FULL_NAME not in uses:
        return columns
    place = next(i for i, column in enumerate(columns) if column.use is Use.FULL_NAME)
    folded = fold(columns[place].header)
    if Use.FIRST_NAME in uses and Use.LAST_NAME not in uses and "prenom" not in folded:
        columns[place] = replace(columns[place], use=Use.LAST_NAME)
    elif folded == "client" and Use.LAST_NAME in uses and Use.REFERENCE not in uses:
        columns[place] = replace(columns[place], use=Use.REFERENCE)
    return columns


def score(header: Sequence[str]) -> int:
    """How much of a header of clients a row is: its recognised columns; 0 when it names nobody."""
    mapping = recognise(header)
    known = sum(1 for column in mapping.columns if column.use is not None)
    named = sum(1 for cell in header if cell.strip())
    if not mapping.names_someone or known * 4 < named:
        return 0
    return known


def column_of(text: str) -> Column:
    """What a column of a file of clients is, by its header alone."""
    found = _by_words(text, fold(text))
    if found.use is None and _CAMEL.search(text):
        return _by_words(text, fold(_CAMEL.sub(" ", text)))  # « NomClient »
    return found


def _by_words(text: str, folded: str) -> Column:
    numbered = _NUMBERED.fullmatch(folded)
    if numbered:
        found = _numbered(text, numbered)
        if found is not None:
            return found
    words = _words()
    if folded in words:
        use, label = words[folded]
        return Column(text, use, label)
    base, _space, number = folded.rpartition(" ")
    if number in ("2", "3", "4") and words.get(base, (None, ""))[0] in ASSET_USES:
        return Column(text, words[base][0], group=number)
    return _placed(text, folded)


def _numbered(text: str, match: re.Match[str]) -> Column | None:
    """Google's « Phone 1 - Value », « Address 2 - City »…"""
    what, part, group = match["what"], match["part"], match["n"]
    if what in ("address", "adresse"):
        use = _ADDRESS_PARTS.get(part, Use.NOTHING)
        return Column(text, use, group=group)
    if what in f"{_ASIDE}|{_USELESS}".split("|"):
        told = part in ("value", "valeur") and what in _ASIDE.split("|")
        return Column(text, Use.LABELLED_NOTE if told else Use.NOTHING)
    phone = what in ("phone", "telephone", "tel")
    if part in ("value", "valeur", "address"):
        return Column(text, Use.PHONE if phone else Use.EMAIL, group=group)
    if part in ("type", "label", "libelle"):
        return Column(text, Use.PHONE_LABEL if phone else Use.EMAIL_LABEL, group=group)
    return None


def _placed(text: str, folded: str) -> Column:
    """« Code postal (bureau) », « Home Street 2 », « E-mail professionnel »."""
    kept, group = [], ""
    for word in folded.split():
        place = _place_words().get(word)
        group = place or group
        if not place and word not in ("de", "d"):
            kept.append(word)
    use, label = _words().get(" ".join(kept), (None, ""))
    if not group or use in (None, Use.NOTHING):
        return Column(text, use if group else None)
    if use in _PLACED:
        return Column(text, use, label, group)
    # Whom an invoice is for is the client; what is « personal » may be anything else.
    return Column(text, use, label) if group == "billing" else Column(text)


@cache
def _words() -> dict[str, tuple[Use, str]]:
    known = {word: (use, "") for use, text in WORDS.items() for word in _split(text)}
    known |= {word: (Use.PHONE, label) for label, text in PHONES.items() for word in _split(text)}
    return known


@cache
def _place_words() -> dict[str, str]:
    return {word: place for place, text in PLACES.items() for word in _split(text)}


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split("|") if word.strip()]
