"""Every screen is read whole: both sizes, 100 % and 150 %, both languages, and longer texts.

The slow test goes through every screen of the demonstration garage; the short one through those
of every minute, in the smallest window with the largest texts.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.books import create_book
from models.clock import believe_today
from models.database import Book
from models.demo import demo_draft, fill
from models.i18n import use_language
from models.team import first_member
from tests.helpers.cut_texts import cut_texts, stretched
from tests.ui.conftest import DAY, People, delete_now, idle, press, type_text
from tests.ui.screens.conftest import ALT, CTRL
from ui import theme
from ui.app import make_window
from ui.main_window import MainWindow

Key = Qt.Key
SIZES = ((1280, 720), (1920, 1080))


def _faults(
    qtbot: QtBot,
    book: Book,
    size: tuple[int, int],
    steps: Callable[[QtBot, MainWindow], Iterator[str]],
) -> list[str]:
    """What is cut on each screen the steps go through, told with its name."""
    window = make_window(book)
    with qtbot.waitActive(window):
        window.start()
        window.activateWindow()
    window.resize(*size)  # it opens at the size it had last
    found = []
    for name in steps(qtbot, window):
        idle(qtbot, window)
        assert (window.width(), window.height()) == size, f"{name} widened the window"
        with suppress(qtbot.TimeoutError):  # the next event places what was just shown
            qtbot.waitUntil(lambda: not cut_texts(window), timeout=1_000)
        found += [f"{name}: {fault}" for fault in cut_texts(window)]
    window.tasks.cancel_all()
    idle(qtbot, window)
    window.close()
    window.deleteLater()
    delete_now()
    return found


def _of_every_minute(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    yield "start"
    type_text(qtbot, "durand hel")
    yield "search"
    press(qtbot, Key.Key_Return)
    yield "card"
    for key in (Key.Key_A, Key.Key_I, Key.Key_C):
        press(qtbot, key)
        yield f"composer {key.name}"
        type_text(qtbot, "2")
        press(qtbot, Key.Key_Tab)
        yield f"composer {key.name}, fields"
        press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_3, CTRL)
    yield "todo"
    press(qtbot, Key.Key_3, ALT)
    yield "after service"


def _every_screen(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    yield from _of_every_minute(qtbot, window)
    press(qtbot, Key.Key_2, ALT)
    yield "voices"
    press(qtbot, Key.Key_1, CTRL)
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, "durand hel")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    for tab in range(1, 11):
        press(qtbot, Key(Key.Key_0 + tab % 10), ALT)
        yield f"file {tab}"
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_2, CTRL)
    yield "clients"
    press(qtbot, Key.Key_D, CTRL)
    yield "duplicates"
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_4, CTRL)
    idle(qtbot, window)
    for tab in range(1, 5):
        press(qtbot, Key(Key.Key_0 + tab), ALT)
        yield f"privileges {tab}"
    press(qtbot, Key.Key_1, ALT)
    idle(qtbot, window)
    press(qtbot, Key.Key_Return)
    yield "reflection"
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_5, CTRL)
    idle(qtbot, window)
    press(qtbot, Key.Key_Left, ALT)
    yield "month"
    press(qtbot, Key.Key_C)
    yield "closing"
    press(qtbot, Key.Key_6, CTRL)
    tabs = [Key(Key.Key_0 + tab % 10) for tab in range(1, 11)]
    for tab in (*tabs, Key.Key_B, Key.Key_E):
        press(qtbot, tab, ALT)
        yield f"settings {tab.name}"


def test_what_one_sees_every_minute_is_read_whole_in_a_small_window_with_large_texts(
    qtbot: QtBot, book: Book, people: People, look: theme.Theme
) -> None:
    look.scale = 150
    look.apply()
    assert _faults(qtbot, book, SIZES[0], _of_every_minute) == []


def test_what_one_sees_every_minute_has_room_for_longer_texts_even_large(
    qtbot: QtBot, book: Book, people: People, look: theme.Theme
) -> None:
    look.scale = 150
    look.apply()
    with stretched("fr"):
        assert _faults(qtbot, book, SIZES[0], _of_every_minute) == []


@pytest.fixture(scope="module", params=["fr", "en"])
def garage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    """The demonstration garage, in a language."""
    use_language(request.param)
    believe_today(DAY)
    place: Path = tmp_path_factory.mktemp("garage") / "garage.ccbook"
    book = create_book(place, demo_draft(), DAY)
    fill(Actor(first_member().id, DAY), DAY, clients=120, years=3)
    yield book
    book.close()
    believe_today(None)


@pytest.mark.slow
@pytest.mark.parametrize("longer", [False, True])
@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("size", SIZES)
def test_every_screen_is_read_whole(
    qtbot: QtBot,
    garage: Book,
    request: pytest.FixtureRequest,
    look: theme.Theme,
    size: tuple[int, int],
    scale: int,
    longer: bool,
) -> None:
    language = request.node.callspec.params["garage"]
    use_language(language)
    look.scale = scale
    look.apply()
    with stretched(language) if longer else nullcontext():
        assert _faults(qtbot, garage, size, _every_screen) == []
