"""The counter's search and its results: whom the person in front of us may be."""

from PySide6.QtCore import QModelIndex, QObject, QSignalBlocker, Signal

from models import search
from models.i18n import _, ngettext
from models.search import ClientHit
from ui.widgets import Key, Later, ResultList, ResultRow, SearchField, bold, plain
from ui.widgets.announcing import announce

_PAGE = 20
_NEWCOMER = "new"


class Finder(QObject):
    """Fills a list with whom the field looks for; the counter puts both where it wants."""

    client_looked_at = Signal(int)
    """A turn of the loop after the key, once the rows are seen: their card takes longer."""
    client_chosen = Signal(int)
    newcomer_chosen = Signal(str)
    """Someone not in the book: what was typed."""
    nobody_found = Signal(str, bool)
    """Nobody to look at: what was typed, and whether the list shows someone."""
    left = Signal()

    def __init__(self, parent: QObject, field: SearchField) -> None:
        super().__init__(parent)
        self.field = field
        self._awaited: int | None = None
        self.list = ResultList(_("Clients trouvés"))
        self._later = Later(self.list, self._tell)
        self.list.setObjectName("counter_results")
        self.field.text_changed.connect(self._on_text_changed)
        self.field.moved.connect(self.list.move)
        self.field.accepted.connect(self._on_accepted)
        self.list.row_looked_at.connect(self._on_looked_at)
        self.list.row_chosen.connect(self._on_chosen)
        self.list.left.connect(self.left)

    def follow(self) -> None:
        """Tell now whom the list looks at, if that is still to be told."""
        self._later.now()

    def _tell(self) -> None:
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self.client_looked_at.emit(awaited)

    def refresh(self, client_id: int | None) -> None:
        """Read the list again; the client looked at stays the same."""
        self._fill()
        if client_id is not None:
            self._mark(client_id)
        elif self.field.text().strip():
            self.list.look_at(0)

    def show_client(self, client_id: int) -> None:
        """Mark a client whose card is shown; a search that does not find them is forgotten."""
        if self._place_of(client_id) < 0:
            blocked = QSignalBlocker(self.field)
            self.field.set_text("")
            blocked.unblock()
            self._fill()
        self._mark(client_id)

    def _on_text_changed(self, typed: str) -> None:
        found = self._fill()
        typed = typed.strip()
        if typed:
            self.list.look_at(0)
        if not typed or not found:
            self._awaited = None
            self.nobody_found.emit(typed, found > 0)

    def _fill(self) -> int:
        """Show the clients found, or those seen lately; how many are shown."""
        typed = self.field.text().strip()
        found = search.page(typed, _PAGE) if typed else None
        hits = found.hits if found else search.recent(_PAGE)
        rows = [_result_row(hit) for hit in hits]
        if typed:
            label = _("+ Ouvrir un compte «\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»")
            rows.append(ResultRow(_NEWCOMER, label.format(text=typed), action=True))
        self.list.show_rows(rows)
        self._say_count(typed, len(hits), found is not None and found.more)
        return len(hits)

    def _say_count(self, typed: str, count: int, more: bool) -> None:
        if not typed:
            self.field.set_hint(_("Vus récemment") if count else "")
        elif not count:
            self.field.set_hint(Key(_("Entrée")), " ", _("ouvrir un compte"))
        else:
            told = ngettext("{count} client", "{count} clients", count).format(count=count)
            if more:
                told = _("plus de {count} clients").format(count=count)
            down, enter = Key("↓"), Key(_("Entrée"))
            self.field.set_hint(
                f"{told} · ", down, " ", _("choisir"), " · ", enter, " ", _("fiche")
            )

    def _mark(self, client_id: int) -> None:
        """Show which row is the client's, without choosing anything."""
        place = self._place_of(client_id)
        blocked = QSignalBlocker(self.list)
        if place >= 0:
            self.list.look_at(place)
        else:
            self.list.setCurrentIndex(QModelIndex())
        blocked.unblock()

    def _place_of(self, client_id: int) -> int:
        return self.list.place_of(client_id)

    def _on_accepted(self) -> None:
        """Enter: the row looked at; on an empty search with nobody looked at, nothing."""
        if self.field.text().strip() or self.list.current_row() is not None:
            self.list.choose()

    def _on_looked_at(self, row: ResultRow) -> None:
        if self.field.edit.hasFocus():  # the list changes while the keyboard stays in the field
            announce(self.field.edit, f"{plain(row.title)}, {row.subtitle}")
        if isinstance(row.key, int):
            self._awaited = row.key
            self._later.start()

    def _on_chosen(self, row: ResultRow) -> None:
        self._awaited = None
        if isinstance(row.key, int):
            self.client_chosen.emit(row.key)
        else:
            self.newcomer_chosen.emit(self.field.text())


def _result_row(hit: ClientHit) -> ResultRow:
    return ResultRow(hit.client_id, (bold(hit.strong), f" {hit.light}"), hit.subtitle)
