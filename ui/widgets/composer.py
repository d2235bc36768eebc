"""One line to note something: kind, free text, Enter. Tab for the rest, Esc to leave."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.i18n import _
from ui import theme
from ui.widgets.announcing import announce
from ui.widgets.composer_data import (
    Choice,
    Composed,
    ComposerSpec,
    by_number,
    matching,
    split_kind,
)
from ui.widgets.composer_fields import ComposerFields
from ui.widgets.composer_kinds import NONE, KindList
from ui.widgets.painting import focus_ring, left_edge, round_box, smooth
from ui.widgets.pill import HintLine, Key, KeyCap, Pill
from ui.widgets.text import Label, WrapLabel

_KIND = 170
"""How wide the kind chosen is read whole, before the hints beside, in design pixels."""
_ASKED = 240
"""The widest a line asks to be for the words that say what to type, in design pixels."""


class Composer(QWidget):
    """`open_for(spec)` shows it; it emits `composed` with a `Composed`, or `cancelled`.

    The caller hides it once the entry is written, or calls `refuse(sentence)` to keep it
    open with the reason.
    """

    composed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._spec = ComposerSpec("", "", "")
        self._kind: Choice | None = None
        self._warned_of = self._told = ""
        self._key = KeyCap("")
        self._title = Label("", "strong")
        self.kind_pill = Pill("", "good")
        self.kind_pill.setObjectName("composer_kind")
        self.kind_pill.least = _KIND
        self.edit = QLineEdit()
        self.hints = HintLine()
        self.notice = WrapLabel("", "small")
        self.notice.setObjectName("composer_notice")
        self.fields = ComposerFields()
        self.kinds = KindList()
        self._build()
        self._listen()
        theme.follow(self._restyle)
        self.hide()

    def _build(self) -> None:
        self.edit.setObjectName("composer_text")
        self.edit.setProperty("bare", True)
        self._line = QHBoxLayout()
        for widget in (self._key, self._title, self.kind_pill):
            self._line.addWidget(widget)
        self._line.addWidget(self.edit, 1)
        self._line.addWidget(self.hints)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._line)
        for below in (self.notice, self.fields, self.kinds):
            self._column.addWidget(below)
            below.hide()

    def _listen(self) -> None:
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_typed)
        self.kinds.picked.connect(self._choose_marked)
        self.fields.accepted.connect(self._submit)
        self.fields.cancelled.connect(self._cancel)

    def open_for(self, spec: ComposerSpec, text: str = "") -> None:
        """Show the composer for a spec and take the keyboard."""
        self._spec, self._kind, self._warned_of, self._told = spec, None, "", ""
        self._key.setText(spec.key)
        self._key.updateGeometry()
        self._title.set_text(spec.title)
        self.setAccessibleName(spec.title)
        self.fields.show_fields(spec.fields)
        self.fields.hide()
        self.edit.setText(text)
        self._say("")
        self._show_stage()
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str) -> None:
        """Keep what was typed and tell why it was not noted."""
        self._say(sentence, "bad")
        self.edit.setFocus()

    @property
    def warned_of(self) -> str:
        """The text told about, which Enter again keeps."""
        return self._warned_of

    def _chooses_kind(self) -> bool:
        return bool(self._spec.choices) and self._kind is None

    def _show_stage(self) -> None:
        """First the kind, then the free text."""
        choosing = self._chooses_kind()
        self.kind_pill.setVisible(self._kind is not None)
        if self._kind is not None:
            self.kind_pill.show_status(self._kind.chosen or self._kind.label, self._spec.tone)
        self.kinds.setVisible(choosing)
        if choosing:
            self.kinds.show_choices(self._spec.choices, self._spec.choices)
        hint = _("numéro ou premières lettres") if choosing else self._spec.text_hint
        self.edit.setPlaceholderText(hint)
        self._fit_line()
        self.edit.setAccessibleName(f"{self._spec.title}, {hint}")
        if choosing:
            every = self._spec.choices
            numbered = (f"{at} {choice.label}" for at, choice in enumerate(every, 1))
            self.edit.setAccessibleDescription(", ".join(numbered))
        self._show_hints()
        self.update()

    def _fit_line(self) -> None:
        """The line shows what it asks before the hints beside it, as far as there is room."""
        px, hint = theme.current().px, self.edit.placeholderText()
        wanted = self.edit.fontMetrics().horizontalAdvance(hint) + px(16)
        self.edit.setMinimumWidth(min(wanted, px(_ASKED)))
        self.edit.setToolTip(hint)

    def _show_hints(self) -> None:
        more: Sequence[str | Key] = ()
        if self._spec.fields and not self.fields.isVisible():
            more = (Key(_("Tab")), " ", self.fields.in_words(), "   ")
        enter = _("choisir") if self._chooses_kind() else _("noter")
        keys = (Key(_("Entrée")), f" {enter}   ", Key(_("Échap")), " ", _("laisser"))
        self.hints.set_pieces(*more, *keys)

    def _on_typed(self, typed: str) -> None:
        self._say(self._told, "warn")
        if not self._chooses_kind():
            self._warn_quietly(typed)
            return
        if (choice := by_number(self._spec.choices, typed.strip())) is not None:
            self._choose(choice)
        elif (split := split_kind(self._spec.choices, typed)) is not None:
            self._choose(split[0], split[1])
        else:
            self._propose(typed.strip())

    def _propose(self, typed: str) -> None:
        """The kinds that fit; a number that may grow (1, then 12) is marked for Enter. When none
        fits, words were typed first: every kind, none marked, and the words wait for one."""
        every = self._spec.choices
        number = int(typed) if typed.isdecimal() else 0
        if 1 <= number <= len(every):
            self.kinds.show_choices(every, every, number - 1)
        else:
            found = matching(every, typed)
            self.kinds.show_choices(found or every, every, 0 if found else NONE)
        self._tell_marked()

    def _tell_marked(self) -> None:
        """Have the kind Enter would choose said."""
        if (choice := self.kinds.current()) is not None:
            announce(self.edit, f"{choice.label} {choice.hint}".strip())

    def _choose(self, choice: Choice, rest: str = "") -> None:
        self._kind = choice
        self._told = self._spec.tell(choice.code) if self._spec.tell else ""
        self._say(self._told, "warn")
        if self._spec.fields_of is not None:
            self.fields.show_fields(self._spec.fields_of(choice.code))
        self.edit.setText(rest)
        self._show_stage()
        announce(self.edit, f"{choice.label}, {self._spec.text_hint}")
        self.edit.setFocus()

    def _choose_marked(self, choice: Choice) -> None:
        """Words that fit no kind are the text of the one chosen."""
        typed = self.edit.text().strip()
        words = not typed.isdecimal() and not matching(self._spec.choices, typed)
        self._choose(choice, typed if words else "")

    def _unchoose(self) -> None:
        self._kind, self._told = None, ""
        self._say("")
        self._show_stage()

    def event(self, event: QEvent) -> bool:
        """Esc leaves the composer before it leaves whatever the composer was opened from."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self._cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Tab and self._spec.fields:
            self._reveal()
        elif self._chooses_kind() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.kinds.move_by(1 if key == Qt.Key.Key_Down else -1)
            self._tell_marked()
        elif key == Qt.Key.Key_Backspace and self._kind is not None and not self.edit.text():
            self._unchoose()
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if not self._chooses_kind():
            self._submit()
        elif (choice := self.kinds.current()) is not None:
            self._choose_marked(choice)
        else:
            self._ask_kind()

    def _ask_kind(self) -> None:
        self._say(_("Choisissez d’abord dans la liste."), "bad")
        self.edit.setFocus()

    def _reveal(self) -> None:
        """Choose the kind at hand if none is, show the optional fields, go to the first."""
        if self._chooses_kind() and (choice := self.kinds.current()) is not None:
            self._choose_marked(choice)
        if self._chooses_kind():
            self._ask_kind()
            return
        self.fields.show()
        self._show_hints()
        self.fields.start()

    def _submit(self) -> None:
        if self._chooses_kind():
            self._ask_kind()
            return
        text = " ".join(self.edit.text().split())
        values, wrong = self.fields.read()
        if self._spec.text_needed and not text:
            self._say(_("Quelques mots manquent ici."), "bad")
            self.edit.setFocus()
        elif wrong:
            self._say(self._told, "warn")
        elif self._must_confirm(text):
            self.edit.setFocus()
        else:
            kind = self._kind.code if self._kind else ""
            kept = bool(self._warned_of) and self._warned_of == text
            self.composed.emit(Composed(self._spec.code, kind, text, values, kept))

    def _must_confirm(self, text: str) -> bool:
        """Tell the warning about the text once; the same text is kept on the second Enter."""
        check = self._spec.check_text
        warning = check(text) if check is not None and text else ""
        if not warning:
            self._warned_of = ""
            return False
        if self._warned_of == text:
            return False
        self._warned_of = text
        again = _("Entrée encore une fois pour garder ce texte.")
        self._say(f"{warning} {again}", "warn")
        return True

    def _warn_quietly(self, typed: str) -> None:
        """Tell the warning about the words already whole, while the rest is being typed."""
        whole = typed.rpartition(" ")[0].strip()
        check = self._spec.check_text
        warning = check(whole) if check is not None and whole else ""
        if warning:
            self._say(f"{self._told} {warning}".strip(), "warn")

    def _cancel(self) -> None:
        self.cancelled.emit()  # whoever listens takes the keyboard before this hides
        self.hide()

    def _say(self, sentence: str, tone: str = "bad") -> None:
        self.notice.set_text(sentence)
        self.notice.set_tone(tone)
        self.notice.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        announce(self.edit, sentence, urgent=tone == "bad")

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(17), px(11), px(14), px(11))
        self._column.setSpacing(px(8))
        self._line.setSpacing(px(9))
        self.edit.setMinimumHeight(px(28))
        self.edit.setMinimumWidth(px(190))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        with QPainter(self) as painter:
            smooth(painter)
            box, radius = QRectF(self.rect()), look.px(12)
            round_box(painter, box, radius, look.colour("paper"), look.colour("field_line"))
            left_edge(painter, box, radius, look.colour(self._spec.tone), look.px(4))
            if self.edit.hasFocus():
                focus_ring(painter, box, radius)
