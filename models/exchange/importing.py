"""Importing a file: what it is, is told by its content; one transaction per file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.actor import Actor
from models.database import writing
from models.exchange import headers, journal_columns, layouts, visit_headers
from models.exchange.book_files import book_file
from models.exchange.client_import import ClientImport, recognised
from models.exchange.journal_import import JournalImport
from models.exchange.mapping import Mapping
from models.exchange.report import ImportOptions, ImportReport, Kind, Progress, Tally
from models.exchange.runs import begin_run, end_run
from models.exchange.source import Source
from models.exchange.text_files import open_table
from models.exchange.vcards import open_vcards
from models.exchange.visit_import import VisitImport
from models.exchange.workbook import open_workbook
from models.exchange.workbook_package import is_package
from models.team import Right, require


class _TrialOver(Exception):
    """Ends a dry run: what was written is undone."""


def import_file(
    actor: Actor,
    path: str | Path,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file of clients or a journal, all or nothing but for the rows it refuses.

    Raises Refused with a sentence when the file cannot be read at all or is of an unknown form,
    BookInUse or CannotWrite when the book cannot be written. Whatever `progress` raises passes
    through; nothing is then kept.
    """
    path, options = Path(path), options or ImportOptions()
    known = book_file(path)
    if known is not None:
        return _attempt(
            _Attempt(actor, path, known.kind, "", options),
            lambda run: known.work(actor, run, progress),
        )
    table = open_any(path)
    options = replace(options, mapping=options.mapping or mapping_of(table))
    kind = kind_of(table, options.mapping)
    work = _WORK[kind]
    return _attempt(
        _Attempt(actor, path, kind, table.form, options),
        lambda run: work(actor, table, options, run).run(progress),
        table.remarks,
    )


def open_any(path: Path) -> Source:
    """The table of clients, or the journal, that a file holds; raises Refused."""
    if is_package(path):
        return open_workbook(path, _score)
    return open_vcards(path) or open_table(path, _score)


def mapping_of(table: Source) -> Mapping | None:
    """What the columns of a table are: as a person said, or as recognised; None for a journal."""
    if journal_columns.score(table.header):
        return None
    remembered = layouts.remembered(table.header) if table.mapping is None else None
    return remembered or recognised(table)


def kind_of(table: Source, mapping: Mapping | None) -> Kind:
    """What a table holds, told by its header, or by what its columns are."""
    if mapping is None or journal_columns.score(table.header):
        return "journal"
    return "visits" if mapping.tells_visits else "clients"


@dataclass(frozen=True, slots=True)
class _Attempt:
    actor: Actor
    path: Path
    kind: Kind
    form: str
    options: ImportOptions


def _attempt(
    asked: _Attempt,
    work: Callable[[int], Tally],
    remarks: Callable[[], tuple[str, ...]] = tuple,
) -> ImportReport:
    """Work in one transaction, the import's row in it; a dry run is undone once it is over."""
    tally, run_id = Tally(), None
    dry_run = asked.options.dry_run
    try:
        with writing():
            require(asked.actor, Right.IMPORT)
            run = begin_run(asked.actor, asked.path.name, asked.kind, asked.form)
            tally = work(run)
            for remark in remarks():
                tally.remark(None, remark)
            if dry_run:
                raise _TrialOver
            run_id = end_run(run, tally)
    except _TrialOver:
        pass
    return tally.report(asked.path, asked.kind, dry_run=dry_run, run_id=run_id)


_WORK: dict[str, Any] = {
    "clients": ClientImport,
    "visits": VisitImport,
    "journal": JournalImport,
}


def _score(header: Sequence[str]) -> int:
    clients = max(headers.score(header), visit_headers.score(header))
    return journal_columns.score(header) or clients
