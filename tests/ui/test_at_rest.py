"""A moment after the last entry, the book's file alone has everything."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from models.book_file import beside
from models.check import check
from models.database import open_book
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.tables import Entry
from tests.ui.conftest import People
from ui.main_window import MainWindow
from ui.session import Session


def test_the_file_of_an_open_book_at_rest_can_be_copied(
    qtbot: QtBot, window: MainWindow, session: Session, people: People, tmp_path: Path
) -> None:
    path = session.book.path
    session.write(note, people.helene, EntryDraft(EntryType.VISIT))
    entries = Entry.select().count()
    assert beside(path, "-wal").stat().st_size > 0
    qtbot.waitUntil(lambda: beside(path, "-wal").stat().st_size == 0)
    copy = open_book(shutil.copy(path, tmp_path / "copie.ccbook"))
    found = check(copy)
    copy.close()
    assert (found.entries, found.faults) == (entries, ())


def test_leaving_at_once_leaves_one_file(
    qtbot: QtBot, window: MainWindow, session: Session, people: People
) -> None:
    session.write(note, people.helene, EntryDraft(EntryType.VISIT))
    window.close()
    session.book.close()
    assert not list(session.book.path.parent.glob(f"{session.book.path.name}-*"))
