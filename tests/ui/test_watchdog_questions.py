"""How many questions each screen asks the book: few, and no more in a larger book."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.books import create_book
from models.database import Book
from models.demo import demo_draft, fill
from models.team import first_member
from tests.ui.conftest import idle, press, type_text
from ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
STEPS: dict[str, tuple[int, Callable[[QtBot], None]]] = {
    "a key in the search": (52, lambda qtbot: type_text(qtbot, "m")),
    "the next one found": (33, lambda qtbot: press(qtbot, Key.Key_Down)),
    "the card": (31, lambda qtbot: press(qtbot, Key.Key_Return)),
    "the file": (68, lambda qtbot: press(qtbot, Key.Key_Return)),
    "back to the card": (31, lambda qtbot: press(qtbot, Key.Key_Escape)),
    "the composer": (5, lambda qtbot: press(qtbot, Key.Key_A)),
    "its kind and its text": (0, lambda qtbot: type_text(qtbot, "1bonjour")),
    "noting it": (64, lambda qtbot: press(qtbot, Key.Key_Return)),
    "Clients": (12, lambda qtbot: press(qtbot, Key.Key_2, CTRL)),
    "the next line": (4, lambda qtbot: press(qtbot, Key.Key_Down)),
    "À faire": (20, lambda qtbot: press(qtbot, Key.Key_3, CTRL)),
    "Comptoir again": (12, lambda qtbot: press(qtbot, Key.Key_1, CTRL)),
}
"""One after the other: how many questions each step may ask, and the keys."""


@pytest.fixture(params=[40, 160])
def book(request: pytest.FixtureRequest, tmp_path: Path, today: date) -> Iterator[Book]:
    """The demonstration garage, small and larger, open."""
    made = create_book(tmp_path / "garage.ccbook", demo_draft(), today)
    fill(Actor(first_member().id, today), today, clients=request.param, years=1)
    yield made
    made.close()


@contextmanager
def _asked(book: Book) -> Iterator[list[str]]:
    """The questions of this thread inside the block."""
    asked: list[str] = []
    connection = book.db.connection()
    connection.set_trace_callback(asked.append)
    yield asked
    connection.set_trace_callback(None)


def test_no_screen_asks_more_than_it_needs(qtbot: QtBot, window: MainWindow, book: Book) -> None:
    idle(qtbot, window)
    too_many = {}
    for what, (most, step) in STEPS.items():
        with _asked(book) as asked:
            step(qtbot)
        if len(asked) > most:
            too_many[what] = asked
    assert not too_many, {what: len(asked) for what, asked in too_many.items()}
