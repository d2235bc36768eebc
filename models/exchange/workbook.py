"""Reading a table from a workbook (.xlsx, .xlsm): its sheet, its header, its rows as texts.

Cells are read as a person sees them (`workbook_values`). Of merged cells the first alone has the
value; hidden sheets are only looked at when no other holds a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import Refused
from models.exchange.mapping import Mapping
from models.exchange.report import Progress
from models.exchange.source import Row
from models.exchange.text_files import MAX_CELL, MAX_COLUMNS, Score
from models.exchange.workbook_package import Package, damaged, opened
from models.exchange.workbook_seen import Seen
from models.exchange.workbook_sheet import (
    Grounds,
    SheetRow,
    filled,
    read_forms,
    read_rows,
    read_texts,
)
from models.i18n import _, format_list, format_number

HEADER_WITHIN = 10
_HEADER_BYTES = 1 << 23
"""A header further than that from the beginning of its sheet is not looked for."""
_OTHERS_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as the workbook names it, and the part of the zip it is in."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet that has a header, at the row `line`; `points` tell how good a header it is."""

    sheet: _Sheet
    points: int
    line: int
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """The table of a sheet. Rows have the numbers the spreadsheet shows."""

    path: Path
    table: _Table
    others: tuple[str, ...]
    grounds: Grounds
    mapping: Mapping | None = None
    seen: Seen = field(default_factory=Seen)

    @property
    def form(self) -> str:
        """The sheet it is on, for people."""
        return _("classeur, feuille « {sheet} »").format(sheet=self.table.sheet.name)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.table.header

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows below the header that are not blank, each with its number in the sheet.

        Raises Refused when the workbook cannot be read to its end.
        """
        self.seen.forget()
        part = self.table.sheet.part
        with opened(self.path) as package:
            size, whole = self.path.stat().st_size, max(package.size(part), 1)
            for read, rows in read_rows(package, part, self.grounds, self.seen):
                for line, cells in rows:
                    if line > self.table.line and (row := self._row(cells)):
                        yield line, row
                if progress is not None:
                    progress(min(read * size // whole, size), size)

    def _row(self, cells: dict[int, str]) -> list[str] | None:
        """The cells under the header; None when none of them says something."""
        width = len(self.header)
        for place, cell in cells.items():
            if place >= width and cell.strip():
                self.seen.stray(place)
        row = filled(cells, width)
        return row if any(map(str.strip, row)) else None

    def fault(self, cells: list[str]) -> str | None:
        """Why a row cannot be read as a row of this table, if it cannot."""
        if max(map(len, cells)) <= MAX_CELL:
            return None
        return _("Une cellule dépasse {limit} caractères.").format(limit=format_number(MAX_CELL))

    def remarks(self) -> tuple[str, ...]:
        """The sheets left aside, and what was noticed in the one that was read."""
        if not self.others:
            return self.seen.remarks()
        told = _("Ce classeur a d’autres tableaux, qui ne sont pas lus : {names}. Lu : {sheet}.")
        names = format_list(self.others[:_OTHERS_TOLD])
        return told.format(names=names, sheet=self.table.sheet.name), *self.seen.remarks()


def open_workbook(path: Path, score: Score) -> WorkbookSource:
    """Find the table in a workbook; `score` tells how much of a header a row is (0: none).

    Raises Refused with a sentence when the file is no workbook, too big, locked, damaged, or has
    no header that is recognised.
    """
    with opened(path) as package:
        sheets, grounds = _workbook(package)
        seen = [
            _tables(package, (s for s in sheets if s.hidden is aside), grounds, score)
            for aside in (False, True)
        ]
    found = next(filter(None, seen), None)
    if found is None:
        raise Refused(_no_header())
    best = max(found, key=lambda table: table.points)
    if len(best.header) > MAX_COLUMNS:
        raise Refused(
            _("Ce fichier a trop de colonnes : {limit} au plus.").format(
                limit=format_number(MAX_COLUMNS)
            )
        )
    others = tuple(table.sheet.name for table in found if table is not best)
    return WorkbookSource(path, best, others, grounds)


def _workbook(package: Package) -> tuple[list[_Sheet], Grounds]:
    """The sheets in their order, and what reading their cells needs."""
    starts = package.targets("").values()
    part = next((place for kind, place in starts if kind == "officeDocument"), "xl/workbook.xml")
    links = package.targets(part)
    places = dict(links.values())
    sheets: list[_Sheet] = []
    grounds = Grounds()

    def take(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            grounds.from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            given = next((attributes[a] for a in attributes if a.endswith(":id")), "")
            kind, place = links.get(given, ("", ""))
            if kind == "worksheet" and package.size(place):
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(_Sheet(attributes.get("name", ""), place, hidden))

    package.elements(part, take)
    if not sheets:
        raise Refused(damaged())
    grounds.forms = read_forms(package, places.get("styles", ""))
    grounds.texts = read_texts(package, places.get("sharedStrings", ""))
    return sheets, grounds


def _tables(
    package: Package, sheets: Iterator[_Sheet], grounds: Grounds, score: Score
) -> list[_Table]:
    """The sheets that have a header, each with its best one."""
    found = []
    for sheet in sheets:
        rows = [
            (line, [cell.strip() for cell in filled(cells, max(cells) + 1)])
            for line, cells in _first_rows(package, sheet, grounds)
        ]
        scored = [_Table(sheet, score(cells), line, tuple(cells)) for line, cells in rows]
        best = max(scored, key=lambda table: (table.points, -table.line), default=None)
        if best is not None and best.points:
            found.append(best)
    return found


def _first_rows(package: Package, sheet: _Sheet, grounds: Grounds) -> list[SheetRow]:
    first: list[SheetRow] = []
    for read, rows in read_rows(package, sheet.part, grounds, Seen()):
        first += rows
        if len(first) >= HEADER_WITHIN or read > _HEADER_BYTES:
            break
    return first[:HEADER_WITHIN]


def _no_header() -> str:
    return _(
        "Aucune feuille de ce classeur n’est reconnue : sa première ligne doit nommer les "
        "colonnes, par exemple « Nom », « Prénom », « Téléphone »."
    )
