"""A fresh book for the tests of operations: `book`, who acts (`actor`), and the day (`today`)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.actor import Actor
from models.books import BookDraft, create_book
from models.clock import believe_today
from models.database import Book
from models.settings import Shop
from models.team import first_member


@pytest.fixture
def today() -> Iterator[date]:
    """The day the program believes it is."""
    day = date(2026, 11, 22)
    believe_today(day)
    yield day
    believe_today(None)


@pytest.fixture
def book(tmp_path: Path, today: date) -> Iterator[Book]:
    """A new garage's book, open."""
    draft = BookDraft(Shop(name="Garage Morel", town="Valence"), "garage", "Claire Morel")
    book = create_book(tmp_path / "garage.livre", draft, today)
    yield book
    book.close()


@pytest.fixture
def actor(book: Book, today: date) -> Actor:
    """The owner, on that day."""
    return Actor(first_member().id, today)
