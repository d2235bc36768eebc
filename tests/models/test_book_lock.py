"""One window per book: the second says who has it open."""

import os
import platform
import re
import signal
import threading
from pathlib import Path

import pytest

from models.actor import Actor
from models.book_lock import BookLock, lock_file
from models.database import Book
from models.errors import BookError, BookInUse, CannotWrite
from tests.helpers import processes

HOLD = """
from models.book_lock import BookLock
try:
    lock = BookLock(sys.argv[1])
except BookError as error:
    say(type(error).__name__, error)
else:
    say("taken")
    sys.stdin.readline()
"""


def test_the_second_window_says_who_has_the_book_open_where_and_since_when(book: Book) -> None:
    with processes.started(HOLD, book.path) as window:
        assert processes.hear(window) == "taken"
        with pytest.raises(BookInUse) as refused:
            BookLock(book.path)
    told = str(refused.value)
    assert platform.node() in told
    assert re.search(r"ouvert par \S+ sur .+ depuis le \d+ .+ \d{4} à \d\d:\d\d\.", told)


def test_a_killed_window_leaves_the_book_free(book: Book) -> None:
    with processes.started(HOLD, book.path) as window:
        assert processes.hear(window) == "taken"
        window.send_signal(signal.SIGKILL)
        window.wait()
    assert lock_file(book.path).exists()
    with BookLock(book.path):
        assert str(os.getpid()) in lock_file(book.path).read_text()


def test_a_window_that_closes_leaves_nothing_beside_the_book(book: Book) -> None:
    before = sorted(os.listdir(book.path.parent))
    for _time in range(3):
        lock = BookLock(book.path)
        lock.release()
        lock.release()
    assert sorted(os.listdir(book.path.parent)) == before


def test_two_names_of_one_book_are_one_book(book: Book, tmp_path: Path) -> None:
    link = tmp_path / "raccourci.ccbook"
    link.symlink_to(book.path)
    with BookLock(book.path), pytest.raises(BookInUse):
        BookLock(link)


def test_the_same_program_cannot_open_a_book_in_two_windows(book: Book) -> None:
    with BookLock(book.path), pytest.raises(BookInUse):
        BookLock(book.path)


def test_a_lock_file_nobody_can_read_is_told_all_the_same(book: Book) -> None:
    with BookLock(book.path):
        lock_file(book.path).write_text("{half")
        with pytest.raises(BookInUse, match="déjà ouvert"):
            BookLock(book.path)


def test_a_protected_folder_is_told(book: Book) -> None:
    folder = book.path.parent
    folder.chmod(0o555)
    try:
        done = processes.run(HOLD, book.path, before=processes.like_anyone)
    finally:
        folder.chmod(0o755)
    assert done.stdout.startswith(CannotWrite.__name__)


def test_commands_may_work_beside_an_open_window(book: Book, actor: Actor) -> None:
    beside = """
book = open_book(sys.argv[1])
from models.clients import open_account
from models.client_drafts import ClientDraft
say(open_account(Actor(first_member().id, TODAY), ClientDraft(last_name="Durand")).client_id)
"""
    with BookLock(book.path):
        assert processes.run(beside, book.path).stdout.strip() == "1"


def test_of_many_windows_opened_at_once_one_has_the_book(book: Book) -> None:
    before = sorted(os.listdir(book.path.parent))
    got: list[BookLock] = []
    refused: list[BookError] = []
    together = threading.Barrier(8)

    def take() -> None:
        together.wait()
        for _time in range(20):
            try:
                lock = BookLock(book.path)
            except BookInUse as error:
                refused.append(error)
            else:
                got.append(lock)
                assert len(got) == 1
                got.remove(lock)
                lock.release()

    threads = [threading.Thread(target=take) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == []
    assert len(refused) < 160
    assert sorted(os.listdir(book.path.parent)) == before
