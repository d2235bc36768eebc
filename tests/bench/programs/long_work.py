"""The window while the worker works: how long its loop was held, how long noting took.

    python -m tests.bench.programs.long_work BOOK FOLDER CLIENT

Each work is started as a person does; meanwhile somebody notes at the counter, again and again.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from models import journal
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.bench.programs.stage import ALT, CTRL, Stage, settle, until
from tests.ui.conftest import SETTINGS_TABS, choose_file, named
from tests.ui.watchdog import watchdog
from ui.session import Session

Key = Qt.Key
_NOTE_EVERY_MS = 2_000
Told = dict[str, float]


def main(path: Path, folder: Path, client_id: int) -> dict[str, Told]:
    """Seconds of each work, milliseconds the loop was held, milliseconds of the longest note."""
    stage = Stage(path)

    def watched(start: Callable[[], object]) -> Told:
        return _watched(stage, client_id, start)

    told = {"month": watched(lambda: stage.key(Key.Key_5, CTRL))}
    _tab(stage, "backups")
    _click(stage, "backup_make")
    told["backup"] = watched(lambda: choose_file(folder))
    told["check"] = watched(lambda: _click(stage, "backup_check"))
    _tab(stage, "book")
    _click(stage, "book_export")
    told["export"] = watched(lambda: choose_file(folder))
    [exported] = folder.glob("export-*/clients.csv")
    _tab(stage, "import")
    stage.key(Key.Key_Return)
    told["import, tried"] = watched(lambda: choose_file(exported))
    stage.leave()
    return told


def _tab(stage: Stage, name: str) -> None:
    stage.window.activateWindow()  # a dialog had the keyboard
    QTest.qWaitForWindowActive(stage.window)
    stage.key(Key.Key_6, CTRL)
    stage.key(Qt.Key(Key.Key_1 + SETTINGS_TABS.index(name)), ALT)
    settle()  # nobody chooses a file before the tab is seen


def _click(stage: Stage, name: str) -> None:
    QTest.mouseClick(named(stage.window, name), Qt.MouseButton.LeftButton)


def _watched(stage: Stage, client_id: int, begin: Callable[[], object]) -> Told:
    """One work in the background while somebody notes."""
    tasks, session = stage.window.tasks, stage.window.findChild(Session)
    assert session is not None
    notes: list[float] = []
    refused: list[bool] = []
    failures: list[object] = []
    tasks.failed.connect(failures.append)

    def note() -> None:
        start = time.perf_counter()
        done = session.attempt(journal.note, client_id, EntryDraft(EntryType.VISIT))
        notes.append(1000 * (time.perf_counter() - start))
        refused.append(done is None)

    timer = QTimer(interval=_NOTE_EVERY_MS)
    timer.timeout.connect(note)
    start = time.perf_counter()
    with watchdog() as dog:
        begin()
        timer.start()
        until(lambda: not tasks.is_busy())
        timer.stop()
    assert not failures, failures
    print(f"held {dog.longest * 1000:.0f} ms\n{dog.seen[:2_000]}", file=sys.stderr)
    return {
        "seconds": time.perf_counter() - start,
        "held": 1000 * dog.longest,
        "note": max(notes, default=0.0),
        "notes": len(notes),
        "refused": sum(refused),
    }


if __name__ == "__main__":
    book_path, out, client = sys.argv[1:]
    print(json.dumps(main(Path(book_path), Path(out), int(client))))
