"""The guard around numbered migrations: a new book is built by the same steps as an old one.

peewee's Runner applies the steps and remembers them. It would silently accept a book made by a
newer program, and makes neither backup nor checks: that is what this module adds.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from models import asset_replay, backup, search_index
from models.clock import today
from models.database import (
    building,
    in_use,
    integrity_faults,
    is_a_book,
    is_empty,
    mark_as_book,
    write_anew,
)
from models.errors import BookTooNew
from models.failures import damaged, not_a_book
from models.i18n import _

if TYPE_CHECKING:
    from models.database import Book

MIGRATIONS = Path(__file__).parent / "migrations"
_OVERWRITES = "0016_privacy"
"""From this step on, what is removed from a book is overwritten."""


def upgrade(book: "Book", steps: Path | None = None, *, keep_before: bool = True) -> list[str]:
    """Apply the steps the book does not have yet and return their names.

    An existing book is first copied beside and the copy checked; all steps stand or fall
    together, and another window meanwhile waits. Raises BookTooNew for a book made by a newer
    program, BookDamaged when a check fails.
    """
    runner = Runner(book.db, str(steps or MIGRATIONS))
    if not _pending(book, runner):
        return []
    with building(book.db):
        pending = _pending(book, runner)  # another window may have done it while this one waited
        new = is_empty(book.db)
        if pending and keep_before and not new:
            backup.before_upgrade(book, pending[0])
        if pending:
            runner.up()
            if new:
                mark_as_book(book.db)
            else:
                _derive_anew(book)
            _require_sound(book)
    if _OVERWRITES in pending and not new:
        write_anew(book.db)
    return pending


def _pending(book: "Book", runner: Runner) -> list[str]:
    if is_empty(book.db):
        return sorted(step.name for step in runner.migrations())
    if not is_a_book(book.db):
        raise not_a_book(book.path)
    known = {step.name for step in runner.migrations()}
    applied = set(runner.applied())
    if not applied:
        raise damaged(book.path)
    if applied - known:
        raise BookTooNew(
            _(
                "Ce livre a été écrit par une version plus récente de Compte-Confiance. "
                "Il n’a pas été modifié ; installez la nouvelle version pour l’ouvrir."
            )
        )
    return sorted(known - applied)


def _derive_anew(book: "Book") -> None:
    """What only follows from the files is made again, in today's form: search, due dates."""
    with in_use(book.db):
        search_index.rebuild()
        asset_replay.keep_all(asset_replay.replayed(), today())


def _require_sound(book: "Book") -> None:
    if integrity_faults(book.db):
        raise damaged(book.path)
