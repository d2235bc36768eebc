"""Catalogues: the words the composers offer, their weight or their usual severity."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models import catalogue
from models.catalogue import KindRow
from models.errors import BookError
from models.i18n import _, format_units
from models.rules.trust import Severity
from models.rules.typed import read_hundredths
from models.wording import severity_label
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.settings.kind_parts_card import KindPartsCard
from ui.screens.settings.tab import Beside, SettingsTab, foot_of
from ui.session import Session
from ui.widgets import Button, Card, DataTable, Form, SegmentedTabs, Select, WrapLabel

_SHOWN = ("attention", "incident", "cause", "visit", "asset", "theme")


class CatalogueTab(SettingsTab):
    """A table per family, and the line being added or changed beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.family = _SHOWN[0]
        self.kind = _empty(self.family)
        self.families = SegmentedTabs(_("Les catalogues"))
        self.models: dict[str, LazyTableModel[KindRow]] = {
            family: LazyTableModel(_columns(family), lambda row: row.code) for family in _SHOWN
        }
        self.table = DataTable(_("Lignes du catalogue"))
        self.form, self.card = Form(), Card()
        self.label, self.weight, self.severity = QLineEdit(), QLineEdit(), Select()
        self.keep_button = Button(_("Garder"), "primary")
        self.new_button = Button(_("Nouvelle ligne"), "quiet", icon="plus")
        self.retire = Button("")
        self.about = WrapLabel("", "small", "muted")
        self.parts = KindPartsCard(session, self.told)
        self._build()
        self._listen()

    @property
    def model(self) -> LazyTableModel[KindRow]:
        """The lines of the family shown."""
        return self.models[self.family]

    def _build(self) -> None:
        self.table.setObjectName("catalogue_table")
        self.table.setModel(self.model)
        titles = (
            _("Attentions"),
            _("Incidents"),
            _("Causes"),
            _("Passages"),
            _("Biens suivis"),
            _("Thèmes"),
        )
        for family, title in zip(_SHOWN, titles, strict=True):
            self.families.add(family, title)
        self.form.add("kind_label", _("Nom"), self.label)
        self.form.add("kind_weight", _("Poids, en unités"), self.weight)
        self.form.add("kind_severity", _("Gravité habituelle"), self.severity)
        for severity in Severity:
            self.severity.addItem(severity_label(severity), severity.value)
        paper = Card()
        paper.add(self.families)
        paper.add(self.table, 1)
        self.card.head.addWidget(self.new_button)
        self.card.add(self.form)
        self.card.add(foot_of(self.retire, right=(self.keep_button,)))
        self.card.add(self.about)
        self.column.addWidget(Beside(paper, self.table, self.card, self.parts))

    def _listen(self) -> None:
        named = {
            "kind_keep": (self.keep_button, self.keep),
            "kind_new": (self.new_button, self.start_new),
            "kind_retire": (self.retire, self._on_retire),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.families.chosen.connect(self._on_family)
        self.table.row_looked_at.connect(self._show)
        self.table.row_chosen.connect(lambda _row: self.label.setFocus())
        for edit in (self.label, self.weight):
            edit.returnPressed.connect(self.keep)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the family shown again, and stay on the same line."""
        rows = catalogue.kinds(self.family, active_only=False)
        self.model.show_rows(rows)
        place = self.model.place_of(self.kind.code)
        if place >= 0 and self.kind.code:
            self.table.look_at(place)
            self.parts.show_kind(self.kind.code)
        elif not self.label.isModified():
            self._show(_empty(self.family))

    def focus_first(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.table.current_row() is None and self.model.rowCount():
            self.table.look_at(0)

    def start_new(self) -> None:
        """An empty form for a new line, or for a new part of the kind one is in."""
        if self.parts.has_keyboard():
            self.parts.start_new()
            return
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._show(_empty(self.family))
        self.label.setFocus()

    def _on_family(self, family: str) -> None:
        self.family = family
        self.table.setModel(self.model)
        self._show(_empty(family))
        self.refresh()

    def _show(self, kind: KindRow) -> None:
        new = not kind.code
        self.kind = kind
        self.card.set_heading(_("Nouvelle ligne") if new else _("Changer cette ligne"))
        self.label.setText(kind.label)
        self.weight.setText("" if kind.weight is None else short_units(kind.weight))
        self.severity.setCurrentIndex(max(0, self.severity.findData(kind.severity)))
        self.form.field("kind_weight").setVisible(kind.family == "attention")
        self.form.field("kind_severity").setVisible(kind.family == "incident")
        self.retire.setText(_("Ne plus proposer") if kind.active else _("Proposer de nouveau"))
        for widget in (self.new_button, self.retire):
            widget.setVisible(not new)
        self.about.set_text(_about(kind.family))
        self.form.set_errors({})
        self.parts.setVisible(kind.family == "asset" and not new)
        if self.parts.isVisibleTo(self):
            self.parts.show_kind(kind.code)

    # -- changing ----------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the line of the form, or the part of the kind one is in."""
        if self.parts.has_keyboard():
            self.parts.keep()
            return
        wanted = replace(self.kind, label=self.label.text().strip())
        if self.family == "attention":
            try:
                wanted = replace(wanted, weight=read_hundredths(self.weight.text()))
            except ValueError:
                sentence = _("Donnez un poids en unités, par exemple 3 ou 1,5.")
                self.form.set_errors({"kind_weight": sentence})
                return
        if self.family == "incident":
            wanted = replace(wanted, severity=str(self.severity.currentData()))
        if wanted != self.kind:
            self._write(wanted, _sentence(self.kind, wanted))

    def _on_retire(self) -> None:
        active = not self.kind.active
        text = (
            _("«\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}» est de nouveau proposé.")
            if active
            else _(
                "«\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}» n’est plus proposé. Ce qui est "
                "noté reste."
            )
        )
        self._write(replace(self.kind, active=active), text.format(label=self.kind.label))

    def _write(self, wanted: KindRow, sentence: str) -> None:
        before = self.kind
        try:
            self.session.write(catalogue.save_kind, wanted)
        except BookError as error:
            self.form.set_errors({"kind_label": str(error)})
            return
        if not before.code:
            wanted = self._just_added()
            before = replace(wanted, active=False)
        self._show(wanted)
        self.refresh()
        self.told(sentence, lambda: catalogue.save_kind(self.session.actor, before))

    def _just_added(self) -> KindRow:
        return catalogue.kinds(self.family)[-1]


def _columns(family: str) -> tuple[Column[KindRow], ...]:
    columns: list[Column[KindRow]] = [Column(_("Nom"), _name_cell, width=30, stretch=1)]
    if family == "attention":
        columns.append(Column(_("Poids"), _weight_cell, align="right", width=9))
    if family == "incident":
        columns.append(Column(_("Gravité habituelle"), _severity_cell, width=18))
    columns.append(Column(_("Proposé"), _state_cell, width=10))
    return tuple(columns)


def _empty(family: str) -> KindRow:
    severity = Severity.MINOR.value if family == "incident" else None
    return KindRow(family, "", "", None, severity)


def short_units(centi_units: int) -> str:
    """Units with no decimal they do not need: « 3 », « 1,5 »."""
    if centi_units % 100 == 0:
        return format_units(centi_units, decimals=0)
    return format_units(centi_units, decimals=1 if centi_units % 10 == 0 else 2)


def _name_cell(row: KindRow) -> Cell:
    return Cell(row.label, tone="" if row.active else "muted")


def _weight_cell(row: KindRow) -> Cell:
    return Cell("" if row.weight is None else short_units(row.weight))


def _severity_cell(row: KindRow) -> Cell:
    return Cell(severity_label(Severity(row.severity)) if row.severity else "")


def _state_cell(row: KindRow) -> Cell:
    return Cell(_("oui") if row.active else _("non"), tone="" if row.active else "muted")


def _about(family: str) -> str:
    if family == "attention":
        return _(
            "Le poids compte pour ce qui sera noté à partir de maintenant\N{NO-BREAK SPACE}: ce "
            "qui est déjà noté garde le sien."
        )
    if family == "incident":
        return _("La gravité habituelle est proposée\N{NO-BREAK SPACE}; on la change en notant.")
    if family == "cause":
        return _("Pourquoi un incident est arrivé. Le rapport du mois dit celles qui reviennent.")
    if family == "theme":
        return _("De quoi parlent les paroles des clients.")
    return _("Renommer une ligne la renomme aussi dans ce qui est déjà noté.")


def _sentence(before: KindRow, wanted: KindRow) -> str:
    if not before.code:
        return _("La ligne est ajoutée.")
    if before.weight != wanted.weight:
        return _("Le nouveau poids compte à partir de maintenant.")
    return _("C’est gardé.")
