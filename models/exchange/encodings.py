"""Which encoding a text file is in: its mark, else UTF-8 if it is, else UTF-16, else cp1252.

Guessing libraries take French cp1252 for cp1250; trying in this order does not.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path

from models.errors import Refused
from models.i18n import _

_BLOCK = 1 << 20
_TEXT_CONTROLS = b"\t\n\r\x0b\x0c\x1a\x00"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding's Python name; `cut` when the file ends in the middle of a character.

    `odd_quotes` when its quotation marks are not in pairs: one may never be closed.
    """

    name: str
    cut: bool = False
    odd_quotes: bool = False


def detect_encoding(path: Path) -> Encoding:
    """The encoding of a text file; raises Refused with a sentence when it is not a text."""
    with path.open("rb") as file:
        start = file.read(4096)
    _refuse_other_formats(start)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    candidates = (marked,) if marked else (_unmarked_utf16(start), "utf-8", "cp1252")
    for name in candidates:
        if name is not None and (found := _reads_as(path, name)) is not None:
            return found
    raise Refused(_("Ce fichier n’est pas un texte lisible : enregistrez-le en CSV (UTF-8)."))


def _refuse_other_formats(start: bytes) -> None:
    """Say what the file is when it is something else than a text."""
    if not start.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise Refused(_("Ce fichier est vide."))
    if start.startswith(b"%PDF"):
        raise Refused(_("Ce fichier est un PDF : demandez l’export CSV du logiciel d’origine."))
    controls = sum(1 for byte in start if byte < 32 and byte not in _TEXT_CONTROLS)
    if controls * 50 > len(start):
        raise Refused(_("Ce fichier n’est pas un texte : demandez un export CSV."))


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of a Latin text is then zero."""
    pairs = len(start) // 2
    odd, even = start[1::2].count(0), start[::2].count(0)
    if pairs > 1 and odd * 2 > pairs and even * 8 < pairs:
        return "utf-16-le"
    if pairs > 1 and even * 2 > pairs and odd * 8 < pairs:
        return "utf-16-be"
    return None


def _reads_as(path: Path, name: str) -> Encoding | None:
    """Whether the whole file decodes; a character cut at its very end is allowed."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    quotes = 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                quotes += decoder.decode(block).count('"')
    except UnicodeError:
        return None
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return Encoding(name, cut=True, odd_quotes=quotes % 2 == 1)
    return Encoding(name, odd_quotes=quotes % 2 == 1)
