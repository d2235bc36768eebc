"""The frame of the client file: who, how the account stands, and the tabs."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.clients import number_text
from models.counter import CounterCard, counter_card
from models.errors import BookError
from models.i18n import _, format_units
from models.wording import state_label
from ui import prompts, theme
from ui.action_specs import FILE
from ui.actions import keys_of
from ui.events import concerns
from ui.screens.case_ends import RIGHTS
from ui.screens.client_file import access_saving
from ui.screens.client_file.assets_tab import AssetsTab
from ui.screens.client_file.cases_tab import CasesTab
from ui.screens.client_file.file_parts import file_parts
from ui.screens.client_file.file_tab import FileTab
from ui.screens.client_file.privacy_tab import PrivacyTab
from ui.screens.counter_card import STATE_LOOK
from ui.session import Session
from ui.widgets import KeyButton, PiecesLabel, Pill, SegmentedTabs, WrapLabel

_NARROW = 700
"""In a narrower window, in design pixels, the name has the room of a key that F1 tells anyway."""


class ClientFile(QWidget):
    """`open_client(id)` shows a file; Esc, or the key told, goes back."""

    left = Signal()
    file_asked = Signal(int)
    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("client_file")
        self.session = session
        self.client_id: int | None = None
        self.name, self.details = WrapLabel("", "title"), PiecesLabel("", "subtitle", "muted")
        self.state = Pill("", "neutral")
        self.tabs, self.stack = SegmentedTabs(_("Parties de la fiche")), QStackedWidget()
        self.parts = file_parts()
        self.pages: dict[str, FileTab] = {}
        """The tabs shown so far."""
        self.buttons: dict[str, KeyButton] = {}
        self.actions_by_code = session.window.actions_of(self, FILE)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        head = self._head = QGridLayout()
        head.addWidget(self.name, 0, 0)
        head.addWidget(self.details, 0, 1)
        head.addWidget(self.state, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        for code in ("to_card", "leave_file"):
            action = self.actions_by_code[code]
            self.buttons[code] = KeyButton(keys_of(code), action.text(), action)
            head.addWidget(self.buttons[code], 0, head.columnCount())
        for part in self.parts.values():
            self.tabs.add(part.key, part.title)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(lambda _day: self.refresh())
        self.actions_by_code["leave_file"].triggered.connect(self._on_escape)
        self.actions_by_code["to_card"].triggered.connect(self._on_card_asked)
        self.actions_by_code["file_keep"].triggered.connect(self._keep)
        self.actions_by_code["file_access"].triggered.connect(self._on_access_asked)
        for place, key in enumerate(self.parts, 1):
            action = self.actions_by_code[f"tab_{place}"]
            action.triggered.connect(lambda _on=False, key=key: self.show_tab(key))

    # -- what the screen calls ---------------------------------------------------------------

    def open_client(self, client_id: int) -> None:
        """Show a client's file, on its account."""
        self.client_id = client_id
        self.tabs.choose("account")
        self.refresh()

    def ahead(self) -> Iterator[Callable[[], object]]:
        """What makes each tab before it is shown."""
        return (partial(self.page, key) for key in self.parts)

    def page(self, key: str) -> FileTab:
        """A tab, made when it is first asked for: a file opens as fast as what one sees of it."""
        if key not in self.pages:
            page = self.parts[key].make(self.session)
            page.file_asked.connect(self.file_asked)
            if isinstance(page, PrivacyTab):
                page.offer(self.actions_by_code["file_access"])
                page.erased.connect(self.left)
                page.rectify_asked.connect(lambda: self.show_tab("identity"))
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    @property
    def cases(self) -> CasesTab:
        """The tab of the cases."""
        page = self.page("cases")
        assert isinstance(page, CasesTab)
        return page

    def show_case(self, entry_id: int, *, letter: bool = False) -> None:
        """Show a case of this client in full, or its letter; `RUPTURE` for the repair, `RIGHTS`
        for what they asked about their data."""
        if entry_id == RIGHTS:
            self.show_tab("privacy")
            return
        self.tabs.choose("cases")
        self.cases.show_case(entry_id, letter=letter)

    def show_asset(self, asset_id: int) -> None:
        """Show an asset of this client, the keyboard on it."""
        self.tabs.choose("assets")
        page = self.page("assets")
        assert isinstance(page, AssetsTab)
        page.look_at(asset_id)

    def undo_last(self) -> bool:
        """Ctrl+Z puts back what was kept last in the tab shown; False when there is none."""
        return self.page(self.tabs.current()).undo_last()

    def show_tab(self, key: str) -> None:
        """Show a tab, the keyboard where its work starts."""
        self.tabs.choose(key)
        self.focus_first()

    def refresh(self) -> None:
        """Read the head and the tab shown again; the other tabs when they are shown."""
        if self.client_id is None:
            return
        try:
            card = counter_card(self.client_id, self.session.today)
        except BookError as error:
            self.session.window.messages.error(str(error))
            self.left.emit()
            return
        self._show_head(card)
        for part in self.parts.values():
            self.tabs.set_title(part.key, part.title_for(self.client_id, self.session.today))
        self._read_tab(self.tabs.current())

    def focus_first(self) -> None:
        """The keyboard goes to the tab shown."""
        self.page(self.tabs.current()).focus_first()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether everything typed is kept; if not, it is asked, and `then` follows the answer."""
        for page in self.pages.values():
            page.keep_typed()
        if not self._unsaved():
            return True
        prompts.ask(
            self,
            _("Garder les changements\N{NARROW NO-BREAK SPACE}?"),
            _("Ce que vous avez changé dans la fiche de {name} n’est pas encore gardé.").format(
                name=self.name.plain_text()
            ),
            (
                prompts.Answer("cancel", _("Rester sur la fiche")),
                prompts.Answer("drop", _("Ne pas garder"), "danger"),
                prompts.Answer("keep", _("Garder"), "primary"),
            ),
            lambda answer: self._on_leave_answer(answer, then),
        )
        return False

    # -- leaving and keeping -----------------------------------------------------------------

    def _unsaved(self) -> list[str]:
        """The tabs where something typed is not kept yet."""
        return [key for key, page in self.pages.items() if page.is_changed()]

    def _on_leave_answer(self, answer: str, then: Callable[[], object]) -> None:
        if answer == "keep" and not all(self._keep_tab(key) for key in self._unsaved()):
            return
        if answer == "drop":
            for key in self._unsaved():
                self.pages[key].forget_changes()
        if answer in ("keep", "drop"):
            then()

    def _keep_tab(self, key: str) -> bool:
        """Keep a tab; one that is refused is shown, with the reason."""
        kept = self.pages[key].save()
        if not kept:
            self.tabs.choose(key)
        return kept

    def _keep(self) -> None:
        """Ctrl+S keeps what is typed in the tab shown."""
        self._keep_tab(self.tabs.current())

    def _on_escape(self) -> None:
        stepped = self.page(self.tabs.current()).step_back()
        if not stepped and self.may_leave(self.left.emit):
            self.left.emit()

    def _on_card_asked(self) -> None:
        if self.client_id is not None and self.may_leave(self._on_card_asked):
            self.card_asked.emit(self.client_id)

    def _on_access_asked(self) -> None:
        """What is typed is kept or dropped first: the file tells what the book holds."""
        if self.client_id is not None and self.may_leave(self._on_access_asked):
            access_saving.ask_where(self, self.session, self.client_id)

    # -- what is shown -----------------------------------------------------------------------

    def _show_head(self, card: CounterCard) -> None:
        self.name.set_text(card.name)
        reaches = [reach.replace(" ", "\N{NO-BREAK SPACE}") for reach in card.reaches[:2]]
        self.details.set_pieces((number_text(card.number), card.since, *reaches))
        tone, symbol = STATE_LOOK[card.state]
        balance = format_units(card.balance)
        self.state.show_status(f"{state_label(card.state)} · {balance}", tone, symbol)
        self._place_head()

    def _place_head(self) -> None:
        """What is told of the client beside the name, or below it where it has no room."""
        px = theme.current().px
        beside = [self.state, *(key for key in self.buttons.values() if not key.isHidden())]
        room = self.width() - 2 * px(24) - sum(one.sizeHint().width() + px(12) for one in beside)
        name = self.name.fontMetrics().horizontalAdvance(self.name.plain_text())
        fits = name + px(12) + self.details.whole_width() <= room
        self._head.addWidget(self.details, *((0, 1) if fits else (1, 0, 1, -1)))
        self._head.setColumnStretch(0, 0 if fits else 1)
        self._head.setColumnStretch(1, 1 if fits else 0)

    def _on_tab_chosen(self, key: str) -> None:
        self._read_tab(key)
        self.stack.setCurrentWidget(self.page(key))

    def _read_tab(self, key: str) -> None:
        if self.client_id is not None:
            self.page(key).show_client(self.client_id)

    def _on_changed(self, changes: Changes) -> None:
        if self.client_id is not None and self.isVisible() and concerns(changes, self.client_id):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        px = theme.current().px
        self.buttons["to_card"].setVisible(self.width() >= px(_NARROW))
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))
        self._head.setHorizontalSpacing(px(12))
        self._head.setVerticalSpacing(px(2))
        self._place_head()
