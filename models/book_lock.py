"""One window per book: a lock of the system on a small file beside the book.

The system releases it when the program ends, however it ends; the file then means nothing. Its
content only says who has the book open. Commands of the command line do not take it: SQLite's
own locks are enough for them, but for `restore`, which replaces the file.
"""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from models.database import book_path
from models.errors import BookInUse
from models.failures import known_errors
from models.i18n import _, format_date, format_time

_FAR = 1 << 30  # Windows locks bytes against reading too: one beyond the text


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a book open: the account on that computer, since when (local time), which process."""

    user: str
    computer: str
    since: str
    pid: int

    def sentence(self) -> str:
        """« Ce livre est ouvert par claire sur COMPTOIR depuis le 22 nov. 2026 à 18:02. »"""
        moment = datetime.fromisoformat(self.since)
        return _(
            "Ce livre est ouvert par {user} sur {computer} depuis le {day} à {time}. Fermez cette "
            "fenêtre-là pour l’ouvrir ici."
        ).format(
            user=self.user,
            computer=self.computer,
            day=format_date(moment.date()),
            time=format_time(moment),
        )


class BookLock:
    """The right to have a book open in a window; `release` it, or leave its `with` block."""

    def __init__(self, path: str | Path) -> None:
        """Take it; raises BookInUse saying who has it, CannotWrite in a protected folder."""
        self._file = lock_file(book_path(path))
        with known_errors():
            self._handle = _locked(self._file)
        os.ftruncate(self._handle, 0)
        os.write(self._handle, json.dumps(asdict(_me()), ensure_ascii=False).encode())

    def release(self) -> None:
        """Let another window open the book."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):  # another window has just taken it
                self._file.unlink()
        else:
            self._file.unlink(missing_ok=True)
            os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_file(path: Path) -> Path:
    """The file beside the book that says who has it open."""
    return path.with_name(path.name + ".verrou")


def _locked(file: Path) -> int:
    """A handle on the locked file; tries again if it was being removed meanwhile."""
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _try_lock(handle):
                raise _in_use(file)
            if _is_still(file, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _try_lock(handle: int) -> bool:
    """Lock without waiting; False when another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(file: Path, handle: int) -> bool:
    """Whether the name still leads to the file locked: its last holder removes it."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _in_use(file: Path) -> BookInUse:
    try:
        holder = Holder(**json.loads(file.read_text(encoding="utf-8")))
        return BookInUse(holder.sentence())
    except (OSError, ValueError, TypeError):  # it is being written at this moment
        return BookInUse(_("Ce livre est déjà ouvert dans une autre fenêtre."))


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = _("quelqu’un")
    since = datetime.now().isoformat(timespec="seconds")
    return Holder(user, platform.node() or "?", since, os.getpid())
