"""Assets: what the shop looks after for this client."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models import catalogue, clients
from models.client_drafts import AssetDraft
from models.clients import AssetRow
from models.errors import BookError
from models.i18n import _, format_date, format_number
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.session import Session
from ui.widgets import Button, Card, DataTable, DateField, Form, Page, Select

_NEW = -1
_TEXTS = ("name", "identifier", "vin", "key_reference", "due_what", "notes")


class AssetsTab(QWidget):
    """The list at the top, the asset being added or changed below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.client_id: int | None = None
        self.editing = _NEW
        self.draft = AssetDraft()
        self.kinds: Mapping[str, str] = {}
        self._shown: tuple[str, ...] = ()
        self.model: LazyTableModel[AssetRow] = LazyTableModel(self._columns(), lambda row: row.id)
        self.table = DataTable(_("Biens"), wraps=True)
        self.list_card, self.form_card, self.form = Card(_("Ses biens")), Card(), Form()
        self.edits = {name: QLineEdit() for name in (*_TEXTS, "mileage")}
        self.kind = Select()
        self.due_on = DateField(session.coming_day, example=_("demain, lundi, 12/10…"))
        self.ended_on = DateField(session.past_day)
        self.keep = Button(_("Garder"), "primary")
        self.new = Button(_("Autre bien"), "quiet", icon="plus")
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("assets_table")
        self.table.setModel(self.model)
        edits = self.edits
        self.form.add_side_by_side(
            ("asset_kind", _("Genre"), self.kind, ""),
            ("asset_name", _("Modèle, nom"), edits["name"], ""),
            ("asset_identifier", _("Plaque ou numéro de série"), edits["identifier"], ""),
        )
        self.form.add_side_by_side(
            ("asset_mileage", _("Kilométrage"), edits["mileage"], ""),
            ("asset_key", _("Référence de clé"), edits["key_reference"], ""),
            ("asset_vin", _("Numéro de châssis (VIN)"), edits["vin"], ""),
        )
        self.form.add_side_by_side(
            ("asset_due_what", _("Prochaine échéance"), edits["due_what"], ""),
            ("asset_due_on", _("Le"), self.due_on, ""),
            ("asset_ended_on", _("Vendu ou détruit le"), self.ended_on, ""),
        )
        self.form.add("asset_notes", _("Notes"), edits["notes"])
        self.form_card.add(self.form)
        for button, slot, name in (
            (self.new, self._on_new, "asset_new"),
            (self.keep, self.save, "asset_keep"),
        ):
            self.form_card.head.addWidget(button)
            button.clicked.connect(slot)
            button.setObjectName(name)
        self.table.row_looked_at.connect(self._edit)
        self.table.row_chosen.connect(lambda _row: self._to_form())
        self.list_card.add(self.table, 1)
        page = Page(inset=False)
        page.add(self.list_card)
        page.add(self.form_card)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def count(self, client_id: int) -> int:
        """How many assets are still looked after."""
        return sum(1 for row in clients.assets(client_id) if row.draft.ended_on is None)

    def show_client(self, client_id: int) -> None:
        """Show a client's assets; one being written stays."""
        keeps = client_id == self.client_id and self.is_changed()
        self.client_id = client_id
        rows = clients.assets(client_id)
        if not keeps:
            self._fill_kinds()
        self.model.show_rows(rows)
        self.list_card.setVisible(bool(rows))
        self.table.setFixedHeight(max(self.table.natural_height(), theme.current().px(60)))
        if not keeps:
            self._start_new()

    def _fill_kinds(self) -> None:
        self.kinds = {kind.code: kind.label for kind in catalogue.kinds("asset")}
        self.kind.clear()
        for code, label in self.kinds.items():
            self.kind.addItem(label, code)

    def focus_first(self) -> None:
        """The keyboard goes to the first asset, or where one is named."""
        if self.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.look_at(0)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._to_form()

    def _to_form(self) -> None:
        self.edits["name"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.client_id is not None and self._typed() != self._shown

    def forget_changes(self) -> None:
        """Let go of what was being written."""
        self._start_new()

    def _typed(self) -> tuple[str, ...]:
        dates = (self.due_on.text(), self.ended_on.text())
        return (*(edit.text().strip() for edit in self.edits.values()), *dates, self.kind_code())

    def kind_code(self) -> str:
        """The kind chosen."""
        return str(self.kind.currentData())

    def _columns(self) -> tuple[Column[AssetRow], ...]:
        return (
            Column(_("Bien"), self._name_cell, width=24, stretch=2),
            Column(_("Plaque, série"), lambda row: row.draft.identifier, width=14),
            Column(_("Kilométrage"), _mileage_cell, align="right", width=12),
            Column(_("Clé"), lambda row: row.draft.key_reference, width=10, spare=True),
            Column(_("Échéance"), _due_cell, width=24, stretch=1),
        )

    def _name_cell(self, row: AssetRow) -> Cell:
        ended = row.draft.ended_on
        told = _("parti le {day}").format(day=format_date(ended, "medium")) if ended else ""
        kind = self.kinds.get(row.draft.kind, row.draft.kind)
        return Cell(row.draft.name or kind, told or row.draft.vin, tone="muted" if ended else "")

    def _edit(self, row: AssetRow) -> None:
        self.editing = row.id
        self._show(row.draft)

    def _start_new(self) -> None:
        self.editing = _NEW
        self._show(AssetDraft(kind=next(iter(self.kinds), "other")))

    def _show(self, draft: AssetDraft) -> None:
        self.draft = draft
        for name in _TEXTS:
            self.edits[name].setText(getattr(draft, name))
        self.edits["mileage"].setText("" if draft.mileage is None else str(draft.mileage))
        if self.kind.findData(draft.kind) < 0:  # a kind that left the catalogue is kept
            self.kind.addItem(draft.kind, draft.kind)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind))
        self.due_on.set_day(draft.due_on)
        self.ended_on.set_day(draft.ended_on)
        self._shown = self._typed()
        self.form.set_errors({})
        new = self.editing == _NEW
        self.form_card.set_heading(_("Nouveau bien") if new else _("Changer ce bien"))
        self.new.setVisible(not new)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self._start_new()
        self._to_form()

    def save(self) -> bool:
        """Write the asset; what is refused is told under its field and stays typed."""
        typed = self.edits["mileage"].text().replace("\N{NARROW NO-BREAK SPACE}", "")
        digits = "".join(typed.lower().removesuffix("km").split())
        if digits and not (digits.isascii() and digits.isdigit()):
            self.form.set_errors({"asset_mileage": _("Écrivez le kilométrage en chiffres.")})
            return False
        if wrong := self._wrong_days():
            self.form.set_errors(wrong)
            return False
        draft = self._composed(int(digits) if digits else None)
        if not (draft.name or draft.identifier):
            self.form.set_errors({"asset_name": _("Donnez un modèle, un nom ou une plaque.")})
            return False
        asset_id = None if self.editing == _NEW else self.editing
        before, self._shown = self._shown, self._typed()  # the list may be read again at once
        try:
            self.session.write(clients.save_asset, self.client_id, asset_id, draft)
        except BookError as error:
            self._shown = before
            self.form.set_errors({"asset_mileage": str(error)})
            return False
        self._look_at(asset_id)
        self.session.window.messages.success(_("C’est gardé."))
        return True

    def _look_at(self, asset_id: int | None) -> None:
        """The keyboard goes to the asset just written, new ones have the highest id."""
        ids = [row.id for row in clients.assets(self.client_id or 0)]
        self.table.look_at(self.model.place_of(max(ids) if asset_id is None else asset_id))
        self.focus_first()

    def _wrong_days(self) -> dict[str, str]:
        days = {"asset_due_on": self.due_on, "asset_ended_on": self.ended_on}
        wrong = _("Ce jour n’est pas compris. Essayez 12/10/2027.")
        return {name: wrong for name, field in days.items() if not field.is_understood()}

    def _composed(self, mileage: int | None) -> AssetDraft:
        texts = {name: self.edits[name].text().strip() for name in _TEXTS}
        read_on = self.draft.mileage_on if mileage == self.draft.mileage else self.session.today
        return replace(
            self.draft,
            **texts,
            kind=self.kind_code(),
            mileage=mileage,
            mileage_on=read_on if mileage is not None else None,
            due_on=self.due_on.day(),
            ended_on=self.ended_on.day(),
        )

    def _restyle(self) -> None:
        self.table.setFixedHeight(max(self.table.natural_height(), theme.current().px(60)))


def _mileage_cell(row: AssetRow) -> Cell:
    mileage = row.draft.mileage
    read_on = row.draft.mileage_on
    if mileage is None:
        return Cell("")
    told = format_date(read_on, "medium") if read_on else ""
    return Cell(_("{km} km").format(km=format_number(mileage)), told)


def _due_cell(row: AssetRow) -> Cell:
    if row.draft.due_on is None:
        return Cell(row.draft.due_what)
    return Cell(f"{row.draft.due_what} {format_date(row.draft.due_on, 'medium')}".strip())
