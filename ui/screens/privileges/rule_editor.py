"""Pour qui: the conditions of a rule, each added by a key, read back as one sentence."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.eligibility_words import sentence
from models.errors import BookError
from models.i18n import _
from models.privilege_overview import number_of
from models.rules.eligibility import Pick, Rule, from_plain
from ui import theme
from ui.action_specs import RULE
from ui.actions import keys_of
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.privileges.rule_parts import RuleParts, parts_of, with_condition
from ui.screens.privileges.rule_specs import (
    choice_spec,
    condition_of,
    found_clients,
    number_spec,
    pick_spec,
    picked_words,
)
from ui.session import Session
from ui.widgets import Composed, Composer, DataTable, FlowLayout, KeyButton, WrapLabel

_NUMBERS = ("rule_years", "rule_visits", "rule_referrals")
_CHOICES = ("rule_asset", "rule_tag")


class RuleEditor(QWidget):
    """One line for each condition; letters add others. `changed` gives the plain rule."""

    changed = Signal(object)
    composing = Signal()
    """The composer is shown, and has the size it needs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("rule_editor")
        self.session = session
        self.parts = RuleParts()
        self.told = WrapLabel("")
        self.model: LazyTableModel[tuple[int, Rule]] = LazyTableModel(
            (Column(_("Condition"), _line_cell, width=20, stretch=1),), lambda row: row[0]
        )
        self.table, self.composer = DataTable(_("Pour qui")), Composer()
        self.keys = QWidget()
        self.actions_by_code = session.window.actions_of(self, RULE)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("rule_table")
        self.table.setModel(self.model)
        self.told.setObjectName("rule_sentence")
        self.composer.setObjectName("rule_composer")
        flow = FlowLayout(self.keys)
        for code, action in self.actions_by_code.items():
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.told, self.table, self.composer, self.keys):
            self._column.addWidget(part)
        self.composer.hide()
        self.composer.installEventFilter(self)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        actions = self.actions_by_code
        for code in (*_NUMBERS, *_CHOICES):
            actions[code].triggered.connect(partial(self._compose, code))
        actions["rule_pick"].triggered.connect(lambda: self._open(pick_spec()))
        actions["rule_everyone"].triggered.connect(lambda: self._change(RuleParts(chosen=True)))
        actions["rule_any"].triggered.connect(self._turn)
        actions["rule_remove"].triggered.connect(self._remove)
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.composing.emit()
        return super().eventFilter(watched, event)

    def show_rule(self, plain: dict[str, object] | None) -> None:
        """Show a rule as it is kept."""
        if plain != self.parts.plain():
            self.parts = parts_of(plain)
        self._show()

    def _show(self) -> None:
        lines, place = self.parts.lines(), max(self.table.currentIndex().row(), 0)
        plain = self.parts.plain()
        words = (
            _("Personne encore\N{NO-BREAK SPACE}: ajoutez une condition par sa lettre.")
            if plain is None
            else sentence(from_plain(plain))
        )
        self.told.set_text(_("Pour qui\N{NO-BREAK SPACE}: {whom}").format(whom=words))
        self.model.show_rows(list(enumerate(lines)))
        self.table.setVisible(True)
        if lines:
            self.table.look_at(min(place, len(lines) - 1))
        self.actions_by_code["rule_any"].setEnabled(len(self.parts.conditions) > 1)
        self.actions_by_code["rule_remove"].setEnabled(self.parts.chosen)
        self._restyle()

    # -- changing ------------------------------------------------------------------------------

    def _compose(self, code: str) -> None:
        try:
            self._open(number_spec(code) if code in _NUMBERS else choice_spec(code))
        except BookError as error:
            self.session.window.messages.info(str(error))

    def _open(self, spec: object) -> None:
        self.keys.hide()
        self.composer.open_for(spec)  # type: ignore[arg-type]

    def _stop_composing(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)  # before what has it hides
        self.composer.hide()
        self.keys.show()

    def _on_composed(self, composed: Composed) -> None:
        try:
            if composed.code != "rule_pick":
                self._add(condition_of(composed))
            elif composed.kind:
                self._pick(int(composed.kind), composed.text)
            else:
                self._open(pick_spec(found_clients(composed.text)))
                return
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()

    def _add(self, condition: Rule) -> None:
        conditions = with_condition(self.parts.conditions, condition)
        if conditions != self.parts.conditions:
            self._change(replace(self.parts, chosen=True, conditions=conditions))

    def _pick(self, client_id: int, why: str) -> None:
        number = number_of(client_id)
        others = tuple(pick for pick in self.parts.picks if pick.client != number)
        self._change(replace(self.parts, chosen=True, picks=(*others, Pick(number, why))))

    def _turn(self) -> None:
        self._change(replace(self.parts, any_of=not self.parts.any_of))

    def _remove(self) -> None:
        """The line looked at goes; « tous les clients » goes too."""
        place = self.table.currentIndex().row()
        if self.parts.lines():
            self._change(self.parts.without(max(place, 0)))
        else:
            self._change(RuleParts())

    def _change(self, parts: RuleParts) -> None:
        self.parts = parts
        self._show()
        self.changed.emit(parts.plain())

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(8))
        self.table.setFixedHeight(max(self.table.natural_height(), theme.current().px(64)))


def _line_cell(row: tuple[int, Rule]) -> Cell:
    _place, rule = row
    picked = picked_words(rule)
    return Cell(picked, pill=_("à la main")) if picked else Cell(sentence(rule))
