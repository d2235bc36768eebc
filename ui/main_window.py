"""The shell: the rail, the screens one over the other, tasks and messages at the foot.

    window = MainWindow(tasks, events)
    window.add_screen("counter", _("Comptoir"), "concierge-bell", CounterScreen(window))
    window.add_screen("month", _("Mois"), "calendar-days", lambda: MonthScreen(window))
    window.start()

A screen is a QWidget, made at once or when it is first needed, that may define:
    refresh()       called before it is shown when the book changed since (or the first time);
                    while it is shown it listens to `events.changed` itself
    focus_first()   puts the keyboard where work starts; called each time it is shown
    badge           an int for the rail; `window.update_badges()` reads it again
    focus_search()  on the counter: what Ctrl+K does
    undo_last()     on the counter or any screen: what Ctrl+Z does
    take_files(paths) on the settings: what files dropped on the window are for
    may_leave(then) whether everything typed is kept; if not it asks, and calls `then` after
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.i18n import _
from ui.action_specs import EVERYWHERE
from ui.actions import ActionBook, keys_of, shown_keys
from ui.events import BookEvents
from ui.preferences import preferences
from ui.tasks import Failure, Tasks
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from models.changes import Changes
    from ui.messages import MessageBar
    from ui.widgets.keys_panel import KeysPanel
    from ui.widgets.task_bar import TaskBar

Make = Callable[[], QWidget]
_PRODUCT = "Compte-Confiance"
_FILES_GO_TO = "settings"
_LEAST = (1024, 640)
_USUAL = (1280, 800)
_COUNTED_AFTER_MS = 100


class MainWindow(QMainWindow):
    """Knows no screen by name but the counter, where searches go."""

    screen_shown = Signal(str)
    undo_asked = Signal()

    def __init__(self, tasks: Tasks, events: BookEvents) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.tasks, self.events = tasks, events
        self.action_book = ActionBook()
        self.rail, self.stack = Rail(), QStackedWidget()
        self._titles: dict[str, str] = {}
        self._screens: dict[str, QWidget] = {}
        self._makers: dict[str, Make] = {}
        self._stale: set[str] = set()
        self._counts: dict[str, Callable[[], int]] = {}
        self._counting = QTimer(self, singleShot=True, interval=_COUNTED_AFTER_MS)
        self._leaving = False
        self._came_from: QWidget | None = None
        self._content = QWidget()
        self._build()
        self._actions = self.action_book.attach(self, EVERYWHERE)
        self._listen()
        self.setWindowTitle(_PRODUCT)
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.setCentralWidget(self._content)
        line = QHBoxLayout(self._content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        line.addLayout(self._column, 1)

    def _listen(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.events.changed.connect(self._on_changed)
        self._counting.timeout.connect(self.update_badges)
        handlers = {
            "search": self.go_to_search,
            "undo": self._undo,
            "to_messages": lambda: self.messages.take_keyboard(),
            "keys": self._toggle_keys,
            "full_screen": self._toggle_full_screen,
            "quit": self.close,
        }
        for code, handler in handlers.items():
            self._actions[code].triggered.connect(handler)
        for code, action in self._actions.items():
            if code.startswith("screen_"):
                action.setVisible(False)
                action.triggered.connect(self._on_screen_action)
        self._listen_to_tasks()

    def _listen_to_tasks(self) -> None:
        self.tasks.started.connect(self._on_task_started)
        self.tasks.progressed.connect(self._on_task_progressed)
        self.tasks.ended.connect(self._on_task_ended)
        self.tasks.failed.connect(self._on_task_failed)
        self.tasks.cancelled.connect(self._on_task_cancelled)
        self.tasks.idle.connect(self._on_idle)

    def add_screen(self, key: str, title: str, icon: str, screen: QWidget | Make) -> None:
        """Register a screen: it appears in the rail and, if the table has it, gets its key."""
        self._titles[key] = title
        self.set_screen(key, screen)
        button = self.rail.add(key, title, icon)
        if (action := self._actions.get(f"screen_{key}")) is not None:
            action.setVisible(True)
            button.setToolTip(keys_of(action.objectName()))

    def set_screen(self, key: str, screen: QWidget | Make) -> None:
        """Put another screen, or what makes it, in the place of the one registered under a key."""
        self._makers.pop(key, None)
        former = self._screens.pop(key, None)
        if isinstance(screen, QWidget):
            self._put(key, screen)
        else:
            self._makers[key] = screen
        if former is not None and former.parentWidget() is self.stack:
            self.stack.removeWidget(former)
            former.deleteLater()

    def _put(self, key: str, widget: QWidget) -> None:
        if not widget.objectName():
            widget.setObjectName(f"{key}_screen")
        widget.setAccessibleName(self._titles[key])
        self._screens[key] = widget
        self._stale.add(key)
        self.stack.addWidget(widget)

    def screen_of(self, key: str) -> QWidget:
        """The screen registered under a key, made now if it was not yet."""
        if key in self._makers:
            self._put(key, self._makers.pop(key)())
        return self._screens[key]

    def current_key(self) -> str:
        """The key of the screen shown."""
        shown = self.stack.currentWidget()
        return next((key for key, widget in self._screens.items() if widget is shown), "")

    def show_screen(self, key: str) -> None:
        """Show a screen, fresh, with the keyboard where work starts."""
        widget = self.screen_of(key)
        self.rail.choose(key)
        if key in self._stale:
            self._stale.discard(key)
            _call(widget, "refresh")
        changed = self.stack.currentWidget() is not widget
        self.stack.setCurrentWidget(widget)
        _call(widget, "focus_first")
        if changed:
            self.screen_shown.emit(key)

    def start(self) -> None:
        """Show the window where it was last left, on its first screen."""
        self._restore_place()
        if self._titles:
            self.show_screen(next(iter(self._titles)))
        self.update_badges()
        self.show()

    def count_on(self, key: str, read: Callable[[], int]) -> None:
        """What the rail counts beside a screen, which need not be made for it."""
        self._counts[key] = read

    def update_badges(self) -> None:
        """Read again what the rail counts."""
        for key, read in self._counts.items():
            self.rail.button(key).show_badge(read())

    def set_shop(self, name: str) -> None:
        """The shop's name, on the rail and in the title."""
        self.rail.set_shop(name)
        self.setWindowTitle(f"{name} — {_PRODUCT}" if name else _PRODUCT)

    def set_footer(self, lines: Sequence[str]) -> None:
        """The quiet lines at the foot of the rail."""
        self.rail.set_footer(lines)

    def actions_of(
        self, widget: QWidget, group: str, codes: Sequence[str] | None = None
    ) -> dict[str, QAction]:
        """Attach a group of `ui.actions` to a widget."""
        return self.action_book.attach(widget, group, codes)

    @cached_property
    def messages(self) -> "MessageBar":
        """The messages at the foot; made, as the task bar and the keys, when first needed."""
        from ui.messages import MessageBar

        bar = MessageBar(self._content)
        self._column.addWidget(bar)
        return bar

    @cached_property
    def task_bar(self) -> "TaskBar":
        """What runs in the background, above the messages."""
        from ui.widgets.task_bar import TaskBar

        bar = TaskBar(self._content)
        bar.cancel_asked.connect(self.tasks.cancel_current)
        self._column.insertWidget(1, bar)
        return bar

    @cached_property
    def keys_panel(self) -> "KeysPanel":
        """What F1 shows."""
        from ui.widgets.keys_panel import KeysPanel

        panel = KeysPanel(self._content)
        panel.closed.connect(self._hide_keys)
        return panel

    def go_to_search(self) -> None:
        """Ctrl+K: the counter's search, from anywhere."""
        if "counter" in self._titles:
            self.show_screen("counter")
            _call(self._screens["counter"], "focus_search")

    def _undo(self) -> None:
        """Ctrl+Z: the screen shown takes back its last entry, or the counter does."""
        for widget in (self.stack.currentWidget(), self._screens.get("counter")):
            if widget is not None and hasattr(widget, "undo_last"):
                _call(widget, "undo_last")
                return
        self.undo_asked.emit()

    def _on_screen_action(self) -> None:
        sender = self.sender()
        key = sender.objectName().removeprefix("screen_") if sender is not None else ""
        if key in self._titles:
            self.show_screen(key)

    def _on_changed(self, changes: "Changes") -> None:
        """Screens that are not seen are read again when they are shown; what the rail counts, a
        moment later: what was written is seen first, said and on the card."""
        self._stale.update(key for key in self._screens if key != self.current_key())
        self._counting.start()

    def _toggle_keys(self) -> None:
        if self.keys_panel.isVisible():
            self._hide_keys()
            return
        self._came_from = QApplication.focusWidget()
        self.keys_panel.show_groups(
            [
                (title, [(shown_keys(spec), spec.label) for spec in specs])
                for title, specs in self.action_book.told()
            ]
        )

    def _hide_keys(self) -> None:
        self.keys_panel.hide()
        if self._came_from is not None:
            self._came_from.setFocus()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _on_task_started(self, title: str) -> None:
        self.task_bar.begin(title)

    def _on_task_progressed(self, fraction: float, text: str) -> None:
        self.task_bar.progress(fraction, text)

    def _on_task_ended(self) -> None:
        self.task_bar.end()

    def _on_task_failed(self, failure: Failure) -> None:
        if failure.reference:
            self.messages.bug_told(failure.reference)
        else:
            self.messages.error(failure.sentence)

    def _on_task_cancelled(self, title: str) -> None:
        text = _("{title}\N{NO-BREAK SPACE}: arrêté, rien n’a été gardé de ce travail.")
        self.messages.info(text.format(title=title))

    def _on_idle(self) -> None:
        if self._leaving:
            self.close()

    def _restore_place(self) -> None:
        kept = preferences().value("window/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(*_USUAL)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken wherever they are dropped, once a book is open."""
        files = any(url.isLocalFile() for url in event.mimeData().urls())
        if files and (_FILES_GO_TO in self._makers or _FILES_GO_TO in self._screens):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.show_screen(_FILES_GO_TO)
        take_files = getattr(self.screen_of(_FILES_GO_TO), "take_files", None)
        if callable(take_files):  # the shell's screens, before the book is read, take none
            take_files(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A task that runs is asked about, then waited for; nothing is cut in the middle."""
        if self.tasks.is_busy():
            event.ignore()
            if not self._leaving:
                self._ask_before_leaving()
            return
        if not self._all_kept():
            event.ignore()
            return
        preferences().setValue("window/geometry", self.saveGeometry())
        self.tasks.stop()
        self._counting.stop()
        event.accept()

    def _all_kept(self) -> bool:
        """Whether no screen holds something typed and not kept; one that does is shown, asking."""
        for key, widget in list(self._screens.items()):
            may_leave = getattr(widget, "may_leave", None)
            if callable(may_leave) and not may_leave(self.close):
                self.show_screen(key)
                return False
        return True

    def _ask_before_leaving(self) -> None:
        from ui import prompts

        answers = (
            prompts.Answer("stay", _("Rester")),
            prompts.Answer("stop", _("Arrêter et quitter")),
            prompts.Answer("wait", _("Quitter après"), "primary"),
        )
        text = _(
            "«\N{NO-BREAK SPACE}{title}\N{NO-BREAK SPACE}» n’est pas fini. Le programme peut "
            "se fermer tout seul dès que c’est fait."
        ).format(title=self.tasks.current_title())
        title = _("Un travail est en cours")
        prompts.ask(self, title, text, answers, self._on_leave_answer, safe="stay")

    def _on_leave_answer(self, code: str) -> None:
        self._leaving = code in ("stop", "wait")
        if code == "stop":
            self.tasks.cancel_all()
        if self._leaving and not self.tasks.is_busy():
            self.close()


def _call(widget: QWidget, method: str) -> None:
    """Call a method a screen may define."""
    if callable(found := getattr(widget, method, None)):
        found()
