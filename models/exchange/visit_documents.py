"""The lines of one document, on one day, for one client: one visit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from models.exchange.report import Progress
from models.exchange.source import Source
from models.exchange.visit_rows import ReadVisit, VisitRows

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, whole: `row` with its work and its amount joined, and the lines it comes from."""

    row: ReadVisit
    lines: tuple[int, ...]

    @property
    def credit_note(self) -> bool:
        """Whether money was given back: no visit."""
        return (self.row.cents or 0) < 0


class Documents:
    """Gathers the lines of a document until its last one, told by a first reading of the file."""

    def __init__(self, table: Source, rows: VisitRows, progress: Progress) -> None:
        self._rows = rows
        self._last: dict[int, int] = {}
        for line, cells in table.rows(progress) if rows.tell_documents else ():
            key = rows.document_of(cells)
            if key is not None:
                self._last[hash(key)] = line
        self._open: dict[int, list[ReadVisit]] = {}

    @property
    def unfinished(self) -> bool:
        """Whether lines still wait once the file is over: it changed since the first reading."""
        return bool(self._open)

    def take(self, line: int, cells: list[str], visit: ReadVisit | None) -> list[Visit]:
        """The visits that are whole with this row (None: it was refused)."""
        key = self._rows.document_of(cells)
        if key is None:
            return [] if visit is None else [Visit(visit, (line,))]
        place = hash(key)
        waiting = self._open.setdefault(place, [])
        if visit is not None:
            waiting.append(visit)
        if self._last.get(place) != line:
            return []
        return joined(self._open.pop(place), self._rows.whole_document)


def joined(rows: list[ReadVisit], whole_document: bool) -> list[Visit]:
    """The visits of one document's lines; a line that names nobody is of the client before."""
    by_client: dict[object, list[ReadVisit]] = {}
    last = next((row.whose for row in rows if row.whose is not None), None)
    for row in rows:
        last = last if row.whose is None else row.whose
        by_client.setdefault(last, []).append(row)
    return [_join(group, whole_document) for group in by_client.values()]


def _join(rows: list[ReadVisit], whole_document: bool) -> Visit:
    if len(rows) == 1:
        return Visit(rows[0], (rows[0].line,))
    amounts = [row.cents for row in rows if row.cents is not None]
    if whole_document and len(set(amounts)) == 1:
        amounts = amounts[:1]
    who = next((row.who for row in rows if row.who.client), rows[0].who)
    row = replace(
        rows[0],
        work=", ".join(_distinct(work for row in rows if (work := row.work))),
        cents=sum(amounts) if amounts else None,
        tax_included=all(row.tax_included for row in rows if row.cents is not None),
        who=replace(who, plates=_distinct(plate for row in rows for plate in row.who.plates)),
        remarks=_distinct(remark for row in rows for remark in row.remarks),
    )
    return Visit(row, tuple(row.line for row in rows))


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
