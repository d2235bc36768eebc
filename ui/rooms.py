"""The screens of an open book, put in the window: the counter at once, others when first shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models.charter_told import How
from models.client_selection import Selection
from models.database import Book
from models.i18n import _
from models.todo import count_due
from ui.at_rest import AtRest
from ui.events import concerns
from ui.main_window import MainWindow
from ui.new_day import NewDay
from ui.screens.counter import CounterScreen
from ui.screens.counter_front import CounterFront
from ui.screens.curtain import Curtain
from ui.screens.who import WhoPanel
from ui.session import Session


def furnish(window: MainWindow, book: Book) -> Session:
    """Put the screens of a book in a shell; if it is shown already, what was typed is searched."""
    window.tasks.use(book.db.connection_context)
    session, shown = Session(book, window), window.current_key()
    front = window.screen_of("counter")
    assert isinstance(front, CounterFront)
    typed_up_to = front.search.edit.cursorPosition()
    _put_screens(window, session, front)
    window.set_shop(session.shop().name)
    window.events.changed.connect(
        lambda changes: (
            window.set_shop(session.shop().name) if concerns(changes, topics=["settings"]) else None
        )
    )
    WhoPanel(session)
    NewDay(session)
    AtRest(session)
    if window.isVisible():
        window.show_screen(shown)
        front.search.edit.setCursorPosition(typed_up_to)
        window.update_badges()
    return session


def _put_screens(window: MainWindow, session: Session, front: CounterFront) -> None:
    def to_file() -> Any:
        clients: Any = window.screen_of("clients")
        clients.expect_file()
        window.show_screen("clients")
        return clients

    def show_file(client_id: int) -> None:
        to_file().open_client(client_id)

    def show_card(client_id: int) -> None:
        window.show_screen("counter")
        counter.show_client(client_id)

    def show_case(client_id: int, entry_id: int, letter: bool, back: Callable[[], object]) -> None:
        to_file().open_case(client_id, entry_id, back, letter=letter)

    def show_case_from_card(client_id: int, entry_id: int) -> None:
        show_case(client_id, entry_id, False, lambda: show_card(client_id))

    def show_case_from_list(client_id: int, entry_id: int, letter: bool) -> None:
        show_case(client_id, entry_id, letter, lambda: window.show_screen("todo"))

    def show_asset(client_id: int, asset_id: int) -> None:
        to_file().open_asset(client_id, asset_id, lambda: window.show_screen("todo"))

    def make_clients() -> QWidget:
        from ui.screens.clients import ClientsScreen

        clients = ClientsScreen(session)
        clients.card_asked.connect(show_card)
        clients.charter_asked.connect(write_charter)
        return clients

    def write_charter(selection: Selection) -> None:
        window.show_screen("privileges")
        screen = window.screen_of("privileges")
        screen.write_to(  # type: ignore[attr-defined]
            selection.ids, How.LETTER, lambda: window.show_screen("clients")
        )

    def make_todo() -> QWidget:
        from ui.screens.todo import TodoScreen

        todo = TodoScreen(session)
        todo.case_asked.connect(show_case_from_list)
        todo.asset_asked.connect(show_asset)
        todo.card_asked.connect(show_card)
        return todo

    counter = CounterScreen(session, front)
    counter.offer(Curtain(session).action, _("Cacher"))
    counter.file_asked.connect(show_file)
    counter.case_asked.connect(show_case_from_card)
    window.set_screen("counter", counter)
    window.set_screen("clients", make_clients)
    window.set_screen("todo", make_todo)
    window.count_on("todo", lambda: count_due(session.today))
    window.set_screen("privileges", lambda: _privileges(session, show_card))
    window.set_screen("month", lambda: _month(session, show_card))
    window.set_screen("settings", lambda: _settings(session))


def _month(session: Session, show_card: Callable[[int], None]) -> QWidget:
    """The month's screen brings QtPdf and the printer with it."""
    from ui.screens.month import MonthScreen

    month = MonthScreen(session)
    month.closing.card_asked.connect(show_card)
    return month


def _privileges(session: Session, show_card: Callable[[int], None]) -> QWidget:
    from ui.screens.privileges import PrivilegesScreen

    privileges = PrivilegesScreen(session)
    privileges.card_asked.connect(show_card)
    return privileges


def _settings(session: Session) -> QWidget:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen(session)
