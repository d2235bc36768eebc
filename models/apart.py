"""Reading for long beside those who write: from a copy of the book as it is at one moment.

With a rollback journal whoever writes waits until nobody reads: a note at the counter would wait
for the end of an export, then be refused.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from playhouse.sqlcipher_ext import SqlCipherDatabase

from models.backup import copy_file, unfinished
from models.database import Book, connect
from models.failures import known_errors


@contextmanager
def apart(
    book: Book, tell: Callable[[float], object] = lambda part: None, *, on_trial: bool = False
) -> Iterator[None]:
    """Within the block this thread reads a copy of `book`, of the moment it begins.

    Other threads go on with the book itself. `tell` is called with the part copied so far, 0 to
    1; raising from it stops. Writing is refused or, `on_trial`, goes away with the copy. Never
    within a transaction. Raises CannotWrite when there is no room beside the book, BookInUse.
    """
    with known_errors(book.path):
        book.backups.mkdir(parents=True, exist_ok=True)
    # A name that the next backup clears away if the program is killed meanwhile.
    name = f".{book.path.stem}-{os.getpid()}-lecture.partiel"
    with unfinished(book.backups / name) as draft:
        with known_errors(book.path):
            copy_file(book.path, draft, book.key, tell)
        mode = "rw" if on_trial else "ro"
        with closing(connect(draft, book.key, mode)) as copy, _connected_to(copy, book):
            yield


@contextmanager
def _connected_to(copy: SqlCipherDatabase, book: Book) -> Iterator[None]:
    """This thread's connection to the book is the copy's: peewee keeps one for each thread."""
    own, state = book.db.connection(), book.db._state
    state.conn = copy.connection()
    try:
        yield
    finally:
        state.conn = own
