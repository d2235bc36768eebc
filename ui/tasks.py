"""Long work in the background: one worker thread for the book, one task after the other.

    tasks.run(work, self._on_done, title=_("Import de clients.csv"))

`work(progress)` runs in the worker: it calls `progress.report(0.4, _("4 000 lignes lues"))` now
and then, which raises `Cancelled` when the person asked to stop, so that a transaction is rolled
back by leaving it. `on_done(result)` and `on_error(failure)` are called in the main thread;
they should be methods of the screen that asked, and are dropped if that screen is gone.
Without `on_error`, the window tells the failure itself.
"""

import gc
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QThread, Signal, Slot
from shiboken6 import isValid

from models.errors import BookError
from models.i18n import _
from ui.bugs import log_bug
from ui.garbage import sweep_here_while

_BETWEEN_REPORTS = 0.05
_TURN = 0.0005
"""How long, in seconds, one thread works while the other waits for its turn."""


class Cancelled(Exception):
    """The person asked to stop; the work leaves without keeping anything."""


class Failure(NamedTuple):
    """Why a task failed: a sentence, and a reference when it was not foreseen."""

    sentence: str
    reference: str = ""


class Progress:
    """What the work tells about itself; used in the worker thread."""

    def __init__(self, tell: Callable[[float, str], object], stop: threading.Event) -> None:
        self._tell = tell
        self._stop = stop
        self._told_at = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def report(self, fraction: float | None, text: str = "") -> None:
        """How far the work is, 0 to 1 (None: unknown), and what it is doing; first `check`."""
        self.check()
        self.say(fraction, text)

    def say(self, fraction: float | None, text: str = "") -> None:
        """The same of what is not to be stopped: taking back, once it was."""
        now = time.monotonic()
        if now - self._told_at >= _BETWEEN_REPORTS or fraction == 1:
            self._told_at = now
            self._tell(-1.0 if fraction is None else min(max(fraction, 0.0), 1.0), text)


Work = Callable[[Progress], Any]
OnDone = Callable[[Any], object]
OnError = Callable[[Failure], object]
Around = Callable[[], AbstractContextManager[object]]


class Task:
    """A task asked for; `cancel` stops it, even before it starts."""

    def __init__(
        self, title: str, work: Work, on_done: OnDone | None, on_error: OnError | None
    ) -> None:
        self.title, self.work = title, work
        self.on_done, self.on_error = on_done, on_error
        self.stop = threading.Event()
        self.is_told = True

    def give_up(self) -> None:
        """The same as `cancel`, and nobody is told: what was asked has changed."""
        self.is_told = False
        self.cancel()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self.stop.set()


class _Worker(QObject):
    """Lives in the thread; does the tasks in order."""

    started = Signal(object)
    progressed = Signal(object, float, str)
    ended = Signal(object, object, object)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.around = around

    @Slot(object)
    def do(self, task: Task) -> None:
        """Do one task and tell how it ended."""
        progress = Progress(lambda part, text: self.progressed.emit(task, part, text), task.stop)
        result: object = None
        error: BaseException | None = None
        try:
            progress.check()
            self.started.emit(task)
            with self.around():
                result = task.work(progress)
        except Exception as raised:  # noqa: BLE001 - whatever a work raises becomes a message
            error = raised
        self.ended.emit(task, result, error)


class Tasks(QObject):
    """The queue of tasks of the window. The thread starts with the first one."""

    started = Signal(str)
    progressed = Signal(float, str)
    """Fraction (−1: unknown) and text of the task running."""
    ended = Signal()
    failed = Signal(object)
    """A `Failure` nobody else tells."""
    cancelled = Signal(str)
    """The title of a task the person stopped."""
    idle = Signal()
    _asked = Signal(object)

    def __init__(self, around: Around = nullcontext, parent: QObject | None = None) -> None:
        """`around` opens and closes, in the worker, what each task needs (its connection)."""
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("book-worker")
        self._worker = _Worker(around)
        self._worker.moveToThread(self._thread)
        self._waiting: list[Task] = []
        self._asked.connect(self._worker.do)
        self._worker.started.connect(self._on_started)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.ended.connect(self._on_ended)

    def use(self, around: Around) -> None:
        """What each task needs from now on; asked while nothing runs."""
        self._worker.around = around

    def run(
        self,
        work: Work,
        on_done: OnDone | None = None,
        on_error: OnError | None = None,
        title: str = "",
    ) -> Task:
        """Queue a work; returns at once."""
        task = Task(title, work, on_done, on_error)
        self._waiting.append(task)
        if len(self._waiting) == 1:
            sweep_here_while(self._works)
        if not self._thread.isRunning():
            _spare_the_window()
            self._thread.start()
        self._asked.emit(task)
        return task

    def is_busy(self) -> bool:
        """Whether something runs or waits."""
        return bool(self._waiting)

    def _works(self) -> bool:
        return self._thread.isRunning() and self.is_busy()

    def current_title(self) -> str:
        """The title of the task running, empty when idle."""
        return self._waiting[0].title if self._waiting else ""

    def cancel_current(self) -> None:
        """Stop the task running."""
        if self._waiting:
            self._waiting[0].cancel()

    def cancel_all(self) -> None:
        """Stop the task running and those that wait."""
        for task in self._waiting:
            task.cancel()

    def stop(self) -> None:
        """End the thread, after the task running; call when leaving."""
        self.cancel_all()
        self._thread.quit()
        self._thread.wait()

    @Slot(object)
    def _on_started(self, task: Task) -> None:
        self.started.emit(task.title)

    @Slot(object, float, str)
    def _on_progressed(self, task: Task, fraction: float, text: str) -> None:
        self.progressed.emit(fraction, text)

    @Slot(object, object, object)
    def _on_ended(self, task: Task, result: object, error: BaseException | None) -> None:
        self._waiting.remove(task)
        self.ended.emit()
        if error is None:
            _call(task.on_done, result)
        elif isinstance(error, Cancelled):
            if task.is_told:
                self.cancelled.emit(task.title)
        else:
            self._tell_failure(task, _failure(error))
        if not self._waiting:
            self.idle.emit()

    def _tell_failure(self, task: Task, failure: Failure) -> None:
        if task.on_error is None:
            self.failed.emit(failure)
        else:
            _call(task.on_error, failure)


@cache
def _spare_the_window() -> None:
    """Once: what the window is made of is left out of the searches for garbage to come, and a
    busy worker gives the window its turn within `_TURN`.

    A long work makes Python look for garbage again and again, and nothing else runs meanwhile:
    50 ms each time among the window's own objects, 15 ms without them. And at each statement to
    the book the window gives its turn away, which Python would let the worker keep for 5 ms: a
    note took half a second.
    """
    gc.freeze()
    sys.setswitchinterval(_TURN)


def _failure(error: BaseException) -> Failure:
    """A known failure is its own sentence; anything else is logged."""
    from models.failures import known_failure

    known = error if isinstance(error, BookError) else known_failure(error)
    if known is not None:
        return Failure(str(known))
    reference = log_bug(error)
    sentence = _("Ce travail s’est arrêté sur un imprévu. Ce qui était noté est gardé.")
    return Failure(sentence, reference)


def _call(callback: Callable[[Any], object] | None, argument: object) -> None:
    """Call back, unless the QObject that asked was deleted meanwhile."""
    owner = getattr(callback, "__self__", None)
    if callback is not None and not (isinstance(owner, QObject) and not isValid(owner)):
        callback(argument)
