"""Every client file as a vCard 3.0, the version phones, Google, Outlook and Thunderbird all open.

What a card has no room for (reference, assets, memory) is in the other files of an export.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from peewee import chunked

from models.erased import erased
from models.i18n import _
from models.tables import Client, ClientTag, Reach

_AT_ONCE = 1_000
_MOST_OCTETS = 75
"""Of a line without its end (RFC 2426, 2.6)."""


def write_vcards(stream: TextIO) -> None:
    """A card per client, by number. `stream` writes line ends as they are given (newline="")."""
    query = Client.select(Client.id).where(~erased(Client.id)).order_by(Client.number)
    ids = [row[0] for row in query.tuples()]
    types = {_("mobile"): "CELL", _("domicile"): "HOME", _("bureau"): "WORK"}
    for chunk in chunked(ids, _AT_ONCE):
        reaches = _of(Reach, chunk, Reach.position)
        tags = _of(ClientTag, chunk, ClientTag.tag)
        clients = Client.select().where(Client.id.in_(chunk)).order_by(Client.number)
        for client in clients.dicts():
            lines = _card(client, reaches[client["id"]], tags[client["id"]], types)
            stream.write("".join(_folded(line) for line in lines))


def _of(table: Any, ids: Sequence[int], order: Any) -> defaultdict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in table.select().where(table.client.in_(ids)).order_by(order).dicts():
        found[row["client"]].append(row)
    return found


def _card(
    client: dict[str, Any],
    reaches: list[dict[str, Any]],
    tags: list[dict[str, Any]],
    types: dict[str, str],
) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{client['uuid']}"
    yield from _names(client, reaches)
    yield from _reaches(reaches, types)
    if any(client[name] for name in ("street", "postcode", "town", "country")):
        street, town, postcode, country = _texts(client, "street", "town", "postcode", "country")
        kind = "HOME" if client["first_name"] or client["last_name"] else "WORK"
        yield f"ADR;TYPE={kind}:;;{street};{town};;{postcode};{country}"
    if birthday := _birthday(client["birth_year"], client["birth_month"], client["birth_day"]):
        yield f"BDAY:{birthday}"
    if tags:
        yield "CATEGORIES:" + ",".join(_escaped(row["tag"]) for row in tags)
    if client["notes"]:
        yield f"NOTE:{_escaped(client['notes'])}"
    yield "END:VCARD"


def _names(client: dict[str, Any], reaches: list[dict[str, Any]]) -> Iterator[str]:
    """Their name, their company, and whether the card is the company's."""
    first, last, civility = _texts(client, "first_name", "last_name", "civility")
    (company,) = _texts(client, "company")
    person = " ".join(filter(None, (first, last)))
    yield f"FN:{person or company or next((_escaped(row['value']) for row in reaches), '')}"
    yield f"N:{last};{first};;{civility};"
    if company:
        yield f"ORG:{company}"
    if company and not person:
        yield "X-ABShowAs:COMPANY"


def _reaches(reaches: list[dict[str, Any]], types: dict[str, str]) -> Iterator[str]:
    """Phones and e-mails; a label that is no type of vCards goes as Apple and Google write it."""
    for number, row in enumerate(reaches, 1):
        value, label = _texts(row, "value", "label")
        kind = types.get(row["label"], "")
        if row["channel"] == "email":
            name = "EMAIL;TYPE=INTERNET" + (f";TYPE={kind}" if kind else "")
        else:
            name = f"TEL;TYPE={kind or 'VOICE'}"
        if not label or kind:
            yield f"{name}:{value}"
        else:
            yield f"item{number}.{name}:{value}"
            yield f"item{number}.X-ABLabel:{label}"


def _birthday(year: int | None, month: int | None, day: int | None) -> str:
    """As much as a card can say: a day without its year, a month with it, a year alone."""
    if month and day:
        return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
    if year and day is None:
        return f"{year:04}-{month:02}" if month else f"{year:04}"
    return ""


def _texts(row: dict[str, Any], *names: str) -> list[str]:
    return [_escaped(row[name]) for name in names]


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line and its end, in pieces of 75 octets that cut no character."""
    octets = line.encode()
    if len(octets) <= _MOST_OCTETS:
        return line + "\r\n"
    pieces, room = [], _MOST_OCTETS
    while octets:
        piece = octets[:room].decode(errors="ignore")
        pieces.append(piece)
        octets = octets[len(piece.encode()) :]
        room = _MOST_OCTETS - 1  # after the space each further line begins with
    return "\r\n ".join(pieces) + "\r\n"
