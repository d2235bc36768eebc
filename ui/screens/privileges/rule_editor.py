"""Pour qui: the conditions of a rule, each added by a key, read back as one sentence.

G puts a condition with the one above it in a group, which says the other thing: « l’une au moins
de celles-ci » among conditions that must all be met. Seen from a group, keys add to it.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.eligibility_words import sentence
from models.errors import BookError
from models.i18n import _
from models.long_texts import kept_whole
from models.privilege_overview import number_of
from models.rules.eligibility import MeetsAll, MeetsAny, Pick, Picked, Rule, from_plain
from models.rules.eligibility.plain import LONGEST
from ui import theme
from ui.action_specs import RULE
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.answering_keys import AnsweringKeys
from ui.screens.privileges.rule_parts import Line, RuleParts, parts_of
from ui.screens.privileges.rule_specs import (
    choice_spec,
    condition_of,
    found_clients,
    number_spec,
    pick_spec,
    picked_words,
    why_not,
)
from ui.session import Session
from ui.widgets import Composed, Composer, DataTable, FlowLayout, WrapLabel

_NUMBERS = ("rule_years", "rule_visits", "rule_referrals")
_CHOICES = ("rule_asset", "rule_tag")
_INSET = "\N{EM SPACE}\N{EM SPACE}"
"""Before a condition in a group."""


class RuleEditor(QWidget):
    """One line for each condition; letters add others. `changed` gives the plain rule."""

    changed = Signal(object)
    used = Signal(QWidget)
    """The composer is shown, or the keys moved under the table, and should be seen whole."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("rule_editor")
        self.session = session
        self.parts = RuleParts()
        self.told = WrapLabel("")
        self.model: LazyTableModel[tuple[int, Line]] = LazyTableModel(
            (Column(_("Condition"), _line_cell, width=20, stretch=1),), lambda row: row[0]
        )
        self.table, self.composer = DataTable(_("Pour qui")), Composer()
        self.keys = QWidget()
        self.actions_by_code = session.window.actions_of(self, RULE)
        self.answering = AnsweringKeys(session, self.actions_by_code)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("rule_table")
        self.table.setModel(self.model)
        self.told.setObjectName("rule_sentence")
        self.composer.setObjectName("rule_composer")
        flow = FlowLayout(self.keys)
        for button in self.answering.buttons.values():
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.told, self.table, self.composer, self.keys):
            self._column.addWidget(part)
        self.composer.hide()
        for widget in (self.composer, self.table, self.keys):
            widget.installEventFilter(self)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        composed = (*_NUMBERS, *_CHOICES)
        self.answering.listen(
            {
                **{code: partial(self._compose, code) for code in composed},
                "rule_pick": lambda: self._open(pick_spec()),
                "rule_everyone": lambda: self._change(RuleParts(chosen=True)),
                "rule_any": lambda: self._change(self.parts.turned()),
                "rule_group": self._group,
                "rule_remove": self._remove,
            }
        )
        self.table.row_looked_at.connect(lambda _row: self._say_why_not())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.composer and event.type() == QEvent.Type.Resize:
            if not self.composer.isHidden():
                self.used.emit(self.composer)
        elif self.table.hasFocus() and event.type() in (QEvent.Type.FocusIn, QEvent.Type.Move):
            self.used.emit(self.keys)
        return super().eventFilter(watched, event)

    def show_rule(self, plain: dict[str, object] | None) -> None:
        """Show a rule as it is kept."""
        if plain != self.parts.plain():
            self.parts = parts_of(plain)
        self._show()

    def _show(self, rule: Rule | None = None) -> None:
        """Show the lines, the keyboard on the condition just changed, or where it was."""
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
            wanted = place if rule is None else self.parts.place_of(rule)
            self.table.look_at(min(wanted, len(lines) - 1))
        self._say_why_not()
        self._restyle()

    def _line(self) -> Line | None:
        """The line looked at."""
        row = self.model.row_at(self.table.currentIndex().row())
        return row[1] if row is not None else None

    def _say_why_not(self) -> None:
        for code, why in why_not(self.parts, self._line()).items():
            self.answering.tell(code, why)

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
        parts = self.parts.with_condition(condition, self._line())
        if parts != self.parts:
            self._change(parts, condition)

    def _pick(self, client_id: int, why: str) -> None:
        number = number_of(client_id)
        pick = Pick(number, kept_whole(why, LONGEST))
        others = tuple(one for one in self.parts.picks if one.client != number)
        self._change(replace(self.parts, chosen=True, picks=(*others, pick)), Picked((pick,)))

    def _group(self) -> None:
        """The condition goes with the one above; one in a group leaves it; a group is undone."""
        line = self._line()
        if line is not None:
            grouped = self.parts.group_at(line) is not None
            parts = self.parts.parted(line) if grouped else self.parts.joined(line)
            self._change(parts, line.rule)

    def _remove(self) -> None:
        """The line looked at goes; « tous les clients » goes too."""
        line = self._line()
        self._change(RuleParts() if line is None else self.parts.without(line))

    def _change(self, parts: RuleParts, rule: Rule | None = None) -> None:
        """These parts instead, the keyboard on that condition."""
        self.parts = parts
        self._show(rule)
        self.changed.emit(parts.plain())

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(8))
        self.table.setFixedHeight(max(self.table.natural_height(), theme.current().px(64)))


def _line_cell(row: tuple[int, Line]) -> Cell:
    line = row[1]
    if line.inside is None and isinstance(line.rule, MeetsAny):
        return Cell(_("l’une au moins de celles-ci\N{NO-BREAK SPACE}:"), tone="muted")
    if line.inside is None and isinstance(line.rule, MeetsAll):
        return Cell(_("toutes celles-ci\N{NO-BREAK SPACE}:"), tone="muted")
    inset = "" if line.inside is None else _INSET
    picked = picked_words(line.rule)
    return (
        Cell(inset + picked, pill=_("à la main")) if picked else Cell(inset + sentence(line.rule))
    )
