"""A widget taken down by another thread while the window paints ends the program."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.book_file import beside
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from tests.ui.conftest import People
from ui.garbage import sweep_again, sweep_here_while
from ui.session import Session


@pytest.fixture
def swept_by(qtbot: QtBot) -> Iterator[set[threading.Thread]]:
    """The threads that looked for garbage, which is looked for all the time."""
    qtbot.waitUntil(gc.isenabled)
    threads: set[threading.Thread] = set()

    def tell(_phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.current_thread())

    usual = gc.get_threshold()
    gc.callbacks.append(tell)
    gc.set_threshold(1, 1, 1)
    yield threads
    gc.set_threshold(*usual)
    gc.callbacks.remove(tell)


def test_the_book_put_at_rest_leaves_garbage_to_the_window(
    qtbot: QtBot, session: Session, people: People, swept_by: set[threading.Thread]
) -> None:
    session.write(note, people.helene, EntryDraft(EntryType.VISIT))
    log = beside(session.book.path, "-wal")
    qtbot.waitUntil(lambda: log.stat().st_size == 0)
    qtbot.waitUntil(gc.isenabled)
    assert swept_by == {threading.main_thread()}


def test_a_window_that_stands_waits_for_the_work_begun_meanwhile(qtbot: QtBot) -> None:
    working = [True]
    sweep_here_while(lambda: bool(working))
    sweep_again()
    assert not gc.isenabled()
    working.clear()
    qtbot.waitUntil(gc.isenabled)
