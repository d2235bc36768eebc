"""Copies of the book, made by SQLite's own backup API, never by copying an open file.

A backup is a book: every page of it is looked at, then the disk must give back each byte it was
given, before it takes its name. Each day's is checked whole too, its accounts replayed, before
older ones are let go.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.check import CheckReport, check, quiet
from models.clock import today as believed_today
from models.database import connect, discard, integrity_faults, trees_are_whole
from models.errors import BookError, BookInUse, CannotWrite
from models.failures import damaged, known_errors
from models.files import put_in_place, read_back, sync_and_sum
from models.i18n import _
from models.rules.rotation import MOST, to_keep
from models.tables import BookFact, Client, Entry

if TYPE_CHECKING:
    from models.check import Report
    from models.database import Book

__all__ = ["BackupReport", "daily", "last_backup", "make_backup", "to_keep"]

Tell = Callable[[float], object]
Look = Callable[["Book", Path, "Report"], CheckReport]
SUFFIX = ".ccbook"
STAMP = "%Y-%m-%d-%H%M%S"
_LAST = "last_backup"
_PAGES = 2_000
_RESTARTS = 5
_PATIENCE = 2  # each try waits for the database's own busy timeout
_ABANDONED = 24 * 3600


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup made: its file, when, what it holds; `faults` of the book itself, as sentences."""

    file: Path
    taken_at: datetime
    clients: int
    entries: int
    faults: tuple[str, ...]


def make_backup(book: "Book", folder: Path, report: "Report" = quiet) -> BackupReport:
    """Copy the book to `folder`, look at every page of the copy and read it again from the disk.

    `report(fraction, text)` is called now and then; raising from it cancels, and nothing is
    left. Raises CannotWrite, BookInUse, or BookDamaged when pages of the book are damaged.
    """
    return _made(book, folder, believed_today(), _glanced_at, report)


def _made(book: "Book", folder: Path, today: date, look: Look, report: "Report") -> BackupReport:
    moment = datetime.combine(today, datetime.now().time()).replace(microsecond=0)
    target = folder / f"{book.path.stem}-{moment:{STAMP}}{SUFFIX}"
    draft_name = f".{target.stem}-{os.getpid()}.partiel"
    with _told_about(folder), known_errors(book.path):
        folder.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(book, folder)
        with unfinished(folder / draft_name) as draft:
            _copied(book, draft, _told(report, 0, 0.4, _("Copie du livre…")))
            found = look(book, draft, report)
            put_in_place(draft, target)
    with suppress(BookError):  # the backup is good, even if the book cannot remember it now
        _remember(book, moment)
    return BackupReport(target, moment, found.clients, found.entries, found.faults)


def _told(report: "Report", start: float, end: float, text: str) -> Tell:
    """What tells a part, 0 to 1, of one stage of the work."""
    return lambda part: report(start + (end - start) * part, text)


def _copied(book: "Book", draft: Path, tell: Tell) -> None:
    with closing(connect(book.path, book.key)) as source, _held_still(source):
        _copy_from(source, draft, book.key, tell)


@contextmanager
def _held_still(source: SqlCipherDatabase) -> Iterator[None]:
    """Within the block the book is read as it was at its start, whoever writes meanwhile.

    Only where writers have a log: elsewhere (a network's disk) they would have to wait.
    """
    if source.pragma("journal_mode") != "wal":
        yield
        return
    with source.atomic():
        source.execute_sql("SELECT count(*) FROM sqlite_schema").fetchone()
        yield


def _require_written(draft: Path, tell: Tell) -> None:
    """The disk gives back what it was given; raises CannotWrite when it does not."""
    _require_same(draft, sync_and_sum(draft), tell)


def _require_same(draft: Path, written: tuple[int, int], tell: Tell) -> None:
    tell(0)
    if read_back(draft, tell) != written:
        raise CannotWrite(
            _("La copie, relue, n’est pas le livre\u00a0: le disque a sans doute un défaut.")
        )


def _glanced_at(book: "Book", draft: Path, report: "Report") -> CheckReport:
    """Every page is one: a copy has the pages of the book, which `check` reads to the end.

    SQLite looks at them while they are summed, then read back from the disk: what it saw is what
    the disk holds.
    """
    with ThreadPoolExecutor(1) as beside:
        pages = beside.submit(_looked_at, book, draft)
        written = sync_and_sum(draft)
        _require_same(draft, written, _told(report, 0.5, 1, _("La copie est relue…")))
        return pages.result()


def _looked_at(book: "Book", draft: Path) -> CheckReport:
    with closing(connect(draft, book.key)) as copy:
        if not trees_are_whole(copy):
            raise damaged(book.path)
        clients, entries = (table.select().count(copy) for table in (Client, Entry))
    return CheckReport(clients, entries, accounts=0, texts=0, faults=())


@contextmanager
def _told_about(folder: Path) -> Iterator[None]:
    try:
        yield
    except CannotWrite as error:
        raise CannotWrite(
            _("La sauvegarde n’a pas été faite dans {folder}. {why}").format(
                folder=folder, why=error
            )
        ) from error


def _checked(book: "Book", draft: Path, report: "Report") -> CheckReport:
    _require_written(draft, _told(report, 0.4, 0.5, _("La copie est relue…")))
    with closing(connect(draft, book.key)) as copy:
        found = check(copy, lambda part, text: report(_within(part), text))
    if found.damaged:
        raise damaged(book.path)
    return found


def _within(part: float | None) -> float | None:
    return None if part is None else 0.5 + 0.5 * part


@contextmanager
def unfinished(draft: Path) -> Iterator[Path]:
    """A file being made: gone after the block unless it was put in its place."""
    discard(draft)
    try:
        yield draft
    finally:
        discard(draft)


def copy_file(path: Path, target: Path, key: str | None, tell: Tell = lambda part: None) -> None:
    """Write a copy of a book, as it is at one moment, to `target`, a new file.

    Reads it by a connection of its own, so it may be called within a transaction, and copies
    what was there before it. Others may write meanwhile: SQLite then starts the copy again;
    after a few times they wait. Raises BookInUse when the book stays locked.
    """
    with closing(connect(path, key)) as source:
        _copy_from(source, target, key, tell)


def _copy_from(source: SqlCipherDatabase, target: Path, key: str | None, tell: Tell) -> None:
    try:
        _copy_whole(source, target, key, tell, _PAGES)
    except _TooManyRestarts:
        discard(target)  # half written without a journal: nothing can be built on it
        _copy_whole(source, target, key, tell, -1)


def _copy_whole(
    source: SqlCipherDatabase, target: Path, key: str | None, tell: Tell, step: int
) -> None:
    with closing(connect(target, key, "rwc")) as copy:
        _copy_by_steps(source, copy, tell, step)
        copy.execute_sql("PRAGMA journal_mode = delete")  # a copy is read anywhere: it has no log


class _TooManyRestarts(Exception):
    """The book is being written without a pause."""


def _copy_by_steps(
    source: SqlCipherDatabase, target: SqlCipherDatabase, tell: Tell, step: int
) -> None:
    busy = restarts = 0
    smallest: int | None = None

    def watch(status: int, remaining: int, total: int) -> None:
        nonlocal busy, restarts, smallest
        busy = busy + 1 if status in (_BUSY, _LOCKED) else 0
        if busy >= _PATIENCE:
            raise _in_use()
        if not busy and smallest is not None and remaining > smallest:
            restarts += 1
        if restarts > _RESTARTS:
            raise _TooManyRestarts
        smallest = remaining
        tell(1 - remaining / total if total else 1.0)

    source.connection().backup(target.connection(), pages=step, progress=watch, sleep=0.01)


_BUSY, _LOCKED = 5, 6


def _in_use() -> BookInUse:
    return BookInUse(_("Le livre est occupé par un autre programme ; recommencez dans un instant."))


def before_upgrade(book: "Book", first_step: str) -> Path:
    """Keep the book as it was before `first_step` of an upgrade; called in its transaction.

    Raises BookDamaged when the pages of the copy, those of the book, are not sound.
    """
    book.backups.mkdir(parents=True, exist_ok=True)
    target = book.backups / f"{book.path.stem}-avant-{first_step}{SUFFIX}"
    with unfinished(target.with_name(f".{target.name}.partiel")) as draft:
        copy_file(book.path, draft, book.key)
        with closing(connect(draft, book.key)) as copy:
            if integrity_faults(copy):
                raise damaged(book.path)
        put_in_place(draft, target)
    return target


# -- every day ---------------------------------------------------------------------------------


def daily(book: "Book", today: date, report: "Report" = quiet) -> BackupReport | None:
    """The automatic backup of the day, unless there is one already; older ones are thinned out.

    Every account is replayed: nothing is removed when the book has faults, sound backups may be
    needed.
    """
    with known_errors(book.path):
        if any(taken.date() == today for taken in _kept(book)):
            return None
        made = _made(book, book.backups, today, _checked, report)
        if not made.faults:
            _thin_out(book, today)
        return made


def last_backup(book: "Book") -> datetime | None:
    """When the book was last backed up, anywhere; local time."""
    noted = BookFact.select(BookFact.value).where(BookFact.name == _LAST).scalar(book.db)
    moments = list(_kept(book))
    if noted:
        moments.append(datetime.fromisoformat(noted))
    return max(moments, default=None)


def _kept(book: "Book") -> dict[datetime, Path]:
    """The book's backups in its own folder, by moment."""
    pattern = re.compile(
        re.escape(book.path.stem) + r"-(\d{4}-\d\d-\d\d-\d{6})" + re.escape(SUFFIX)
    )
    found: dict[datetime, Path] = {}
    for file in book.backups.glob("*" + SUFFIX) if book.backups.is_dir() else ():
        match = pattern.fullmatch(file.name)
        if match:
            with suppress(ValueError):  # 2026-02-31: someone else's file
                found[datetime.strptime(match[1], STAMP)] = file
    return found


def _thin_out(book: "Book", today: date) -> None:
    """Remove what the rotation does not keep; a wrong clock's future days stay.

    Once it is full, what was kept before an upgrade or a restoration goes when no backup is as
    old: nothing outlives them, an erased person neither.
    """
    kept = _kept(book)
    staying = to_keep(moment.date() for moment in kept if moment.date() <= today)
    for moment, file in kept.items():
        if moment.date() <= today and moment.date() not in staying:
            file.unlink(missing_ok=True)
    if len(staying) == MOST:
        for file in _kept_before_a_change(book):
            if date.fromtimestamp(file.stat().st_mtime) < min(staying):
                file.unlink(missing_ok=True)


def _kept_before_a_change(book: "Book") -> list[Path]:
    """The copies made before upgrades, in the folder of backups, and restorations, beside."""
    stem, suffix = re.escape(book.path.stem), re.escape(SUFFIX)
    ours = re.compile(rf"{stem}-avant-(\d{{4}}_\w+|restauration-\d{{4}}-[\d-]+){suffix}")
    return [
        file
        for folder in (book.backups, book.path.parent)
        for file in folder.glob("*" + SUFFIX)
        if ours.fullmatch(file.name)
    ]


def _remove_abandoned(book: "Book", folder: Path) -> None:
    """What a program that was killed left unfinished, a day ago or more."""
    for draft in folder.glob(f".{escape(book.path.stem)}-*.partiel"):
        if time.time() - draft.stat().st_mtime > _ABANDONED:
            discard(draft)


def _remember(book: "Book", moment: datetime) -> None:
    with known_errors(book.path), book.db.atomic("IMMEDIATE"):
        BookFact.replace(name=_LAST, value=moment.isoformat()).execute(book.db)
