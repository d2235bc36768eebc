"""Comptoir: who this is within three seconds, what just happened within ten, no mouse."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from models import clients
from models.changes import Changes
from models.counter import CounterCard, counter_card
from models.distances import distance_in_force
from models.errors import BookError
from models.good_faith import askings_of, waived_words
from models.i18n import _
from models.limits import unused
from models.opening_lines import opening_line
from models.privilege_card import CardPrivileges, card_privileges
from ui import theme
from ui.action_specs import CARD, COMPOSER, SEARCH
from ui.actions import keys_of
from ui.events import concerns
from ui.screens import composers
from ui.screens.case_ends import REPAIR, RUPTURE
from ui.screens.contact_composer import contact_spec
from ui.screens.counter_card import CounterCardView
from ui.screens.counter_finder import Finder
from ui.screens.counter_front import CounterFront
from ui.screens.newcomer import draft_from
from ui.screens.nothing_there import (
    nothing_to_answer,
    nothing_to_honour,
    nothing_to_postpone,
    nothing_to_tell,
)
from ui.screens.noting import take_back, tell_effect, write_composed
from ui.screens.privilege_composer import PRIVILEGE, privilege_spec, tell_envelope
from ui.screens.telling_acts import tell_charter
from ui.session import Session
from ui.widgets import Composed, Composer, ComposerSpec, FlowLayout, KeyButton, Later
from ui.widgets.painting import stay_when_resized

_CARD_ACTIONS = (
    *("attention", "incident", "request", "promise", "privilege", "answer", "postponed"),
    *("visit", "memory", "voice", "contact", "charter_told", "open_file"),
)
_NARROW, _LOW = 860, 560
"""Design pixels: in a narrower window the list leaves its room to the card that has the keyboard;
in a lower one the search leaves its own to the composer."""


class CounterScreen(QWidget):
    """Search, results, the card of the client looked at, and the composers.

    It is built around a front, which may have been seen, and typed in, before the book was read.
    """

    file_asked = Signal(int)
    case_asked = Signal(int, int)
    """A client, and the entry of their case; `RUPTURE`: the repair of the relation."""

    def __init__(self, session: Session, front: CounterFront) -> None:
        super().__init__()
        self.setObjectName("counter_screen")
        self.session = session
        self.client_id: int | None = None
        self.card: CounterCard | None = None
        self.privileges = CardPrivileges()
        self.front, self.search = front, front.search
        self.left, self.panel, self.empty = front.left, front.panel, front.empty
        self.finder = Finder(self, front.search)
        self.results = self.finder.list
        self.view, self.composer = CounterCardView(), Composer()
        self.keys = QWidget()
        self._noting = False
        self._later = Later(self, self._reload)
        self._buttons: dict[str, KeyButton] = {}
        self.actions_by_code = session.window.actions_of(
            self.view, CARD, (*_CARD_ACTIONS, "whole_case", "leave_card")
        )
        for group in (SEARCH, COMPOSER):
            session.window.action_book.tell(group)
        self._build()
        self._listen()
        self._show_nobody("", True)
        theme.follow(self._restyle)

    # -- layout ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.left.add(self.results, 1)
        right = QWidget()
        stay_when_resized(right)
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.view, 1)
        self.panel.addWidget(right)
        self.front.column.addWidget(self.keys)
        self.front.column.addWidget(self.composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.front)
        self.front.show()  # the stack it comes from has hidden it
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flow = FlowLayout(self.keys)
        short = {"answer": _("Réponse"), "postponed": _("Report"), "privilege": _("Privilège")}
        for code in _CARD_ACTIONS:
            action = self.actions_by_code[code]
            button = KeyButton(keys_of(code), short.get(code, action.text()), action)
            self._buttons[code] = button
            self._flow.addWidget(button)
        self.keys.addActions(list(self.actions_by_code.values()))  # they act from the buttons, too

    def offer(self, action: QAction, text: str) -> None:
        """Tell one more key beside those of the card."""
        self._flow.addWidget(KeyButton(keys_of(action.objectName()), text, action))

    def _listen(self) -> None:
        self.finder.client_looked_at.connect(self._look_at)
        self.finder.client_chosen.connect(self.show_client)
        self.finder.newcomer_chosen.connect(self._open_account)
        self.finder.nobody_found.connect(self._show_nobody)
        self.finder.left.connect(self.focus_search)
        self.search.stepped_back.connect(self._forget_card)
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._focus_card)
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(self._reload)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        openers: dict[str, Callable[[], object]] = {
            "attention": lambda: self._compose(composers.attention_spec(self.session)),
            "incident": lambda: self._compose_asked(composers.incident_spec),
            "request": lambda: self._compose_asked(composers.request_spec),
            "promise": lambda: self._compose_asked(composers.promise_spec),
            "visit": lambda: self._compose(composers.visit_spec(self.session)),
            "memory": lambda: self._compose(composers.memory_spec(self.session)),
            "voice": lambda: self._compose(composers.voice_spec(self.session)),
            "contact": lambda: self._compose_asked(contact_spec),
            "privilege": self._compose_privilege,
            "charter_told": self._tell_charter,
            "answer": self._compose_answer,
            "postponed": self._compose_postponed,
            "whole_case": self._open_case,
            "open_file": self._open_file,
            "leave_card": self.focus_search,
        }
        for code, opener in openers.items():
            self.actions_by_code[code].triggered.connect(self._catch_up)
            self.actions_by_code[code].triggered.connect(opener)

    def _restyle(self) -> None:
        self._right.setSpacing(theme.current().px(12))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self.finder.follow()  # what has the keyboard now acts on the client looked at
        self._catch_up()
        self._share_room()

    def _share_room(self) -> None:
        """In a small window, what does not have the keyboard makes way for what has it."""
        px, composing = theme.current().px, not self.composer.isHidden()
        narrow, low = self.width() < px(_NARROW), self.height() < px(_LOW)
        on_card = composing or self.view.hasFocus() or self.keys.isAncestorOf(_focused(self))
        self.search.setVisible(not (composing and low))
        self.left.setVisible(not (narrow and on_card and self.card is not None))
        on_keys = self.card is not None and not composing
        self.keys.setVisible(on_keys and (on_card or not narrow))

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown; the client looked at stays the same."""
        self.finder.refresh(self.client_id)
        if self.client_id is None:
            self._show_nobody(self.search.text().strip(), self.results.count() > 0)
        self._reload()

    def focus_first(self) -> None:
        """The counter starts in the search, or in the composer left open."""
        if self.composer.isHidden():
            self.search.start()
        else:
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Ctrl+K, and Esc on the card."""
        self._stop_composing()
        self.search.show()
        self.search.start()

    def undo_last(self) -> None:
        """Ctrl+Z: take back this member's last entry, and say whose it was."""
        take_back(self.session)

    def shown_client(self) -> int | None:
        """Whose card is shown."""
        return self.client_id

    def show_client(self, client_id: int) -> None:
        """Show a client's card with the keyboard on it, whatever was searched."""
        self._look_at(client_id, again=True)
        self.finder.show_client(client_id)
        self._focus_card()

    # -- somebody, or nobody -----------------------------------------------------------------

    def _show_nobody(self, typed: str, someone_listed: bool) -> None:
        self.client_id = self.card = None
        self._stop_composing()
        self.panel.setCurrentWidget(self.empty)
        self.front.say_nobody(typed, someone_listed)
        self._share_room()

    def _forget_card(self) -> None:
        """Esc on an empty search: nobody is looked at any more."""
        self._show_nobody("", self.results.count() > 0)
        self.finder.refresh(None)

    def _open_account(self, typed: str) -> None:
        changes = self.session.attempt(clients.open_account, draft_from(typed))
        if changes is None or changes.client_id is None:
            return
        self.session.last_memory = None
        self.show_client(changes.client_id)
        self.session.window.messages.success(
            _("Compte ouvert. Comment l’avez-vous accueilli\N{NARROW NO-BREAK SPACE}?")
        )
        self._compose(composers.attention_spec(self.session, first="first-impression"))

    # -- the card ----------------------------------------------------------------------------

    def _look_at(self, client_id: int, again: bool = False) -> None:
        """Show their card; the one there stands: what is noted has it read again."""
        if again or client_id != self.client_id:
            self._stop_composing()
            self.client_id = client_id
            self._reload()

    def _catch_up(self, *_why: object) -> None:
        """Nobody acts on a card that is not yet what the book says."""
        if not self._noting:
            self._later.now()

    def _reload(self, *_day: object) -> None:
        self._later.stop()
        if self.client_id is None:
            return
        try:
            self.card = counter_card(self.client_id, self.session.today)
        except BookError:
            self._show_nobody("", True)
            return
        with self.view.page.placed_once():
            self._show_all(self.client_id, self.card)
        self._buttons["answer"].setEnabled(bool(self.card.owed))
        self._buttons["postponed"].setEnabled(self._can_postpone(self.card))
        self.panel.setCurrentIndex(1)
        self._share_room()

    def _show_all(self, client_id: int, card: CounterCard) -> None:
        today = self.session.today
        self._show_privileges(client_id)
        self.view.show_distance(distance_in_force(client_id), unused(client_id, today))
        self.view.show_waivers(waived_words(askings_of(client_id, card.relation, today)))
        self.view.show_card(card, today, opening_line(client_id))

    def _show_privileges(self, client_id: int) -> None:
        """What is theirs today; the keys about privileges are offered once there is a charter."""
        self.privileges = found = card_privileges(client_id, self.session.today)
        self.view.privileges.show_privileges(found)
        there = {"privilege": bool(found.today or found.others), "charter_told": found.untold}
        for code, shown in there.items():
            self._buttons[code].setVisible(shown)

    def _can_postpone(self, card: CounterCard) -> bool:
        return any(composers.can_be_postponed(case, self.session.today) for case in card.owed)

    def _tell_charter(self) -> None:
        if self.client_id is None:
            return
        if self.privileges.untold:
            tell_charter(self.session, self.client_id)
        else:
            self.session.window.messages.info(nothing_to_tell(self.privileges))

    def _on_changed(self, changes: Changes) -> None:
        if self.client_id is not None and concerns(changes, self.client_id):
            read = self._later.start if self._noting else self._reload
            read()

    def _focus_card(self) -> None:
        """The keyboard leaves the composer before it hides: nothing else takes it meanwhile."""
        if self.card is not None:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.start()
        self._stop_composing()

    def _open_file(self) -> None:
        if self.client_id is not None:
            self.file_asked.emit(self.client_id)

    def _open_case(self) -> None:
        """The most urgent case in full; without one, the file."""
        if self.card is None:
            return
        if self.card.owed:
            first = self.card.owed[0]
            self.case_asked.emit(self.card.client_id, first.entry_id or RUPTURE)
        else:
            self._open_file()

    # -- composing ---------------------------------------------------------------------------

    def _compose(self, spec: ComposerSpec) -> None:
        """Open the composer in the place of the keys, so that the card stays seen."""
        if self.card is None:
            return
        if self.height() < theme.current().px(_LOW):
            self.session.window.messages.clear_passing()
        self.composer.open_for(spec)
        self._share_room()

    def _stop_composing(self) -> None:
        """The keys come back in the composer's place: laid out once, not when each one changes."""
        self.front.column.setEnabled(False)
        self.composer.hide()
        self._share_room()
        self.front.column.setEnabled(True)
        self.front.column.activate()

    def _compose_asked(self, spec: Callable[[Session, int], ComposerSpec]) -> None:
        if self.client_id is not None:
            self._compose(spec(self.session, self.client_id))

    def _compose_answer(self) -> None:
        """How a case ended; a rupture alone is repaired step by step, in the file."""
        if self.card is None:
            return
        if not self.card.owed:
            self.session.window.messages.info(nothing_to_answer())
        elif all(case.type is None for case in self.card.owed):
            self._open_case()
        else:
            self._compose(composers.answer_spec(self.session, self.card.owed))

    def _compose_postponed(self) -> None:
        if self.card is None:
            return
        if self._can_postpone(self.card):
            self._compose(composers.postpone_spec(self.session, self.card.owed))
        else:
            self.session.window.messages.info(nothing_to_postpone(self.card.owed))

    def _compose_privilege(self) -> None:
        if self.privileges.today or self.privileges.others:
            self._compose(privilege_spec(self.session, self.privileges))
        elif self.card is not None:
            self.session.window.messages.info(nothing_to_honour(self.privileges))

    def _on_composed(self, composed: Composed) -> None:
        """What was noted is said and seen first, what it did and why; the card follows."""
        self._noting = True
        try:
            self._note(composed)
        finally:
            self._noting = False

    def _note(self, composed: Composed) -> None:
        if self.card is None:
            return
        if (composed.code, composed.kind) == ("answer", REPAIR):  # « repair » is a visit, too
            self._stop_composing()
            self.case_asked.emit(self.card.client_id, RUPTURE)
            return
        try:
            changes = write_composed(self.session, self.card.client_id, composed, self.card.owed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._focus_card()
        tell_effect(self.session, changes)
        if composed.code == PRIVILEGE:
            tell_envelope(self.session, composed)


def _focused(screen: QWidget) -> QWidget:
    """What has the keyboard, or the screen itself."""
    return QApplication.focusWidget() or screen
