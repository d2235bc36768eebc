"""The voice of the clients across the book: what they said in a year, what is left to tell them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import catalogue, voices
from models.catalogue import Labels
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_number, ngettext
from models.rules.trust.months import months_before
from models.voices import NATURES, VoiceRow, nature_label
from ui import theme
from ui.action_specs import VOICES
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens.signed import Signatures
from ui.screens.voices_words import by_theme, changed_spec, columns, put_back
from ui.session import Session
from ui.widgets import (
    Card,
    CheckBox,
    Composed,
    Composer,
    DataTable,
    EmptyState,
    FlowLayout,
    KeyButton,
    Label,
    Page,
    Select,
    WrapLabel,
)

_MONTHS = 12
_MOST = 100
"""The lines shown at once: each has the height of its words. A filter reaches the others."""
_KEYS = ("voice_changed", "voice_told", "voice_card")


class VoicesPanel(QWidget):
    """Read once a week: what was said, what it changes, who is still to be told."""

    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("voices_panel")
        self.session = session
        self.labels: Labels = {}
        self._composing: VoiceRow | None = None
        self._undo: Callable[[], Changes] | None = None
        self.page = Page(_("Voix des clients"), scrolls=False, max_width=1800)
        self.summary, self.themes = Label("", tone="muted"), WrapLabel("")
        self.nature, self.theme = Select(), Select()
        self.to_tell = CheckBox(_("Ce qui reste à dire"))
        self.team = Signatures()
        self.model: LazyTableModel[VoiceRow] = LazyTableModel(
            columns(lambda: self.labels, self.team, with_client=True), lambda row: row.id
        )
        self.table, self.composer = DataTable(_("Voix des clients"), wraps=True), Composer()
        self.list, self.keys = QWidget(), QWidget()
        self.empty = EmptyState("message-square", "", "")
        self.actions_by_code = session.window.actions_of(self.list, VOICES, _KEYS)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("voices_of_all")
        self.table.setModel(self.model)
        self.themes.setObjectName("voices_themes")
        self.page.head.addWidget(self.summary)
        self._filters = QHBoxLayout()
        for name, select, words in (
            ("voices_nature", self.nature, _("Nature")),
            ("voices_theme", self.theme, _("Thème")),
        ):
            select.setObjectName(name)
            select.set_name(words)
            self._filters.addWidget(select)
        self.to_tell.setObjectName("voices_to_tell")
        self._filters.addWidget(self.to_tell)
        self._filters.addStretch(1)
        card = Card()
        card.add(self.themes)
        card.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for code in _KEYS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._list_column = QVBoxLayout(self.list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.addWidget(card, 1)
        self._list_column.addWidget(self.keys)
        self.page.add(self._filters)
        self.page.add(self.list, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        for select in (self.nature, self.theme):
            select.activated.connect(lambda _index: self._show())
        self.to_tell.toggled.connect(lambda _on: self._show())
        self.table.row_chosen.connect(lambda _row: self._compose())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        slots: dict[str, Callable[[], object]] = {
            "voice_changed": self._compose,
            "voice_told": self._on_told,
            "voice_card": self._open_card,
        }
        for code, slot in slots.items():
            self.actions_by_code[code].triggered.connect(slot)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the catalogue and the words again, the filters as they were."""
        self.labels = catalogue.labels()
        self.team.read()
        natures = [(nature, nature_label(nature)) for nature in NATURES]
        _fill(self.nature, _("Toutes les natures"), natures)
        themes = [(kind.code, kind.label) for kind in catalogue.kinds("theme", active_only=False)]
        _fill(self.theme, _("Tous les thèmes"), themes)
        self._show()

    def _show(self) -> None:
        """Show the words that fit the filters, the keyboard near the line it was on."""
        place, looked_at = max(self.table.currentIndex().row(), 0), self._current()
        rows = voices.voices(
            nature=str(self.nature.currentData() or ""),
            theme=str(self.theme.currentData() or ""),
            to_tell=self.to_tell.isChecked(),
            since=months_before(self.session.today, _MONTHS),
        )
        self.model.show_rows(rows[:_MOST])
        self.themes.set_text(by_theme(rows, self.labels))
        self.themes.setVisible(any(row.draft.theme for row in rows))
        self._say_count(len(rows))
        if rows:
            same = self.model.place_of(looked_at.id) if looked_at else -1
            self.table.look_at(same if same >= 0 else min(place, self.model.rowCount() - 1))

    def _say_count(self, count: int) -> None:
        told = ngettext("{count} parole en un an", "{count} paroles en un an", count)
        told = told.format(count=format_number(count))
        if count > _MOST:
            told = _("{told}, les {shown} dernières ici").format(told=told, shown=_MOST)
        self.summary.set_text(told if count else "")
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        filtered = self.nature.currentData() or self.theme.currentData()
        if self.to_tell.isChecked() and not filtered:
            self.empty.say(_("Tout est dit"), _("Rien de ce qui a changé n’attend d’être raconté."))
        elif filtered:
            self.empty.say(_("Rien de tel en un an"), _("Élargissez le filtre."))
        else:
            self.empty.say(
                _("Personne n’a encore rien dit"),
                _(
                    "Au Comptoir, la touche W garde une plainte, un bon mot ou une idée dans les "
                    "mots du client."
                ),
            )

    def focus_first(self) -> None:
        """The keyboard goes to the line looked at, to the composer left open, or to a filter."""
        if self.composer.isHidden():
            self._to_list()
        else:
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_list(self) -> None:
        here: QWidget = self.table if self.list.isVisibleTo(self) else self.nature
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acting on a line ----------------------------------------------------------------------

    def _current(self) -> VoiceRow | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _open_card(self) -> None:
        if (row := self._current()) is not None:
            self.card_asked.emit(row.client_id)

    def _compose(self) -> None:
        """Ask what these words changed, in the place of the keys."""
        self._composing = row = self._current()
        if row is not None:
            self.keys.hide()
            self.composer.open_for(changed_spec(self.session), row.draft.changed)

    def _stop_composing(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        self._to_list()
        self.composer.hide()
        self.keys.show()

    def _on_composed(self, composed: Composed) -> None:
        row = self._composing
        if row is None:
            return
        told_on = composed.day("told_on") or row.draft.told_on
        draft = replace(
            row.draft,
            changed=composed.text,
            changed_on=None,
            told_on=told_on if composed.text else None,
        )
        try:
            self._change(row, draft)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()

    def _on_told(self) -> None:
        row, messages = self._current(), self.session.window.messages
        if row is None:
            return
        if not row.draft.changed:
            messages.info(_("Dites d’abord ce que cela a changé\N{NO-BREAK SPACE}: touche R."))
            return
        try:
            self._change(row, replace(row.draft, told_on=self.session.today))
        except BookError as error:
            messages.error(str(error))

    def _change(self, row: VoiceRow, draft: voices.VoiceDraft) -> None:
        self.session.write(voices.change_voice, row.id, draft)
        self._undo = partial(self.session.write, voices.change_voice, row.id, row.draft)
        told = _("C’est gardé.")
        self.session.window.messages.success(told, (_("Reprendre"), self.undo_last))

    def undo_last(self) -> bool:
        """Ctrl+Z: put back the words changed last; False when none were."""
        undo, self._undo = self._undo, None
        if undo is not None:
            put_back(self.session, undo)
        return undo is not None

    def _restyle(self) -> None:
        px = theme.current().px
        self._list_column.setSpacing(px(12))
        self._filters.setSpacing(px(10))


def _fill(select: Select, every: str, choices: list[tuple[str, str]]) -> None:
    """Fill a filter, keeping what was chosen."""
    chosen = select.currentData()
    select.clear()
    select.addItem(every, "")
    for code, label in choices:
        select.addItem(label, code)
    select.setCurrentIndex(max(0, select.findData(chosen)))
