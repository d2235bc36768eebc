"""Opening a book, transactions, and SQLite's own checks.

A book is one SQLite file. While it is open a write-ahead log stands beside it: an entry is safe
from a power cut once it is in the log (`synchronous`), by one write and one sync, a fifth of what
a rollback journal costs. The log goes into the file when the book has been at rest for a moment
(`settle`), and when it is closed: then the file alone is the book. After a kill the log stays
beside, and the next opening takes it in. On a network a book has a rollback journal: the programs
that use a log share memory. So have copies, and books being made, until they are first opened.
Only this module, `book_file`, the backups, `search` and the migrations know the database's dialect.

Never open the file of an open book by other means, even to read it: closing it would drop the
locks this process holds on it (POSIX).
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import local
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.book_file import PEEK, BookFile, beside, connect, drop_logs, has_log, settle
from models.errors import BookDamaged, BookError, CannotWrite
from models.failures import (
    DATABASE_ERRORS,
    damaged,
    known_errors,
    known_failure,
    missing,
    not_a_book,
)
from models.far_disks import is_far
from models.files import put_in_place
from models.i18n import _
from models.tables import database

__all__ = [
    "Book",
    "connect",
    "damaged",
    "integrity_faults",
    "known_errors",
    "known_failure",
    "new_book",
    "open_book",
    "require_book",
    "state",
    "writing",
]

APPLICATION_ID = 0x43436E66
_TREES = """
    WITH own AS (
        SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
    )
    SELECT name, 'NOT INDEXED' FROM own
    UNION ALL
    SELECT tbl_name, 'INDEXED BY "' || name || '"' FROM sqlite_schema WHERE type = 'index'
    AND name IN (SELECT name FROM pragma_index_list(tbl_name) WHERE NOT partial)
"""
_CHECKS = ("PRAGMA integrity_check", "PRAGMA integrity_check('sqlite_schema')")
"""The second looks at the list of free pages, which the first passes over in our books."""
State = tuple[Any, int, int]
TICK = 200_000  # steps of SQLite's machine: some milliseconds


class _Begun(local):
    """The state of the book when this thread's transaction began; None between two."""

    state: State | None = None


_begun = _Begun()


@dataclass(frozen=True, slots=True)
class Book:
    """An open book. `path` is its file; `backups` the folder of its automatic backups."""

    path: Path
    db: BookFile
    key: str | None = field(default=None, repr=False)

    @property
    def backups(self) -> Path:
        """The folder beside the book where its backups are kept."""
        return self.path.with_name(self.path.stem + "-sauvegardes")

    def close(self) -> None:
        """Close this thread's connection; the file alone is the book once the last is closed."""
        if self.db.is_closed():
            return
        settled = settle(self.db)
        self.db.close()
        if settled and self.db.has_moved() and not self.path.exists():
            discard(self.path)


def open_book(url_or_path: str | Path, key: str | None = None, *, create: bool = False) -> Book:
    """Open the book at that place, upgrading it first if an older program made it.

    Raises BookMissing, BookDamaged, BookTooNew, BookInUse or CannotWrite, each with a sentence.
    """
    from models.migrate import upgrade

    path = book_path(url_or_path)
    if not create:
        require_book(path, key)
    with known_errors(path):
        db = connect(path, key, "rwc") if create else _reachable(path, key)
    book = Book(path, db, key)
    try:
        with known_errors(path):
            if not create and is_empty(book.db):
                raise damaged(path)
            upgrade(book)
        if not create:
            _note_ahead(book)
    except BaseException:
        book.close()
        raise
    database.initialize(book.db)
    return book


def _reachable(path: Path, key: str | None) -> BookFile:
    """The book to be read and written or, when the disk has no room for a log, read only."""
    db = connect(path, key)
    try:
        is_empty(db)
    except DATABASE_ERRORS as error:
        if not isinstance(known_failure(error), CannotWrite) or has_log(path):
            raise
        db.close()
        db = connect(path, key, PEEK)
    return db


def _note_ahead(book: Book) -> None:
    """From now on what is noted goes to a log first, where that can be had."""
    mode = "delete" if is_far(book.path) else "wal"
    with suppress(*DATABASE_ERRORS):  # in use, or protected: it stays as it is
        book.db.pragma("journal_mode", mode)


def book_path(url_or_path: str | Path) -> Path:
    """The book's own file, links followed; raises BookError for a server."""
    if str(url_or_path).startswith(("postgresql://", "postgres://")):
        raise BookError(_("Cette version ouvre les livres gardés dans un fichier."))
    return Path(os.path.realpath(url_or_path))


def require_book(path: Path, key: str | None = None) -> None:
    """Raise BookMissing or BookDamaged unless the file is a book; it is not changed."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        raise missing(path)
    if not path.is_file():
        raise not_a_book(path)
    if beside(path, "-journal").exists():
        return  # another program writes, or was killed: only a full opening reads it right
    with known_errors(path), closing(connect(path, key, PEEK)) as db:
        try:
            ours = is_a_book(db)
        except DATABASE_ERRORS:
            if not beside(path, "-wal").exists():
                raise
            return  # killed while the log went into the file: likewise
        if not ours:
            raise not_a_book(path)


@contextmanager
def new_book(path: Path, key: str | None = None) -> Iterator[Book]:
    """A book being made, in use within the block; at `path` afterwards, whole, or not at all.

    When the block fails nothing is left, and the book in use before is in use again.
    """
    path = book_path(path)
    draft = path.with_name(f".{path.name}.nouveau")
    with known_errors(path), in_use(database.obj):
        discard(draft)
        try:
            book = open_book(draft, key, create=True)
            try:
                yield book
            finally:
                book.close()
            put_in_place(draft, path)
        except BaseException:
            discard(draft)
            raise


@contextmanager
def in_use(db: SqlCipherDatabase | None) -> Iterator[None]:
    """Operations work on `db` within the block, and afterwards on the book in use before."""
    before = database.obj
    database.initialize(db)
    try:
        yield
    finally:
        database.initialize(before)


def discard(path: Path) -> None:
    """Remove a file of ours that was not finished, with the logs beside it."""
    path.unlink(missing_ok=True)
    drop_logs(path)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, locked from its start; nothing is kept when it fails."""
    book = database.obj
    outermost = not book.in_transaction()
    try:
        with known_errors(), book.transaction("IMMEDIATE") if outermost else book.savepoint():
            if outermost:
                _begun.state = state()
            yield
    except BookError:
        if outermost:
            _undo_what_reached_the_file()
        raise
    finally:
        if outermost:
            _begun.state = None


def _undo_what_reached_the_file() -> None:
    """After a write that failed, SQLite undoes what reached the file when it next reads it.

    That is now: until then the file alone, which a person may copy, would not be the book.
    """
    try:
        is_empty(database.obj)
    except DATABASE_ERRORS:
        return  # the disk does not answer at all; the journal stays beside the file for later


def state() -> State:
    """What two readings have in common when nothing was written in between, by anyone.

    Undone writes count too: what is equal is sure to be the same.
    """
    connection = database.connection()
    if _begun.state is not None and _begun.state[0] is connection:
        version = _begun.state[1]  # nobody else writes until this transaction ends
    else:
        (version,) = connection.execute("PRAGMA data_version").fetchone()
    return connection, version, connection.total_changes


def untouched() -> State | None:
    """The state of the book in a transaction that has written nothing yet; None elsewhere."""
    begun = _begun.state
    return begun if begun is not None and begun == state() else None


@contextmanager
def building(db: SqlCipherDatabase) -> Iterator[None]:
    """One transaction that may build tables anew, during which nobody else writes.

    A step that builds a table anew drops the old one: with foreign keys on, that would delete
    what refers to it, and they can only be switched outside a transaction. Look for broken
    references before it ends.
    """
    db.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with db.atomic("IMMEDIATE"):
            yield
    finally:
        db.execute_sql("PRAGMA foreign_keys = 1")


def write_anew(db: SqlCipherDatabase) -> None:
    """Write the file anew, outside a transaction: an older program left what it removed in it."""
    with suppress(*DATABASE_ERRORS):  # in use, or no room for a second one: the book is as good
        db.execute_sql("VACUUM")


def integrity_faults(db: SqlCipherDatabase) -> list[str]:
    """What SQLite finds wrong in the file, and broken references; [] when sound."""
    return page_faults(db) + [f"foreign key: {table}" for table in broken_references(db)]


def page_faults(db: SqlCipherDatabase, tick: Callable[[], object] = lambda: None) -> list[str]:
    """What SQLite finds wrong in the file, page by page; [] when sound.

    `tick` is called now and then and touches no book; raising from it stops.
    """
    try:
        with ticking(db, tick):
            rows = [row[0] for check in _CHECKS for row in db.execute_sql(check)]
    except DATABASE_ERRORS as error:
        if isinstance(known_failure(error), BookDamaged):
            return [str(error)]
        raise
    return [row for row in rows if row != "ok"]


def trees_are_whole(db: SqlCipherDatabase) -> bool:
    """Whether every page of rows and of indexes is one, and each index has as many as its table.

    It costs a tenth of `page_faults`, which also reads the rows and puts them in order.
    """
    counts: dict[str, set[int | None]] = defaultdict(set)
    try:
        for table, how in db.execute_sql(_TREES).fetchall():
            # Not count(*): that reads the smallest index, whichever is asked for.
            (count,) = db.execute_sql(f'SELECT sum(1) FROM "{table}" {how}').fetchone()
            counts[table].add(count)
    except DATABASE_ERRORS as error:
        if isinstance(known_failure(error), BookDamaged):
            return False
        raise
    return all(len(found) == 1 for found in counts.values())


def broken_references(db: SqlCipherDatabase) -> list[str]:
    """The tables with rows that refer to a row that is not there."""
    rows = db.execute_sql("PRAGMA foreign_key_check")
    return sorted({table for table, *_rest in rows})


@contextmanager
def ticking(db: SqlCipherDatabase, tick: Callable[[], object]) -> Iterator[None]:
    """Call `tick` while SQLite works; what it raises comes out of the block."""
    raised: list[BaseException] = []

    def handler() -> int:
        if raised:  # a full-text index goes on for a while after it was stopped
            return 1
        try:
            tick()
        except BaseException as error:  # noqa: BLE001 - raised again below; SQLite would drop it
            raised.append(error)
        return len(raised)

    connection = db.connection()
    connection.set_progress_handler(handler, TICK)
    try:
        yield
    except DATABASE_ERRORS:
        if not raised:
            raise
    finally:
        connection.set_progress_handler(None, 0)
    if raised:
        raise raised[0]


def journal_guards(db: SqlCipherDatabase) -> set[str]:
    """What the triggers of the journal still refuse: "UPDATE", "DELETE"."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
    texts = [row[0] for row in db.execute_sql(query)]
    return {
        event
        for event in ("UPDATE", "DELETE")
        if any(f"BEFORE {event} ON entry BEGIN SELECT RAISE(ABORT" in text for text in texts)
    }


def closing_guards(db: SqlCipherDatabase) -> bool:
    """Whether the triggers that guard closed months and their seals are all there."""
    query = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
        " AND name IN ("
        "'closed_month_takes_no_entry', 'closed_month_keeps_its_costs_insert',"
        " 'closed_month_keeps_its_costs_update', 'closed_month_keeps_its_costs_delete',"
        " 'closed_month_is_never_updated', 'closed_month_is_never_deleted',"
        " 'month_seal_is_never_updated', 'month_seal_is_never_deleted')"
    )
    return int(next(iter(db.execute_sql(query)))[0]) == 8


def is_empty(db: SqlCipherDatabase) -> bool:
    """Whether the file has no table yet."""
    return not int(next(iter(db.execute_sql("SELECT count(*) FROM sqlite_master")))[0])


def is_a_book(db: SqlCipherDatabase) -> bool:
    """Whether this program made the file."""
    return int(next(iter(db.execute_sql("PRAGMA application_id")))[0]) == APPLICATION_ID


def mark_as_book(db: SqlCipherDatabase) -> None:
    """Write the program's mark in the file's header."""
    db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
