"""Opening a book, transactions, and SQLite's own checks.

A book is one SQLite file with a rollback journal: safe to copy when closed, and a noted entry
survives a power cut (`synchronous=FULL`). Only this module, `backup`, `search` and the
migrations know the database's dialect.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.errors import (
    BookDamaged,
    BookError,
    BookInUse,
    BookMissing,
    CannotWrite,
)
from models.i18n import _
from models.tables import database

APPLICATION_ID = 0x43436E66
BUSY_TIMEOUT = 5
_PRAGMAS = {"foreign_keys": 1, "journal_mode": "delete", "synchronous": "full"}


@dataclass(frozen=True, slots=True)
class Book:
    """An open book. `path` is its file; `backups` the folder of its automatic backups."""

    path: Path
    db: SqlCipherDatabase

    @property
    def backups(self) -> Path:
        """The folder beside the book where its backups are kept."""
        return self.path.with_name(self.path.stem + "-sauvegardes")

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self.db.close()


def open_book(url_or_path: str | Path, key: str | None = None, *, create: bool = False) -> Book:
    """Open the book at that place, upgrading it first if an older program made it.

    Raises BookMissing, BookDamaged, BookTooNew, BookInUse or CannotWrite, each with a sentence.
    """
    from models.migrate import upgrade

    if str(url_or_path).startswith(("postgresql://", "postgres://")):
        raise BookError(_("Cette version ouvre les livres gardés dans un fichier."))
    path = Path(url_or_path).absolute()
    if not create and (not path.exists() or path.stat().st_size == 0):
        raise BookMissing(_("Il n’y a pas de livre à cet endroit : {path}").format(path=path))
    book = Book(path, connect(path, key))
    try:
        with known_errors(path):
            upgrade(book)
    except BaseException:
        book.close()
        raise
    database.initialize(book.db)
    return book


def connect(path: Path, key: str | None = None) -> SqlCipherDatabase:
    """A database on that file, with the book's pragmas; opens lazily."""
    passphrase = {} if key is None else {"passphrase": key}
    return SqlCipherDatabase(
        str(path), pragmas=_PRAGMAS, timeout=BUSY_TIMEOUT, autoconnect=True, **passphrase
    )


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, locked from its start; nothing is kept when it fails."""
    with known_errors(), database.atomic("IMMEDIATE"):
        yield


@contextmanager
def known_errors(path: Path | None = None) -> Iterator[None]:
    """Turn the database's known failures into sentences; bugs pass through."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, OSError) as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise sentence from error


def _sentence(error: Exception, path: Path | None) -> BookError | None:
    text = str(error).lower()
    if "disk is full" in text or "no space left" in text:
        return CannotWrite(
            _(
                "Le disque est plein : rien de nouveau n’a été noté, ce qui l’était est intact. "
                "Libérez de la place, puis recommencez."
            )
        )
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return CannotWrite(
            _(
                "Le livre ne peut pas être écrit à cet endroit : le fichier ou son dossier est "
                "protégé. Rien n’a été changé."
            )
        )
    if "locked" in text:
        return BookInUse(
            _(
                "Le livre est occupé par un autre programme. Rien n’a été changé ; recommencez "
                "dans un instant."
            )
        )
    if "not a database" in text or "malformed" in text or "disk i/o error" in text:
        return damaged(path)
    if "unable to open" in text:
        return CannotWrite(_("Le livre ne peut pas être ouvert ni créé à cet endroit."))
    return None


def damaged(path: Path | None) -> BookDamaged:
    """The sentence for a file that is not a readable book."""
    where = f" ({path.name})" if path else ""
    return BookDamaged(
        _(
            "Ce fichier n’est pas un livre lisible, ou il est endommagé{where}. Il n’a pas été "
            "modifié. Restaurez la dernière sauvegarde."
        ).format(where=where)
    )


def integrity_faults(db: SqlCipherDatabase) -> list[str]:
    """What SQLite finds wrong in the file, page by page, and broken references; [] when sound."""
    rows = [row[0] for row in db.execute_sql("PRAGMA integrity_check")]
    faults = [] if rows == ["ok"] else rows
    for table, *_rest in db.execute_sql("PRAGMA foreign_key_check"):
        faults.append(f"foreign key: {table}")
    return faults


def is_empty(db: SqlCipherDatabase) -> bool:
    """Whether the file has no table yet."""
    return next(iter(db.execute_sql("SELECT count(*) FROM sqlite_master")))[0] == 0


def is_a_book(db: SqlCipherDatabase) -> bool:
    """Whether this program made the file."""
    return next(iter(db.execute_sql("PRAGMA application_id")))[0] == APPLICATION_ID


def mark_as_book(db: SqlCipherDatabase) -> None:
    """Write the program's mark in the file's header."""
    db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
