"""Poids et délais: the trust account's settings, each kept when its field is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.changes import Changes
from models.i18n import _, format_number, ngettext
from models.rules.trust import TrustSettings
from models.settings import trust_history
from models.trust_settings import set_trust
from ui import theme
from ui.screens.settings.catalogue_tab import short_units
from ui.screens.settings.tab import SettingsTab, TabPage, Undo
from ui.screens.settings.trust_fields import TrustField, trust_groups
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import Card, CardGrid, ElideLabel, IconButton, Label, WrapLabel


class TrustTab(SettingsTab):
    """A card per group; a changed setting counts from today on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: dict[str, TrustLine] = {}
        page = TabPage()
        about = WrapLabel(
            _(
                "Un réglage changé compte pour ce qui sera noté à partir d’aujourd’hui. Il ne "
                "réécrit jamais le passé."
            ),
            tone="muted",
        )
        page.add(about)
        grid = CardGrid(min_column=340)
        for group in trust_groups():
            card = Card(group.heading)
            card.add(WrapLabel(group.about, "small", "muted"))
            for field in group.fields:
                self.lines[field.code] = line = TrustLine(field)
                line.typed.connect(self._on_typed)
                card.add(line)
            grid.add(card)
        page.add(grid)
        page.body.addStretch(1)
        self.column.addWidget(page)

    def refresh(self) -> None:
        """Show the settings in force today; a field being typed in, or wrong, stays."""
        known = self._known()
        for line in self.lines.values():
            line.show_value(line.field.of(known))

    def focus_first(self) -> None:
        """The keyboard goes to the first field."""
        next(iter(self.lines.values())).edit.setFocus()

    def keep(self) -> None:
        """Ctrl+S keeps the field being typed in."""
        for line in self.lines.values():
            if line.edit.hasFocus():
                line.read()

    def _known(self) -> TrustSettings:
        return trust_history().on(self.session.today)

    def _on_typed(self, line: "TrustLine", value: int) -> None:
        before = line.field.of(self._known())
        if value == before:
            line.settle(value)
            return
        sentence = _("{label}\N{NO-BREAK SPACE}: {value}, à partir d’aujourd’hui.").format(
            label=line.field.label, value=told_value(line.field, value)
        )
        self._write(line, value, sentence, lambda: self._put_back(line, before))

    def _put_back(self, line: "TrustLine", before: int) -> None:
        self._write(line, before, _("Remis comme avant."), None)

    def _write(self, line: "TrustLine", value: int, sentence: str, undo: Undo | None) -> None:
        """Every account follows the setting: in a large book that takes a while."""
        actor, field = self.session.actor, line.field

        def work(_progress: Progress) -> Changes:
            known = trust_history().on(actor.today)
            return set_trust(actor, field.changed(known, value))

        def written(changes: Changes) -> None:
            line.settle(value)
            self.session.window.events.tell(changes)
            self.told(sentence, undo)

        line.wait(value)
        title = _("Les comptes suivent le nouveau réglage")
        self.session.window.tasks.run(work, written, lambda f: line.refuse(f.sentence), title)


class TrustLine(QWidget):
    """A label, its sign, its field, its unit; and the way back to the usual value."""

    typed = Signal(object, int)

    def __init__(self, field: TrustField) -> None:
        super().__init__()
        self.field = field
        self._waits = False
        self.edit = QLineEdit()
        self.edit.setObjectName(field.code)
        self.edit.setProperty("number", True)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(f"{field.label}, {unit_label(field, 2)}")
        usual = _("Revenir à {value}").format(value=told_value(field, field.default))
        self.back = IconButton("undo-2", usual)
        self.back.setObjectName(f"{field.code}_usual")
        self.error = WrapLabel("", "small", "bad")
        self.error.hide()
        self._sign = Label(field.sign, "strong", "good" if field.sign == "+" else "bad")
        self._unit = ElideLabel("", "small", "muted")
        self._build()
        self.edit.editingFinished.connect(self.read)
        self.back.clicked.connect(lambda: self.typed.emit(self, field.default))
        theme.follow(self._restyle)

    def _build(self) -> None:
        self._line = QHBoxLayout()
        self._line.addWidget(WrapLabel(self.field.label), 1)
        for widget in (self.back, self._sign, self.edit, self._unit):
            self._line.addWidget(widget)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self.error)

    def show_value(self, value: int) -> None:
        """Show what is kept, unless something else is being typed."""
        if not (self.edit.hasFocus() or self.edit.property("invalid") or self._waits):
            self.settle(value)

    def wait(self, value: int) -> None:
        """Show a value that is being written."""
        self.settle(value)
        self._waits = True

    def settle(self, value: int) -> None:
        """Show a value that is kept."""
        self._waits = False
        self.edit.setText(shown_value(self.field, value))
        self._unit.set_text(unit_label(self.field, value))
        self.back.setVisible(value != self.field.default)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing with an empty sentence."""
        self._waits = False
        self.error.set_text(sentence)
        self.error.setVisible(bool(sentence))
        self.edit.setProperty("invalid", bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self.edit.style().polish(self.edit)

    def read(self) -> None:
        """Read what was typed."""
        try:
            value = self.field.read(self.edit.text())
        except ValueError:
            self.refuse(_wanted(self.field))
            return
        self.typed.emit(self, value)

    def _restyle(self) -> None:
        px = theme.current().px
        self.edit.setFixedWidth(px(68))
        self._sign.setFixedWidth(px(12))
        self._unit.setFixedWidth(px(58))
        self._line.setSpacing(px(6))


def shown_value(field: TrustField, value: int) -> str:
    """The value as it is typed, without its sign."""
    if field.unit == "units":
        return short_units(abs(value))
    return format_number(abs(value))


def told_value(field: TrustField, value: int) -> str:
    """The value in a sentence: « − 3 unités », « 2 jours »."""
    sign = f"{field.sign}\N{NARROW NO-BREAK SPACE}" if field.sign else ""
    return f"{sign}{shown_value(field, value)}\N{NO-BREAK SPACE}{unit_label(field, value)}"


def unit_label(field: TrustField, value: int) -> str:
    """The unit's word, as it stands after that value."""
    count = -(-abs(value) // 100) if field.unit == "units" else abs(value)
    return {
        "units": ngettext("unité", "unités", count),
        "days": ngettext("jour", "jours", count),
        "months": ngettext("mois", "mois", count),
        "years": ngettext("an", "ans", count),
        "percent": "%",
        "times": ngettext("fois", "fois", count),
    }[field.unit]


def _wanted(field: TrustField) -> str:
    if field.unit == "units":
        return _("Écrivez des unités, par exemple 3 ou 1,5.")
    if field.name.endswith("half_life"):
        return _("Écrivez un nombre de mois, 1 au moins.")
    return _("Écrivez un nombre entier.")
