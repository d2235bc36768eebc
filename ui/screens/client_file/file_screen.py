"""The frame of the client file: who, how the account stands, and the tabs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.changes import Changes
from models.clients import number_text
from models.counter import CounterCard, counter_card
from models.errors import BookError
from models.i18n import _, format_units
from models.wording import state_label
from ui import theme
from ui.actions import FILE, keys_of
from ui.events import concerns
from ui.screens.client_file.account_tab import AccountTab
from ui.screens.client_file.assets_tab import AssetsTab
from ui.screens.client_file.cases_tab import CasesTab
from ui.screens.client_file.identity_tab import IdentityTab
from ui.screens.client_file.memory_tab import MemoryTab
from ui.screens.counter_card import STATE_LOOK
from ui.session import Session
from ui.widgets import KeyButton, Label, Pill, SegmentedTabs, WrapLabel

_TABS = ("account", "identity", "memory", "cases", "assets")


class ClientFile(QWidget):
    """`open_client(id)` shows a file; Esc, or the key told, goes back."""

    left = Signal()
    card_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("client_file")
        self.session = session
        self.client_id: int | None = None
        self.name, self.details = Label("", "title"), WrapLabel("", "subtitle", "muted")
        self.state = Pill("", "neutral")
        self.tabs, self.stack = SegmentedTabs(_("Parties de la fiche")), QStackedWidget()
        self.pages: dict[str, QWidget] = {
            "account": AccountTab(session),
            "identity": IdentityTab(session),
            "memory": MemoryTab(session),
            "cases": CasesTab(session),
            "assets": AssetsTab(session),
        }
        self.actions_by_code = session.window.actions_of(self, FILE)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addWidget(self.details, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.addWidget(self.tabs, 1)
        for code in ("to_card", "leave_file"):
            action = self.actions_by_code[code]
            below.addWidget(KeyButton(keys_of(code), action.text(), action))
        for key, title in self._titles(None).items():
            self.tabs.add(key, title)
            self.stack.addWidget(self.pages[key])
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(below)
        self._column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.session.window.events.changed.connect(self._on_changed)
        self.actions_by_code["leave_file"].triggered.connect(self.left)
        self.actions_by_code["to_card"].triggered.connect(self._on_card_asked)
        for place, key in enumerate(_TABS, 1):
            action = self.actions_by_code[f"tab_{place}"]
            action.triggered.connect(lambda _on=False, key=key: self.tabs.choose(key))

    def open_client(self, client_id: int) -> None:
        """Show a client's file, on its account."""
        self.client_id = client_id
        self.tabs.choose("account")
        self.refresh()

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
        for key, title in self._titles(self.client_id).items():
            self.tabs.set_title(key, title)
        self._show_tab(self.tabs.current())

    def focus_first(self) -> None:
        """The keyboard goes to the tab shown."""
        page = self.pages[self.tabs.current()]
        focus = getattr(page, "focus_first", page.setFocus)
        focus()

    def has_unsaved(self) -> bool:
        """Whether the identity was changed and not kept yet."""
        identity = self.pages["identity"]
        return isinstance(identity, IdentityTab) and identity.is_changed()

    def _show_head(self, card: CounterCard) -> None:
        self.name.set_text(card.name)
        parts = (number_text(card.number), *card.details[-1:], *card.reaches[:2])
        self.details.set_text(" · ".join(parts))
        tone, symbol = STATE_LOOK[card.state]
        balance = format_units(card.balance)
        self.state.show_status(f"{state_label(card.state)} · {balance}", tone, symbol)

    def _titles(self, client_id: int | None) -> dict[str, str]:
        titles = {
            "account": _("Compte"),
            "identity": _("Identité"),
            "memory": _("Mémoire"),
            "cases": _("Dossiers"),
            "assets": _("Biens"),
        }
        if client_id is not None:
            for key in ("memory", "cases", "assets"):
                count = self.pages[key].count(client_id)  # type: ignore[attr-defined]
                titles[key] = f"{titles[key]} {count}" if count else titles[key]
        return titles

    def _on_tab_chosen(self, key: str) -> None:
        self._show_tab(key)
        self.stack.setCurrentWidget(self.pages[key])

    def _show_tab(self, key: str) -> None:
        if self.client_id is not None:
            self.pages[key].show_client(self.client_id)  # type: ignore[attr-defined]

    def _on_card_asked(self) -> None:
        if self.client_id is not None:
            self.card_asked.emit(self.client_id)

    def _on_changed(self, changes: Changes) -> None:
        if self.client_id is not None and self.isVisible() and concerns(changes, self.client_id):
            self.refresh()

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))
