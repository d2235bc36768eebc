"""À faire: everything that waits, the most urgent first, done or put off by one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models import asset_reminders, todo
from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from models.privileges import privilege
from models.texts import authors_of
from models.todo import TodoItem
from models.todo_lines import (
    OWED,
    LineKind,
    answer_line,
    bring_back,
    mark_done,
    put_back,
    put_off,
)
from ui import theme
from ui.action_specs import COMPOSER, TABLE, TODO, VOICES
from ui.actions import keys_of
from ui.item_models.lazy_table import LazyTableModel
from ui.screens import composers, todo_papers, todo_words
from ui.screens.after_service import AfterServicePanel
from ui.screens.case_ends import RIGHTS, RUPTURE
from ui.screens.noting import take_back, tell_effect, write_composed
from ui.screens.retention_panel import RetentionPanel
from ui.screens.signed import Signatures
from ui.screens.todo_decisions import Decisions
from ui.screens.trial_review import review_kept, review_spec, write_review
from ui.screens.voices_panel import VoicesPanel
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
    asset_asked = Signal(int, int)
    """A client and their asset."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("todo_screen")
        self.session = session
        self.rows: list[TodoItem] = []
        self._lines: list[TodoItem] = []
        self._asking = self._ask_again = self._mine = False
        self.team = Signatures()
        self._authors: dict[int, int] = {}
        self._composing: TodoItem | None = None
        self.page = Page(_("À faire"), scrolls=False, max_width=1800)
        self.stack, self.voices = QStackedWidget(), VoicesPanel(session)
        self.after = AfterServicePanel(session)
        self.reviews = RetentionPanel(session)
        self.others = (self.voices, self.after, self.reviews)
        self.decisions = Decisions(session)
        self.summary = Label("", tone="muted")
        self.model: LazyTableModel[TodoItem] = LazyTableModel(
            todo_words.columns(lambda: self.session.today, self.team, lambda: self._authors),
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

    def _build(self) -> None:
        self.table.setObjectName("todo_table")
        self.table.setModel(self.model)
        self.page.head.addWidget(self.summary)
        for here, page in zip(_PAGES, (self.page, *(one.page for one in self.others)), strict=True):
            for code in _PAGES[:3]:  # the files to review are a line of the list
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
            ("todo_pdf", lambda: todo_papers.ask_pdf(self.session, self, self._listed())),
            ("todo_calendar", lambda: todo_papers.ask_calendar(self.session, self, self._listed())),
        ):
            self.actions_by_code[code].triggered.connect(slot)
        self.voices.card_asked.connect(self.card_asked)
        self.reviews.card_asked.connect(self.card_asked)
        self.reviews.rows_read.connect(self._show)
        self.reviews.left.connect(lambda: self._show_page(self.page))
        for code, page in zip(_PAGES, (self.page, *self.others), strict=True):
            self.pages[code].triggered.connect(lambda _on=False, page=page: self._show_page(page))
        theme.follow(self._restyle)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what waits again: the cases at once, the other lines in the background.

        Behind what the clients said, or the evening, the list is read once it is seen.
        """
        if (shown := self.stack.currentWidget()) in (self.voices, self.after):
            shown.refresh()
            return
        self.reviews.read_today()
        self.team.read()
        self.rows = todo.waiting_cases(self.session.today)
        entries = [row.case.entry_id for row in self.rows if row.case and row.case.entry_id]
        self._authors = authors_of(entries)
        self._show()
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        today, title = self.session.today, _("Ce qui attend")
        read = lambda _progress: todo.open_lines(today)  # noqa: E731
        self.session.window.tasks.run(read, self._on_lines, title=title)

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
        every = [*self.rows, *self._lines, *todo.to_review(self.reviews.waiting)]
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
        last = shown if shown in self.others else self.decisions
        if not last.undo_last():
            take_back(self.session)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether the evening is noted; if not, it is asked, and `then` follows the answer."""
        return self.after.may_leave(then)

    # -- acting on a line ----------------------------------------------------------------------

    def _current(self) -> TodoItem | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _of_client(self) -> TodoItem | None:
        """The same, of a client; of what is everybody's, it is said how it ends."""
        item = self._current()
        if item is None or not (told := todo_words.of_nobody(item)):
            return item
        self.session.window.messages.info(told)
        return None

    def _on_answer(self) -> None:
        item = self._current()
        if item is None:
            return
        if item.case is not None and item.case.type is not None:
            self._compose(item, composers.answer_spec(self.session, [item.case]))
        elif item.line is not None and item.line.attention:
            self._compose(item, todo_words.thanks_spec(item), todo_words.proposed(item.line))
        elif item.trial is not None:
            self._compose(item, review_spec(self.session, "answer_case", item.trial.title))
        else:
            self._on_whole_case()

    def _on_whole_case(self) -> None:
        """The case in full; for a rupture its repair, for a claim the letter that is due, for a
        trial the privileges, for the files to review their list."""
        item = self._current()
        if item is None:
            return
        if item.case is not None:
            self.case_asked.emit(item.client.id, item.case.entry_id or RUPTURE, False)
        elif item.line is not None and item.line.kind in OWED:
            letter = item.line.kind is LineKind.MEDIATOR
            self.case_asked.emit(item.client.id, item.line.subject if letter else RIGHTS, letter)
        elif item.line is not None and item.line.kind is LineKind.ASSET:
            self.asset_asked.emit(item.client.id, asset_reminders.asset_of(item.line.subject))
        elif item.trial is not None:
            self.session.window.show_screen("privileges")
        elif item.files is not None:
            self._show_page(self.reviews)
        else:
            self.session.window.messages.info(
                _("Il n’y a pas de dossier ici\N{NO-BREAK SPACE}: F ouvre la fiche comptoir.")
            )

    def _on_postpone(self) -> None:
        item = self._of_client()
        if item is None:
            return
        if item.case is None:
            self._compose(item, todo_words.put_off_spec(item))
        elif composers.can_be_postponed(item.case, self.session.today):
            self._compose(item, composers.postpone_spec(self.session, [item.case]))
        else:
            self.session.window.messages.info(composers.too_late(item.case))

    def _on_give(self) -> None:
        if (item := self._of_client()) is not None:
            self._compose(item, todo_words.give_spec(self.session, item))

    def _on_done(self) -> None:
        item = self._of_client()
        messages = self.session.window.messages
        if item is None:
            return
        if item.line is None:
            messages.info(_("Un dossier se ferme par sa réponse\N{NO-BREAK SPACE}: touche R."))
        elif self.session.attempt(mark_done, item.line) is not None:
            self.decisions.told(todo_words.done_words(item.line), put_back, item.line)

    def _open_card(self) -> None:
        if (item := self._of_client()) is not None:
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
        if item.trial is not None:
            row = privilege(item.trial.privilege_id)
            self.decisions.told_with(review_kept(), write_review(self.session, row, composed))
            return None
        if composed.code == "give":
            member = None if composed.kind == todo_words.ANYONE else int(composed.kind)
            self.session.write(todo.give_to, item, member)
            self.decisions.told(todo_words.given(member), todo.give_to, item, item.member)
            return None
        if item.line is None:
            assert item.case is not None
            return write_composed(self.session, item.client.id, composed, [item.case])
        if composed.code == "put_off":
            until = composers.coming_day(self.session, composed.text)
            self.session.write(put_off, item.line, until)
            self.decisions.told(todo_words.comes_back(until), bring_back, item.line)
            return None
        self.session.last_memory = None
        return self.session.write(answer_line, item.line, composed.text)

    # -- leaving the program -------------------------------------------------------------------

    def _listed(self) -> list[TodoItem]:
        """The lines as they are shown."""
        shown = (self.model.row_at(place) for place in range(self.model.rowCount()))
        return [row for row in shown if row is not None]

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh()

    def _restyle(self) -> None:
        self._list_column.setSpacing(theme.current().px(12))
