"""The lines of a vCard file, unfolded, in little memory whatever the file holds."""

import codecs
import re
from collections.abc import Iterable, Iterator

from models.errors import Refused
from models.i18n import _, format_number

MAX_LINE = 1 << 15
"""In bytes, once unfolded. A photo is longer, and nothing reads it."""
MAX_LINES = 20_000_000

_NOISE = (b"\0", codecs.BOM_UTF8)
_FENCE = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_QUOTED_PRINTABLE = b"QUOTED-PRINTABLE"

Line = tuple[int, bytes, bool]
"""The number of its first line in the file, its content, and whether it was cut to the limit."""


def read_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Each line without its end (CRLF, LF or CR), NULs or byte order marks; a huge one is cut.

    Raises Refused beyond the number of lines allowed.
    """
    rest, count = b"", 0
    for block in blocks:
        for noise in _NOISE:
            if noise in block:
                block = block.replace(noise, b"")
        text = rest + block
        held = b"\r" if text.endswith(b"\r") else b""  # perhaps half of a CRLF
        whole = text.removesuffix(held).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = whole.split(b"\n")
        rest = lines.pop()[: MAX_LINE + 1] + held
        count += len(lines)
        if count > MAX_LINES:
            raise Refused(_too_many_lines())
        yield from lines
    if rest:
        yield rest.removesuffix(b"\r")


def unfolded(lines: Iterable[bytes]) -> Iterator[Line]:
    """The lines as they were before they were folded.

    A line that begins with a space or a tab goes on with the one before; so does the one after a
    line of quoted-printable that ends with « = ».
    """
    start, size, soft = 0, 0, False
    parts: list[bytes] = []
    for number, line in enumerate(lines, 1):
        if not line:
            soft = False
            continue
        folded = line[:1] in (b" ", b"\t")
        if (soft and not _FENCE.fullmatch(line)) or (folded and parts):
            piece = line if soft else line[1:]
        else:
            if len(parts) == 1 and size <= MAX_LINE:
                yield start, parts[0], False
            elif parts:
                yield _joined(start, parts, size)
            start, size, piece, parts = number, 0, line, []
        soft = line[-1:] == b"=" and _is_quoted_printable(parts[0] if parts else piece)
        piece = piece[:-1] if soft else piece
        if size <= MAX_LINE:
            parts.append(piece)
        size += len(piece)
    if parts:
        yield _joined(start, parts, size)


def _joined(start: int, parts: list[bytes], size: int) -> Line:
    return start, b"".join(parts)[:MAX_LINE], size > MAX_LINE


def _is_quoted_printable(line: bytes) -> bool:
    return _QUOTED_PRINTABLE in line.partition(b":")[0].upper()


def _too_many_lines() -> str:
    return _("Ce fichier a plus de {limit} lignes : partagez-le en plusieurs fichiers.").format(
        limit=format_number(MAX_LINES)
    )
