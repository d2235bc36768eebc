"""What can go wrong with the book's file, told in sentences: the disk, rights, locks, damage."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2 as driver

from models.errors import BookDamaged, BookError, BookInUse, BookMissing, CannotWrite
from models.i18n import _

# peewee wraps what the driver raises, but not while rows are read.
DATABASE_ERRORS = (peewee.PeeweeException, driver.Error)
# What leaving a transaction says when the database has already undone it for want of room.
_UNDONE_ALREADY = ("no transaction is active", "no such savepoint")
# SQLite's words, for the backup API, which gives no name.
_TEXTS = {
    "disk is full": "FULL",
    "readonly database": "READONLY",
    "is locked": "BUSY",
    "not a database": "NOTADB",
    "malformed": "CORRUPT",
    "disk I/O error": "IOERR",
    "unable to open": "CANTOPEN",
}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG}
_DISK_GONE = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}


@contextmanager
def known_errors(path: Path | None = None) -> Iterator[None]:
    """Turn the known failures of the database and of the disk into sentences; bugs pass."""
    try:
        yield
    except (*DATABASE_ERRORS, OSError) as error:
        sentence = known_failure(error, path)
        if sentence is None:
            raise
        raise sentence from error


def known_failure(error: BaseException, path: Path | None = None) -> BookError | None:
    """The sentence for a failure of the database or of the disk; None when it is a bug."""
    first = error.__context__
    if first is not None and any(text in str(error) for text in _UNDONE_ALREADY):
        return known_failure(first, path)
    if isinstance(error, OSError):
        return _disk_failure(error)
    if "Could not decode to UTF-8" in str(error):
        return damaged(path)
    return _database_failure(_database_code(error), path)


def _database_code(error: BaseException) -> str:
    """SQLite's own name of the error: peewee wraps what the driver raises, sometimes twice."""
    origin = error
    while isinstance(origin, peewee.PeeweeException) and hasattr(origin, "orig"):
        origin = origin.orig
    name = str(getattr(origin, "sqlite_errorname", "")).removeprefix("SQLITE_")
    by_text = (code for text, code in _TEXTS.items() if text in str(error))
    return name or next(by_text, "")


def _disk_failure(error: OSError) -> BookError | None:
    if error.errno in _DISK_FULL:
        return _disk_full()
    if error.errno in _NOT_ALLOWED:
        return _protected()
    if error.errno in _NO_FOLDER:
        return CannotWrite(_("Ce dossier n’existe pas, ou n’accepte pas ce nom de fichier."))
    return _disk_refused() if error.errno in _DISK_GONE else None


def _database_failure(name: str, path: Path | None) -> BookError | None:
    match name.split("_")[0]:
        case "FULL":
            return _disk_full()
        case "READONLY" | "PERM" | "AUTH":
            return _protected()
        case "BUSY" | "LOCKED":
            return BookInUse(
                _(
                    "Le livre est occupé par un autre programme. Rien n’a été changé ; "
                    "recommencez dans un instant."
                )
            )
        case "NOTADB" | "CORRUPT" | "FORMAT":
            return damaged(path)
        case "IOERR":
            return _disk_refused()
        case "CANTOPEN":
            return CannotWrite(
                _(
                    "On ne peut ni ouvrir ni écrire à cet endroit : le dossier est protégé, ou le "
                    "disque a été retiré. Rien n’a été changé."
                )
            )
    return None


def _disk_full() -> CannotWrite:
    return CannotWrite(
        _(
            "Le disque est plein : rien n’a été changé, ce qui était noté est intact. Libérez de "
            "la place, puis recommencez."
        )
    )


def _protected() -> CannotWrite:
    return CannotWrite(
        _(
            "On ne peut pas écrire à cet endroit : le fichier ou son dossier est protégé, ou le "
            "livre a été déplacé pendant qu’il était ouvert. Rien n’a été changé."
        )
    )


def _disk_refused() -> CannotWrite:
    return CannotWrite(
        _(
            "Le disque ne répond pas bien : il est plein, retiré ou en panne. Rien n’a été changé, "
            "ce qui était noté est intact."
        )
    )


def missing(path: Path) -> BookMissing:
    """The sentence for a place where there is no book."""
    return BookMissing(_("Il n’y a pas de livre à cet endroit : {path}").format(path=path))


def damaged(path: Path | None) -> BookDamaged:
    """The sentence for a file that is not a readable book."""
    where = f" ({path.name})" if path else ""
    return BookDamaged(
        _(
            "Ce fichier n’est pas un livre lisible, ou il est endommagé{where}. Il n’a pas été "
            "modifié. Restaurez la dernière sauvegarde."
        ).format(where=where)
    )


def not_a_book(path: Path) -> BookDamaged:
    """The sentence for something sound that this program did not make."""
    return BookDamaged(
        _("Ce n’est pas un livre de Compte-Confiance : {path}. Rien n’a été modifié.").format(
            path=path
        )
    )
