"""Colonnes: what each column of a file becomes, and how to say otherwise."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.exchange import Column as FileColumn
from models.exchange import Preview, Use, use_choices, use_label
from models.i18n import _, format_list, ngettext
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.widgets import Button, DataTable, ElideLabel, Part, Select, WrapLabel, bold

_SAMPLES = 3
_SAMPLE_LETTERS = 40
_NAMED = 4
_LEAST_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    column: FileColumn
    samples: tuple[str, ...]


class ColumnsView(QWidget):
    """The columns in a table; what the one looked at becomes is chosen below it."""

    use_chosen = Signal(int, object)
    automatic_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = WrapLabel("")
        self.automatic = Button(_("Reconnaître automatiquement"), icon="undo-2")
        self.model: LazyTableModel[_Row] = LazyTableModel(_columns(), lambda row: row.place)
        self.table = DataTable(_("Colonnes du fichier"))
        self.name, self.use = ElideLabel("", "strong"), Select()
        self._kind, self._back = "", False
        self._headers: list[str] = []
        self._build()
        self._listen()
        theme.follow(self._respace)

    def _build(self) -> None:
        self.table.setObjectName("import_columns")
        self.table.setModel(self.model)
        self.use.setObjectName("import_use")
        self.use.set_name(_("Ce que devient la colonne"))
        shrinks = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.use.setSizeAdjustPolicy(shrinks)
        self.use.setMinimumContentsLength(26)
        self.automatic.setObjectName("import_automatic")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._top, self._foot = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self.told, 1)
        self._top.addWidget(self.automatic)
        self._foot.addWidget(self.name, 1)
        self._foot.addWidget(self.use)
        self._column.addLayout(self._top)
        self._column.addWidget(self.table, 1)
        self._column.addLayout(self._foot)
        self._column.addStretch(0)

    def _listen(self) -> None:
        self.table.row_looked_at.connect(self._on_looked_at)
        self.table.row_chosen.connect(lambda _row: self._to_choice())
        self.use.activated.connect(self._on_use)
        self.automatic.clicked.connect(self.automatic_asked)

    def show_preview(self, preview: Preview, *, corrected: bool) -> None:
        """Show the columns of a file; `corrected` when a person just changed them."""
        mapping = preview.mapping
        if mapping is None:
            return
        headers = [column.header for column in mapping.columns]
        place = max(self.table.currentIndex().row(), 0) if headers == self._headers else 0
        self._headers = headers
        self._offer(preview)
        rows = [_Row(at, c, _samples(preview, at)) for at, c in enumerate(mapping.columns)]
        self.model.show_rows(rows)
        self.told.set_text(_told(preview, corrected=corrected))
        self.automatic.setVisible(corrected or mapping.remembered)
        if rows:
            self.table.look_at(place)
        self._respace()

    def _offer(self, preview: Preview) -> None:
        if self._kind == preview.kind:
            return
        self._kind = preview.kind
        self.use.clear()
        for choice in use_choices(preview.kind):
            self.use.addItem(choice.label, choice.use)

    def _on_looked_at(self, row: _Row) -> None:
        self.name.set_text(_("« {column} » devient").format(column=_name(row)))
        at = -1 if row.column.use is None else self.use.findData(row.column.use)
        self.use.setCurrentIndex(at)
        self.use.setPlaceholderText(use_label(row.column.use))

    def _to_choice(self) -> None:
        self._back = True
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)
        self.use.showPopup()

    def _on_use(self, _at: int) -> None:
        row = self.table.current_row()
        if isinstance(row, _Row) and self.use.currentData() != row.column.use:
            self.use_chosen.emit(row.place, Use(self.use.currentData()))
        if self._back:
            self._back = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _respace(self) -> None:
        px = theme.current().px
        self._column.setSpacing(px(8))
        self._foot.setSpacing(px(12))
        self._top.setSpacing(px(12))
        least = px(36) * _LEAST_ROWS
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(max(self.table.natural_height(), least))


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(_("Colonne du fichier"), lambda row: Cell(_name(row), bold=True), width=24),
        Column(_("Exemples"), _samples_cell, width=36, stretch=1),
        Column(_("Devient"), _use_cell, width=28),
    )


def _name(row: _Row) -> str:
    return row.column.header or _("colonne {number} sans nom").format(number=row.place + 1)


def _samples_cell(row: _Row) -> Cell:
    return Cell(" · ".join(row.samples) or _("rien dans les premières lignes"), tone="muted")


def _use_cell(row: _Row) -> Cell:
    use = row.column.use
    if use is None:
        return Cell(_("pas reprise"), tone="muted", pill=use_label(None), pill_tone="warn")
    if use is Use.NOTHING:
        return Cell(use_label(use), tone="muted")
    return Cell(use_label(use))


def _samples(preview: Preview, place: int) -> tuple[str, ...]:
    """The first values of a column that differ."""
    cells = (row.cells[place] for row in preview.rows if place < len(row.cells))
    shown = dict.fromkeys(" ".join(cell[:_SAMPLE_LETTERS].split()) for cell in cells)
    shown.pop("", None)
    return tuple(shown)[:_SAMPLES]


def _told(preview: Preview, *, corrected: bool) -> list[str | Part]:
    """How the columns were recognised, and which were not, in words."""
    mapping = preview.mapping
    assert mapping is not None
    if corrected:
        how = _("Colonnes corrigées par vous.")
    elif mapping.remembered:
        how = _("Colonnes reconnues d’après votre dernier import.")
    else:
        how = _("Colonnes reconnues automatiquement.")
    unknown = mapping.unknown
    if not unknown:
        return [how]
    names = [*unknown[:_NAMED], "…"] if len(unknown) > _NAMED else list(unknown)
    left = ngettext(
        "{count} colonne n’est pas reconnue et ne sera pas reprise : {names}.",
        "{count} colonnes ne sont pas reconnues et ne seront pas reprises : {names}.",
        len(unknown),
    ).format(count=len(unknown), names=format_list(names))
    return [how + " ", bold(left)]
