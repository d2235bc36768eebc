"""Après service: in the evening, the day's clients, one line each; written in one act."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import search
from models.actor import Actor
from models.after_service import Evening, ServedLine, note_evening, seen_on
from models.changes import Changes
from models.clients import client_labels
from models.errors import BookError
from models.i18n import _, format_number, ngettext
from ui import prompts, theme
from ui.action_specs import AFTER
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens import composers
from ui.screens.after_lines import (
    Line,
    call_spec,
    columns,
    due_spec,
    line_of,
    piece_of,
    theirs_of,
)
from ui.screens.noting import take_back_evening
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import (
    Card,
    Composed,
    Composer,
    ComposerSpec,
    DataTable,
    EmptyState,
    FlowLayout,
    KeyButton,
    Label,
    Page,
    ResultList,
    ResultRow,
    SearchField,
    bold,
    plain,
)
from ui.widgets.announcing import announce

_FOUND = 6
_KEYS = (
    *("after_add", "after_visit", "after_attention", "after_incident", "after_promise"),
    *("after_due", "after_call", "after_remove", "after_keep"),
)


class AfterServicePanel(QWidget):
    """Nothing is written before « Tout noter »; then all of it is, or nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("after_panel")
        self.session = session
        self.lines: list[Line] = []
        self._told: list[int] = []
        """Whose line each thing was told in, in that order: what Ctrl+Z takes out first."""
        self._noted: tuple[Evening, list[Line]] | None = None
        self.page = Page(_("Après service"), scrolls=False, max_width=1800)
        self.summary = Label("", tone="muted")
        self.search = SearchField(_("Qui est venu aujourd’hui\N{NARROW NO-BREAK SPACE}?"))
        self.found, self.found_card = ResultList(_("Clients trouvés")), Card(tight=True)
        self.team = Signatures()
        self.model: LazyTableModel[Line] = LazyTableModel(
            columns(self.team), lambda row: row.client.id
        )
        self.table = DataTable(_("Après service"), wraps=True)
        self.composer, self.list, self.keys = Composer(), QWidget(), QWidget()
        self.empty = EmptyState(
            "users",
            _("Personne n’est encore noté aujourd’hui"),
            _("Tapez le nom de ceux qui sont venus\N{NO-BREAK SPACE}: chacun aura sa ligne."),
        )
        self.actions_by_code = session.window.actions_of(self.list, AFTER)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.table.setObjectName("after_table")
        self.table.setModel(self.model)
        self.search.setObjectName("after_search")
        self.found.setObjectName("after_found")
        self.page.head.addWidget(self.summary)
        self.found_card.add(self.found)
        self.found_card.hide()
        card = Card()
        card.add(self.table, 1)
        flow = FlowLayout(self.keys)
        for code in _KEYS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(card, 1)
        self._column.addWidget(self.keys)
        self.page.add(self.search)
        self.page.add(self.found_card)
        self.page.add(self.list, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.search.text_changed.connect(self._on_typed)
        self.search.moved.connect(self.found.move)
        self.search.accepted.connect(self.found.choose)
        self.search.stepped_back.connect(self.focus_first)
        self.found.row_chosen.connect(self._on_found)
        self.found.row_looked_at.connect(
            lambda row: announce(self.search.edit, f"{plain(row.title)}, {row.subtitle}")
        )
        self.found.left.connect(self.search.start)
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        self.table.row_chosen.connect(lambda _row: self._compose_attention())
        compose: dict[str, Callable[[], object]] = {
            "after_add": self.search.start,
            "after_visit": lambda: self._compose(composers.visit_spec(self.session)),
            "after_attention": self._compose_attention,
            "after_incident": self._compose_incident,
            "after_promise": self._compose_promise,
            "after_due": self._compose_due,
            "after_call": lambda: self._compose(call_spec()),
            "after_remove": self._on_remove,
            "after_keep": self.keep,
        }
        for code, slot in compose.items():
            self.actions_by_code[code].triggered.connect(slot)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read who was noted today; what is being told stays."""
        self.team.read()
        seen = {one.client.id: line_of(one) for one in seen_on(self.session.today)}
        pieces = {line.client.id: line.pieces for line in self.lines}
        here = [replace(line, pieces=pieces.get(client, ())) for client, line in seen.items()]
        added = [line for line in self.lines if line.client.id not in seen and line.pieces]
        self._show([*here, *added])

    def _show(self, lines: list[Line], client_id: int = 0) -> None:
        """Show the lines, the keyboard on a client's or near where it was."""
        looked_at = self._current()
        client_id = client_id or (looked_at.client.id if looked_at else 0)
        self.lines = lines
        self.model.show_rows(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        count = len(lines)
        told = ngettext("{count} client aujourd’hui", "{count} clients aujourd’hui", count)
        self.summary.set_text(told.format(count=format_number(count)) if count else "")
        if lines:
            self.table.look_at(max(self.model.place_of(client_id), 0))

    def focus_first(self) -> None:
        """The keyboard goes to the line looked at, or to the search when there is none."""
        if not self.composer.isHidden():
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.lines:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.start()

    def is_changed(self) -> bool:
        """Whether something told is not written yet."""
        return any(line.pieces for line in self.lines)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether everything told is written; if not it is asked, and `then` follows."""
        if not self.is_changed():
            return True
        prompts.ask(
            self.session.window,
            _("Noter la soirée\N{NARROW NO-BREAK SPACE}?"),
            _("Ce que vous avez dit des clients du jour n’est pas encore noté."),
            (
                prompts.Answer("cancel", _("Rester ici")),
                prompts.Answer("drop", _("Ne pas noter"), "danger"),
                prompts.Answer("keep", _("Tout noter"), "primary"),
            ),
            lambda answer: self._on_leave_answer(answer, then),
        )
        return False

    def _on_leave_answer(self, answer: str, then: Callable[[], object]) -> None:
        if answer == "drop":
            self.lines, self._told = [], []
        if answer == "cancel" or (answer == "keep" and not self.keep()):
            return
        self._leave(then)

    def _leave(self, then: Callable[[], object]) -> None:
        """Go on once what was just noted has been read again."""
        tasks = self.session.window.tasks
        if tasks.is_busy():
            again = partial(QTimer.singleShot, 0, partial(self._leave, then))
            tasks.idle.connect(lambda: again(), Qt.ConnectionType.SingleShotConnection)
        else:
            then()

    # -- who -----------------------------------------------------------------------------------

    def _on_typed(self, typed: str) -> None:
        hits = search.page(typed, _FOUND).hits if typed.strip() else ()
        rows = [ResultRow(h.client_id, (bold(h.strong), f" {h.light}"), h.subtitle) for h in hits]
        self.found.show_rows(rows)
        self.found_card.setVisible(bool(rows))
        if rows:
            self.found.look_at(0)
        self.search.set_hint(_("Personne de ce nom") if typed.strip() and not rows else "")

    def _on_found(self, row: ResultRow) -> None:
        """Their line, a new one if they have none yet; the search is ready for the next."""
        client_id = row.key
        assert isinstance(client_id, int)
        self.search.set_text("")
        lines = list(self.lines)
        if all(line.client.id != client_id for line in lines):
            lines.append(Line(client_labels([client_id])[client_id]))
        self._show(lines, client_id)
        self.focus_first()

    # -- what ----------------------------------------------------------------------------------

    def _current(self) -> Line | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _compose(self, spec: ComposerSpec) -> None:
        """Open the composer in the place of the keys; the act is of who is at the counter."""
        if self._current() is not None:
            self.keys.hide()
            fields = tuple(field for field in spec.fields if field.code != "author")
            self.composer.open_for(replace(spec, fields=fields))

    def _compose_attention(self) -> None:
        self._compose(composers.attention_spec(self.session))

    def _compose_incident(self) -> None:
        if (line := self._current()) is not None:
            self._compose(composers.incident_spec(self.session, line.client.id))

    def _compose_promise(self) -> None:
        if (line := self._current()) is not None:
            self._compose(composers.promise_spec(self.session, line.client.id))

    def _compose_due(self) -> None:
        line = self._current()
        theirs = theirs_of(line.client.id) if line else []
        if theirs:
            self._compose(due_spec(theirs))
        elif line is not None:
            self.session.window.messages.info(
                _("Aucun bien dans la fiche de {name}.").format(name=line.client.name)
            )

    def _stop_composing(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # before what has it hides
        self.composer.hide()
        self.keys.show()

    def _on_composed(self, composed: Composed) -> None:
        line = self._current()
        if line is None:
            return
        try:
            piece = piece_of(self.session, line.client.id, composed)
            self.session.texts.ask(piece.entry, piece.due, piece.call_back)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._told.append(line.client.id)
        self._replace(line.with_piece(piece))
        self._stop_composing()

    def _replace(self, changed: Line) -> None:
        same = changed.client.id
        lines = [changed if line.client.id == same else line for line in self.lines]
        self._show(lines, same)

    def _on_remove(self) -> None:
        """The last thing told of this client; a line with nothing leaves the list."""
        line = self._current()
        if line is None:
            return
        if line.pieces:
            self._replace(line.without_last())
        else:
            self._show([one for one in self.lines if one is not line])
            self.focus_first()

    # -- writing -------------------------------------------------------------------------------

    def _write(self, lines: Sequence[ServedLine]) -> Evening:
        """Write the evening; its texts kept with a warning go to the book's log."""
        done: list[Evening] = []

        def note_them(actor: Actor, lines: Sequence[ServedLine]) -> Changes:
            done.append(note_evening(actor, lines))
            return done[0].changes

        self.session.write(note_them, lines)
        return done[0]

    def keep(self) -> bool:
        """Write everything in one act, with the way to take it back; False when refused."""
        lines, messages = self.lines, self.session.window.messages
        try:
            evening = self._write([line.served for line in lines])
        except BookError as error:
            messages.error(str(error))
            return False
        self.lines, self._told = [], []
        self._noted = evening, lines
        self.session.last_memory = 0, evening
        self.refresh()
        self.focus_first()
        count = len(evening.clients)
        told = ngettext(
            "C’est noté pour {count} client.", "C’est noté pour {count} clients.", count
        )
        undo = partial(self._take_back, evening)
        messages.success(told.format(count=format_number(count)), (_("Reprendre"), undo))
        return True

    def undo_last(self) -> bool:
        """Ctrl+Z: the last thing told; else the act just written; False when there is neither."""
        while self._told:
            client_id = self._told.pop()
            line = next((one for one in self.lines if one.client.id == client_id), None)
            if line is not None and line.pieces:
                self._replace(line.without_last())
                return True
        if self._noted is None or self.session.last_memory != (0, self._noted[0]):
            return False
        self._take_back(self._noted[0])
        return True

    def _take_back(self, evening: Evening) -> None:
        """Take the whole act back; what it told can then be changed and noted again."""
        if take_back_evening(self.session, evening) and self._noted is not None:
            self.lines, self._noted = self._noted[1], None
            self.refresh()

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setSpacing(px(12))
        self.found.setMaximumHeight(px(260))
