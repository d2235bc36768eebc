"""Errors whose message is a sentence a person can read: what happened, what was kept, what to do.

The window shows the sentence in the message bar; the command line prints it on standard error
and exits with status 1. Anything that is not a `BookError` is a bug.
"""


class BookError(Exception):
    """A known failure; `str(error)` is a translated sentence."""


class Refused(BookError):
    """An input breaks a rule; nothing was written."""


class BookMissing(BookError):
    """There is no book at that place."""


class BookDamaged(BookError):
    """The file is not a book, or SQLite finds it damaged."""


class BookTooNew(BookError):
    """The book was made by a newer program."""


class BookInUse(BookError):
    """Another window or command has the book open for writing."""


class CannotWrite(BookError):
    """Disk full, read-only folder, or a file that cannot be replaced."""
