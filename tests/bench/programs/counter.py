"""The counter, driven by keys: names typed, cards shown, entries noted; prints milliseconds.

The rows found are painted first, the card of the first one a turn later: both are measured. So
are what was noted, said with what it did, and the card that shows it.

python -m tests.bench.programs.counter BOOK NAMES.json CLIENT
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from PySide6.QtCore import Qt

import models.catalogue
import models.search
import ui.screens.counter
from models.tables import database
from tests.bench.measuring import steady
from tests.bench.programs.stage import CTRL, Stage, settle
from ui.screens.counter import CounterScreen

_NOTES, _ROUNDS = 30, 3
_NEWCOMER = "new"
"""The key of the row that opens an account."""


def main(path: Path, names: list[str], client_id: int) -> dict[str, list[float]]:
    """Keys with their queries, the same keys answered from memory, and entries noted."""
    stage = Stage(path)
    answers = Answers()
    rounds = [_round(stage, answers, names) for _turn in range(_ROUNDS)]
    told = {what: steady([one[what] for one in rounds]) for what in rounds[0]}
    told |= _note(stage, client_id)
    stage.leave()
    return told


def _round(stage: Stage, answers: "Answers", names: list[str]) -> dict[str, list[float]]:
    """Each name typed twice: asking the book, then answered from memory."""
    typed: dict[str, list[float]] = {name: [] for name in ("keys", "repaints", "cards", "recards")}
    for name in names:
        _clear(stage)
        with answers.kept():
            _type(stage, name, typed["keys"], typed["cards"])
        _clear(stage)
        with answers.given():
            _type(stage, name, typed["repaints"], typed["recards"])
    return typed


def _counter(stage: Stage) -> CounterScreen:
    counter = stage.window.screen_of("counter")
    assert isinstance(counter, CounterScreen)
    return counter


def _clear(stage: Stage) -> None:
    stage.key(Qt.Key.Key_K, CTRL)
    stage.key(Qt.Key.Key_Delete)
    settle()


def _type(stage: Stage, name: str, rows: list[float], cards: list[float]) -> None:
    """Add the milliseconds from each key to the rows painted, and to the card when it changes."""
    counter = _counter(stage)
    for letter in name:
        shown, start = counter.client_id, time.perf_counter()
        rows.append(
            stage.painted(lambda letter=letter: stage.key(letter), counter.results.viewport())
        )
        first = counter.results.current_row()
        if first is not None and first.key not in (shown, _NEWCOMER):
            stage.painted(_nothing, counter.view.page)
            cards.append(1000 * (stage.painted_at - start))
        settle()


def _nothing() -> None:
    """What is waited for happens by itself."""


Ask = Callable[..., Any]


class Answers:
    """What the book answered while names were typed, given again without asking it."""

    PLACES = (
        (models.search, "page"),
        (ui.screens.counter, "counter_card"),
        (ui.screens.counter, "distance_in_force"),
        (ui.screens.counter, "unused"),
        (ui.screens.counter, "card_privileges"),
        (ui.screens.counter, "askings_of"),
        (ui.screens.counter, "opening_line"),
        (models.catalogue, "book_trade"),
    )

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Ask the book, and keep what it answers."""

        def keep(function: Ask) -> Ask:
            def ask(*arguments: Any) -> Any:
                self._known[function.__name__, arguments] = found = function(*arguments)
                return found

            return ask

        with self._instead(keep):
            yield

    @contextmanager
    def given(self) -> Iterator[None]:
        """Answer from memory; fails when the book is asked all the same."""

        def give(function: Ask) -> Ask:
            return lambda *arguments: self._known[function.__name__, arguments]

        asked: list[str] = []
        book, own = database.obj, database.obj.execute_sql

        def refuse(sql: str, *rest: Any) -> Any:
            if current_thread() is main_thread():
                return asked.append(sql)
            return own(sql, *rest)  # another thread puts the book at rest

        book.execute_sql = refuse
        with self._instead(give):
            yield
        del book.execute_sql
        assert not asked, f"a repaint asked the book: {asked}"

    @contextmanager
    def _instead(self, make: Callable[[Ask], Ask]) -> Iterator[None]:
        own = [getattr(module, name) for module, name in self.PLACES]
        for (module, name), function in zip(self.PLACES, own, strict=True):
            setattr(module, name, make(function))
        try:
            yield
        finally:
            for (module, name), function in zip(self.PLACES, own, strict=True):
                setattr(module, name, function)


def _note(stage: Stage, client_id: int) -> dict[str, list[float]]:
    """Milliseconds from Enter in the composer to what was noted said with the balance, and to the
    card that shows it: on the clock, and computed."""
    counter = _counter(stage)
    counter.show_client(client_id)
    settle()
    told: dict[str, list[float]] = {name: [] for name in ("said", "said_cpu", "notes", "notes_cpu")}
    for turn in range(_NOTES):
        stage.key(Qt.Key.Key_A)
        for letter in f"1pneus expliques {turn}":
            stage.key(letter)
        settle()
        assert counter.composer.isVisible()
        _write(stage, counter, told)
        settle()
        assert not counter.composer.isVisible()
        assert counter.card is not None
        assert counter.card.latest[0].text == f"pneus expliques {turn}"
    return told


def _write(stage: Stage, counter: CounterScreen, told: dict[str, list[float]]) -> None:
    """Enter: what is painted first, then the card."""
    bar, clock, computed = stage.window.messages, time.perf_counter(), time.process_time()
    told["said"].append(stage.painted(lambda: stage.key(Qt.Key.Key_Return), bar))
    told["said_cpu"].append(1000 * (stage.computed_at - computed))
    assert "Solde" in bar.messages()[-1].text.plain_text()
    stage.painted(_nothing, counter.view.who)
    told["notes"].append(1000 * (stage.painted_at - clock))
    told["notes_cpu"].append(1000 * (stage.computed_at - computed))


if __name__ == "__main__":
    book, asked_names, client = sys.argv[1:]
    told = main(Path(book), json.loads(Path(asked_names).read_text()), int(client))
    print(json.dumps(told))
