"""The window on a small garage's book: `window`, its `session`, the four clients of `people`.

    def test_…(qtbot: QtBot, window: MainWindow, people: People) -> None:
        type_text(qtbot, "durand")          into whatever has the keyboard
        press(qtbot, Qt.Key.Key_Return)

The day is 22 November 2026. A question left open, or a task left running, fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models import clients, journal, team
from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clock import believe_today
from models.database import Book, open_book
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from models.settings import Shop
from models.team import first_member
from ui import prompts, theme
from ui.app import make_window
from ui.books_known import remember_book
from ui.main_window import MainWindow
from ui.program import Program
from ui.screens.welcome import Lobby
from ui.session import Session

Show = Callable[[QWidget], QWidget]
_NAMED_LATER = ("qt_", "composer_text")
_LABEL, _NAME = QAccessible.RelationFlag.Label, QAccessible.Text.Name
DAY = date(2026, 11, 22)
SETTINGS_TABS = (
    *("shop", "team", "catalogues", "trust", "import", "backups", "display", "book", "opening"),
)
"""The tabs of Réglages, in the order of their keys."""


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> None:
    try:
        theme.current()
    except RuntimeError:
        theme.install(qapp)


@pytest.fixture(autouse=True)
def look(_dressed: None) -> theme.Theme:
    """The theme, light and at 100 % before each test."""
    found = theme.current()
    if (found.scheme, found.scale) != ("light", 100):
        found.scheme, found.scale = "light", 100
        found.apply()
    return found


@pytest.fixture(autouse=True)
def _no_question_left(look: theme.Theme) -> Iterator[None]:
    yield
    left = prompts.open_prompts()
    for prompt in left:
        prompt.reject()
    assert not left, f"nobody answered: {[prompt.windowTitle() for prompt in left]}"


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget in an active window of a usual size, so that it can have the keyboard."""
    kept: list[QWidget] = []  # qtbot itself only knows them weakly

    def show_it(widget: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show_it


@pytest.fixture
def today() -> Iterator[date]:
    """The day the program believes it is."""
    believe_today(DAY)
    yield DAY
    believe_today(None)


@pytest.fixture(scope="session")
def _new_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new garage's book, made once: each test has a copy of its own."""
    believe_today(DAY)
    place = tmp_path_factory.mktemp("new") / "garage.ccbook"
    draft = BookDraft(Shop(name="Garage Morel", town="Valence"), "garage", "Claire Morel")
    create_book(place, draft, DAY).close()
    believe_today(None)
    return place


@dataclass(frozen=True, slots=True)
class People:
    """Ids: `helene` has a 308 and an incident due in three days; `other` is her homonym in
    Romans; `paul` was promised a call yesterday, three days ago; `firm` has nothing yet."""

    helene: int
    other: int
    paul: int
    firm: int


@pytest.fixture(scope="session")
def _known_book(_new_book: Path) -> tuple[Path, People]:
    """The same with four clients whose names look alike and a little history, made once too."""
    place = _new_book.with_name("known.ccbook")
    shutil.copyfile(_new_book, place)
    believe_today(DAY)
    book = open_book(place)
    made = _make_people(Actor(first_member().id, DAY))
    book.close()
    believe_today(None)
    return place, made


@pytest.fixture
def book(
    request: pytest.FixtureRequest,
    _new_book: Path,
    _known_book: tuple[Path, People],
    tmp_path: Path,
    today: date,
) -> Iterator[Book]:
    """A garage's book, open: new, or the one of `people` where they are asked for."""
    place = tmp_path / _new_book.name
    shutil.copyfile(_known_book[0] if "people" in request.fixturenames else _new_book, place)
    book = open_book(place)
    yield book
    book.close()


@pytest.fixture
def actor(book: Book, today: date) -> Actor:
    """The owner, on that day."""
    return Actor(first_member().id, today)


@pytest.fixture
def people(book: Book, _known_book: tuple[Path, People]) -> People:
    """Four clients whose names look alike, with a little history."""
    return _known_book[1]


def _make_people(actor: Actor) -> People:
    today, owner = actor.today, actor.member_id
    month_ago, three_days_ago = today - timedelta(days=30), today - timedelta(days=3)
    made = People(*(_open(Actor(owner, month_ago), draft) for draft in _drafts()))
    journal.note(
        Actor(owner, month_ago),
        made.helene,
        EntryDraft(EntryType.ATTENTION, "advice", "pneus expliqués, rien vendu"),
    )
    journal.note(
        actor,
        made.helene,
        EntryDraft(EntryType.INCIDENT, "defect", "bruit à l’avant", severity=Severity.NOTABLE),
    )
    journal.note(
        Actor(owner, three_days_ago),
        made.paul,
        EntryDraft(EntryType.PROMISE, text="rappeler avec le devis", due=today - timedelta(days=1)),
    )
    return made


def _open(actor: Actor, draft: ClientDraft) -> int:
    opened = clients.open_account(actor, draft).client_id
    assert opened is not None
    return opened


def _drafts() -> tuple[ClientDraft, ...]:
    car = AssetDraft("vehicle", "Peugeot 308", "GH-482-KT", key_reference="5A-771", mileage=118400)
    return (
        ClientDraft(
            civility="Mme",
            first_name="Hélène",
            last_name="Durand",
            address_form="vous",
            town="Valence",
            reaches=(ReachDraft("phone", "06 12 34 56 78"),),
            assets=(car,),
        ),
        ClientDraft(
            civility="Mme",
            first_name="Hélène",
            last_name="Durand",
            town="Romans-sur-Isère",
            reaches=(ReachDraft("phone", "06 71 22 33 40"),),
        ),
        ClientDraft(
            civility="M.",
            first_name="Paul",
            last_name="Durant",
            town="Valence",
            reaches=(ReachDraft("email", "paul.durant@example.fr"),),
        ),
        ClientDraft(company="Durand & Fils <maçonnerie>", town="Chabeuil"),
    )


@pytest.fixture
def window(qtbot: QtBot, book: Book) -> Iterator[MainWindow]:
    """The window on that book, shown and active, closed at the end once its tasks are done. Each
    field of whatever a test opened in it must have a name, and no area tell its scroll bars."""
    made = make_window(book)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.start()
        made.activateWindow()
    yield made
    left = nameless_fields(made) + bars_told(made)
    if made.tasks.is_busy():
        made.tasks.cancel_all()
        qtbot.waitUntil(lambda: not made.tasks.is_busy())
    made.close()
    made.tasks.stop()  # a window that asks about what is typed did not close
    made.deleteLater()
    delete_now()
    assert not left, left


@pytest.fixture
def session(window: MainWindow) -> Session:
    """The session the screens of that window share."""
    found = window.findChild(Session)
    assert found is not None
    return found


@pytest.fixture
def at(qtbot: QtBot, window: MainWindow) -> Callable[[str], QWidget]:
    """Go to a tab of Réglages with the keyboard."""

    def go(tab: str) -> QWidget:
        press(qtbot, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
        press(
            qtbot, Qt.Key(Qt.Key.Key_1 + SETTINGS_TABS.index(tab)), Qt.KeyboardModifier.AltModifier
        )
        return named(window, f"{tab}_tab")

    return go


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, today: date) -> Iterator[Program]:
    """The program before `start`, left without a window at the end."""
    made = Program(qapp)
    yield made
    made.leave()
    qapp.setQuitOnLastWindowClosed(True)
    made.deleteLater()
    delete_now()


@pytest.fixture
def place(tmp_path: Path, today: date) -> Path:
    """A closed book of a shop with one client, opened there before."""
    path = tmp_path / "garage.ccbook"
    book = create_book(path, BookDraft(Shop(name="Garage Morel"), "garage", "Claire Morel"), today)
    clients.open_account(Actor(team.first_member().id, today), ClientDraft(last_name="Durand"))
    book.close()
    remember_book(path, "Garage Morel")
    return path


def delete_now() -> None:
    """Delete what was left to be deleted: no window of a test lives on in the next ones."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(_keyboard(), key, modifier)
    focused = QApplication.focusWidget()  # none when the key closed the window
    if focused is not None and focused.objectName() == "counter_card":
        follow()


def type_text(qtbot: QtBot, text: str) -> None:
    """Type a text where the keyboard is; accented letters as an input method gives them."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(_keyboard(), letter)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(_keyboard(), event)
    if _keyboard().objectName() == "search_edit":
        follow()


def follow() -> None:
    """Let the window do what comes once a search's rows, or what was noted, are painted: the card
    of who is found, as the book has it."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(loop.quit)
    timer.start(0)
    loop.exec()


def _keyboard() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None, "no window has the keyboard"
    return widget


def named(window: QWidget, name: str) -> QWidget:
    """The widget of that objectName that is seen in the window."""
    found = [widget for widget in window.findChildren(QWidget, name) if widget.isVisible()]
    assert found, f"{name} is not seen"
    return found[0]


def click(qtbot: QtBot, window: QWidget, name: str) -> None:
    """Click the widget of that objectName."""
    qtbot.mouseClick(named(window, name), Qt.MouseButton.LeftButton)


def answer(qtbot: QtBot, code: str) -> None:
    """Click an answer of the one question asked."""
    [prompt] = prompts.open_prompts()
    click(qtbot, prompt, f"answer_{code}")


def choose_file(file: Path) -> None:
    """Answer the file dialog that is open with that file or folder, typed as a person does."""
    [dialog] = prompts.open_prompts()
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None, "the question asked is not about a file"
    field.setText(str(file))
    dialog.accept()


def texts(widget: QWidget) -> list[str]:
    """Every text of a label seen in a widget, with plain spaces, the first made first."""
    labels = [label for label in widget.findChildren(QWidget) if hasattr(label, "plain_text")]
    return [_spaced(label.plain_text()) for label in labels if label.isVisible()]


def messages(window: MainWindow) -> list[str]:
    """The messages shown, with plain spaces, the oldest first."""
    return [_spaced(message.text.plain_text()) for message in window.messages.messages()]


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def said(widget: QWidget) -> str:
    """How a screen reader calls a control. Of a list to choose from, Qt (but on Windows) tells what
    is chosen in place of its accessible name: its label is what names it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return widget.accessibleName()
    if not isinstance(widget, QComboBox):
        return interface.text(_NAME)
    labels = [other.text(_NAME) for other, is_a in interface.relations() if is_a == _LABEL]
    return " ".join(labels).strip() and widget.accessibleName()


def nameless(shown: QWidget) -> list[str]:
    """What the keyboard reaches without a name to be told by."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shown.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not said(widget)
    ]


def nameless_fields(top: QWidget) -> list[str]:
    """The fields and lists to choose from, seen or not, that no screen reader could name; the line
    of a composer is named each time it opens."""
    return [
        f"{type(field).__name__} {field.objectName()}"
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
        for field in top.findChildren(kind)
        if not field.objectName().startswith(_NAMED_LATER) and not said(field)
    ]


def bars_told(top: QWidget) -> list[str]:
    """The areas whose scroll bars would be among what a screen reader goes through: one that hides
    meanwhile ends the program."""
    return [
        f"{type(area).__name__} in {area.parentWidget()}"
        for kind in (QScrollArea, QPdfView)
        for area in top.findChildren(kind)
        if area.verticalScrollBar().parentWidget().objectName().startswith("qt_")
    ]


def field(window: QWidget, name: str) -> QLineEdit:
    found = named(window, name)
    assert isinstance(found, QLineEdit)
    return found


def retype(qtbot: QtBot, window: QWidget, name: str, text: str) -> None:
    """Put the keyboard in a field and type another text."""
    field(window, name).setFocus()
    field(window, name).selectAll()
    press(qtbot, Qt.Key.Key_Delete)
    type_text(qtbot, text)


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.is_busy(), timeout=20_000)


def lobby_of(qtbot: QtBot, program: Program) -> Lobby:
    """The lobby, shown and active."""
    qtbot.waitUntil(lambda: program.lobby is not None and program.lobby.isVisible())
    lobby = program.lobby
    assert lobby is not None
    with qtbot.waitActive(lobby):
        lobby.activateWindow()
    return lobby


def window_of(qtbot: QtBot, program: Program) -> MainWindow:
    """The window on a book, once its day has started."""
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: not window.tasks.is_busy(), timeout=20_000)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window
