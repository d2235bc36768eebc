"""One can note at the counter in the middle of any long work: nobody waits for a reader."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import database
from models.accounts import read_account
from models.actor import Actor
from models.apart import apart
from models.export import export
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from tests.ui.conftest import People, choose_file, click, idle, messages, press
from ui.main_window import MainWindow
from ui.session import Session
from ui.tasks import Progress

CTRL = Qt.KeyboardModifier.ControlModifier
At = Callable[[str], QWidget]


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Iterator["Halfway"]:
    """Whatever the worker does stops where it tells how far it is, until it may go on."""
    made, report = Halfway(), Progress.report

    def paused(progress: Progress, fraction: float | None, text: str = "") -> None:
        report(progress, fraction, text)
        if fraction is None or fraction > 0.01:
            made.reached.set()
            assert made.may_go_on.wait(20)

    monkeypatch.setattr(Progress, "report", paused)
    monkeypatch.setattr(database, "TICK", 100)  # small as it is, the book is read for long enough
    yield made
    made.may_go_on.set()


class Halfway:
    """Where the work is, and whether it may go on."""

    def __init__(self) -> None:
        self.reached, self.may_go_on = threading.Event(), threading.Event()


def _one_can_note(
    qtbot: QtBot, window: MainWindow, halfway: Halfway, actor: Actor, client_id: int
) -> None:
    qtbot.waitUntil(halfway.reached.is_set)
    before = len(read_account(client_id).entries)
    note(actor, client_id, EntryDraft(EntryType.VISIT))
    assert len(read_account(client_id).entries) == before + 1
    assert window.tasks.is_busy()
    halfway.may_go_on.set()
    idle(qtbot, window)
    assert not [told for told in messages(window) if "Référence" in told]


def test_one_can_note_while_the_month_is_made(
    qtbot: QtBot, people: People, window: MainWindow, actor: Actor, halfway: Halfway
) -> None:
    press(qtbot, Qt.Key.Key_5, CTRL)
    _one_can_note(qtbot, window, halfway, actor, people.helene)


def test_one_can_note_while_the_book_is_checked(
    qtbot: QtBot, people: People, window: MainWindow, actor: Actor, halfway: Halfway, at: At
) -> None:
    at("backups")
    click(qtbot, window, "backup_check")
    _one_can_note(qtbot, window, halfway, actor, people.helene)
    assert "Le livre est sain" in messages(window)[0]


def test_one_can_note_while_the_book_is_backed_up(
    qtbot: QtBot,
    people: People,
    window: MainWindow,
    actor: Actor,
    halfway: Halfway,
    at: At,
    tmp_path: Path,
) -> None:
    at("backups")
    click(qtbot, window, "backup_make")
    choose_file(tmp_path)
    _one_can_note(qtbot, window, halfway, actor, people.helene)
    assert "Sauvegardé et vérifié" in messages(window)[0]


def test_one_can_note_while_everything_is_exported(
    qtbot: QtBot,
    people: People,
    window: MainWindow,
    session: Session,
    actor: Actor,
    halfway: Halfway,
    tmp_path: Path,
) -> None:
    def work(progress: Progress) -> None:
        with apart(session.book):
            export(tmp_path / "export", lambda done, total: progress.report(done / total))

    window.tasks.run(work)
    _one_can_note(qtbot, window, halfway, actor, people.helene)
    assert (tmp_path / "export" / "journal.csv").exists()
