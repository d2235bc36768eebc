"""An hour of use in a few minutes, then nothing: what stays in memory, what still wakes up.

python -m tests.bench.programs.idle BOOK NAMES.json
"""

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QElapsedTimer, Qt

from tests.bench.programs.first_frame import memory
from tests.bench.programs.stage import CTRL, NONE, Stage, settle
from ui.screens.counter import CounterScreen

Key = Qt.Key
_WARM, _QUIET_MS = 300, 10_000
_NOTE_EVERY, _TOUR_EVERY = 10, 50


def main(path: Path, names: list[str]) -> dict[str, float]:
    """Memory after warming up and at the end (MB), then CPU and wake-ups over idle seconds."""
    stage = Stage(path)
    for turn, name in enumerate(names[:_WARM]):
        _serve(stage, turn, name)
    warm = memory()
    for turn, name in enumerate(names[_WARM:]):
        _serve(stage, turn, name)
    told = {"warm": warm, "end": memory(), "served": len(names) - _WARM}
    told |= _idle(stage)
    stage.leave()
    return told


def _serve(stage: Stage, turn: int, name: str) -> None:
    """Somebody is looked up, their card shown; now and then noted, their file opened."""
    stage.key(Key.Key_K, CTRL)
    for letter in name:
        stage.key(letter)
    stage.key(Key.Key_Return)
    settle()
    counter = stage.window.screen_of("counter")
    assert isinstance(counter, CounterScreen)
    assert counter.card is not None
    if turn % _NOTE_EVERY == 0:
        for letter in ("a", "1", "b", "o", "n"):
            stage.key(letter)
        stage.key(Key.Key_Return)
    if turn % _TOUR_EVERY == 0:
        for key, modifier in ((Key.Key_Return, NONE), (Key.Key_2, CTRL), (Key.Key_3, CTRL)):
            stage.key(key, modifier)
            settle()
        stage.key(Key.Key_1, CTRL)
    settle()


def _idle(stage: Stage) -> dict[str, float]:
    """CPU milliseconds and wake-ups of the event loop, each per second of doing nothing."""
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    wakes: list[int] = []
    settle(15_000)  # messages that pass have passed
    dispatcher.awake.connect(lambda: wakes.append(1))
    clock, cpu = QElapsedTimer(), time.process_time()
    clock.start()
    settle(_QUIET_MS)
    seconds = clock.elapsed() / 1000
    used = 1000 * (time.process_time() - cpu)
    return {
        "cpu": used / seconds,
        "wakes": len(wakes) / seconds,
        "threads": threading.active_count(),
    }


if __name__ == "__main__":
    book, asked = sys.argv[1:]
    print(json.dumps(main(Path(book), json.loads(Path(asked).read_text()))))
