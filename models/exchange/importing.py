"""Importing a file: what it is, is told by its content; one transaction per file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from models.actor import Actor
from models.database import writing
from models.exchange import headers, journal_columns
from models.exchange.client_import import ClientImport
from models.exchange.journal_import import JournalImport
from models.exchange.report import ImportOptions, ImportReport, Kind, Progress, Tally
from models.exchange.settings_file import import_settings, read_settings
from models.exchange.source import Source
from models.exchange.text_files import open_table
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
    versions = read_settings(path)
    if versions is not None:
        tally = _attempt(actor, options, lambda: import_settings(actor, versions))
        return tally.report(path, "settings", dry_run=options.dry_run)
    table = open_any(path)
    kind = kind_of(table)
    run = _journal if kind == "journal" else _clients
    tally = _attempt(actor, options, lambda: run(actor, table, options, progress))
    for remark in table.remarks():
        tally.remark(None, remark)
    return tally.report(path, kind, dry_run=options.dry_run)


def open_any(path: Path) -> Source:
    """The table of clients, or the journal, that a file holds; raises Refused."""
    return open_table(path, _score)


def kind_of(table: Source) -> Kind:
    """What a table holds, told by its header."""
    return "journal" if journal_columns.score(table.header) else "clients"


def _attempt(actor: Actor, options: ImportOptions, run: Callable[[], Tally]) -> Tally:
    """Run in one transaction; a dry run is undone once it is over."""
    tally = Tally()
    try:
        with writing():
            require(actor, Right.IMPORT)
            tally = run()
            if options.dry_run:
                raise _TrialOver
    except _TrialOver:
        pass
    return tally


def _journal(
    actor: Actor, table: Source, options: ImportOptions, progress: Progress | None
) -> Tally:
    return JournalImport(actor, table, options).run(progress)


def _clients(
    actor: Actor, table: Source, options: ImportOptions, progress: Progress | None
) -> Tally:
    return ClientImport(actor, table, options).run(progress)


def _score(header: Sequence[str]) -> int:
    return journal_columns.score(header) or headers.score(header)
