"""A fresh book for the tests of operations: `book`, who acts (`actor`), and the day (`today`)."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.actor import Actor
from models.books import BookDraft, create_book
from models.clock import believe_today
from models.database import Book, open_book
from models.settings import Shop
from models.team import first_member

DAY = date(2026, 11, 22)


@pytest.fixture
def today() -> Iterator[date]:
    """The day the program believes it is."""
    believe_today(DAY)
    yield DAY
    believe_today(None)


@pytest.fixture(scope="session")
def _new_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new garage's book, made once: each test has a copy of its own."""
    believe_today(DAY)
    place = tmp_path_factory.mktemp("new") / "garage.livre"
    draft = BookDraft(Shop(name="Garage Morel", town="Valence"), "garage", "Claire Morel")
    create_book(place, draft, DAY).close()
    believe_today(None)
    return place


@pytest.fixture
def book(_new_book: Path, tmp_path: Path, today: date) -> Iterator[Book]:
    """A new garage's book, open."""
    place = tmp_path / _new_book.name
    shutil.copyfile(_new_book, place)
    book = open_book(place)
    yield book
    book.close()


@pytest.fixture
def actor(book: Book, today: date) -> Actor:
    """The owner, on that day."""
    return Actor(first_member().id, today)
