"""The books opened on this machine, the last one first."""

import json
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from ui.folders import usual_book
from ui.preferences import preferences

_KEY = "book/known"
_MOST = 6


@dataclass(frozen=True, slots=True)
class KnownBook:
    """A book opened here before: its file, and the shop's name it had."""

    path: Path
    shop: str


def known_books() -> list[KnownBook]:
    """Those that are still in their place, the last opened first."""
    return [book for book in _read() if book.path.exists()]


def last_book() -> Path | None:
    """The last book opened here, even if it is not in its place any more."""
    return next((book.path for book in _read()), None)


def remember_book(path: Path, shop: str) -> None:
    """Put a book first."""
    others = [book for book in _read() if book.path != path]
    rows = [(str(book.path), book.shop) for book in (KnownBook(path, shop), *others)]
    preferences().setValue(_KEY, json.dumps(rows[:_MOST]))


def place_for_new_book() -> Path:
    """Where a new book is proposed: the usual place, or beside it when a book is there."""
    usual = usual_book()
    places = chain([usual], (usual.with_stem(f"{usual.stem}-{number}") for number in count(2)))
    return next(place for place in places if not place.exists())


def _read() -> list[KnownBook]:
    try:
        rows = json.loads(str(preferences().value(_KEY, "[]")))
        return [KnownBook(Path(path), str(shop)) for path, shop in rows]
    except (ValueError, TypeError):  # the file was edited by hand
        return []
