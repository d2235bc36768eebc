"""Clients: the whole book in one table that scrolls without waiting, and each client's file."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import catalogue, client_list
from models.changes import Changes
from models.client_list import ClientFilter, ClientListRow
from models.i18n import _, format_date, format_number, format_units, ngettext
from models.rules.trust import State
from models.rules.trust.months import months_before
from models.wording import state_label
from ui import theme
from ui.actions import CLIENTS, TABLE, keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file import ClientFile
from ui.screens.counter_card import STATE_LOOK
from ui.screens.noting import take_back
from ui.session import Session
from ui.widgets import Card, DataTable, EmptyState, KeyButton, Label, Page, Select

_SILENCES = (3, 6, 12, 24)
_TYPING_PAUSE_MS = 150
Back = Callable[[], object]
"""Where Esc leads from a file; None: to its line in the table."""
_NARROW = 860


class ClientsScreen(QWidget):
    """The table; a chosen line opens its file in place, Esc comes back to where one was."""

    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("clients_screen")
        self.session = session
        self.filter = ClientFilter()
        self.stack, self.file = QStackedWidget(), ClientFile(session)
        self.page = Page(_("Clients"), scrolls=False, max_width=1800)
        self.search, self.count = QLineEdit(), Label("", tone="muted")
        self.state, self.waiting, self.silence = Select(), Select(), Select()
        self.tag, self.kind = Select(), Select()
        self.model: LazyTableModel[ClientListRow] = LazyTableModel(
            _columns(), lambda row: row.place, self._sorted_pages
        )
        self.table = DataTable(_("Clients"), two_lines=True)
        self.paper = Card()
        self.empty = EmptyState("users", _("Aucun client"), "")
        self.actions_by_code = session.window.actions_of(self.page, CLIENTS)
        session.window.action_book.tell(TABLE)
        self._sort: tuple[str, bool] = ("name", False)
        self._back: Back | None = None
        self._stale = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
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
        for code in ("filter_clients", "client_card"):
            action = self.actions_by_code[code]
            self.page.head.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._filters, choices = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._choices = choices
        self._filters.addWidget(self.search, 2)
        self._filters.addLayout(choices, 3)
        for name, select, words in (
            ("filter_state", self.state, _("État")),
            ("filter_waiting", self.waiting, _("À faire")),
            ("filter_silence", self.silence, _("Sans nouvelles")),
            ("filter_tag", self.tag, _("Étiquette")),
            ("filter_kind", self.kind, _("Biens")),
        ):
            select.setObjectName(name)
            select.setAccessibleName(words)
            choices.addWidget(select, 1)
        self.page.add(self._filters)
        self.paper.add(self.table, 1)
        self.page.add(self.paper, 1)
        self.page.add(self.empty, 1)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _listen(self) -> None:
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._to_table)
        self._typing.timeout.connect(self._apply)
        for select in self._selects():
            select.activated.connect(lambda _index: self._apply())
        self.table.row_chosen.connect(lambda row: self._open(row.client_id, back=None))
        self.file.left.connect(self._on_file_left)
        self.session.day_changed.connect(self._on_day_changed)
        self.file.card_asked.connect(self.card_asked)
        self.session.window.events.changed.connect(self._on_changed)
        self.actions_by_code["filter_clients"].triggered.connect(self._to_filter)
        self.actions_by_code["client_card"].triggered.connect(self._open_card)
        self.actions_by_code["clear_filter"].triggered.connect(self._clear_filter)

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read the filters' choices and the table again."""
        self._fill_choices()
        self._read_filter()
        self._apply_keeping_place()
        if self.stack.currentWidget() is self.file:
            self.file.refresh()

    def focus_first(self) -> None:
        """The keyboard goes to the file shown, or to the table."""
        if self.stack.currentWidget() is self.file:
            self.file.focus_first()
        else:
            self._to_table()

    def open_client(self, client_id: int) -> None:
        """Show a client's file, from elsewhere: Esc goes to their counter card."""
        self._open(client_id, lambda: self.card_asked.emit(client_id))

    def open_case(self, client_id: int, entry_id: int, back: Back, *, letter: bool = False) -> None:
        """Show a case in full, or its letter, from elsewhere: Esc goes `back`."""
        self._open(client_id, back, lambda: self.file.show_case(entry_id, letter=letter))

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether everything typed in the file is kept; if not it is asked, then `then`."""
        return self.file.may_leave(then)

    def undo_last(self) -> None:
        """Ctrl+Z takes back the field kept last in a case, or this member's last entry."""
        in_file = self.stack.currentWidget() is self.file
        if not (in_file and self.file.undo_last()):
            take_back(self.session)

    # -- filtering and sorting ---------------------------------------------------------------

    def _fill_choices(self) -> None:
        states = [(state.value, state_label(state)) for state in State]
        _fill(self.state, _("État"), states)
        _fill(self.waiting, _("À faire"), [("yes", _("Quelque chose attend"))])
        silences = [
            (str(months), _("Pas vus depuis {months} mois").format(months=months))
            for months in _SILENCES
        ]
        _fill(self.silence, _("Silence"), silences)
        _fill(self.tag, _("Étiquette"), [(tag, tag) for tag in client_list.tags()])
        kinds = [(kind.code, kind.label) for kind in catalogue.kinds("asset")]
        _fill(self.kind, _("Bien"), kinds)

    def _apply(self) -> None:
        """The filter changed: the table starts again from its first line."""
        self._read_filter()
        self.model.show_pages(self._sorted_pages(*self._sort))
        self._say_count(client_list.count(self.filter))

    def _read_filter(self) -> None:
        months = self.silence.currentData()
        state = self.state.currentData()
        self.filter = ClientFilter(
            text=self.search.text(),
            states=(State(state),) if state else (),
            waiting=bool(self.waiting.currentData()),
            silent_since=months_before(self.session.today, int(months)) if months else None,
            tag=self.tag.currentData() or "",
            asset_kind=self.kind.currentData() or "",
        )

    def _clear_filter(self) -> None:
        """Esc: every client again, the keyboard on the line it was on."""
        looked_at = self._looked_at()
        self.search.clear()
        for select in self._selects():
            select.setCurrentIndex(0)
        self._typing.stop()
        self._apply()
        self._look_at(looked_at)
        self._to_table()

    def _selects(self) -> tuple[Select, ...]:
        return self.state, self.waiting, self.silence, self.tag, self.kind

    def _sorted_pages(
        self, sort: str, descending: bool
    ) -> Callable[[object | None, int], Sequence[ClientListRow]]:
        self._sort = (sort, descending)
        chosen = self.filter

        def fetch(after: object | None, limit: int) -> list[ClientListRow]:
            place = after if isinstance(after, tuple) else None
            return client_list.page(chosen, sort, descending=descending, after=place, limit=limit)

        return fetch

    def _say_count(self, count: int) -> None:
        told = ngettext("{count} client", "{count} clients", count).format(
            count=format_number(count)
        )
        self.count.set_text(told)
        self.paper.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if self.filter == replace(ClientFilter()):
            text = _("Ouvrez le premier compte au Comptoir, ou importez vos clients dans Réglages.")
            self.empty.say(_("Aucun client"), text)
        else:
            text = _("Élargissez le filtre, ou videz-le avec Échap.")
            self.empty.say(_("Personne ne correspond"), text)

    # -- moving ------------------------------------------------------------------------------

    def _to_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_table(self) -> None:
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
        row = self.table.current_row()
        if isinstance(row, ClientListRow):
            self.card_asked.emit(row.client_id)

    def _open(self, client_id: int, back: Back | None, then: Back | None = None) -> None:
        """Show a file, once what is typed in the one shown before is kept or let go."""
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
        if self._stale:
            self._apply_keeping_place()
        self._to_table()

    def _apply_keeping_place(self) -> None:
        """Read the rows again; the keyboard stays on the same client, wherever the line went."""
        self._stale = False
        place, looked_at = self.table.currentIndex().row(), self._looked_at()
        self.model.show_again(self._sorted_pages(*self._sort))
        self._say_count(client_list.count(self.filter))
        if not self._look_at(looked_at) and place >= 0 and self.model.rowCount():
            self.table.look_at(min(place, self.model.rowCount() - 1))

    def _looked_at(self) -> int | None:
        row = self.table.current_row()
        return row.client_id if isinstance(row, ClientListRow) else None

    def _look_at(self, client_id: int | None) -> bool:
        """Go to a client's line among those fetched; False when it is not there."""
        rows = range(self.model.rowCount())
        lines = (at for at in rows if _client_of(self.model.row_at(at)) == client_id)
        place = next(lines, None) if client_id is not None else None
        if place is not None:
            self.table.look_at(place)
        return place is not None

    def _on_changed(self, changes: Changes) -> None:
        self._stale = True
        if self.isVisible() and self.stack.currentWidget() is self.page:
            self._apply_keeping_place()

    def _on_day_changed(self, _day: object) -> None:
        self._read_filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """In a narrow window the choices go below the words to look for."""
        px, directions = theme.current().px, QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        self._filters.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._filters.setSpacing(px(10))
        self._choices.setSpacing(px(10))


def _client_of(row: ClientListRow | None) -> int | None:
    return row.client_id if row else None


def _fill(select: Select, all_of_them: str, choices: Sequence[tuple[str, str]]) -> None:
    """Fill a filter, keeping what was chosen."""
    chosen = select.currentData()
    select.clear()
    select.addItem(all_of_them, "")
    for code, label in choices:
        select.addItem(label, code)
    select.setCurrentIndex(max(0, select.findData(chosen)))


def _columns() -> tuple[Column[ClientListRow], ...]:
    return (
        Column(_("Client"), _name_cell, width=22, stretch=3, sort_key="name"),
        Column(_("Ville, téléphone"), _place_cell, width=18, stretch=2, sort_key="town"),
        Column(_("Bien"), lambda row: Cell(row.asset, row.plate), width=15, stretch=2, spare=True),
        Column(_("État"), _state_cell, width=17, sort_key="state"),
        Column(_("Solde"), _balance_cell, align="right", width=6, sort_key="balance"),
        Column(_("3 mois"), _trend_cell, align="right", width=6, sort_key="trend", spare=True),
        Column(_("Vu le"), _seen_cell, align="right", width=11, sort_key="last_visit", spare=True),
        Column(_("Attend"), _due_cell, align="right", width=14, sort_key="next_due", spare=True),
    )


def _name_cell(row: ClientListRow) -> Cell:
    return Cell(row.name, row.company or f"C-{row.number:05d}", bold=True)


def _place_cell(row: ClientListRow) -> Cell:
    return Cell(row.town, row.phone) if row.town else Cell(row.phone)


def _state_cell(row: ClientListRow) -> Cell:
    tone, symbol = STATE_LOOK[row.state]
    return Cell("", pill=f"{symbol} {state_label(row.state)}", pill_tone=tone)


def _balance_cell(row: ClientListRow) -> Cell:
    return Cell(format_units(row.balance), tone="bad" if row.balance < 0 else "")


def _trend_cell(row: ClientListRow) -> Cell:
    return Cell(format_units(row.trend, signed=True), tone="muted")


def _seen_cell(row: ClientListRow) -> Cell:
    return Cell(format_date(row.last_visit, "short") if row.last_visit else "—", tone="muted")


def _due_cell(row: ClientListRow) -> Cell:
    if row.next_due is None:
        return Cell("")
    count = f" ({row.open_cases})" if row.open_cases > 1 else ""
    return Cell(format_date(row.next_due, "short") + count)
