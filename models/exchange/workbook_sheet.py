"""The rows of a sheet, read as a stream: nothing but one row and the texts is held in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models.errors import Refused
from models.exchange.text_files import MAX_CELL
from models.exchange.workbook_package import Package, PartReader
from models.exchange.workbook_seen import Seen
from models.exchange.workbook_values import (
    PLAIN,
    Form,
    built_in,
    day_text,
    form_of,
    number_text,
    truth_text,
    written_text,
)
from models.i18n import _, format_number

MAX_SHEET_ROWS = 1_048_576
MAX_SHEET_COLUMNS = 16_384
"""What a spreadsheet's sheet can hold."""
MAX_TEXTS_BYTES = 1 << 28
MAX_TEXTS = 5_000_000

SheetRow = tuple[int, dict[int, str]]
"""A row's number in its sheet, and its cells that are not empty, by column from 0."""


@dataclass(slots=True)
class Grounds:
    """What reading cells needs: the shared texts, the forms of numbers, the first day."""

    texts: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    from_1904: bool = False


def read_forms(package: Package, part: str) -> list[Form]:
    """How each style of a workbook shows numbers."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = ""

    def take(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    package.elements(part, take)
    return [form_of(codes.get(number) or built_in(_whole(number))) for number in styles]


def read_texts(package: Package, part: str) -> list[str]:
    """The texts the cells of a workbook share; raises Refused when there are too many."""
    if package.size(part) > MAX_TEXTS_BYTES:
        raise Refused(_too_many_texts())
    handler = _Texts()
    for _read in package.feed(part, handler):
        if len(handler.texts) > MAX_TEXTS:
            raise Refused(_too_many_texts())
    return handler.texts


def read_rows(
    package: Package, part: str, grounds: Grounds, seen: Seen
) -> Iterator[tuple[int, list[SheetRow]]]:
    """(bytes read, the rows they complete), block by block; numbers always increase."""
    handler = _Rows(grounds, seen)
    for read in package.feed(part, handler):
        rows, handler.rows = handler.rows, []
        yield read, rows


class _Texts(PartReader):
    """Collects the texts `si`; what tells how to pronounce them (`rPh`) is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._takes, self._aside = False, False

    def begin(self, tag: str, attrs: Any) -> None:
        if tag == "t":
            self._takes = not self._aside
        elif tag == "si":
            self._parts, self._length = [], 0
        elif tag == "rPh":
            self._aside = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._takes = False
        elif tag == "rPh":
            self._aside = False
        elif tag == "si":
            self.texts.append(written_text("".join(self._parts)))

    def text(self, content: str) -> None:
        if self._takes and self._length <= MAX_CELL:
            self._parts.append(content)
            self._length += len(content)


class _Rows(PartReader):
    """Collects rows as they end."""

    def __init__(self, grounds: Grounds, seen: Seen) -> None:
        super().__init__()
        self.rows: list[SheetRow] = []
        self._grounds, self._seen = grounds, seen
        self._number, self._column = 0, -1
        self._cells: dict[int, str] = {}
        self._type, self._style = "n", ""
        self._parts: list[str] = []
        self._length = 0
        self._takes, self._aside, self._formula = False, False, False

    def begin(self, tag: str, attrs: Any) -> None:
        if tag == "c":
            self._begin_cell(attrs)
        elif tag in ("v", "t"):
            self._takes = not self._aside
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._aside = True
        elif tag == "row":
            self._begin_row(_whole(attrs.get("r", "")))
        elif tag == "mergeCell":
            first, _colon, last = attrs.get("ref", "").partition(":")
            self._seen.merged += bool(last) and _line_of(first) < _line_of(last)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._takes = False
        elif tag == "c":
            self._end_cell()
        elif tag == "rPh":
            self._aside = False
        elif tag == "row" and self._cells:
            self.rows.append((self._number, self._cells))
            self._cells = {}

    def text(self, content: str) -> None:
        if self._takes and self._length <= MAX_CELL:
            self._parts.append(content)
            self._length += len(content)

    def _begin_row(self, number: int) -> None:
        """A row that does not say its number, or says one already past, follows the one before."""
        self._number = number if number > self._number else self._number + 1
        if self._number > MAX_SHEET_ROWS:
            raise Refused(
                _("Cette feuille a plus de {limit} lignes : partagez-la en plusieurs.").format(
                    limit=format_number(MAX_SHEET_ROWS)
                )
            )
        self._cells, self._column = {}, -1

    def _begin_cell(self, attrs: Any) -> None:
        place = _COLUMNS[attrs.get("r", "").rstrip("0123456789")]
        self._column = self._column + 1 if place is None else place
        self._type, self._style = attrs.get("t", "n"), attrs.get("s", "")
        self._parts, self._length, self._formula = [], 0, False

    def _end_cell(self) -> None:
        raw = "".join(self._parts)
        if not raw:
            self._seen.unsolved += self._formula
        elif self._column < MAX_SHEET_COLUMNS and (text := self._told(raw)):
            self._cells[self._column] = text

    def _told(self, raw: str) -> str:
        match self._type:
            case "s":
                place = _whole(raw)
                texts = self._grounds.texts
                return texts[place] if 0 <= place < len(texts) else ""
            case "n":
                return number_text(raw.strip(), self._form(), from_1904=self._grounds.from_1904)
            case "b":
                return truth_text(raw)
            case "e":
                self._seen.errors += 1
                return ""
            case "d":
                return day_text(raw)
        return written_text(raw)

    def _form(self) -> Form:
        place, forms = _whole(self._style), self._grounds.forms
        return forms[place] if 0 <= place < len(forms) else PLAIN


class _Columns(dict[str, int | None]):
    """« A » → 0, « AB » → 27…, None for what names no column; computed once each."""

    def __missing__(self, letters: str) -> int | None:
        place = 0
        for letter in letters[:4].upper():
            place = place * 26 + ord(letter) - 64
        known = letters.isascii() and letters.isalpha() and place <= MAX_SHEET_COLUMNS
        found = place - 1 if known else None
        if len(self) < MAX_SHEET_COLUMNS:
            self[letters] = found
        return found


_COLUMNS = _Columns()


def filled(cells: dict[int, str], width: int) -> list[str]:
    """The first `width` cells of a row, empty ones included."""
    return [cells.get(place, "") for place in range(width)]


def _line_of(reference: str) -> int:
    return _whole(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))


def _whole(text: str) -> int:
    """A whole number, -1 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _too_many_texts() -> str:
    return _("Ce classeur contient trop de textes : partagez-le en plusieurs fichiers.")
