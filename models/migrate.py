"""The guard around numbered migrations: a new book is built by the same steps as an old one.

peewee's Runner applies the steps and remembers them. It would silently accept a book made by a
newer program, and makes neither backup nor checks: that is what this module adds.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from models import backup
from models.database import damaged, integrity_faults, is_a_book, is_empty, mark_as_book
from models.errors import BookTooNew
from models.i18n import _

if TYPE_CHECKING:
    from models.database import Book

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(book: "Book", steps: Path = MIGRATIONS) -> list[str]:
    """Apply the steps the book does not have yet and return their names.

    An existing book is checked and backed up first; all steps stand or fall together.
    Raises BookTooNew for a book made by a newer program, BookDamaged when a check fails.
    """
    db = book.db
    new = is_empty(db)
    if not new and not is_a_book(db):
        raise damaged(book.path)
    runner = Runner(db, str(steps))
    known = {step.name for step in runner.migrations()}
    applied = set() if new else set(runner.applied())
    if applied - known:
        raise BookTooNew(
            _(
                "Ce livre a été écrit par une version plus récente de Compte-Confiance. "
                "Il n’a pas été modifié ; installez la nouvelle version pour l’ouvrir."
            )
        )
    pending = sorted(known - applied)
    if not pending:
        return []
    if not new:
        _require_sound(book)
        backup.before_upgrade(book, pending[0])
    with db.atomic("EXCLUSIVE"):
        runner.up()
        if new:
            mark_as_book(db)
        _require_sound(book)
    return pending


def _require_sound(book: "Book") -> None:
    if integrity_faults(book.db):
        raise damaged(book.path)
