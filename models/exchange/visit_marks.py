"""What tells a visit again: its day with its document, or else with what was done."""

import hashlib
from collections.abc import Sequence
from typing import Any

from models.bulk import read_rows
from models.exchange.known import Known
from models.exchange.visit_rows import ReadVisit
from models.rules.folding import fold
from models.rules.trust import EntryType
from models.tables import Entry, EntryText

_MARK, _AFTER = "visit:", "visit;"
"""The `source_id` of a visit begins so; nothing else lies between these two."""


def visit_mark(row: ReadVisit) -> str:
    """The `source_id` of a visit, unique in its account."""
    if row.document:
        return f"{_MARK}{row.day.isoformat()}:{row.document}"
    return _mark_of_work(row.day.isoformat(), fold(row.work) or f"={row.cents}")


class KnownVisits:
    """The visits of the book, then those of the file as they come; kept as hashes."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._documents: set[int] = set()
        self._texts_read = False
        query: Any = Entry.select(Entry.client, Entry.source_id)
        query = query.where(Entry.source_id >= _MARK, Entry.source_id < _AFTER)
        for client_id, source_id in read_rows(query):
            self.add(client_id, source_id)
            self._documents.add(hash(source_id))

    def add(self, client_id: int, mark: str) -> None:
        """Know one more."""
        self._known.add(hash((client_id, mark)))

    def has(self, whose: Sequence[Known | None], mark: str) -> bool:
        """Whether that visit is there, of the first of these (None: not known) or of another.

        A document of the book is, even when the file gives it to somebody the book does not
        know: the name on their file was changed since.
        """
        by_document = mark[len(_MARK) + len("2026-12-31")] == ":"
        if whose[0] is None and by_document and hash(mark) in self._documents:
            return True
        if not by_document and not self._texts_read:
            self._read_texts()
        return any(hash((known.id, mark)) in self._known for known in whose if known is not None)

    def _read_texts(self) -> None:
        """What was noted by hand, or came with a journal, is told by its day and its text."""
        self._texts_read = True
        query: Any = Entry.select(Entry.client, Entry.day, EntryText.text).join(EntryText)
        query = query.where(Entry.type == EntryType.VISIT.value)
        for client_id, day, text in read_rows(query):
            self.add(client_id, _mark_of_work(str(day), fold(text)))


def _mark_of_work(day: str, said: str) -> str:
    return f"{_MARK}{day}#{hashlib.sha256(said.encode()).hexdigest()[:16]}"
