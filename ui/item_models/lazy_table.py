"""A table model that fetches its rows page by page, by key.

    columns = (
        Column(_("Nom"), lambda row: row.name, width=24, stretch=2, sort_key="name"),
        Column(_("Solde"), lambda row: format_units(row.balance), align="right", width=8),
    )
    model = LazyTableModel(columns, key=lambda row: row.key)
    model.show_pages(lambda after, limit: clients.page(query, after, limit))

`fetch(after_key, limit)` returns the rows that follow `after_key` (None: from the start), at
most `limit`; fewer means there are no more. Sorting asks `pages_sorted_by(sort_key,
descending)` for another `fetch`: nothing is ever sorted here. A value function returns a text,
or a `Cell` for what a plain text cannot say.

With `read`, `fetch` returns the keys alone, and `read(keys)` the rows when they are shown: only
the last ones shown are kept, so that a book scrolled to its end takes little room. `kept(key)` is
then what is kept of each key, and what `read` gets; only the last one must stay whole, for the
next page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[object | None, int], Sequence[R]]

PAGE = 200
_BLOCK, _BLOCKS = 50, 12
"""Rows read at once as they are shown, and how many times so many are kept."""
ROW_ROLE = Qt.ItemDataRole.UserRole
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class By:
    """A team member: seen as their initials on their colour, heard as their name."""

    name: str
    initials: str
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows besides one plain text.

    `second` is a smaller line below; `pill` a status with its tone, before the text; `tone`
    colours the text (`muted`, `good`, `warn`, `bad`); `by`, who noted it, stands before it all.
    """

    text: str
    second: str = ""
    tone: str = ""
    bold: bool = False
    pill: str = ""
    pill_tone: str = "neutral"
    by: tuple[By, ...] = ()

    def plain(self) -> str:
        """The cell in words, as a screen reader says it."""
        names = (member.name for member in self.by)
        return ", ".join(part for part in (*names, self.pill, self.text, self.second) if part)


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: title, value of a row, side, width in average characters, share of the rest.

    One that is `spare` is left out of a window too narrow for every column, the last ones first.
    """

    title: str
    value: Callable[[R], str | Cell]
    align: str = "left"
    width: int = 12
    stretch: int = 0
    sort_key: str = ""
    spare: bool = False


class LazyTableModel(QAbstractTableModel, Generic[R]):
    """Rows of plain data under described columns; see the module's docstring."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        pages_sorted_by: Callable[[str, bool], Fetch[Any]] | None = None,
        parent: QObject | None = None,
        read: Callable[[Sequence[Any]], Sequence[R]] | None = None,
        kept: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._pages_sorted_by = pages_sorted_by
        self._read, self._kept = read, kept
        self._fetch: Fetch[Any] | None = None
        self._rows: list[Any] = []
        """The rows, or what is kept of their keys when they are read as they are shown."""
        self._last: Any = None
        self._shown: dict[int, Sequence[R]] = {}
        self._more = False

    def show_pages(self, fetch: Fetch[Any]) -> None:
        """Forget the rows and show those of `fetch`, from its first page."""
        self.beginResetModel()
        self._shown.clear()
        self._fetch = fetch
        self._rows = self._fetched(None, PAGE)
        self._more = len(self._rows) == PAGE
        self.endResetModel()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, all there are."""
        self.beginResetModel()
        self._shown.clear()
        self._fetch, self._rows, self._more = None, list(rows), False
        self.endResetModel()

    def show_again(self, fetch: Fetch[Any]) -> None:
        """As `show_pages`, with as many rows as were shown; nothing moves when they still match."""
        if self._fetch is None:
            self.show_pages(fetch)
        else:
            self._fetch = fetch
            self.reload()

    def reload(self) -> None:
        """Fetch again as many rows as are shown, keeping the place when rows still match."""
        if self._fetch is None:
            return
        wanted = max(PAGE, len(self._rows))
        rows = self._fetched(None, wanted)
        self._shown.clear()
        self._more = len(rows) == wanted
        if self._keys(rows) == self._keys(self._rows):
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _fetched(self, after: object | None, limit: int) -> list[Any]:
        """The rows that follow, or what is kept of their keys."""
        assert self._fetch is not None
        page = self._fetch(after, limit)
        if page:
            self._last = self._key_of(page[-1])
        return list(page if self._kept is None else map(self._kept, page))

    def row_at(self, index: int) -> R | None:
        """The plain row at a place, or None."""
        return self._row(index) if 0 <= index < len(self._rows) else None

    def key_at(self, index: int) -> object:
        """The key of the row at a place, or what is kept of it, without reading the row."""
        return self._key_of(self._rows[index])

    def _row(self, index: int) -> R:
        if self._read is None:
            row: R = self._rows[index]
            return row
        block, place = divmod(index, _BLOCK)
        if block not in self._shown:
            while len(self._shown) >= _BLOCKS:
                del self._shown[next(iter(self._shown))]
            keys = self._rows[block * _BLOCK : (block + 1) * _BLOCK]
            self._shown[block] = self._read(keys)
        rows = self._shown[block]
        return rows[place] if place < len(rows) else self._grown(block)[place]

    def _grown(self, block: int) -> Sequence[R]:
        """A block read before its last rows were fetched."""
        del self._shown[block]
        self._row(block * _BLOCK)
        return self._shown[block]

    def _keys(self, rows: Sequence[Any]) -> list[object]:
        return [self._key_of(row) for row in rows]

    def _key_of(self, row: Any) -> object:
        return row if self._read is not None else self._key(row)

    def cell_at(self, row: int, column: int) -> Cell:
        """What a cell shows, without the detour of Qt's variants: painting asks for it often."""
        value = self.columns[column].value(self._row(row))
        return Cell(value) if isinstance(value, str) else value

    def place_of(self, key: object) -> int:
        """Where the row of that key is among those fetched, or -1."""
        places = (at for at, row in enumerate(self._rows) if self._key_of(row) == key)
        return next(places, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._more or self._fetch is None:
            return
        page = self._fetched(self._last, PAGE)
        self._more = len(page) == PAGE
        if page:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._rows.extend(page)
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._pages_sorted_by is None or not 0 <= column < len(self.columns):
            return
        if sort_key := self.columns[column].sort_key:
            descending = order == Qt.SortOrder.DescendingOrder
            self.show_pages(self._pages_sorted_by(sort_key, descending))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._row(index.row()), self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.align)
        if role in (Qt.ItemDataRole.DisplayRole, CELL_ROLE, Qt.ItemDataRole.AccessibleTextRole):
            return _shown(column.value(row), role)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(self.columns[section].align)
        return None


def _shown(value: str | Cell, role: int) -> object:
    if role == CELL_ROLE:
        return Cell(value) if isinstance(value, str) else value
    return value if isinstance(value, str) else value.plain()


def alignment(side: str) -> Qt.AlignmentFlag:
    """Qt's flag for « left », « right » or « center », vertically centred."""
    flags = {
        "right": Qt.AlignmentFlag.AlignRight,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }
    return flags.get(side, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
