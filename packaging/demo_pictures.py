"""Pictures of the window, offscreen: each screen of the rail, light and dark.

The window is driven as a person drives it, and photographed once nothing runs in the background.
"""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.database import Book
from ui import theme
from ui.app import make_application, make_window
from ui.main_window import MainWindow
from ui.new_day import NewDay
from ui.widgets.rail import RailButton

SIZE = (1280, 800)
_STEP_MS = 40
_PATIENCE = 1_500  # steps: a minute
_SEARCHED = "durand hel"

Visit = Generator[str | None, None, None]
"""Steps of a visit: yields a picture's name to take it, None to let the window settle."""


def take_pictures(book: Book, folder: Path) -> Iterator[Path]:
    """Photograph each screen, light then dark; the paths of the pictures.

    Raises OSError when a picture cannot be written or the window never comes to rest.
    """
    app = make_application()
    for scheme in ("light", "dark"):
        look = theme.current()
        look.scheme = scheme
        look.apply()
        window = make_window(book)
        window.start()
        window.resize(*SIZE)
        day = window.findChild(NewDay)
        assert day is not None
        day.begin()
        photographer = _Photographer(app, window, folder, scheme)
        photographer.work()
        window.close()
        window.deleteLater()
        yield from photographer.taken


class _Photographer(QObject):
    """Takes one step each time the window is at rest."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path, scheme: str) -> None:
        super().__init__()
        self.taken: list[Path] = []
        self._app, self._window = app, window
        self._folder, self._scheme = folder, scheme
        self._visit = _visit(window)
        self._waited = 0
        self._failure: OSError | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)

    def work(self) -> None:
        """Run the window until every picture is taken."""
        self._timer.start()
        self._app.exec()
        if self._failure is not None:
            raise self._failure

    def _step(self) -> None:
        self._waited += 1
        if self._waited > _PATIENCE:
            self._leave(OSError("the window never came to rest"))
        if self._window.tasks.is_busy():
            return
        if QApplication.activeWindow() is not self._window:
            self._window.activateWindow()  # keys go to the active window
            return
        self._waited = 0
        try:
            name = next(self._visit)
            if name is not None:
                self._photograph(name)
        except StopIteration:
            self._leave(None)
        except OSError as failure:
            self._leave(failure)

    def _photograph(self, name: str) -> None:
        path = self._folder / f"{name}-{self._scheme}.png"
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.taken.append(path)

    def _leave(self, failure: OSError | None) -> None:
        self._failure = failure
        self._timer.stop()
        self._app.quit()


def _visit(window: MainWindow) -> Visit:
    """Each screen of the rail in turn, with something to see on it."""
    yield None
    for button in window.rail.findChildren(RailButton):
        window.show_screen(button.key)
        yield None
        special = _SPECIAL.get(button.key)
        if special is not None:
            yield from special(window.screen_of(button.key))
        else:
            yield button.key


def _counter(screen: QWidget) -> Visit:
    """A client found, her card, an incident being noted, then her file."""
    _type(screen, _SEARCHED)
    yield None
    yield "counter"
    _press(Qt.Key.Key_Return)
    yield None
    _press(Qt.Key.Key_A)
    yield None
    yield "counter-noting"
    _press(Qt.Key.Key_Escape)
    yield None
    _press(Qt.Key.Key_Return)
    yield None
    yield "client-file"
    _press(Qt.Key.Key_Escape)


def _month(screen: QWidget) -> Visit:
    """The last full month."""
    QTest.keyClick(_focused(screen), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    yield None
    yield None
    yield "month"


_SPECIAL: dict[str, Callable[[QWidget], Visit]] = {"counter": _counter, "month": _month}


def _type(fallback: QWidget, text: str) -> None:
    QTest.keyClicks(_focused(fallback), text)


def _press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    if widget is not None:
        QTest.keyClick(widget, key)


def _focused(fallback: QWidget) -> QWidget:
    return QApplication.focusWidget() or fallback
