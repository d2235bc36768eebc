"""Privilèges: the list and its reflection, the next charter, its papers, whom it was told to."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.charter_told import How
from models.privileges import PrivilegeRow, privilege
from ui.action_specs import COMPOSER, PRIVILEGES, TABLE
from ui.actions import keys_of
from ui.events import concerns
from ui.screens.noting import take_back
from ui.screens.privileges.ideas import IdeasPanel
from ui.screens.privileges.next_charter import NextCharterPanel
from ui.screens.privileges.papers_panel import PapersPanel
from ui.screens.privileges.telling import TellingPanel
from ui.session import Session
from ui.widgets import KeyButton

if TYPE_CHECKING:
    from ui.screens.privileges.reflection import Reflection
    from ui.screens.privileges.writing import Who, WritingPanel

_PAGES = ("privileges_ideas", "privileges_next", "privileges_papers", "privileges_telling")
_TOPICS = ("privileges", "journal", "clients", "settings")


class PrivilegesScreen(QWidget):
    """Pages one over the other, each reached by Alt and its number."""

    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("privileges_screen")
        self.session = session
        self.stack = QStackedWidget()
        self.ideas = IdeasPanel(session)
        self.next, self.papers = NextCharterPanel(session), PapersPanel(session)
        self.telling = TellingPanel(session)
        panels = (self.ideas, self.next, self.papers, self.telling)
        self.pages: dict[str, QWidget] = dict(zip(_PAGES, panels, strict=True))
        self.actions_by_code = session.window.actions_of(self, PRIVILEGES, _PAGES)
        for group in (TABLE, COMPOSER):
            session.window.action_book.tell(group)
        self._came_from = _PAGES[0]
        self._back: Callable[[], object] = self._to_telling
        self._build()
        self._listen()

    def _build(self) -> None:
        for panel in self.pages.values():
            self.stack.addWidget(panel)
        for here, panel in self.pages.items():
            for code, action in self.actions_by_code.items():
                if code != here:
                    button = KeyButton(keys_of(code), action.text(), action)
                    panel.page.head.addWidget(button)  # type: ignore[attr-defined]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _listen(self) -> None:
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(lambda _day: self.refresh())
        self.ideas.idea_asked.connect(self.open_idea)
        self.next.idea_asked.connect(lambda key: self.open_idea(privilege(key)))
        self.next.published.connect(self._on_published)
        for panel in (self.ideas, self.next, self.telling):
            panel.client_chosen.connect(self.card_asked)
        self.telling.writing_asked.connect(
            lambda who, how: self.write_to(who, how, self._to_telling)
        )
        for code, action in self.actions_by_code.items():
            action.triggered.connect(lambda _on=False, code=code: self.show_page(code))

    def show_page(self, code: str) -> None:
        """One of the pages, by the code of its key."""
        self.stack.setCurrentWidget(self.pages[code])
        self.refresh()
        self.focus_first()

    def open_idea(self, row: PrivilegeRow | None) -> None:
        """The reflection of a privilege, or of a new one; Esc comes back where one was."""
        self._came_from = next(code for code, panel in self.pages.items() if panel is self._panel())
        self.stack.setCurrentWidget(self.reflection)
        self.reflection.open_idea(row)

    @cached_property
    def reflection(self) -> "Reflection":
        """The questions of one privilege: as much to make as all the pages, only when asked."""
        from ui.screens.privileges.reflection import Reflection

        panel = Reflection(self.session)
        panel.left.connect(lambda: self.show_page(self._came_from))
        panel.reach.client_chosen.connect(self.card_asked)
        self.stack.addWidget(panel)
        return panel

    @cached_property
    def writing(self) -> "WritingPanel":
        """The charter by letter, e-mail or SMS, made when it is first asked for."""
        from ui.screens.privileges.writing import WritingPanel

        panel = WritingPanel(self.session)
        panel.left.connect(lambda: self._back())
        panel.client_chosen.connect(self.card_asked)
        self.stack.addWidget(panel)
        return panel

    def write_to(self, who: "Who", how: How, back: Callable[[], object]) -> None:
        """Tell the charter to these clients by writing; Esc goes `back`."""
        self._back = back
        self.writing.write_to(who, how)
        self.stack.setCurrentWidget(self.writing)
        self.writing.focus_first()

    def _to_telling(self) -> None:
        self.show_page("privileges_telling")

    def _on_published(self, charter_id: int) -> None:
        self.papers.keep_papers(charter_id)
        self.show_page("privileges_papers")

    # -- what the window calls -----------------------------------------------------------------

    def refresh(self) -> None:
        """Read the page shown again."""
        self._panel().refresh()

    def focus_first(self) -> None:
        """The keyboard goes where work starts on the page shown."""
        self._panel().focus_first()

    def undo_last(self) -> None:
        """Ctrl+Z: what was changed last on the page shown, or this member's entry."""
        if not self._panel().undo_last():
            take_back(self.session)

    def _panel(self) -> Any:
        return self.stack.currentWidget()

    def _on_changed(self, changes: Changes) -> None:
        own = self._panel() is vars(self).get("reflection") and changes.topics == {"privileges"}
        if self.isVisible() and not own and concerns(changes, None, _TOPICS):
            self.refresh()
