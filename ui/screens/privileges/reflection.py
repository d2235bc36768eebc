"""The reflection: one privilege, question by question, and what it would mean beside them."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.errors import BookError
from models.i18n import _, format_date, ngettext
from models.privilege_faults import faults, names_beside
from models.privilege_trials import Review, reviews
from models.privileges import (
    PrivilegeDraft,
    PrivilegeRow,
    give_up,
    keep_draft,
    privilege,
    privileges,
)
from ui import theme
from ui.action_specs import REFLECTION
from ui.actions import keys_of
from ui.screens.privileges.questions import Questions
from ui.screens.privileges.reach_card import ReachCard
from ui.session import Session
from ui.widgets import Card, KeyButton, Page, WrapLabel

_NARROW = 900
_PAUSE_MS = 1_500
"""After so long without a key, what is typed is kept: a crash loses a few words at most."""


class Reflection(QWidget):
    """Each answer is kept when it is left; Ctrl+Z puts back what was there before."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reflection")
        self.session = session
        self.draft = PrivilegeDraft()
        self.privilege_id: int | None = None
        self._before: list[PrivilegeDraft] = []
        self._visited: set[str] = set()
        self._typed: tuple[str, PrivilegeDraft] | None = None
        self._refused: set[str] = set()
        """The answers typed that could not be kept."""
        self._warned = False
        self.pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self.questions, self.reach = Questions(session), ReachCard(session)
        self.ready, self.judged = WrapLabel(""), WrapLabel("", "small", "muted")
        self.page = Page(_("Nouvelle idée"), scrolls=False, max_width=1800)
        self.actions_by_code = session.window.actions_of(self, REFLECTION)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self.ready.setObjectName("reflection_ready")
        leave = self.actions_by_code["leave_reflection"]
        self.page.head.addWidget(KeyButton(keys_of("leave_reflection"), leave.text(), leave))
        self._scroll = Page(inset=False)
        self._scroll.add(self.questions)
        self._scroll.body.addStretch(1)
        self._side = Page(inset=False)
        self.state = Card(_("Avant de le promettre"))
        self.state.add(self.ready)
        self.state.add(self.judged)
        self._side.add(self.state)
        self._side.add(self.reach, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self._scroll, 3)
        self._line.addWidget(self._side, 2)
        self.page.add(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _listen(self) -> None:
        self.questions.answered.connect(self._on_answered)
        self.questions.typed.connect(self.pause.start)
        self.questions.rule.used.connect(self._bring_to_view)
        self.pause.timeout.connect(self._keep_typed)
        self.actions_by_code["reflection_keep"].triggered.connect(self.keep)
        self.actions_by_code["leave_reflection"].triggered.connect(self._leave)

    # -- showing -------------------------------------------------------------------------------

    def open_idea(self, row: PrivilegeRow | None) -> None:
        """Show a privilege, or begin a new one: it is written with its first answer."""
        self.privilege_id = row.id if row else None
        self.draft = row.draft if row else PrivilegeDraft()
        self._before, self._typed, self._warned = [], None, False
        self._visited = set(self.questions.rows) if row else set()
        self.reach.forget()
        for name in self.questions.rows:
            self._refuse(name, "")
        self._scroll.scroll_bar().setValue(0)
        written = reviews(row.id) if row else []
        self.judged.set_text(_review_words(written[0]) if written else "")
        self.judged.setVisible(bool(written))
        self._show()
        self.questions.focus_on()

    def refresh(self) -> None:
        """The book changed: whom it reaches is read again."""
        self.reach.forget()
        self.reach.show_draft(self.draft)

    def _show(self) -> None:
        self.page.set_title(self.draft.title or _("Nouvelle idée"))
        self.questions.show_draft(self.draft)
        self._tell()

    def _tell(self) -> None:
        """What blocks publishing, beside each question seen, and how many are left."""
        names = names_beside(self.privilege_id, privileges())
        found = faults(self.draft, self.session.today, names)
        self.questions.tell({name: found[name] for name in found if name in self._visited})
        self.ready.set_text(_ready_words(len(found)))
        self.state.set_edge("warn" if found else "good")
        self.reach.show_draft(self.draft)

    # -- keeping -------------------------------------------------------------------------------

    def keep(self) -> None:
        """Ctrl+S: keep the answer being written."""
        if name := self.questions.focused():
            self._on_answered(name)

    def _keep_typed(self) -> None:
        """Keep the answer being typed, quietly: it is told, and can be taken back, once left."""
        name = self.questions.focused()
        try:
            wanted = self.questions.read(self.draft, name) if name else self.draft
            if wanted == self.draft:
                return
            before = self.draft
            self._keep(wanted)
        except BookError:  # told when the answer is left
            return
        if self._typed is None or self._typed[0] != name:
            self._typed = (name, before)

    def _on_answered(self, name: str) -> None:
        self.pause.stop()
        typed, self._typed = self._typed, None
        before = typed[1] if typed is not None and typed[0] == name else self.draft
        try:
            wanted = self.questions.read(self.draft, name)
        except BookError as error:
            self._refuse(name, str(error))
            return
        self._visited.add(name)
        if wanted == self.draft:
            self._refuse(name, "")
            self._tell()
        elif not self._write(wanted, name):
            return
        if wanted != before:
            self._before.append(before)
            told = _("C’est gardé, comme idée\N{NO-BREAK SPACE}: rien n’est promis encore.")
            self.session.window.messages.success(told, (_("Reprendre"), self.undo_last))

    def _write(self, wanted: PrivilegeDraft, name: str = "") -> bool:
        try:
            self._keep(wanted)
        except BookError as error:
            if name:
                self._refuse(name, str(error))
            else:
                self.session.window.messages.error(str(error))
            return False
        if name:
            self._refuse(name, "")
        self.page.set_title(self.draft.title or _("Sans nom"))
        self._tell()
        return True

    def _keep(self, wanted: PrivilegeDraft) -> None:
        self.privilege_id = self.session.write(keep_draft, wanted, self.privilege_id).entry_id
        assert self.privilege_id is not None
        self.draft = privilege(self.privilege_id).draft

    def undo_last(self) -> bool:
        """Put back the answer changed last, one after the other; False when none was."""
        if not self._before or self.privilege_id is None:
            return False
        before = self._before.pop()
        if not self._before and before == PrivilegeDraft():
            self._begin_again()
        elif self._write(before):
            self._show()
        self.session.window.messages.success(_("Remis comme avant."))
        return True

    def _begin_again(self) -> None:
        """The idea's first answer is taken back: there is no idea any more."""
        if self.session.attempt(give_up, self.privilege_id) is not None:
            self.open_idea(None)

    def _refuse(self, name: str, sentence: str) -> None:
        self.questions.refuse(name, sentence)
        if sentence and name not in self._refused:
            self._refused.add(name)
            self._warned = False
        elif not sentence:
            self._refused.discard(name)

    def _leave(self) -> None:
        """Esc: what is being written is kept. What cannot be is shown first, and lost only by a
        second Esc."""
        warned = self._warned
        self.keep()
        if self._refused and not warned:
            self._warned = True
            name = next(name for name in self.questions.rows if name in self._refused)
            self.questions.focus_on(name)
            told = _(
                "Cette réponse n’est pas gardée. Échap encore\N{NO-BREAK SPACE}: partir sans elle."
            )
            self.session.window.messages.info(told)
            # Once the message has its place.
            QTimer.singleShot(0, self, partial(self._bring_to_view, self.questions.rows[name]))
            return
        if warned:
            self.session.window.messages.clear_passing()
        self.left.emit()

    def _bring_to_view(self, used: QWidget) -> None:
        """What is composed for the rule, its keys, or an answer, are seen whole."""
        self._scroll.bring_to_view(used, used.rect())

    def focus_first(self) -> None:
        """The keyboard goes to the first question, unless it is on one."""
        if not self.questions.focused():
            self.questions.focus_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_NARROW)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _restyle(self) -> None:
        self._line.setSpacing(theme.current().px(13))


def _review_words(written: Review) -> str:
    told = _("Bilan du {day}\N{NO-BREAK SPACE}: {words}")
    return told.format(day=format_date(written.day, "medium"), words=written.words)


def _ready_words(count: int) -> str:
    if not count:
        return _("Toutes les réponses y sont\N{NO-BREAK SPACE}: la prochaine charte peut le dire.")
    text = ngettext(
        "Il reste {count} réponse à donner avant de pouvoir le promettre.",
        "Il reste {count} réponses à donner avant de pouvoir le promettre.",
        count,
    )
    return text.format(count=count)
