"""The backups found beside a book, as people read them."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.backup import STAMP, SUFFIX
from models.database import Book, connect
from models.i18n import _, format_date, format_time, format_units

_MOMENT = re.compile(r"-(\d{4}-\d\d-\d\d-\d{6})$")


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup: its file, when it was taken, its size in bytes; made before an upgrade or not."""

    file: Path
    taken_at: datetime
    size: int
    before_upgrade: bool

    def told(self) -> str:
        """« 21 novembre 2026 à 18:02 »."""
        return _("{day} à {time}").format(
            day=format_date(self.taken_at.date(), "long"), time=format_time(self.taken_at)
        )

    def weight(self) -> str:
        """« 7,7 Mo »."""
        return _("{size} Mo").format(size=format_units(max(10, self.size // 10_000)))


def kept_backups(book: Path) -> list[KeptBackup]:
    """The backups in the folder of a book, the latest first; none when it cannot be read."""
    folder = Book(book, connect(book)).backups
    try:
        files = list(folder.glob("*" + SUFFIX))
        found = [_read(file) for file in files if file.name.startswith(book.stem)]
    except OSError:
        return []
    return sorted(found, key=lambda backup: backup.taken_at, reverse=True)


def _read(file: Path) -> KeptBackup:
    known = file.stat()
    match = _MOMENT.search(file.stem)
    try:
        moment = datetime.strptime(match[1], STAMP) if match else None
    except ValueError:
        moment = None
    return KeptBackup(
        file, moment or datetime.fromtimestamp(known.st_mtime), known.st_size, moment is None
    )
