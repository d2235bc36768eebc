"""A vCard file as a table: a row per card, whichever program or phone wrote it."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from models.errors import Refused
from models.exchange.mapping import Mapping
from models.exchange.report import Progress
from models.exchange.source import Row
from models.exchange.text_files import MAX_BYTES, MAX_ROWS
from models.exchange.vcard_cards import Told, read_cards
from models.exchange.vcard_columns import vcard_mapping
from models.exchange.vcard_lines import read_lines, unfolded
from models.exchange.vcard_rows import read_row
from models.i18n import _, format_number, ngettext

_START = 4096
_BLOCK = 1 << 18
_BEGIN = re.compile(r"(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:[\r\n]|$)", re.IGNORECASE)
_VERSION = re.compile(r"[\r\n]VERSION\s*:\s*(\d\.\d)", re.IGNORECASE)
_ENCODINGS = (None, "utf-16-le", "utf-16-be")


@dataclass(slots=True)
class VcardSource:
    """The cards of a file. `encoding` None for any that holds ASCII as it is."""

    path: Path
    size: int
    form: str
    encoding: str | None
    mapping: Mapping = field(default_factory=vcard_mapping)
    _told: Told = field(default_factory=Told, init=False)
    _groups: int = field(default=0, init=False)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns a card is read as."""
        return tuple(column.header for column in self.mapping.columns)

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """Each card's row, with the line it begins on.

        Raises Refused when the file cannot be read to its end or has too many cards or lines.
        """
        self._told, self._groups, count = Told(), 0, 0
        try:
            with self.path.open("rb") as file:
                lines = unfolded(read_lines(self._blocks(file, progress)))
                for card in read_cards(lines, self._told):
                    count += 1
                    if count > MAX_ROWS:
                        raise Refused(_too_many_cards())
                    cells = read_row(card, self._told)
                    if cells is None:
                        self._groups += 1
                    else:
                        yield card.line, cells
        except OSError as error:
            raise Refused(
                _("La lecture du fichier s’est arrêtée en route : {error}.").format(error=error)
            ) from error

    def _blocks(self, file: BinaryIO, progress: Progress | None) -> Iterator[bytes]:
        """The file in UTF-8, or in whatever holds ASCII as it is, piece by piece."""
        decoder = getincrementaldecoder(self.encoding)("replace") if self.encoding else None
        while block := file.read(_BLOCK):
            yield block if decoder is None else decoder.decode(block).encode("utf-8", "replace")
            if progress is not None:
                progress(min(file.tell(), self.size), self.size)

    def fault(self, cells: list[str]) -> str | None:
        """Nothing: what is wrong in a card is passed over and told."""
        return None

    def remarks(self) -> tuple[str, ...]:
        """The lines that were passed over, and the cards that are nobody's."""
        if not self._groups:
            return self._told.all()
        groups = ngettext(
            "{count} carte passée : c’est un groupe ou un lieu, pas un client.",
            "{count} cartes passées : ce sont des groupes ou des lieux, pas des clients.",
            self._groups,
        )
        return (*self._told.all(), groups.format(count=format_number(self._groups)))


def open_vcards(path: Path) -> VcardSource | None:
    """The cards of a file; None when its content is something else, or cannot be read at all.

    Raises Refused when the file is too big.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_START)
        size = path.stat().st_size
    except (OSError, ValueError):
        return None
    for encoding in _ENCODINGS:
        text = start.decode(encoding or "utf-8-sig", "ignore").lstrip("\ufeff\0")
        if _BEGIN.search(text):
            if size > MAX_BYTES:
                raise Refused(
                    _("Ce fichier est trop gros : {limit} Mo au plus.").format(
                        limit=MAX_BYTES >> 20
                    )
                )
            return VcardSource(path, size, _form(text), encoding)
    return None


def _form(start: str) -> str:
    version = _VERSION.search(start)
    return f"vCard {version[1]}" if version else "vCard"


def _too_many_cards() -> str:
    return _("Ce fichier a plus de {limit} cartes : partagez-le en plusieurs fichiers.").format(
        limit=format_number(MAX_ROWS)
    )
