"""The seals of closed months: what is hashed, and how each seal holds the one before.

Pure. A seal is the SHA-256 of a canonical JSON text; anybody can make it again from the export.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

FIRST = "0" * 64
"""What stands for the seal before the first one."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a seal covers: the month (« 2026-10 »), its number, who closed it and when, how many
    rows of the journal and costs, and the SHA-256 of each part (see `models.tables.MonthSeal`)."""

    month: str
    number: int
    closed_on: str
    author: int
    entries: int
    last_entry: int
    costs: int
    journal: str
    figures: str
    accountant: str
    owner: str
    report: str


def digest(content: bytes) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def rows_digest(rows: Iterable[Sequence[object]]) -> tuple[int, str]:
    """How many rows, and one SHA-256 over the SHA-256 of each, in their order.

    A row of the journal holds the salted digest of its text, never the text: erasing that
    leaves the row, and the seal, as they are.
    """
    total, count = hashlib.sha256(), 0
    for row in rows:
        total.update(hashlib.sha256(_canonical([_cell(cell) for cell in row])).digest())
        count += 1
    return count, total.hexdigest()


def seal(before: str, content: Content) -> str:
    """The seal of a month: SHA-256 over the seal before and all that it covers."""
    return digest(_canonical({"before": before, **asdict(content)}))


def _cell(cell: object) -> object:
    """A cell as it is written: text, whole number or nothing."""
    if cell is None or isinstance(cell, int):
        return None if cell is None else int(cell)
    return str(cell)


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
