"""The whole book in open formats, in a folder of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TextIO, cast

from models.client_export import write_client_files, write_clients
from models.clock import today
from models.errors import CannotWrite
from models.exchange import settings_json, write_journal
from models.exchange.merges_file import merges_json
from models.exchange.vcard_writer import write_vcards
from models.export_assets import asset_tables
from models.export_book import write_book
from models.export_cases import case_tables
from models.export_charter import charter_papers, charter_tables
from models.export_closing import closed_figures, closed_papers, closing_tables
from models.export_contacts import contact_tables
from models.export_files import file_tables
from models.export_good_faith import good_faith_tables
from models.export_guide import guide
from models.export_privacy import privacy_tables
from models.export_sendings import sending_tables
from models.export_tables import BookTable, book_tables, write_table
from models.export_todo import todo_tables
from models.failures import known_errors
from models.file_drafts import drafted
from models.i18n import _
from models.tables import Client, Entry, database

Write = Callable[[TextIO], object]
Progress = Callable[[int, int], None]
"""Called with (rows written, about how many in all); raising from it cancels the export."""
_SCHEMAS = Path(__file__).parent / "schemas"
_MARKED = "utf-8-sig"
"""UTF-8 with its mark, which tells spreadsheets what it is."""
_STEP = 500


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the export; `rows` is about how many it will have."""

    name: str
    write: Write
    rows: int = 0
    encoding: str = "utf-8"


def export(folder: Path, progress: Progress | None = None) -> list[Path]:
    """Write everything the book holds, with a guide that says what each file is; the files.

    An empty book that imports the first three in this order gives the same answers. All of it is
    the book of one moment; nothing is put in place before everything is written. Raises
    CannotWrite; whatever stops it, the folder is as it was.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(_("Ce n’est pas un dossier : {path}").format(path=folder))
    made = not folder.exists()
    try:
        with known_errors(), database.atomic(), ExitStack() as drafts:
            folder.mkdir(parents=True, exist_ok=True)
            files = list(_files())
            told = _Told(progress, sum(file.rows for file in files))
            for file in files:
                _write(drafts.enter_context(drafted(folder / file.name)), file, told)
    except BaseException:
        if made:
            with suppress(OSError):  # not there yet, or someone else put something in it
                folder.rmdir()
        raise
    return [folder / file.name for file in files]


def tables(today: date) -> tuple[BookTable, ...]:
    """The tables about clients, the team and the catalogues."""
    known = (*book_tables(today), *case_tables(), *todo_tables(), *asset_tables())
    known = (*known, *contact_tables())
    return (*known, *charter_tables(), *good_faith_tables(), *file_tables(), *privacy_tables())


def people_tables(today: date) -> tuple[BookTable, ...]:
    """The tables for people alone: no book takes them back."""
    return (*tables(today), *closing_tables(), *sending_tables())


def _files() -> Iterator[_File]:
    day, clients, entries = today(), Client.select().count(), Entry.select().count()
    yield _File("reglages.json", lambda stream: stream.write(settings_json()))
    yield _File("journal.csv", write_journal, entries)
    yield _File("clients.csv", write_clients, clients, _MARKED)
    yield _File("clients.vcf", write_vcards, clients)
    yield _File("fusions.json", lambda stream: stream.write(merges_json()))
    for table in people_tables(day):
        rows = entries if table.name == "passages.csv" else clients
        yield _File(table.name, partial(write_table, table=table), rows // 2, _MARKED)
    for name, text in closed_figures():
        yield _File(name, partial(_write_text, text=text))
    for name, content in (
        *closed_papers(),
        *charter_papers(),
    ):  # one character for each byte, and back
        yield _File(name, partial(_write_text, text=content.decode("latin-1")), 0, "latin-1")
    yield _File("fiches.jsonl", write_client_files, clients)
    yield _File("livre.json", partial(write_book, today=day))
    for name in ("fiche.schema.json", "livre.schema.json", "month.schema.json"):
        yield _File(name, partial(_copy, source=_SCHEMAS / name))
    yield _File(_("LISEZ-MOI.txt"), lambda stream: stream.write(guide(day)), 0, _MARKED)


def _write_text(stream: TextIO, text: str) -> None:
    stream.write(text)


def _copy(stream: TextIO, source: Path) -> None:
    stream.write(source.read_text(encoding="utf-8"))


def _write(draft: Path, file: _File, told: "_Told") -> None:
    with draft.open("w", encoding=file.encoding, newline="") as stream:
        file.write(cast(TextIO, _Counted(stream, told, file.rows)))
    told.done += file.rows


class _Told:
    """How far the export is, in rows."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, max(total, 1)
        self.done = 0

    def tell(self, rows: int) -> None:
        if self._progress is not None:
            self._progress(self.done + rows, self._total)


class _Counted:
    """A stream that tells, now and then, how many rows were written: one at a time they come."""

    def __init__(self, stream: TextIO, told: _Told, rows: int) -> None:
        self._stream, self._told, self._rows = stream, told, rows
        self._written = 0

    def write(self, text: str) -> int:
        self._written += 1
        if self._written % _STEP == 0:
            self._told.tell(min(self._written, self._rows))
        return self._stream.write(text)
