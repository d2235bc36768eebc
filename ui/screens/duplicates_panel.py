"""Doublons possibles: two files side by side, chosen field by field, made one; never by itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models import client_list
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_number, format_units, ngettext
from models.merging_files import merge, merges_of, outcome, undo_merge
from models.merging_sides import Side, SideField, identity, side_by_side
from models.possible_duplicates import (
    PossibleDuplicate,
    are_two_people,
    may_be_one,
    possible_duplicates,
    why_alike,
)
from ui import theme
from ui.action_specs import DOUBLES
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import Card, DataTable, EmptyState, FlowLayout, KeyButton, Label, Page, WrapLabel

_NARROW, _LOW = 900, 560
_SIDES: dict[str, Side] = {"side_left": "left", "side_right": "right", "side_both": "both"}


class DuplicatesPanel(QWidget):
    """The pairs at the left, the two files at the right: the left one is kept."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("duplicates_panel")
        self.session = session
        self.pair: PossibleDuplicate | None = None
        self.choices: dict[str, Side] = {}
        self._swapped = False
        self._undo: Callable[[], Changes] | None = None
        self._names: dict[int, str] = {}
        self.page = Page(_("Doublons possibles"), scrolls=False, max_width=1800)
        self.count = Label("", tone="muted")
        self.model: LazyTableModel[PossibleDuplicate] = LazyTableModel(
            self._columns(), lambda row: (row.first, row.second)
        )
        self.table = DataTable(_("Doublons possibles"), two_lines=True)
        self.fields: LazyTableModel[SideField] = LazyTableModel(
            self._field_columns(), lambda field: field.name
        )
        self.sides = DataTable(_("Les deux fiches côte à côte"), wraps=True)
        self.warning, self.told = WrapLabel("", tone="warn"), WrapLabel("", "small", "muted")
        self.empty = EmptyState(
            "users", _("Aucun doublon en vue"), _("Personne ne partage un nom ou un téléphone.")
        )
        self.actions_by_code = session.window.actions_of(self, DOUBLES)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("duplicates_table")
        self.table.setModel(self.model)
        self.sides.setObjectName("duplicates_sides")
        self.sides.setModel(self.fields)
        self.told.setObjectName("duplicates_told")
        self.page.head.addWidget(self.count)
        self.list, self.both = Card(), Card()
        self.list.add(self.table, 1)
        for part in (self.warning, self.told):
            self.both.add(part)
        self.both.add(self.sides, 1)
        self.keys = QWidget()
        flow = FlowLayout(self.keys)
        for code, action in self.actions_by_code.items():
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self.list, 2)
        self._line.addWidget(self.both, 3)
        self.page.add(self._line, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.table.row_looked_at.connect(self._look_at)
        self.table.row_chosen.connect(lambda _row: self._to_sides())
        slots: dict[str, Callable[[], object]] = {
            "merge_files": self._merge,
            "two_people": self._two_people,
            "swap_kept": self._swap,
            "leave_doubles": self._leave,
        }
        for code, side in _SIDES.items():
            slots[code] = partial(self._choose, side)
        for code, slot in slots.items():
            self.actions_by_code[code].triggered.connect(lambda _on=False, slot=slot: slot())

    # -- showing -------------------------------------------------------------------------------

    def open_with(self, pair: tuple[int, int] | None = None) -> None:
        """Look for pairs in the whole book, or show the one that was picked."""
        if pair is not None:
            self._show([PossibleDuplicate(min(pair), max(pair), ())])
            return
        self._show([])
        self.empty.hide()
        self.count.set_text(_("Le livre est lu…"))
        self.session.window.tasks.run(_look, self._show, title=_("Doublons possibles"))

    def _show(self, found: list[PossibleDuplicate]) -> None:
        self._names = client_list.names({one for row in found for one in (row.first, row.second)})
        place = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(found)
        count = ngettext("{count} paire à regarder", "{count} paires à regarder", len(found))
        self.count.set_text(count.format(count=format_number(len(found))) if found else "")
        for part in (self.list, self.both):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        for code in ("merge_files", "two_people", "swap_kept", *_SIDES):
            self.actions_by_code[code].setEnabled(bool(found))
        self.pair = None
        if found:
            self.table.look_at(min(place, len(found) - 1))
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """The keyboard goes to the pairs."""
        here: QWidget = self.table if self.model.rowCount() else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_at(self, row: PossibleDuplicate) -> None:
        self.pair, self._swapped = row, False
        self._show_sides()

    def _ids(self) -> tuple[int, int]:
        assert self.pair is not None
        both = self.pair.first, self.pair.second
        return (both[1], both[0]) if self._swapped else both

    def _show_sides(self) -> None:
        """The two files, what is proposed of each, and what the account would become."""
        assert self.pair is not None
        kept, absorbed = self._ids()
        try:
            rows = side_by_side(kept, absorbed)
            told = outcome(kept, absorbed, self.session.today)
        except BookError:
            return  # one of them has gone since: the pair goes at the next reading
        self.choices = {row.name: row.side for row in rows if not row.joined}
        self.fields.show_rows(rows)
        self.both.set_heading(
            _("Fiche gardée\N{NO-BREAK SPACE}: {kept}").format(kept=self._names[kept])
        )
        self.warning.setVisible(self.pair.first_names_differ)
        self.warning.set_text(
            _("Deux prénoms différents\N{NO-BREAK SPACE}: peut-être deux personnes d’une famille.")
        )
        self.told.set_text(
            _(
                "Soldes {kept} et {absorbed}, ensemble {together} dès aujourd’hui. Toutes les "
                "écritures des deux sont gardées, rien ne change avant aujourd’hui."
            ).format(
                kept=format_units(told.kept),
                absorbed=format_units(told.absorbed),
                together=format_units(told.together),
            )
        )
        self.sides.look_at(0)

    # -- deciding ------------------------------------------------------------------------------

    def _to_sides(self) -> None:
        self.sides.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, side: Side) -> None:
        """The field looked at is taken from one file; the notes may be of both."""
        field, place = (
            self.fields.row_at(self.sides.currentIndex().row()),
            self.sides.currentIndex(),
        )
        if field is None or field.joined or (side == "both" and field.name != "notes"):
            return
        self.choices[field.name] = side
        self.sides.viewport().update()
        if place.row() + 1 < self.fields.rowCount():
            self.sides.look_at(place.row() + 1)
        self._to_sides()

    def _swap(self) -> None:
        if self.pair is not None:
            self._swapped = not self._swapped
            self._show_sides()

    def _merge(self) -> None:
        if self.pair is None:
            return
        kept, absorbed = self._ids()
        draft = identity(kept, absorbed, self.choices)
        if self.session.attempt(merge, kept, absorbed, draft) is None:
            return
        made = merges_of(kept)[0]
        self._undo = partial(self.session.write, undo_merge, made.id)
        self._done(_("Une seule fiche\N{NO-BREAK SPACE}: {name}.").format(name=self._names[kept]))

    def _two_people(self) -> None:
        if self.pair is None:
            return
        both = self.pair.first, self.pair.second
        if self.session.attempt(are_two_people, *both) is not None:
            self._undo = partial(self.session.write, may_be_one, *both)
            self._done(_("Deux personnes\N{NO-BREAK SPACE}: la paire n’est plus proposée."))

    def _done(self, text: str) -> None:
        """The pair goes, and whatever pair a file that is no more was in."""
        assert self.pair is not None
        gone = self.pair
        merged = client_list.names({one for row in self._rows() for one in (row.first, row.second)})
        rest = [
            row for row in self._rows() if row != gone and {row.first, row.second} <= merged.keys()
        ]
        self._show(rest)
        self.session.window.messages.success(text, (_("Remettre"), self.undo_last))

    def _rows(self) -> list[PossibleDuplicate]:
        rows = (self.model.row_at(place) for place in range(self.model.rowCount()))
        return [row for row in rows if row is not None]

    def undo_last(self) -> bool:
        """Ctrl+Z: take back what was decided last here; False when nothing was."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            undo()
        except BookError as error:
            self.session.window.messages.error(str(error))
            return True
        self.session.window.messages.success(_("C’est comme avant."))
        self.open_with()
        return True

    def _leave(self) -> None:
        """Esc: from the fields to the pairs, then to the clients."""
        if self.sides.hasFocus():
            self.focus_first()
        else:
            self.left.emit()

    # -- columns -------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[PossibleDuplicate], ...]:
        return (
            Column(_("Deux fiches"), self._pair_cell, width=20, stretch=2),
            Column(_("En commun"), _why_cell, width=17, stretch=1),
        )

    def _pair_cell(self, row: PossibleDuplicate) -> Cell:
        return Cell(self._names.get(row.first, ""), self._names.get(row.second, ""), bold=True)

    def _field_columns(self) -> tuple[Column[SideField], ...]:
        return (
            Column("", lambda field: Cell(field.label, tone="muted"), width=15),
            Column(_("Fiche gardée"), partial(self._side_cell, "left"), "left", 18, 1),
            Column(_("Fiche qui rejoint"), partial(self._side_cell, "right"), "left", 18, 1),
        )

    def _side_cell(self, side: Side, field: SideField) -> Cell:
        text = (field.left if side == "left" else field.right).replace("\n", ", ")
        taken = self.choices.get(field.name, field.side) in (side, "both")
        if not text or not taken:
            return Cell(text or "—", tone="muted")
        return Cell(text, bold=True, pill=_("gardé"), pill_tone="good")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        """Side by side, or one below the other when that is too narrow: in a low window, too, the
        pair has the room of the keys, which F1 tells anyway."""
        px, ways = theme.current().px, QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        low = narrow and self.height() < px(_LOW)
        self._line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._line.setSpacing(px(12 if low else 16))
        self.keys.setVisible(not low)
        self.table.setMinimumHeight(px(84 if low else 160))
        self.sides.setMinimumHeight(px(120 if low else 160))


def _why_cell(row: PossibleDuplicate) -> Cell:
    first, *others = why_alike(row) or ("",)
    return Cell(first, ", ".join(others))


def _look(_progress: Progress) -> list[PossibleDuplicate]:
    return possible_duplicates()
