"""The file of a book as SQLite opens it: its settings, its log, whether it was moved.

Only this module, `database`, `backup`, `search` and the migrations know the database's dialect.
"""

import errno
import os
from pathlib import Path
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.failures import DATABASE_ERRORS

BUSY_TIMEOUT = 5
_PRAGMAS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,  # without it a REPLACE would slip past the guard of the journal
    "synchronous": "extra",  # of a rollback journal the folder too; the same as FULL for a log
    "fullfsync": 1,  # macOS: the disk's own cache too
    "checkpoint_fullfsync": 1,
    "journal_size_limit": 4 << 20,  # what stays of the log of a large import
    "cell_size_check": 1,
    "secure_delete": 1,  # what is removed is overwritten: a person who is erased is nowhere
}
# A file being made is thrown away if it fails, and synced whole when it takes its place.
_BEING_MADE = {"journal_mode": "memory", "synchronous": "off"}
LOGS = ("-journal", "-wal", "-shm")
_HAS_A_LOG = b"\x02\x02"  # bytes 18 and 19 of a file whose last transactions may be in a log
# Read without a lock and without leaving anything beside the file.
PEEK = "ro&immutable=1"


class BookFile(SqlCipherDatabase):
    """A book's database, which takes no writing once its file was moved or replaced.

    The log stays beside the name the file had: what is noted there would be lost to the file.
    """

    place: Path | None = None
    inode: int | None = None

    def _connect(self) -> Any:
        connection = super()._connect()
        if self.inode is None and self.place is not None and self.place.exists():
            self.inode = self.place.stat().st_ino
        return connection

    def begin(self, lock_type: str | None = None) -> None:
        """Begin a transaction; raises OSError, told as other refusals of the disk."""
        if self.has_moved():
            raise PermissionError(errno.EPERM, "the book was moved while it was open")
        super().begin(lock_type)

    def has_moved(self) -> bool:
        """Whether the name leads elsewhere now; Windows does not move an open file."""
        if os.name == "nt" or self.place is None or self.inode is None:
            return False
        try:
            return os.stat(self.place).st_ino != self.inode
        except OSError:
            return True


def connect(path: Path, key: str | None = None, mode: str = "rw") -> BookFile:
    """A database on that file, with the book's pragmas; opens lazily.

    Only the mode "rwc" makes a file that is not there, to be put in place whole; "ro" reads.
    """
    if mode == "rw" and _is_kept_from_writing(path):
        mode = PEEK
    pragmas: dict[str, Any] = {"busy_timeout": int(BUSY_TIMEOUT * 1000)}
    if mode != PEEK:
        pragmas |= _PRAGMAS
    if mode == "rwc":
        pragmas |= _BEING_MADE
    passphrase = {} if key is None else {"passphrase": key}
    url = f"{path.absolute().as_uri()}?mode={mode}"
    db = BookFile(url, pragmas=pragmas, uri=True, autoconnect=True, **passphrase)
    db.place = path
    return db


def _is_kept_from_writing(path: Path) -> bool:
    """Whether a closed book with a log can only be read as it is: no log can be made beside it.

    The file is read directly, which drops the locks this process has on it: it has none that
    matter, since it can write nothing.
    """
    if not path.is_file() or has_log(path):
        return False
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return False
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == _HAS_A_LOG
    except OSError:
        return False


def leave_log(db: BookFile) -> None:
    """The book is its file alone, with a rollback journal; raises when someone has it open."""
    db.pragma("journal_mode", "delete")


def settle(db: SqlCipherDatabase) -> bool:
    """Put in the file what was noted beside it; False when someone reads it, or the disk refuses.

    Nothing is lost then: it stays in the log. Waits for nobody.
    """
    try:
        db.execute_sql("PRAGMA busy_timeout = 0")
        try:
            [(busy, *_pages)] = db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.execute_sql(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")
    except DATABASE_ERRORS:
        return False
    return not busy


def drop_logs(path: Path) -> None:
    """Remove the logs of a file that is there no more: they would be taken into the next one."""
    for end in LOGS:
        beside(path, end).unlink(missing_ok=True)


def has_log(path: Path) -> bool:
    """Whether something may stand beside a book that its file does not have yet."""
    return any(_size(beside(path, end)) for end in ("-journal", "-wal"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def beside(path: Path, end: str) -> Path:
    """The file SQLite keeps beside a book, by the end of its name."""
    return path.with_name(path.name + end)
