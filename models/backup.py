"""Copies of the book, made by SQLite's own backup API, never by copying an open file."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from models.database import connect

if TYPE_CHECKING:
    from models.database import Book


def copy_book(book: "Book", target: Path) -> None:
    """Write a consistent copy of the open book to `target`, replacing it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    copy = connect(target)
    with closing(copy):
        book.db.connection().backup(copy.connection())


def before_upgrade(book: "Book", first_step: str) -> Path:
    """Keep the book as it was before `first_step` of an upgrade."""
    target = book.backups / f"avant-{first_step}.ccbook"
    copy_book(book, target)
    return target
