"""Clients: the whole book in one table that scrolls without waiting, and each client's file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import client_list
from models.changes import Changes
from models.client_list import ClientFilter, ClientListRow, Place
from models.client_selection import Selection
from models.i18n import _, format_number, ngettext
from models.merges import holder
from models.statements import curve_start
from ui import theme
from ui.action_specs import CLIENTS, TABLE
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens import clients_export, clients_statements
from ui.screens.clients_columns import columns
from ui.screens.clients_count import ClientCount, say_nobody
from ui.screens.clients_filters import ClientFilters
from ui.screens.clients_tools import ClientTools
from ui.screens.noting import take_back
from ui.session import Session
from ui.widgets import Card, EmptyState, KeyButton, Label, Page
from ui.widgets.picking_table import PickingTable

if TYPE_CHECKING:
    from ui.screens.client_file import ClientFile

_TYPING_PAUSE_MS = 150
Back = Callable[[], object]
"""Where Esc leads from a file; None: to its line in the table."""
_NARROW = 1500
_HEAD = 250
"""What the title, the count and the margins take of the first line."""
_SHOWN_KEYS = (
    *("filter_clients", "tag_clients", "duplicates", "statements", "export_clients"),
    "write_charter",
)


class ClientsScreen(QWidget):
    """The table; a chosen line opens its file in place, Esc comes back to where one was."""

    card_asked = Signal(int)
    charter_asked = Signal(object)
    """The clients to whom the charter is to be told, a Selection."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("clients_screen")
        self.session = session
        self.filter = ClientFilter()
        self.stack = QStackedWidget()
        self.page = Page(_("Clients"), scrolls=False, max_width=1800)
        self.search, self.count = QLineEdit(), Label("", tone="muted")
        self.filters = ClientFilters()
        self.model: LazyTableModel[ClientListRow] = LazyTableModel(
            columns(),
            lambda row: row.place,
            self._sorted_pages,
            read=client_list.rows_of,
            kept=lambda place: place[2],
        )
        self.table = PickingTable(_("Clients"), two_lines=True)
        self.paper = Card()
        self.empty = EmptyState("users", _("Aucun client"), "")
        self.actions_by_code = session.window.actions_of(self.page, CLIENTS)
        session.window.action_book.tell(TABLE)
        self._sort: tuple[str, bool] = ("name", False)
        self.counting = ClientCount(session.window.tasks, self)
        self._keys: list[KeyButton] = []
        self._back: Back | None = None
        self._stale = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self.tools = ClientTools(
            session,
            self.actions_by_code,
            {"text": self.search, **self.filters.by_name},
            self.selection,
            self._apply,
            self._to_table,
            self.filters.choose_town,
        )
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("clients_table")
        self.search.setObjectName("clients_filter")
        self.search.setPlaceholderText(_("Filtrer par nom, ville, téléphone, plaque…"))
        self.search.setAccessibleName(_("Filtrer la liste"))
        self.table.setModel(self.model)
        self.page.head.addWidget(self.count)
        for code in _SHOWN_KEYS:
            action = self.actions_by_code[code]
            self._keys.append(KeyButton(keys_of(code), action.text(), action))
            self.page.head.addWidget(self._keys[-1])
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filters.addWidget(self.search, 2)
        self._filters.addWidget(self.filters, 4)
        self.filters.add(self.tools.saved)
        self.page.add(self._filters)
        self.paper.add(self.table, 1)
        self.page.add(self.paper, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.tools.composer)
        self.stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _listen(self) -> None:
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._to_table)
        self._typing.timeout.connect(self._apply)
        self.filters.chosen.connect(self._apply)
        self.filters.town_asked.connect(self.tools.ask_town)
        self.table.row_chosen.connect(lambda row: self._open(row.client_id, back=None))
        self.table.picked_changed.connect(self._tell_counts)
        self.counting.changed.connect(self._on_counted)
        self.empty.asked.connect(self._to_import)
        self.session.day_changed.connect(lambda _day: self._read_filter())
        self.session.window.events.changed.connect(self._on_changed)
        self.actions_by_code["filter_clients"].triggered.connect(self._to_filter)
        self.actions_by_code["client_card"].triggered.connect(self._open_card)
        self.actions_by_code["clear_filter"].triggered.connect(self._clear_filter)
        self.actions_by_code["export_clients"].triggered.connect(self._export)
        self.actions_by_code["statements"].triggered.connect(self._make_statements)
        self.actions_by_code["write_charter"].triggered.connect(
            lambda: self.charter_asked.emit(self.selection())
        )
        self.actions_by_code["duplicates"].triggered.connect(self._open_duplicates)

    @cached_property
    def file(self) -> "ClientFile":
        """The file of a client, made when a first one is opened: it is five screens in one."""
        from ui.screens.client_file import ClientFile

        file = ClientFile(self.session)
        file.left.connect(self._on_file_left)
        file.card_asked.connect(self.card_asked)
        file.file_asked.connect(lambda client_id: self._open(client_id, self._back))
        self.stack.addWidget(file)
        return file

    def _shows_file(self) -> bool:
        return self.stack.currentWidget() is vars(self).get("file")

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read the filters' choices and the table again; the table, under a file, once seen."""
        if self._shows_file():
            self._stale = True
            self.file.refresh()
            return
        self.filters.refresh(self.session.window.tasks)
        self.tools.refresh()
        self._read_filter()
        self._apply_keeping_place()

    def focus_first(self) -> None:
        """The keyboard goes to the file shown, or to the table."""
        if self._shows_file():
            self.file.focus_first()
        elif self._shows_duplicates():
            self.tools.duplicates.focus_first()
        else:
            self._to_table()

    def expect_file(self) -> None:
        """A file is about to be shown: what is behind it need not be read before."""
        if self.stack.currentWidget() is not self.file:
            self.file.client_id = None
            self.stack.setCurrentWidget(self.file)

    def shown_client(self) -> int | None:
        """Whose file is shown, if one is."""
        return self.file.client_id if self._shows_file() else None

    def open_client(self, client_id: int) -> None:
        """Show a client's file, from elsewhere: Esc goes to their counter card."""
        self._open(client_id, lambda: self.card_asked.emit(client_id))

    def open_case(self, client_id: int, entry_id: int, back: Back, *, letter: bool = False) -> None:
        """Show a case in full, or its letter, from elsewhere: Esc goes `back`."""
        self._open(client_id, back, lambda: self.file.show_case(entry_id, letter=letter))

    def open_asset(self, client_id: int, asset_id: int, back: Back) -> None:
        """Show an asset in its client's file, from elsewhere: Esc goes `back`."""
        self._open(client_id, back, lambda: self.file.show_asset(asset_id))

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether everything typed in the file is kept; if not it is asked, then `then`."""
        return "file" not in vars(self) or self.file.may_leave(then)

    def undo_last(self) -> None:
        """Ctrl+Z takes back the field kept last in a case, or this member's last entry."""
        here = self.tools.duplicates if self._shows_duplicates() else self.tools
        if not (self.file.undo_last() if self._shows_file() else here.undo_last()):
            take_back(self.session)

    # -- filtering and sorting ---------------------------------------------------------------

    def _apply(self) -> None:
        """The filter changed: the table starts again from its first line."""
        self._read_filter()
        self.tools.show_current()
        self.model.show_pages(self._sorted_pages(*self._sort))
        self._count()

    def _read_filter(self) -> None:
        self.filter = self.filters.chosen_filter(self.search.text(), self.session.today)

    def _clear_filter(self) -> None:
        """Esc: every client again, the keyboard on the line it was on."""
        looked_at = self._looked_at()
        self.search.clear()
        self.filters.clear()
        self._typing.stop()
        self._apply()
        self._look_at(looked_at)
        self._to_table()

    def _sorted_pages(
        self, sort: str, descending: bool
    ) -> Callable[[object | None, int], Sequence[Place]]:
        self._sort = (sort, descending)
        chosen = self.filter

        def fetch(after: object | None, limit: int) -> list[Place]:
            place = after if isinstance(after, tuple) else None
            return client_list.places(chosen, sort, descending=descending, after=place, limit=limit)

        return fetch

    def _count(self) -> None:
        more = self.model.canFetchMore(QModelIndex())
        self.counting.ask(self.filter, self.model.rowCount(), more=more)

    def _on_counted(self) -> None:
        self._tell_counts()
        anyone = self.counting.known != 0
        for code in ("export_clients", "statements", "write_charter"):
            self.actions_by_code[code].setEnabled(anyone)
        self.paper.setVisible(anyone)
        self.empty.setVisible(not anyone)
        say_nobody(self.empty, self.filter)

    def _tell_counts(self) -> None:
        """How many clients the filter keeps, and how many of them are picked."""
        told = self.counting.told()
        if picked := self._picked_count():
            words = ngettext("{count} choisi", "{count} choisis", picked)
            told += ", " + words.format(count=format_number(picked))
        self.count.set_text(told)

    # -- exporting ---------------------------------------------------------------------------

    def _picked_count(self) -> int:
        """How many clients are picked: two at least, for one is where the keyboard is."""
        count = self.table.picked_count()
        if self.table.everything_picked:
            return self.counting.now() - self.model.rowCount() + count
        return count if count > 1 else 0

    def selection(self) -> Selection:
        """The clients picked; without any, all those the filter keeps."""
        sort, descending = self._sort
        chosen, places = Selection(self.filter, sort, descending), self.table.picked_places()
        if not self._picked_count():
            return chosen
        if not self.table.everything_picked:
            return replace(chosen, only=self._ids(places))
        return replace(chosen, left_out=self._ids(set(range(self.model.rowCount())) - places))

    def _ids(self, places: set[int]) -> frozenset[int]:
        kept = map(self.model.key_at, places)
        return frozenset(client_id for client_id in kept if isinstance(client_id, int))

    def _export(self) -> None:
        clients_export.ask_where(self, self.session, self.selection())

    def _make_statements(self) -> None:
        start = curve_start(self.session.today)
        clients_statements.ask_how(self, self.session, self.selection(), start)

    def _shows_duplicates(self) -> bool:
        return self.stack.currentWidget() not in (self.page, vars(self).get("file"))

    def _open_duplicates(self) -> None:
        """The possible duplicates; two clients picked are that pair."""
        panel, picked = self.tools.duplicates, self.selection().only or frozenset()
        if self.stack.indexOf(panel) < 0:
            self.stack.addWidget(panel)
            panel.left.connect(self._on_file_left)
        self.stack.setCurrentWidget(panel)
        one, other = sorted(picked) if len(picked) == 2 else (0, 0)
        panel.open_with((one, other) if one else None)

    def _to_import(self) -> None:
        window = self.session.window
        window.show_screen("settings")
        window.screen_of("settings").show_tab("import")  # type: ignore[attr-defined]

    def _to_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_table(self) -> None:
        if self._stale:
            self.refresh()
        if self._typing.isActive():
            self._typing.stop()
            self._apply()
        if not self.model.rowCount():
            self._to_filter()
            return
        if not self.table.currentIndex().isValid():
            self.table.look_at(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_card(self) -> None:
        if (client_id := self._looked_at()) is not None:
            self.card_asked.emit(client_id)

    def _open(self, client_id: int, back: Back | None, then: Back | None = None) -> None:
        """Show a file, once what is typed in the one shown before is kept or let go."""
        client_id = holder(client_id)
        self.stack.setCurrentWidget(self.file)
        again = self.file.client_id in (None, client_id)
        if again or self.file.may_leave(lambda: self._open(client_id, back, then)):
            self._back = back
            self.file.open_client(client_id)
            self.file.focus_first()
            if then is not None:
                then()

    def _on_file_left(self) -> None:
        """Esc on a file: back to the line, or to the screen it was opened from."""
        self.stack.setCurrentWidget(self.page)
        back, self._back = self._back, None
        if back is not None:
            back()
            return
        self._to_table()

    def _apply_keeping_place(self) -> None:
        """Read the rows again; the keyboard stays on the same client, wherever the line went."""
        self._stale = False
        place, looked_at = self.table.currentIndex().row(), self._looked_at()
        self.model.show_again(self._sorted_pages(*self._sort))
        self._count()
        if not self._look_at(looked_at) and place >= 0 and self.model.rowCount():
            self.table.look_at(min(place, self.model.rowCount() - 1))

    def _looked_at(self) -> int | None:
        row = self.table.current_row()
        return row.client_id if isinstance(row, ClientListRow) else None

    def _look_at(self, client_id: int | None) -> bool:
        """Go to a client's line among those fetched; False when it is not there."""
        place = -1 if client_id is None else self.model.place_of(client_id)
        if place >= 0:
            self.table.look_at(place)
        return place >= 0

    def _on_changed(self, changes: Changes) -> None:
        self._stale = True
        if self.isVisible() and self.stack.currentWidget() is self.page:
            self._apply_keeping_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """In a narrow window the choices go below the words to look for."""
        px, directions = theme.current().px, QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        self._filters.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._filters.setSpacing(px(10))
        room = self.width() - px(_HEAD)
        for button in self._keys:  # those there is no room for are in the panel of keys
            room -= button.sizeHint().width() + px(10)
            button.setVisible(room >= 0)
