# ruff: noqa: N802 (Qt names what it calls)
"""The Clients table, driven by keys: opened, scrolled to its end, sorted, filtered.

python -m tests.bench.programs.clients BOOK
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from models.client_list import ClientFilter, count
from models.tables import database
from tests.bench.programs.first_frame import memory
from tests.bench.programs.stage import ALT, CTRL, Stage, settle
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.clients import ClientsScreen

Key = Qt.Key
_PAGES = 40
_PAGE = 200
_SORTS = (Key.Key_2, Key.Key_4, Key.Key_5, Key.Key_7, Key.Key_8, Key.Key_1)
_FILTERS = ("durand", "m", "valence", "06", "")


def main(path: Path) -> dict[str, object]:
    """Milliseconds of each step to the painted table, megabytes, rows seen."""
    stage = Stage(path)
    told: dict[str, object] = {"bare": _bare_table(stage)}
    before = memory()
    told["open"] = _open(stage)
    told["opened memory"] = memory() - before
    told["pages"] = [_press(stage, Key.Key_PageDown) for _turn in range(_PAGES)]
    told["ends"], told["rows"] = _to_the_end(stage)
    told["memory"] = memory() - before
    told["sorts"] = [_press(stage, key, ALT) for key in _SORTS]
    told["filters"] = [step for text in _FILTERS for step in _filter(stage, text)]
    told["clients"] = count(ClientFilter())
    stage.leave()
    return told


def _screen(stage: Stage) -> ClientsScreen:
    screen = stage.window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen


def _press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> float:
    pressed = (key,) if modifier is None else (key, modifier)
    taken = stage.painted(lambda: stage.key(*pressed), _screen(stage).table.viewport())
    settle()
    return taken


def _open(stage: Stage) -> float:
    return stage.painted(lambda: stage.key(Key.Key_2, CTRL), _screen(stage).table.viewport())


def _to_the_end(stage: Stage) -> tuple[list[float], int]:
    """End, until the last client is the one looked at."""
    table, steps = _screen(stage).table, []
    model = table.model()
    assert isinstance(model, LazyTableModel)
    while model.canFetchMore(QModelIndex()) or table.currentIndex().row() < model.rowCount() - 1:
        steps.append(_press(stage, Key.Key_End))
    return steps, model.rowCount()


def _filter(stage: Stage, text: str) -> list[float]:
    """A text typed in the filter, then Enter; the longest the window was held."""
    screen = _screen(stage)
    screen.search.setFocus()
    screen.search.selectAll()
    steps = []
    for letter in text or [Key.Key_Delete]:
        start = time.perf_counter()
        stage.key(letter)
        steps.append(1000 * (time.perf_counter() - start))
    start = time.perf_counter()
    stage.key(Key.Key_Return)
    settle()
    return [*steps, 1000 * (time.perf_counter() - start)]


class _BareModel(QAbstractTableModel):
    """The floor: pages of 200 raw rows, shown as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[object, ...]] = []
        self.fetchMore(QModelIndex())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 6

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return True

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        after = self.rows[-1][:2] if self.rows else ("", 0)
        page = database.execute_sql(
            "SELECT sort_key, id, first_name, last_name, town, number FROM client"
            " WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?",
            (*after, _PAGE),
        ).fetchall()
        start = len(self.rows)
        self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
        self.rows += page
        self.endInsertRows()

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        return None


def _bare_table(stage: Stage) -> float:
    """Milliseconds to paint a plain table of lazy pages over the whole window."""
    view = QTableView(stage.window)
    view.setGeometry(stage.window.rect())

    def show() -> None:
        view.setModel(_BareModel())
        view.show()

    taken = stage.painted(show, view.viewport())
    view.hide()
    view.deleteLater()
    settle()
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
