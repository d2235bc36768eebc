"""Where a code may stand: phone, plate, serial number, reference or e-mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.search.question import email_fragment

Values = tuple[object, ...]
_FRAGMENT = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of SQL and its values."""

    sql: str
    values: Values = ()


def places(code: str) -> list[Piece]:
    """Queries for the clients (`client`) with that code, the likeliest place first."""
    if "@" in code:
        return [_email_beginning(code), _email_containing(code)]
    found = [_phone("key", code)] if code.isdigit() else []
    found.append(beginning(code))
    if code.isdigit() and len(code) >= 2:
        found.append(_phone("reversed_key", code[::-1]))
    if len(code) >= _FRAGMENT:
        found.append(containing(code))
    return found


def anywhere(code: str) -> Piece:
    """A query for the clients with that code in any place."""
    found = places(code)
    return Piece(" UNION ALL ".join(place.sql for place in found), values(found))


def _phone(column: str, digits: str) -> Piece:
    sql = f"SELECT client_id AS client FROM reach WHERE {column} >= ? AND {column} < ?"
    return Piece(f"{sql} AND channel = 'phone'", _range(digits))


def _range(start: str) -> tuple[str, str]:
    return start, start[:-1] + chr(ord(start[-1]) + 1)


def beginning(code: str) -> Piece:
    """A query for the clients with a plate, an asset or a reference that begins so."""
    return Piece("SELECT rowid AS client FROM search_word WHERE search_word MATCH ?", (word(code),))


def word(code: str) -> str:
    """The code as the beginning of a word of the full-text index (letters and digits only)."""
    return f'"{code}"*'


def containing(code: str) -> Piece:
    """A query for the clients with a code that contains this one, of three characters or more."""
    quoted = '"' + code.replace('"', '""') + '"'
    return Piece("SELECT rowid AS client FROM search_code WHERE search_code MATCH ?", (quoted,))


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
    domain = code[code.index("@") :]
    sql = (
        f"SELECT client FROM ({found.sql}) WHERE EXISTS (SELECT 1 FROM reach"
        " WHERE client_id = client AND channel = 'email' AND instr(key, ?))"
    )
    return Piece(sql, (*found.values, domain))


def in_document(code: str) -> Piece:
    """A condition on the document `d` of a client named by other means."""
    own = "d.client IN (SELECT id FROM client WHERE number = ?)"
    number = int(code) if code.isdigit() and len(code) < 10 else -1
    if len(code) >= _FRAGMENT:
        texts = "instr(d.codes || ' ' || d.other || ' ' || d.asset, ?)"
        return Piece(f"({texts} OR {own})", (email_fragment(code), number))
    return Piece(
        "(instr(' ' || d.codes || ' ' || d.other || ' ' || d.asset, ?)"
        f" OR instr(d.codes || ' ', ?) OR {own})",
        (f" {code}", f"{code} ", number),
    )


def values(pieces: Iterable[Piece]) -> Values:
    """The values of several pieces of SQL, in their order."""
    return tuple(value for piece in pieces for value in piece.values)
