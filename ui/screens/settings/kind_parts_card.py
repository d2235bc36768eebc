"""What one writes down of a kind of asset, and what comes back for it: in Catalogues."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from models import own_kinds
from models.asset_files import service_label
from models.asset_kinds import asset_kind, own_fields, own_services
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_number, language, ngettext
from models.rules.asset_kinds import COLUMNS, NEW_ON, AssetField, Service
from models.rules.own_kinds import OwnFieldRow, OwnServiceRow
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.asset_form import column_label
from ui.screens.settings.tab import Undo, foot_of
from ui.session import Session
from ui.widgets import Button, Card, DataTable, Form, Select, WrapLabel

_SERVICE = "service"
_MOST_TABLE = 300
_OWN_TYPES = ("text", "number", "day")
Part = OwnFieldRow | OwnServiceRow


@dataclass(frozen=True, slots=True)
class PartRow:
    """A field or a service of a kind: `part` as it would be written; `fixed` ones never are."""

    part: Part
    label: str
    told: str
    fixed: bool = False

    @property
    def key(self) -> tuple[bool, str]:
        """What tells two of them apart."""
        return isinstance(self.part, OwnServiceRow), self.part.code


class KindPartsCard(Card):
    """The parts of a kind, and the one being added or changed; `told` says what was kept."""

    def __init__(self, session: Session, told: Callable[[str, Undo], None]) -> None:
        super().__init__(" ")
        self.session, self._told = session, told
        self.kind = ""
        self.shown: PartRow | None = None
        self.model: LazyTableModel[PartRow] = LazyTableModel(_columns(), lambda row: row.key)
        self.table = DataTable(_("Champs et entretiens de ce genre"), wraps=True)
        self.form, self.what = Form(), Select()
        self.label, self.months, self.km = QLineEdit(), QLineEdit(), QLineEdit()
        self.keep_button = Button("", "primary")
        self.new_button = Button(_("Ajouter"), "quiet", icon="plus")
        self.remove = Button("", "quiet")
        self.about = WrapLabel("", "small", "muted")
        self._build()
        self._listen()
        theme.follow(self._fit)

    def _build(self) -> None:
        self.table.setObjectName("parts_table")
        self.table.setModel(self.model)
        self.form.add_side_by_side(
            ("part_what", _("Quoi"), self.what, ""), ("part_label", _("Nom"), self.label, "")
        )
        self.form.add_side_by_side(
            ("part_months", _("Tous les (mois)"), self.months, ""),
            ("part_km", _("ou tous les (km)"), self.km, ""),
        )
        for edit in (self.months, self.km):
            edit.setProperty("number", True)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.head.addWidget(self.new_button)
        self.add(self.table)
        self.add(self.form)
        self.add(foot_of(self.remove, right=(self.keep_button,)))
        self.add(self.about)

    def _listen(self) -> None:
        named = {
            "part_keep": (self.keep_button, self.keep),
            "part_new": (self.new_button, self.start_new),
            "part_remove": (self.remove, self._on_remove),
        }
        for name, (button, slot) in named.items():
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.table.row_looked_at.connect(self._show)
        self.table.row_chosen.connect(lambda _row: self._enter())
        self.what.activated.connect(lambda _place: self._share())
        for edit in (self.label, self.months, self.km):
            edit.returnPressed.connect(self.keep)

    def has_keyboard(self) -> bool:
        """Whether one is at work here."""
        here: QWidget | None = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here)

    # -- showing -----------------------------------------------------------------------------

    def show_kind(self, code: str) -> None:
        """Show the parts of a kind; what is being typed about the same one stays."""
        same, self.kind = code == self.kind, code
        self.set_heading(_("Ce que l’on en note, ce qui revient"))
        self.model.show_rows(_rows(code))
        self.table.setVisible(bool(self.model.rowCount()))
        self._fit()
        if not same:
            self._show(None)
        elif self.shown is not None and (place := self.model.place_of(self.shown.key)) >= 0:
            self.table.look_at(place)

    def _show(self, row: PartRow | None) -> None:
        self.shown = row
        part = row.part if row else None
        service = part if isinstance(part, OwnServiceRow) else None
        self._fill_what(part)
        self.label.setText(row.label if row else "")
        self.months.setText(str(service.months or "") if service else "")
        self.km.setText(str(service.km or "") if service else "")
        active = part is None or part.active
        self.keep_button.setText(_("Garder") if row else _("Ajouter"))
        self.new_button.setVisible(row is not None)
        self.remove.setVisible(row is not None)
        self.remove.setText(_retire_words(active, service is not None))
        self.form.set_errors({})
        self._share()

    def _fill_what(self, part: Part | None) -> None:
        self.what.clear()
        words = {_SERVICE: _("Ce qui revient"), **_field_words()}
        if isinstance(part, OwnServiceRow):
            words = {_SERVICE: words[_SERVICE]}
        elif part is not None:
            words = {_what_of(part): words.get(_what_of(part), _("Choix"))}
        for code, text in words.items():
            self.what.addItem(text, code)
        self.what.setEnabled(part is None)

    def _share(self) -> None:
        """Only what the part chosen asks for."""
        what = str(self.what.currentData())
        fixed = self.shown is not None and self.shown.fixed
        own = self.shown is None or self.shown.part.code.startswith("own-")
        for name in ("part_months", "part_km"):
            self.form.field(name).setVisible(what == _SERVICE and not fixed)
        self.form.field("part_label").setVisible(what not in COLUMNS)
        self.label.setReadOnly(not (own or self._is_new_day()))
        for button in (self.keep_button, self.remove):
            shown = not fixed and (button is self.keep_button or self.shown is not None)
            button.setVisible(shown)
        self.about.set_text(_about(what, self.shown))

    def _is_new_day(self) -> bool:
        return self.shown is not None and not self.shown.fixed and self.shown.part.code == NEW_ON

    def _enter(self) -> None:
        first = self.label if not self.label.isReadOnly() else self.months
        if self.shown is not None and not self.shown.fixed:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_new(self) -> None:
        """An empty part, the keyboard where one says what it is."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._show(None)
        self.what.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- changing ----------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the part of the form."""
        if self.shown is not None and self.shown.fixed:
            return
        try:
            part = self._typed()
        except ValueError as error:
            self.form.set_errors({str(error): _("Écrivez un nombre entier, en chiffres.")})
            return
        if self.shown is None or part != self.shown.part:
            self._write(replace(part, active=True), _("C’est gardé."))

    def _typed(self) -> Part:
        """What is typed; raises ValueError with the field at fault."""
        what, label = str(self.what.currentData()), self.label.text().strip()
        code = self.shown.part.code if self.shown else ""
        if what == _SERVICE:
            return OwnServiceRow(code, label, self._number("part_months"), self._number("part_km"))
        if what in _OWN_TYPES:
            return OwnFieldRow(code, what, label)
        return OwnFieldRow(what, "day" if what == NEW_ON else "text", label)

    def _number(self, name: str) -> int | None:
        edit = self.form.field(name).editor
        assert isinstance(edit, QLineEdit)
        text = "".join(edit.text().split())
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= 8):
            raise ValueError(name)
        return int(text)

    def _on_remove(self) -> None:
        if self.shown is not None and not self.shown.fixed:
            part = self.shown.part
            told = _("Ce qui est déjà noté reste.") if part.active else _("C’est gardé.")
            self._write(replace(part, active=not part.active), told)

    def _write(self, part: Part, sentence: str) -> None:
        before, kind = self.shown, self.kind
        write = _writing(part)
        try:
            self.session.write(write, kind, part)
        except BookError as error:
            named = "part_label" if self.form.field("part_label").isVisibleTo(self) else "part_what"
            self.form.set_errors({named: str(error)})
            return
        self.show_kind(kind)
        kept = next(row for row in _rows(kind) if _is_of(row, part))
        self._show(kept)
        back = replace(kept.part, active=False) if before is None else before.part
        self._told(sentence, lambda: self._put_back(kind, back))
        if before is None:
            self.start_new()

    def _put_back(self, kind: str, part: Part) -> Changes:
        self._show(None)
        return _writing(part)(self.session.actor, kind, part)

    def _fit(self) -> None:
        self.body.setSpacing(theme.current().px(10))
        tall = min(self.table.natural_height(), theme.current().px(_MOST_TABLE))
        self.table.setFixedHeight(max(tall, theme.current().px(60)))


def _is_of(row: PartRow, part: Part) -> bool:
    """Whether a row is the one just written; a new part is told by its name."""
    if part.code:
        return row.key == (isinstance(part, OwnServiceRow), part.code)
    same = type(row.part) is type(part) and row.part.active
    return same and row.label == " ".join(part.label.split())


def _writing(part: Part) -> Callable[..., Changes]:
    return own_kinds.save_service if isinstance(part, OwnServiceRow) else own_kinds.save_field


# -- the parts of a kind -----------------------------------------------------------------------


def _rows(kind: str) -> list[PartRow]:
    """The fields in the order they are asked, the services, then what is no longer used."""
    made = asset_kind(kind)
    fields = {row.code: row for row in own_fields(kind)}
    services = {row.code: row for row in own_services(kind)}
    rows = [_field_row(field, fields.get(field.code)) for field in made.fields]
    rows += [_service_row(service) for service in made.services]
    shown = {row.key for row in rows}
    gone = [PartRow(row, row.label, _("n’est plus demandé")) for row in fields.values()]
    gone += [PartRow(row, row.label, _("n’est plus rappelé")) for row in services.values()]
    return rows + [row for row in gone if row.key not in shown and not row.part.active]


def _field_row(field: AssetField, own: OwnFieldRow | None) -> PartRow:
    part = own or OwnFieldRow(field.code, field.type)
    label = column_label(field.code) if field.code in COLUMNS else field.texts[language()]
    words = _field_words() | {"choice": _("choix")}
    told = "" if field.code in COLUMNS else words[_what_of(part)].lower()
    return PartRow(part, label, told, fixed=own is None)


def _service_row(service: Service) -> PartRow:
    pace, label = service.interval, service_label(service)
    part = OwnServiceRow(service.code, label, pace.months, pace.km)
    told = pace_words(pace.months, pace.km)
    if service.legal:
        told = _("{pace}, la loi le demande").format(pace=told)
    return PartRow(part, label, told, fixed=service.legal or bool(service.after))


def pace_words(months: int | None, km: int | None) -> str:
    """« tous les 12 mois ou 20 000 km »."""
    count = months or 0
    time = ngettext("{n} mois", "{n} mois", count).format(n=format_number(count))
    distance = _("{km} km").format(km=format_number(km or 0))
    if km is None:
        pace = time
    else:
        pace = _("{months} ou {km}").format(months=time, km=distance) if months else distance
    return _("tous les {pace}").format(pace=pace)


def _what_of(field: OwnFieldRow) -> str:
    known = field.code in COLUMNS or field.code == NEW_ON
    return field.code if known else field.type


def _field_words() -> dict[str, str]:
    """What a field may hold, in the order it is offered."""
    return {
        "text": _("Texte"),
        "number": _("Nombre entier"),
        "day": _("Date"),
        NEW_ON: _("Date de départ"),
        **{code: column_label(code) for code in ("mileage", "plate", "key", "vin", "serial")},
    }


def _retire_words(active: bool, service: bool) -> str:
    if not active:
        return _("Reprendre")
    return _("Ne plus rappeler") if service else _("Ne plus demander")


def _about(what: str, shown: PartRow | None) -> str:
    if shown is not None and shown.fixed:
        return _("Ceci fait partie du métier choisi\u00a0: rien à changer ici.")
    if what == _SERVICE:
        return _("Par le temps, la distance, ou les deux\u00a0: le premier atteint est rappelé.")
    if what == NEW_ON:
        return _("Achat, pose, première mise en service\u00a0: le premier entretien en découle.")
    return _("Demandé dans chaque fiche pour ce genre de bien, et retrouvé par la recherche.")


def _columns() -> tuple[Column[PartRow], ...]:
    return (
        Column(_("Nom"), _label_cell, width=16, stretch=1),
        Column(_("Quoi"), lambda row: Cell(row.told, tone="muted"), width=18, stretch=1),
    )


def _label_cell(row: PartRow) -> Cell:
    return Cell(row.label or row.part.code, tone="" if row.part.active else "muted")
