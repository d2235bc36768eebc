"""Long work in the background: in order, told, stopped on demand, never lost on leaving."""

import gc
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.errors import CannotWrite
from tests.ui.kit.conftest import Show
from ui.tasks import Failure, Progress, Tasks
from ui.widgets import TaskBar
from ui.widgets.task_bar import time_left


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


class Asker(QObject):
    """A screen that asks for work."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: list[threading.Thread] = []

    def on_done(self, result: object) -> None:
        self.got.append(result)
        self.threads.append(threading.current_thread())


def test_work_is_done_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    tasks.run(lambda progress: threading.current_thread(), asker.on_done, title="Sauvegarde")
    assert asker.got == []
    qtbot.waitUntil(lambda: bool(asker.got))
    assert asker.got[0] is not threading.main_thread()
    assert asker.threads == [threading.main_thread()]


def test_garbage_is_left_to_the_window_s_thread_while_a_task_runs(
    qtbot: QtBot, tasks: Tasks
) -> None:
    """A widget taken down by another thread while the window paints ends the program."""
    asker = Asker()
    tasks.run(lambda progress: gc.isenabled(), asker.on_done)
    tasks.run(lambda progress: gc.isenabled(), asker.on_done)
    with qtbot.waitSignal(tasks.idle):
        pass
    assert asker.got == [False, False]
    qtbot.waitUntil(gc.isenabled)


def test_a_busy_worker_gives_the_window_its_turn(qtbot: QtBot, tasks: Tasks) -> None:
    """Each sum gives the turn away, as a statement to the book does: half a second for all when
    Python decides how long the worker keeps it."""
    enough = threading.Event()

    def busy(_progress: Progress) -> None:
        begun.set()
        while not enough.is_set():
            pass

    begun = threading.Event()
    tasks.run(busy)
    assert begun.wait(10)
    shared = _seconds_of_a_hundred_sums()
    enough.set()
    with qtbot.waitSignal(tasks.idle):
        pass
    assert shared < 2 * _seconds_of_a_hundred_sums() + 0.2


def _seconds_of_a_hundred_sums() -> float:
    data, start = bytes(100_000), time.perf_counter()
    for _sum in range(100):
        hashlib.sha256(data)
    return time.perf_counter() - start


def test_tasks_are_done_one_after_the_other(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()
    order: list[int] = []
    for number in range(4):
        tasks.run(lambda progress, n=number: order.append(n), asker.on_done)
    with qtbot.waitSignal(tasks.idle):
        pass
    assert order == [0, 1, 2, 3]
    assert len(asker.got) == 4
    assert not tasks.is_busy()


def test_progress_is_told_with_its_words(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[float, str]] = []
    tasks.progressed.connect(lambda part, text: told.append((part, text)))

    def work(progress: Progress) -> None:
        progress.report(None, "lecture")
        progress.report(1, "fini")

    with qtbot.waitSignal(tasks.idle):
        tasks.run(work)
    assert told == [(-1.0, "lecture"), (1.0, "fini")]


def test_a_thousand_reports_do_not_flood_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[float] = []
    tasks.progressed.connect(lambda part, text: told.append(part))

    def work(progress: Progress) -> None:
        for at in range(1000):
            progress.report(at / 1000)

    with qtbot.waitSignal(tasks.idle):
        tasks.run(work)
    assert 1 <= len(told) < 200


def test_a_task_stops_at_its_next_report_once_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    asker, started, may_go_on = Asker(), threading.Event(), threading.Event()
    kept: list[str] = []

    def work(progress: Progress) -> None:
        started.set()
        may_go_on.wait(5)
        progress.report(0.5)
        kept.append("something")

    tasks.run(work, asker.on_done, title="Import")
    assert started.wait(5)
    with qtbot.waitSignal(tasks.cancelled, check_params_cb=lambda title: title == "Import"):
        tasks.cancel_current()
        may_go_on.set()
    assert kept == []
    assert asker.got == []


def test_a_task_cancelled_before_its_turn_never_starts(qtbot: QtBot, tasks: Tasks) -> None:
    may_go_on, ran = threading.Event(), []
    tasks.run(lambda progress: may_go_on.wait(5))
    waiting = tasks.run(lambda progress: ran.append(True))
    waiting.cancel()
    with qtbot.waitSignal(tasks.idle):
        may_go_on.set()
    assert ran == []


def test_a_task_given_up_stops_and_nobody_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    started, told, ran = threading.Event(), [], []

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.check()

    tasks.cancelled.connect(told.append)
    running = tasks.run(work, ran.append)
    assert started.wait(5)
    with qtbot.waitSignal(tasks.idle):
        running.give_up()
    assert (told, ran) == ([], [])


def test_a_known_failure_is_told_by_its_sentence(qtbot: QtBot, tasks: Tasks) -> None:
    def work(progress: Progress) -> None:
        raise CannotWrite("Le disque est plein.")

    with qtbot.waitSignal(tasks.failed) as signal:
        tasks.run(work)
    assert signal.args == [Failure("Le disque est plein.")]


def test_a_bug_is_logged_and_told_with_a_reference(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    def work(progress: Progress) -> None:
        raise ZeroDivisionError("boum")

    with qtbot.waitSignal(tasks.failed) as signal:
        tasks.run(work)
    failure = signal.args[0]
    assert failure.reference in caplog.text
    assert "boum" not in failure.sentence
    caplog.clear()


def test_who_asked_may_tell_the_failure_itself(qtbot: QtBot, tasks: Tasks) -> None:
    asker = Asker()

    def work(progress: Progress) -> None:
        raise CannotWrite("Le dossier est en lecture seule.")

    with qtbot.assertNotEmitted(tasks.failed), qtbot.waitSignal(tasks.idle):
        tasks.run(work, on_error=asker.on_done)
    assert asker.got == [Failure("Le dossier est en lecture seule.")]


def test_a_result_nobody_waits_for_any_more_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    may_go_on, asker, label = threading.Event(), Asker(), QLabel()
    asker.setParent(label)
    tasks.run(lambda progress: may_go_on.wait(5), asker.on_done)
    got = asker.got
    label.deleteLater()
    with qtbot.waitSignal(label.destroyed):
        pass
    with qtbot.waitSignal(tasks.idle):
        may_go_on.set()
    assert got == []


def test_what_each_task_needs_is_opened_and_closed_in_the_worker(qtbot: QtBot) -> None:
    events: list[tuple[str, bool]] = []

    @contextmanager
    def connection() -> Iterator[None]:
        away = threading.current_thread() is not threading.main_thread()
        events.append(("open", away))
        yield
        events.append(("close", away))

    tasks = Tasks(connection)
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda progress: None)
    tasks.stop()
    assert events == [("open", True), ("close", True)]


def test_stopping_waits_for_the_work_to_leave(qtbot: QtBot) -> None:
    tasks, started, left = Tasks(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        while not progress.cancelled:
            threading.Event().wait(0.001)
        left.set()

    tasks.run(work)
    assert started.wait(5)
    tasks.stop()
    assert left.is_set()


@pytest.mark.parametrize(
    ("elapsed", "fraction", "text"),
    [
        (1, 0.5, ""),
        (10, 0.01, ""),
        (10, -1, ""),
        (10, 0.4, "encore environ 15 s"),
        (30, 0.9, "encore environ 5 s"),
        (60, 0.5, "encore environ 1 minute"),
        (60, 0.2, "encore environ 4 minutes"),
        (60, 1, ""),
    ],
)
def test_the_time_left_is_told_once_it_can_be(elapsed: float, fraction: float, text: str) -> None:
    assert time_left(elapsed, fraction) == text


def test_short_work_does_not_flash_a_bar(qtbot: QtBot, show: Show) -> None:
    bar = TaskBar()
    qtbot.addWidget(bar)
    bar.begin("Sauvegarde")
    bar.end()
    assert not bar.isVisible()
    assert not bar._delay.isActive()


def test_work_that_lasts_is_shown_and_can_be_stopped(qtbot: QtBot) -> None:
    bar = TaskBar()
    qtbot.addWidget(bar)
    bar.begin("Import de clients.csv")
    bar.progress(0.42, "4 200 lignes lues")
    qtbot.waitUntil(bar.isVisible)
    assert bar.bar.value() == 420
    assert bar.detail.plain_text() == "4 200 lignes lues"
    with qtbot.waitSignal(bar.cancel_asked):
        qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert not bar.cancel.isEnabled()
