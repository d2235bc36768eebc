"""What is written about an asset: the fields every one has, then those of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models import catalogue
from models.asset_files import DUE_EVERY
from models.asset_kinds import asset_kind
from models.asset_marks import taken_by
from models.client_drafts import AssetDraft
from models.exchange.assets import mileage
from models.i18n import _, format_number, language
from models.rules.asset_kinds import COLUMNS, AssetField, AssetKind
from models.rules.plates import VinRemark, vin_remark
from ui import theme
from ui.session import Session
from ui.widgets import DateField, Form, Select

_A_LINE = 4
_CHECKED_BY_LAW = "12345"
"""How the VINs of North America begin; elsewhere the ninth sign checks nothing."""
Typed = dict[str, str]
"""What is typed, by the field's objectName."""


class AssetForm(QWidget):
    """`show_asset` fills it; `draft`, `facts` and `km` are what is typed; `wrong` what cannot be.

    Another kind brings its own fields; what is typed in those they share stays.
    """

    submitted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shown = AssetDraft()
        self._made = AssetKind("")
        self._asked: list[AssetField] = []
        self._facts: Mapping[str, str] = {}
        self._asset_id: int | None = None
        self.kinds: Mapping[str, str] = {}
        self.kind, self.name, self.notes = Select(), QLineEdit(), QLineEdit()
        self.head, self.own = Form(), Form()
        self.editors: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.head.add_side_by_side(
            ("asset_kind", _("Genre"), self.kind, ""),
            ("asset_name", _("Modèle, nom"), self.name, ""),
            ("asset_notes", _("Notes"), self.notes, ""),
        )
        self._column.addWidget(self.head)
        self._column.addWidget(self.own)
        self.kind.activated.connect(lambda _place: self._on_kind())
        for edit in (self.name, self.notes):
            edit.returnPressed.connect(self.submitted)
        theme.follow(self._restyle)

    # -- showing -------------------------------------------------------------------------------

    def show_asset(
        self, draft: AssetDraft, facts: Mapping[str, str], asset_id: int | None = None
    ) -> None:
        """Show an asset, with the fields of its kind and those of another it was filled with."""
        self.shown, self._facts, self._asset_id = draft, facts, asset_id
        self._fill_kinds(draft.kind)
        self.name.setText(draft.name)
        self.notes.setText(draft.notes)
        self._make(draft.kind)
        self._put(self._as_typed(draft, facts))

    def _fill_kinds(self, code: str) -> None:
        self.kinds = {kind.code: kind.label for kind in catalogue.kinds("asset")}
        self.kind.clear()
        for known, label in self.kinds.items():
            self.kind.addItem(label, known)
        if self.kind.findData(code) < 0:  # a kind that left the catalogue is kept
            self.kind.addItem(catalogue.labels().get(("asset", code), code), code)
        self.kind.setCurrentIndex(self.kind.findData(code))

    def _on_kind(self) -> None:
        typed = self.typed()
        self._make(self.kind_code())
        self._put(typed)

    def _make(self, code: str) -> None:
        """The fields of a kind, four on a line."""
        made = asset_kind(code)
        asked = self._fields(made)
        if (made, asked) == (self._made, self._asked) and self.editors:
            return
        self._made, self._asked = made, asked
        self._column.removeWidget(self.own)
        self.own.hide()
        self.own.setParent(None)
        self.own.deleteLater()
        self.own, self.editors = Form(self), {}
        fields = [self._field(field) for field in asked]
        due = [
            self._line("asset_due_what", _("Échéance fixée à la main")),
            self._day("asset_due_on", _("Pour le"), self.session.coming_day, _("demain, 12/10…")),
            self._line("asset_due_every", _("Revient tous les (mois)")),
            self._day("asset_ended_on", _("Vendu ou détruit le"), self.session.past_day),
        ]
        for start in range(0, len(fields), _A_LINE):
            self.own.add_side_by_side(*fields[start : start + _A_LINE])
        self.own.add_side_by_side(*due)
        if "asset_vin" in self.editors:
            self.edit("asset_vin").textChanged.connect(
                lambda text: self._remark("asset_vin", vin_told(text))
            )
        if "asset_identifier" in self.editors:
            self.edit("asset_identifier").textChanged.connect(self._on_mark)
        self._column.addWidget(self.own)
        self.own.show()

    def _fields(self, made: AssetKind) -> list[AssetField]:
        """Those of the kind, then the columns that hold something it does not ask for."""
        fields = list(made.fields)
        asked = {COLUMNS.get(field.code) for field in fields}
        kept = ("serial", "vin", "key", "mileage")
        left = [code for code in kept if COLUMNS[code] not in asked]
        held = [code for code in left if getattr(self.shown, COLUMNS[code]) not in ("", None)]
        return [*fields, *(AssetField(code) for code in held)]

    def _field(self, field: AssetField) -> tuple[str, str, QWidget, str]:
        if field.code in COLUMNS:
            marks = field.code in ("plate", "serial")
            name = "asset_identifier" if marks else f"asset_{field.code}"
            return self._line(name, column_label(field.code))
        name, label = f"asset_{field.code}", field.texts[language()]
        if field.type == "day":
            return self._day(name, label, self.session.past_day)
        if field.type == "choice":
            select = Select()
            for code, texts in field.choices.items():
                select.addItem(texts[language()], code)
            self.editors[name] = select
            return name, label, select, ""
        return self._line(name, label)

    def _line(self, name: str, label: str) -> tuple[str, str, QWidget, str]:
        edit = self.editors[name] = QLineEdit()
        edit.returnPressed.connect(self.submitted)
        return name, label, edit, ""

    def _day(
        self, name: str, label: str, read: Callable[[str], date | None], example: str = ""
    ) -> tuple[str, str, QWidget, str]:
        edit = self.editors[name] = DateField(read, example=example)
        edit.returnPressed.connect(self.submitted)
        return name, label, edit, ""

    def _as_typed(self, draft: AssetDraft, facts: Mapping[str, str]) -> Typed:
        own = {f"asset_{code}": value for code, value in facts.items()}
        return own | {
            "asset_identifier": draft.identifier,
            "asset_vin": draft.vin,
            "asset_key": draft.key_reference,
            "asset_mileage": "" if draft.mileage is None else str(draft.mileage),
            "asset_due_what": draft.due_what,
            "asset_due_on": draft.due_on.isoformat() if draft.due_on else "",
            "asset_ended_on": draft.ended_on.isoformat() if draft.ended_on else "",
        }

    def _put(self, values: Typed) -> None:
        for name, editor in self.editors.items():
            value = values.get(name, "")
            if isinstance(editor, DateField):
                known = value[:4].isdigit() and value[4:5] == "-"
                if known:
                    editor.set_day(date.fromisoformat(value))
                else:
                    editor.setText(value)
            elif isinstance(editor, Select):
                editor.setCurrentIndex(max(0, editor.findData(value)))
            elif isinstance(editor, QLineEdit):
                editor.setText(value)

    def _on_mark(self, text: str) -> None:
        """A plate given twice: told, never refused."""
        self._remark("asset_identifier", taken_by(text, self._asset_id))

    def _remark(self, name: str, told: str) -> None:
        """What is unusual in a field: told, never refused."""
        hint = self.own.field(name).hint
        hint.set_text(told)
        hint.setVisible(bool(told))
        self.edit(name).setAccessibleDescription(told)

    # -- what is typed -------------------------------------------------------------------------

    def edit(self, name: str) -> QLineEdit:
        """A field to type in."""
        found = self.editors[name]
        assert isinstance(found, QLineEdit)
        return found

    def kind_code(self) -> str:
        """The kind chosen."""
        return str(self.kind.currentData())

    def typed(self) -> Typed:
        """Everything typed, a day that is understood in ISO form."""
        values = {name: _typed(editor) for name, editor in self.editors.items()}
        head = {"asset_kind": self.kind_code(), "asset_name": self.name.text().strip()}
        return values | head | {"asset_notes": self.notes.text().strip()}

    def wrong(self) -> dict[str, str]:
        """What cannot be read, by field."""
        told = _("Ce jour n’est pas compris. Essayez 12/10/2027.")
        wrong = {
            name: told
            for name, editor in self.editors.items()
            if isinstance(editor, DateField) and not editor.is_understood()
        }
        typed = self.typed()
        if typed.get("asset_mileage") and self.km() is None:
            wrong["asset_mileage"] = _("Écrivez le kilométrage en chiffres.")
        whole = {f"asset_{f.code}" for f in self._made.own if f.type == "number"}
        for name in (*whole, "asset_due_every"):
            if typed[name] and not (typed[name].isascii() and typed[name].isdigit()):
                wrong[name] = _("Écrivez un nombre entier, en chiffres.")
        if not (typed["asset_name"] or typed.get("asset_identifier")):
            wrong["asset_name"] = _("Donnez un modèle, un nom ou une plaque.")
        return wrong

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Tell what is wrong under each field."""
        self.own.set_errors(errors)
        self.head.set_errors(errors)

    def km(self) -> int | None:
        """The mileage typed, None when there is none or it is no distance."""
        typed = self.typed().get("asset_mileage", "")
        return kilometres(typed) if typed else None

    def draft(self) -> AssetDraft:
        """The asset as it is typed; its mileage is as it was."""
        typed = self.typed()
        return replace(
            self.shown,
            kind=typed["asset_kind"],
            name=typed["asset_name"],
            notes=typed["asset_notes"],
            identifier=typed.get("asset_identifier", self.shown.identifier),
            vin=typed.get("asset_vin", self.shown.vin),
            key_reference=typed.get("asset_key", self.shown.key_reference),
            due_what=typed["asset_due_what"],
            due_on=_day_of(typed["asset_due_on"]),
            ended_on=_day_of(typed["asset_ended_on"]),
        )

    def facts(self) -> Typed:
        """The kind's own fields, by their codes."""
        typed = self.typed()
        own = {field.code: typed[f"asset_{field.code}"] for field in self._made.own}
        return own | {DUE_EVERY: typed["asset_due_every"]}

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(12))


def column_label(code: str) -> str:
    """The words of a field every book keeps."""
    return {
        "plate": _("Plaque"),
        "serial": _("Numéro de série"),
        "vin": _("Numéro de châssis (VIN)"),
        "key": _("Référence de clé"),
        "mileage": _("Kilométrage"),
    }[code]


def vin_told(text: str) -> str:
    """What is unusual in a VIN, in words; nothing when nothing is, or it is empty."""
    if not text.strip():
        return ""
    remark = vin_remark(text)
    if remark is VinRemark.LENGTH:
        count = format_number(len(text.replace(" ", "")))
        return _("D’habitude 17 signes\u00a0; ici {count}.").format(count=count)
    if remark is VinRemark.LETTERS:
        return _("Un VIN n’a ni I, ni O, ni Q.")
    if remark is VinRemark.CHECK and text.strip()[0] in _CHECKED_BY_LAW:
        return _("Le 9e signe ne va pas avec les autres\u00a0: relisez ce VIN.")
    return ""


def kilometres(text: str) -> int | None:
    """« 118 400 km » → 118400; None when it is no distance."""
    spaced = text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    digits = "".join(spaced.lower().removesuffix("km").split())
    if digits.isascii() and digits.isdigit() and len(digits) <= 9:
        return int(digits)
    return mileage(spaced)


def _typed(editor: QWidget) -> str:
    if isinstance(editor, Select):
        return str(editor.currentData() or "")
    if isinstance(editor, DateField) and (day := editor.day()) is not None:
        return day.isoformat()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def _day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
