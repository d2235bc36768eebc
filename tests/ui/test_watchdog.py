"""The window lives while the book is imported, backed up, checked, reported, exported."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.books import create_book
from models.clock import believe_today
from models.database import Book, open_book
from models.demo import demo_draft, fill
from models.export import export
from models.team import first_member
from tests.ui.conftest import choose_file, click, idle, press, type_text
from tests.ui.watchdog import MOST, stays_awake, watchdog
from ui import prompts
from ui.main_window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
At = Callable[[str], QWidget]
_CLIENTS, _YEARS = 600, 4


@pytest.fixture(scope="module")
def _lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book on which each long work lasts a second or so."""
    day = date(2026, 11, 22)
    believe_today(day)
    place = tmp_path_factory.mktemp("lived") / "garage.ccbook"
    book = create_book(place, demo_draft(), day)
    fill(Actor(first_member().id, day), day, clients=_CLIENTS, years=_YEARS)
    book.close()
    believe_today(None)
    return place


@pytest.fixture
def book(_lived_in: Path, tmp_path: Path, today: date) -> Iterator[Book]:
    """A copy of that book, open."""
    place = tmp_path / "garage.ccbook"
    shutil.copyfile(_lived_in, place)
    opened = open_book(place)
    yield opened
    opened.close()


def test_a_loop_that_is_held_is_seen_with_what_held_it(qtbot: QtBot, window: MainWindow) -> None:
    def hold() -> None:
        before = time.thread_time()
        while time.thread_time() - before < 2 * MOST:
            pass

    with watchdog() as dog:
        window.tasks.idle.connect(hold)
        window.tasks.run(lambda progress: None)
        qtbot.waitUntil(lambda: dog.longest > MOST)
    assert "in hold" in dog.seen


def test_the_window_lives_while_the_book_is_checked(
    qtbot: QtBot, window: MainWindow, at: At
) -> None:
    at("backups")
    stays_awake(qtbot, window, lambda: click(qtbot, window, "backup_check"))


def test_the_window_lives_while_the_book_is_backed_up(
    qtbot: QtBot, window: MainWindow, at: At, tmp_path: Path
) -> None:
    at("backups")
    stays_awake(
        qtbot,
        window,
        lambda: choose_file(tmp_path),
        before=lambda: click(qtbot, window, "backup_make"),
    )
    assert list(tmp_path.glob("garage-*.ccbook"))


def test_the_window_lives_while_the_month_is_made(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, Qt.Key.Key_5, CTRL)
    idle(qtbot, window)
    stays_awake(qtbot, window, lambda: press(qtbot, Qt.Key.Key_Left, ALT))


def test_the_window_lives_while_a_statement_is_made(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_2, CTRL)
    press(qtbot, Qt.Key.Key_Return)
    fresh = _fresh(tmp_path)
    stays_awake(
        qtbot,
        window,
        lambda: choose_file(next(fresh)),
        before=lambda: click(qtbot, window, "account_paper"),
    )
    assert list(tmp_path.glob("relevé-*.pdf"))


def test_the_window_lives_while_the_statements_of_many_are_made(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_2, CTRL)
    press(qtbot, Qt.Key.Key_F, CTRL)
    type_text(qtbot, "mar")
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    fresh = _fresh(tmp_path)
    stays_awake(
        qtbot,
        window,
        lambda: choose_file(next(fresh)),
        before=lambda: _ask_for_statements(qtbot, window),
    )
    assert list(tmp_path.glob("relevé-*.pdf"))


def _fresh(folder: Path) -> Iterator[Path]:
    """A new file for each attempt: a dialog asks, and waits, before one is replaced."""
    return (folder / f"relevé-{number}.pdf" for number in count(1))


def _ask_for_statements(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    press(qtbot, Qt.Key.Key_R, CTRL)
    [prompt] = [one for one in prompts.open_prompts() if isinstance(one, prompts.Prompt)]
    prompt.answer("one")


def test_the_window_lives_while_everything_is_exported(
    qtbot: QtBot, window: MainWindow, at: At, tmp_path: Path
) -> None:
    at("book")
    stays_awake(
        qtbot,
        window,
        lambda: choose_file(tmp_path),
        before=lambda: click(qtbot, window, "book_export"),
    )
    assert list(tmp_path.glob("export-*/journal.csv"))


def test_the_window_lives_while_files_are_tried_for_an_import(
    qtbot: QtBot, window: MainWindow, at: At, tmp_path: Path
) -> None:
    export(tmp_path)
    tab = at("import")
    stays_awake(qtbot, window, lambda: _drop(tab, tmp_path / "clients.csv"))


def _drop(tab: QWidget, file: Path) -> None:
    """Drop a file as the desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    button, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(QPoint(20, 20), action, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(tab, event)
