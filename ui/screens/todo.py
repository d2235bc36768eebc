"""À faire: everything that waits, the most urgent first, done or put off by one key."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models import cases, todo
from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from models.identity import printed_identity
from models.settings import shop
from models.team import members
from models.todo import TodoItem
from models.todo_lines import OWED, LineKind, answer_line, mark_done, put_back, put_off
from ui import prompts, theme
from ui.actions import COMPOSER, TABLE, TODO, VOICES, keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens import composers, todo_words
from ui.screens.after_service import AfterServicePanel
from ui.screens.case_ends import RIGHTS, RUPTURE
from ui.screens.noting import take_back, tell_effect, write_composed
from ui.screens.retention_panel import RetentionPanel
from ui.screens.trials_card import TrialsCard
from ui.screens.voices_panel import VoicesPanel
from ui.session import Session
from ui.tasks import Progress
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
)

_KEYS = (
    "answer_case",
    "whole_item",
    "done_item",
    "postpone_case",
    "give_item",
    "open_card",
    "mine_only",
)
_PAGES = ("todo_waiting", "todo_voices", "todo_after", "todo_reviews")
_PAPERS = ("todo_pdf", "todo_calendar")


class TodoScreen(QWidget):
    """One table across the book; the composer at its foot closes or postpones a line."""

    card_asked = Signal(int)
    case_asked = Signal(int, int, bool)
    """A client, the entry of their case (or `RUPTURE`, `RIGHTS`), and whether to write a letter."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("todo_screen")
        self.session = session
        self.rows: list[TodoItem] = []
        self._lines: list[TodoItem] = []
        self._asking = self._ask_again = self._mine = False
        self._names: dict[int, str] = {}
        self._composing: TodoItem | None = None
        self.page = Page(_("À faire"), scrolls=False, max_width=1800)
        self.stack, self.voices = QStackedWidget(), VoicesPanel(session)
        self.after = AfterServicePanel(session)
        self.reviews = RetentionPanel(session)
        self.others = (self.voices, self.after, self.reviews)
        self.trials = TrialsCard()
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[TodoItem] = LazyTableModel(
            todo_words.columns(lambda: self.session.today, lambda: self._names),
            lambda row: row.key,
        )
        self.table = DataTable(_("À faire"), two_lines=True)
        self.composer = Composer()
        self.empty = EmptyState(
            "circle-check",
            _("Rien n’attend"),
            _(
                "Aucun incident, aucune demande, aucune promesse en attente. Profitez-en pour "
                "prendre des nouvelles de quelqu’un."
            ),
        )
        self.list = QWidget()
        self.actions_by_code = session.window.actions_of(self.list, TODO)
        self.pages = session.window.actions_of(self, VOICES, tuple(_PAGES))
        for group in (TABLE, COMPOSER):
            session.window.action_book.tell(group)
        self._build()
        self._listen()

    @property
    def badge(self) -> int:
        """How many cases fall due today or are late."""
        return cases.count_due(self.session.today)

    def _build(self) -> None:
        self.table.setObjectName("todo_table")
        self.table.setModel(self.model)
        self.page.head.addWidget(self.summary)
        for here, page in zip(_PAGES, (self.page, *(one.page for one in self.others)), strict=True):
            for code in _PAGES[:3]:  # the key to the files to review stands on their card
                if code != here and (here != "todo_reviews" or code == "todo_waiting"):
                    action = self.pages[code]
                    page.head.addWidget(KeyButton(keys_of(code), action.text(), action))
        card = Card()
        card.add(self.table, 1)
        self.keys = QWidget()
        flow = FlowLayout(self.keys)
        for code in (*_KEYS, *_PAPERS):
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))
        self._list_column = QVBoxLayout(self.list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.addWidget(card, 1)
        self._list_column.addWidget(self.keys)
        self.page.add(self.reviews.card)
        self.page.add(self.trials)
        self.page.add(self.list, 1)
        self.page.add(self.empty, 1)
        self.page.add(self.composer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.voices)
        self.stack.addWidget(self.after)
        self.stack.addWidget(self.reviews)

    def _listen(self) -> None:
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(lambda _day: self.refresh())
        self.session.member_changed.connect(lambda _member: self._show())
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._stop_composing)
        self.table.row_chosen.connect(lambda _row: self._on_answer())
        for code, slot in (
            ("answer_case", self._on_answer),
            ("whole_item", self._on_whole_case),
            ("done_item", self._on_done),
            ("postpone_case", self._on_postpone),
            ("give_item", self._on_give),
            ("open_card", self._open_card),
            ("mine_only", self._on_mine),
            ("todo_pdf", self._on_pdf),
            ("todo_calendar", self._on_calendar),
        ):
            self.actions_by_code[code].triggered.connect(slot)
        self.voices.card_asked.connect(self.card_asked)
        self.reviews.card_asked.connect(self.card_asked)
        for code, page in zip(_PAGES, (self.page, *self.others), strict=True):
            self.pages[code].triggered.connect(lambda _on=False, page=page: self._show_page(page))
        theme.follow(self._restyle)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what waits again: the cases at once, the other lines in the background."""
        if (shown := self.stack.currentWidget()) in (self.voices, self.after):
            shown.refresh()
        self.reviews.read_today()
        self._names = {member.id: member.initials for member in members()}
        self.rows = todo.waiting_cases(self.session.today)
        self.trials.show_due(self.session.today)
        self._show()
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        read = partial(_read_lines, self.session.today)
        self.session.window.tasks.run(read, self._on_lines, title=_("Ce qui attend"))

    def _on_lines(self, lines: list[TodoItem]) -> None:
        self._asking, self._lines = False, lines
        if self._ask_again:
            self._ask_again = False
            self.refresh()
        else:
            self._show()

    def _show(self) -> None:
        """Show the lines, keeping the keyboard near the one it was on."""
        place, looked_at = max(self.table.currentIndex().row(), 0), self._current()
        every = [*self.rows, *self._lines]
        shown = todo_words.of_member(every, self.session.member.id) if self._mine else every
        self.model.show_rows(shown)
        self.list.setVisible(bool(every))
        self.empty.setVisible(not every)
        counted = todo_words.told_count(len(shown)) if every else ""
        mine = _("{count}, pour {name} ou pour tous").format(
            count=counted, name=self.session.member.name
        )
        self.summary.set_text(mine if self._mine and every else counted)
        if shown:
            same = self.model.place_of(looked_at.key) if looked_at else -1
            self.table.look_at(same if same >= 0 else min(place, len(shown) - 1))

    def _show_page(self, page: QWidget) -> None:
        """What waits, what the clients said, or the evening."""
        self.stack.setCurrentWidget(page)
        self.refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """The keyboard goes to the line looked at, or to the composer left open."""
        if (shown := self.stack.currentWidget()) in self.others:
            shown.focus_first()
        elif not self.composer.isHidden():
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._to_list()

    def _to_list(self) -> None:
        here = self.table if self.list.isVisibleTo(self) else self
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> None:
        """Ctrl+Z puts back what was changed last where it is shown, or this member's entry."""
        shown = self.stack.currentWidget()
        undone = shown in self.others and shown.undo_last()
        if not undone:
            take_back(self.session)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether the evening is noted; if not, it is asked, and `then` follows the answer."""
        return self.after.may_leave(then)

    # -- acting on a line ----------------------------------------------------------------------

    def _current(self) -> TodoItem | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _on_answer(self) -> None:
        item = self._current()
        if item is None:
            return
        if item.case is not None and item.case.type is not None:
            self._compose(item, composers.answer_spec(self.session, [item.case]))
        elif item.line is not None and item.line.attention:
            self._compose(item, todo_words.thanks_spec(item), item.line.wording)
        else:
            self._on_whole_case()

    def _on_whole_case(self) -> None:
        """The case in full; for a rupture its repair, for a claim the letter that is due."""
        item = self._current()
        if item is None:
            return
        if item.case is not None:
            self.case_asked.emit(item.client.id, item.case.entry_id or RUPTURE, False)
        elif item.line is not None and item.line.kind in OWED:
            letter = item.line.kind is LineKind.MEDIATOR
            self.case_asked.emit(item.client.id, item.line.subject if letter else RIGHTS, letter)
        else:
            self.session.window.messages.info(
                _("Il n’y a pas de dossier ici\N{NO-BREAK SPACE}: F ouvre la fiche comptoir.")
            )

    def _on_postpone(self) -> None:
        item = self._current()
        if item is None:
            return
        if item.case is None:
            self._compose(item, todo_words.put_off_spec(item))
        elif composers.can_be_postponed(item.case, self.session.today):
            self._compose(item, composers.postpone_spec(self.session, [item.case]))
        else:
            self.session.window.messages.info(composers.too_late())

    def _on_give(self) -> None:
        if (item := self._current()) is not None:
            self._compose(item, todo_words.give_spec(self.session, item))

    def _on_done(self) -> None:
        item = self._current()
        messages = self.session.window.messages
        if item is None:
            return
        if item.line is None:
            messages.info(_("Un dossier se ferme par sa réponse\N{NO-BREAK SPACE}: touche R."))
        elif self.session.attempt(mark_done, item.line) is not None:
            back = partial(self.session.attempt, put_back, item.line)
            messages.success(_("Rayé de la liste."), (_("Remettre"), back))

    def _open_card(self) -> None:
        if (item := self._current()) is not None:
            self.card_asked.emit(item.client.id)

    def _on_mine(self) -> None:
        self._mine = not self._mine
        self._show()

    # -- the composer --------------------------------------------------------------------------

    def _compose(self, item: TodoItem, spec: ComposerSpec, text: str = "") -> None:
        """Open the composer in the place of the keys, for that line whatever the list becomes."""
        self._composing = item
        self.keys.hide()
        self.composer.open_for(spec, text)

    def _stop_composing(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        self._to_list()
        self.composer.hide()
        self.keys.show()

    def _on_composed(self, composed: Composed) -> None:
        item = self._composing
        if item is None:
            return
        try:
            changes = self._write(item, composed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._stop_composing()
        if changes is not None:
            tell_effect(self.session, changes)

    def _write(self, item: TodoItem, composed: Composed) -> Changes | None:
        """Write what was composed; an entry's changes, to be told, or None."""
        if composed.code == "give":
            member = None if composed.kind == todo_words.ANYONE else int(composed.kind)
            self.session.write(todo.give_to, item, member)
            return None
        if item.line is None:
            assert item.case is not None
            return write_composed(self.session, item.client.id, composed, [item.case])
        if composed.code == "put_off":
            until = composers.coming_day(self.session, composed.text)
            self.session.write(put_off, item.line, until)
            return None
        self.session.last_memory = None
        return self.session.write(answer_line, item.line, composed.text)

    # -- leaving the program -------------------------------------------------------------------

    def _on_pdf(self) -> None:
        name = _("a-faire-{day}.pdf").format(day=self.session.today.isoformat())
        place = Path.home() / name
        title = _("Enregistrer la liste du jour")
        prompts.ask_where_to_save(self, title, place, "PDF (*.pdf)", self._save_pdf)

    def _save_pdf(self, path: Path) -> None:
        rows, today = self._listed(), self.session.today
        identity, names = printed_identity(), {m.id: m.name for m in members()}

        def work(_progress: Progress) -> Path:
            from reports.files import write_atomically
            from reports.todo_sheet import render_todo

            write_atomically(path, render_todo(rows, today, identity, names))
            return path

        self.session.window.tasks.run(work, self.session.say_saved, title=_("Liste du jour"))

    def _on_calendar(self) -> None:
        place = Path.home() / _("a-faire.ics")
        title, kinds = _("Enregistrer le calendrier"), _("Calendrier (*.ics)")
        prompts.ask_where_to_save(self, title, place, kinds, self._save_calendar)

    def _save_calendar(self, path: Path) -> None:
        rows, today, name = self._listed(), self.session.today, shop().name

        def work(_progress: Progress) -> Path:
            from models.todo_calendar import todo_calendar
            from reports.files import write_atomically

            write_atomically(path, todo_calendar(rows, today, name))
            return path

        self.session.window.tasks.run(work, self.session.say_saved, title=_("Calendrier"))

    def _listed(self) -> list[TodoItem]:
        """The lines as they are shown."""
        shown = (self.model.row_at(place) for place in range(self.model.rowCount()))
        return [row for row in shown if row is not None]

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _restyle(self) -> None:
        self._list_column.setSpacing(theme.current().px(12))


def _read_lines(today: date, _progress: Progress) -> list[TodoItem]:
    return todo.other_lines(today)
