"""Where a code may stand: phone, plate, serial number, reference or e-mail."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.search.question import email_fragment
from models.search.slips import one_slip_away
from models.tables import database

Values = tuple[object, ...]
_FRAGMENT = 3
_SIGNS = ".-_"
"""What may be missing or wrong in an e-mail besides letters; another figure is another address."""
_LAST = "\U0010ffff"
_MANY = 2000
_TELLING = 5
WHOLE_PHONE = 10
"""How many digits a phone has; no client's number has as many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of SQL and its values."""

    sql: str
    values: Values = ()


def places(code: str) -> list[Piece]:
    """Queries for the clients (`client`) with that code, the likeliest place first."""
    if _of_email(code):
        return [_email_beginning(code), _email_containing(code)]
    found = [_phone("key", code)] if code.isdigit() else []
    found.append(_word_beginning(code))
    if code.isdigit() and len(code) >= 2:
        found.append(_phone("reversed_key", code[::-1]))
    if len(code) >= _FRAGMENT:
        found.append(containing(code))
    return [*found, *_number(code)]


def anywhere(code: str) -> Piece:
    """A query for the clients with that code in any place."""
    return _union(places(code))


def tells_little(code: str) -> bool:
    """Whether too many phones begin so for all of them to be listed (« 06 »)."""
    if not code.isdigit() or len(code) > 2:
        return False
    sql = f"SELECT 1 FROM reach WHERE key >= ? AND key < ? LIMIT 1 OFFSET {_MANY}"
    return bool(database.execute_sql(sql, _range(code)).fetchall())


def besides_phones_that_begin_so(code: str) -> Piece:
    """A query for the clients with that code in any place but the beginning of a phone."""
    ending = _phone("reversed_key", code[::-1])
    return _union([_word_beginning(code), ending, *_number(code)])


def read_through(code: str) -> Piece:
    """A query for the clients with digits that tell little, reading phones as they lie.

    Where an index leads to most of them, that takes a third of the time.
    """
    sql = (
        "SELECT client_id AS client FROM reach WHERE (substr(key, 1, ?) = ? OR substr(key, -?) = ?)"
    )
    size = len(code)
    phones = Piece(f"{sql} AND channel = 'phone'", (size, code, size, code))
    return _union([phones, _word_beginning(code), *_number(code)])


def also(code: str, client: str) -> Piece:
    """A condition on `client` (a column), named by other means, who must also have the code."""
    if _of_email(code):
        found = _email_containing(code)
    elif tells_little(code):
        ending = _phone("reversed_key", code[::-1])
        own = f"SELECT 1 FROM reach WHERE client_id = {client} AND substr(key, 1, ?) = ?"
        return Piece(
            f"(+{client} IN ({ending.sql}) OR EXISTS ({own}))", (*ending.values, len(code), code)
        )
    elif len(code) < _FRAGMENT:
        found = anywhere(code)
    else:
        found = _union([containing(code), _word_beginning(code), *_number(code)])
    return Piece(f"+{client} IN ({found.sql})", found.values)


def _of_email(code: str) -> bool:
    """Whether it is a piece of an e-mail: other codes are kept without their separators."""
    return not code.isalnum()


def slipped(address: str) -> list[Piece]:
    """Queries for the clients with that e-mail elsewhere, or one slip away from it."""
    name = address.partition("@")[0]
    sql = (
        "SELECT client_id AS client FROM json_each(?) AS slip CROSS JOIN reach"
        " ON reach.key >= slip.value AND reach.key < slip.value || ? AND channel = 'email'"
    )
    names = [f"{slip}@" for slip in one_slip_away(name, besides=_SIGNS)]
    return [_email_beginning(f"{name}@"), Piece(sql, (json.dumps(names), _LAST))]


def _union(pieces: Sequence[Piece]) -> Piece:
    return Piece(" UNION ALL ".join(piece.sql for piece in pieces), values(pieces))


def _phone(column: str, digits: str) -> Piece:
    sql = f"SELECT client_id AS client FROM reach WHERE {column} >= ? AND {column} < ?"
    return Piece(f"{sql} AND channel = 'phone'", _range(digits))


def _range(start: str) -> tuple[str, str]:
    return start, start + _LAST


_NUMBERED = """SELECT client FROM (
    WITH RECURSIVE found(client) AS (
        SELECT id FROM client WHERE number = ? AND id NOT IN (SELECT client_id FROM erasure)
        UNION
        SELECT kept_id FROM merge JOIN found ON absorbed_id = client WHERE undone_on IS NULL
    )
    SELECT client FROM found
    WHERE client NOT IN (SELECT absorbed_id FROM merge WHERE undone_on IS NULL)
)"""


def _number(code: str) -> list[Piece]:
    plain = code.isdigit() and len(code) < WHOLE_PHONE and not code.startswith("0")
    return [numbered(int(code))] if plain else []


def numbered(number: int) -> Piece:
    """A query for the client of that number, or for whom their file was merged into."""
    return Piece(_NUMBERED, (number,))


def _word_beginning(code: str) -> Piece:
    sql = "SELECT rowid AS client FROM search_word WHERE search_word MATCH ?"
    return Piece(sql, (beginning(code),))


def beginning(word: str) -> str:
    """A word of letters and digits as the full-text index looks for its beginning."""
    return f'"{word}"*'


def containing(code: str) -> Piece:
    """A query for the clients with a code that contains this one, of three characters or more.

    Its last characters are looked up, the end of an e-mail's name: all phones begin alike, and
    every common piece makes the index slower. The documents of those tell who has all of it.
    """
    name = code.partition("@")[0]
    telling = (name if len(name) >= _FRAGMENT else code)[-_TELLING:]
    quoted = '"' + telling.replace('"', '""') + '"'
    sql = "SELECT rowid AS client FROM search_code WHERE search_code MATCH ?"
    if telling == code:
        return Piece(sql, (quoted,))
    all_of_it = "SELECT 1 FROM search_document WHERE client = search_code.rowid AND instr(codes, ?)"
    return Piece(f"{sql} AND EXISTS ({all_of_it})", (quoted, code))


def _email_beginning(code: str) -> Piece:
    sql = "SELECT client_id AS client FROM reach WHERE key >= ? AND key < ?"
    return Piece(f"{sql} AND channel = 'email'", _range(code))


def _email_containing(code: str) -> Piece:
    kept = email_fragment(code)
    if len(kept) < _FRAGMENT:
        return Piece("SELECT client_id AS client FROM reach WHERE channel = 'email'")
    found = containing(kept)
    if len(kept) == len(code):
        return found
    sql = (
        f"SELECT client FROM ({found.sql}) WHERE EXISTS (SELECT 1 FROM reach"
        " WHERE client_id = client AND channel = 'email' AND instr(key, ?))"
    )
    return Piece(sql, (*found.values, code[code.index("@") :]))


def values(pieces: Iterable[Piece]) -> Values:
    """The values of several pieces of SQL, in their order."""
    return tuple(value for piece in pieces for value in piece.values)
