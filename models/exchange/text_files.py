"""Reading a table from a text file, whichever program wrote it: encoding, separator, limits."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from models.errors import Refused
from models.exchange.encodings import Encoding, detect_encoding
from models.exchange.mapping import Mapping
from models.exchange.report import Progress
from models.exchange.source import Row
from models.i18n import _, format_number, in_quotes

MAX_BYTES = 1 << 30
MAX_ROWS = 2_000_000
MAX_COLUMNS = 1_024
MAX_CELL = 32_767
"""What a spreadsheet's cell can hold, in characters."""

SEPARATORS = ";,\t|"
_SAMPLE = 1 << 17
_HEADER_WITHIN = 10
_STEP = 1_000

_UNCLOSED = "\x00 unclosed"
"""Added to the last row when a quotation mark was still open at the end of the file."""

Score = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in a text file. `header_at` is the header's place among the records."""

    path: Path
    size: int
    encoding: Encoding
    separator: str
    header: tuple[str, ...]
    header_at: int
    mapping: Mapping | None = None

    @property
    def form(self) -> str:
        """Its encoding and its separator, for people."""
        name = "UTF-8" if self.encoding.name == "utf-8-sig" else self.encoding.name.upper()
        return _("{encoding}, séparateur {separator}").format(
            encoding=name, separator=_separator_name(self.separator)
        )

    def remarks(self) -> tuple[str, ...]:
        """Whether the file was cut in the middle of a character."""
        if not self.encoding.cut:
            return ()
        return (_("Le fichier s’arrête au milieu d’un caractère\u00a0: il est incomplet."),)

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows below the header that are not blank, each with the line it begins on.

        Raises Refused when the file cannot be read to its end or has too many rows.
        """
        try:
            with _opened(self.path, self.encoding) as file:
                yield from self._rows(file, progress)
        except (csv.Error, OSError, UnicodeError) as error:
            raise Refused(
                _("La lecture du fichier s’est arrêtée en route : {error}.").format(error=error)
            ) from error

    def _rows(self, file: TextIO, progress: Progress | None) -> Iterator[Row]:
        reader = _reader(file, self.separator)
        count, line = 0, 1
        held: Row | None = None
        for place, cells in enumerate(reader):
            start, line = line, reader.line_num + 1
            if place <= self.header_at or not any(map(str.strip, cells)):
                continue
            count += 1
            if count > MAX_ROWS:
                raise Refused(_too_many_rows())
            if progress is not None and count % _STEP == 0:
                progress(min(file.buffer.tell(), self.size), self.size)
            if held is not None:
                yield held
            held = (start, cells)
        if held is not None:
            swallowed = self.encoding.odd_quotes and any(
                "\n" in cell or "\r" in cell for cell in held[1]
            )
            yield (held[0], [*held[1], _UNCLOSED]) if swallowed else held

    def fault(self, cells: list[str]) -> str | None:
        """Why a row cannot be read as a row of this table, if it cannot."""
        if cells[-1] is _UNCLOSED:
            return _(
                "Un guillemet ouvert ici n’est jamais fermé : ce qui suit dans le fichier n’a pas "
                "pu être lu."
            )
        if len(cells) > len(self.header) and any(map(str.strip, cells[len(self.header) :])):
            return _("Cette ligne a {count} cellules, l’en-tête en a {expected}.").format(
                count=len(cells), expected=len(self.header)
            )
        if len("".join(cells)) > MAX_CELL and max(map(len, cells)) > MAX_CELL:
            return _(
                "Une cellule dépasse {limit} caractères : un guillemet n’est peut-être pas fermé."
            ).format(limit=format_number(MAX_CELL))
        return None


def open_table(path: Path, score: Score) -> TextTable:
    """Find the table in a text file; `score` tells how much of a header a row is (0: none).

    Raises Refused with a sentence when the file is missing, too big, no text, or has no header
    that is recognised.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(_("Ceci est un dossier, pas un fichier : {path}").format(path=path))
        if size > MAX_BYTES:
            raise Refused(
                _("Ce fichier est trop gros : {limit} Mo au plus.").format(limit=MAX_BYTES >> 20)
            )
        encoding = detect_encoding(path)
        with _opened(path, encoding) as file:
            sample = file.read(_SAMPLE)
    except (OSError, ValueError) as error:
        raise Refused(_("Ce fichier ne peut pas être lu : {path}").format(path=path)) from error
    best = max(_headers(sample, score), key=lambda found: found[0], default=None)
    if best is None:
        raise Refused(_no_header())
    _points, separator, place, header = best
    if len(header) > MAX_COLUMNS:
        raise Refused(
            _("Ce fichier a trop de colonnes : {limit} au plus.").format(
                limit=format_number(MAX_COLUMNS)
            )
        )
    return TextTable(path, size, encoding, separator, tuple(header), place)


def _headers(sample: str, score: Score) -> Iterator[tuple[tuple[int, int], str, int, list[str]]]:
    """What the first rows would be as headers: (points and width, separator, place, cells)."""
    for separator in SEPARATORS:
        reader = _reader(StringIO(sample, newline=""), separator)
        for place, cells in zip(range(_HEADER_WITHIN), _until_error(reader), strict=False):
            points = score(cells)
            if points:
                yield (points, -place), separator, place, [cell.strip() for cell in cells]


def _until_error(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        return


def _reader(file: TextIO, separator: str) -> Any:
    csv.field_size_limit(MAX_BYTES)
    return csv.reader(file, delimiter=separator)


def _opened(path: Path, encoding: Encoding) -> TextIO:
    errors = "ignore" if encoding.cut else "strict"
    return path.open(encoding=encoding.name, errors=errors, newline="")


def _separator_name(separator: str) -> str:
    return _("tabulation") if separator == "\t" else in_quotes(separator)


def _too_many_rows() -> str:
    return _("Ce fichier a plus de {limit} lignes : partagez-le en plusieurs fichiers.").format(
        limit=format_number(MAX_ROWS)
    )


def _no_header() -> str:
    return _(
        "Les colonnes de ce fichier ne sont pas reconnues : sa première ligne doit les nommer, "
        "par exemple « Nom », « Prénom », « Téléphone »."
    )
