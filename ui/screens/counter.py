"""Comptoir: who this is within three seconds, what just happened within ten, no mouse."""

import random
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models import catalogue, clients, search
from models.changes import Changes
from models.client_drafts import ClientDraft, ReachDraft
from models.counter import CounterCard, counter_card
from models.errors import BookError
from models.i18n import _, language, ngettext
from models.rules.typed import split_name
from models.search import ClientHit
from ui import theme
from ui.actions import CARD, COMPOSER, SEARCH, keys_of
from ui.events import concerns
from ui.screens import composers
from ui.screens.counter_card import CounterCardView
from ui.screens.noting import take_back, tell_effect, write_composed
from ui.session import Session
from ui.widgets import (
    Card,
    Composed,
    Composer,
    ComposerSpec,
    EmptyState,
    FlowLayout,
    Key,
    KeyButton,
    ResultList,
    ResultRow,
    SearchField,
    bold,
)

_CARD_ACTIONS = (
    "attention",
    "incident",
    "request",
    "promise",
    "answer",
    "postponed",
    "visit",
    "memory",
    "open_file",
)
_PAGE = 20


class CounterScreen(QWidget):
    """Search, results, the card of the client looked at, and the composers."""

    file_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("counter_screen")
        self.session = session
        self.client_id: int | None = None
        self.card: CounterCard | None = None
        self.search = SearchField(_("Nom, téléphone, plaque, ville…"))
        self.results = ResultList(_("Clients trouvés"))
        self.view, self.composer = CounterCardView(), Composer()
        self.keys = QWidget()
        self.empty = EmptyState(
            "concierge-bell",
            _("Qui est là\N{NARROW NO-BREAK SPACE}?"),
            _("Tapez quelques lettres de son nom, la fin de son téléphone ou sa plaque."),
        )
        self.panel = QStackedWidget()
        self.actions_by_code = session.window.actions_of(
            self.view, CARD, (*_CARD_ACTIONS, "leave_card")
        )
        for group in (SEARCH, COMPOSER):
            session.window.action_book.tell(group)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    # -- layout ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.search.setObjectName("counter_search")
        self.results.setObjectName("counter_results")
        left = Card(tight=True)
        left.add(self.results, 1)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.view, 1)
        self._right.addWidget(self.composer)
        self._right.addWidget(self.keys)
        self.panel.addWidget(self.empty)
        self.panel.addWidget(right)
        self._body = QHBoxLayout()
        self._body.addWidget(left)
        self._body.addWidget(self.panel, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.search)
        self._column.addLayout(self._body, 1)
        self._left = left
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        flow = FlowLayout(self.keys)
        for code in _CARD_ACTIONS:
            action = self.actions_by_code[code]
            flow.addWidget(KeyButton(keys_of(code), action.text(), action))

    def _listen(self) -> None:
        self.search.text_changed.connect(self._on_text_changed)
        self.search.moved.connect(self.results.move)
        self.search.accepted.connect(self.results.choose)
        self.results.row_looked_at.connect(self._on_looked_at)
        self.results.row_chosen.connect(self._on_chosen)
        self.results.left.connect(self.focus_search)
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._focus_card)
        self.session.window.events.changed.connect(self._on_changed)
        self.session.day_changed.connect(self._reload)
        openers: dict[str, Callable[[], object]] = {
            "attention": lambda: self._compose(composers.attention_spec(self.session)),
            "incident": lambda: self._compose(composers.incident_spec(self.session)),
            "request": lambda: self._compose(composers.request_spec(self.session)),
            "promise": lambda: self._compose(composers.promise_spec(self.session)),
            "visit": lambda: self._compose(composers.visit_spec(self.session)),
            "memory": lambda: self._compose(composers.memory_spec()),
            "answer": self._compose_answer,
            "postponed": self._compose_postponed,
            "open_file": self._open_file,
            "leave_card": self.focus_search,
        }
        for code, opener in openers.items():
            self.actions_by_code[code].triggered.connect(opener)

    def _restyle(self) -> None:
        px = theme.current().px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(16))
        self._body.setSpacing(px(16))
        self._right.setSpacing(px(12))
        self._left.setFixedWidth(px(300))

    # -- what the window calls ---------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        self._show_results(self.search.text())
        self._reload()

    def focus_first(self) -> None:
        """The counter starts in the search."""
        self.search.start()

    def focus_search(self) -> None:
        """Ctrl+K, and Esc on the card."""
        self._stop_composing()
        self.search.start()

    def undo_last(self) -> None:
        """Ctrl+Z: take back this member's last entry, and show whose it was."""
        take_back(self.session)

    def show_client(self, client_id: int) -> None:
        """Show a client's card with the keyboard on it, whatever was searched."""
        self._look_at(client_id)
        self._focus_card()

    # -- searching ---------------------------------------------------------------------------

    def _on_text_changed(self, text: str) -> None:
        self._show_results(text)

    def _show_results(self, text: str) -> None:
        typed = text.strip()
        found = search.page(typed, _PAGE) if typed else None
        hits = found.hits if found else search.recent(_PAGE)
        rows = [_result_row(hit) for hit in hits]
        if typed:
            label = _("+ Ouvrir un compte «\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»")
            rows.append(ResultRow("new", label.format(text=typed), action=True))
        self.results.show_rows(rows)
        self._say_count(typed, len(hits), found is not None and found.more)
        if rows and typed:
            self.results.look_at(0)
        if not typed or not hits:
            self._show_nobody(bool(hits), typed)

    def _say_count(self, typed: str, count: int, more: bool) -> None:
        if not typed:
            self.search.set_hint(_("Vus récemment") if count else "")
            return
        found = ngettext("{count} client", "{count} clients", count).format(count=count)
        if more:
            found = _("plus de {count} clients").format(count=count)
        self.search.set_hint(
            f"{found} · ", Key("↓"), f" {_('choisir')} · ", Key(_("Entrée")), f" {_('fiche')}"
        )

    def _show_nobody(self, someone_listed: bool, typed: str) -> None:
        self.client_id = self.card = None
        self.panel.setCurrentWidget(self.empty)
        if typed:
            title = _("Personne de ce nom")
            text = _("Entrée ouvre un compte avec ce que vous avez tapé. Rien d’autre à remplir.")
        elif someone_listed:
            title = _("Qui est là\N{NARROW NO-BREAK SPACE}?")
            text = _("Tapez quelques lettres de son nom, la fin de son téléphone ou sa plaque.")
        else:
            title = _("Votre livre est vide")
            text = _(
                "Tapez le nom ou le téléphone de la première personne qui entre, puis Entrée. "
                "Ou importez votre fichier clients dans Réglages."
            )
        self.empty.say(title, text)

    def _on_looked_at(self, row: ResultRow) -> None:
        if isinstance(row.key, int):
            self._look_at(row.key)

    def _on_chosen(self, row: ResultRow) -> None:
        if isinstance(row.key, int):
            self.show_client(row.key)
        else:
            self._open_account(self.search.text())

    def _open_account(self, typed: str) -> None:
        changes = self.session.attempt(clients.open_account, draft_from(typed))
        if changes is None or changes.client_id is None:
            return
        self.show_client(changes.client_id)
        self._compose(composers.attention_spec(self.session, first="first-impression"))
        self.session.window.messages.success(_("Compte ouvert. Comment l’avez-vous accueilli ?"))

    # -- the card ----------------------------------------------------------------------------

    def _look_at(self, client_id: int) -> None:
        self.client_id = client_id
        self._reload()

    def _reload(self, *_day: object) -> None:
        if self.client_id is None:
            return
        try:
            self.card = counter_card(self.client_id, self.session.today)
        except BookError:
            self._show_nobody(False, "")
            return
        lines = catalogue.book_trade().opening_lines[language()]
        line = random.Random(self.client_id).choice(lines)
        self.view.show_card(self.card, self.session.today, line)
        self.actions_by_code["answer"].setEnabled(bool(self.card.owed))
        self.actions_by_code["postponed"].setEnabled(
            any(case.entry_id is not None for case in self.card.owed)
        )
        self.panel.setCurrentIndex(1)

    def _on_changed(self, changes: Changes) -> None:
        if self.client_id is not None and concerns(changes, self.client_id):
            self._reload()

    def _stop_composing(self) -> None:
        self.composer.hide()
        self.keys.show()

    def _focus_card(self) -> None:
        self._stop_composing()
        if self.card is not None:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.start()

    def _open_file(self) -> None:
        if self.client_id is not None:
            self.file_asked.emit(self.client_id)

    # -- composing ---------------------------------------------------------------------------

    def _compose(self, spec: ComposerSpec) -> None:
        """Open the composer in the place of the keys, so that the card stays seen."""
        if self.card is not None:
            self.keys.hide()
            self.composer.open_for(spec)

    def _compose_answer(self) -> None:
        if self.card is not None and self.card.owed:
            self._compose(composers.answer_spec(self.session, self.card.owed))

    def _compose_postponed(self) -> None:
        if self.card is not None and self.card.owed:
            self._compose(composers.postpone_spec(self.session, self.card.owed))

    def _on_composed(self, composed: Composed) -> None:
        if self.card is None:
            return
        try:
            owed = self.card.owed
            changes = write_composed(self.session, self.card.client_id, composed, owed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._focus_card()
        tell_effect(self.session, changes)


def draft_from(typed: str) -> ClientDraft:
    """A client file from a bare name, phone number or e-mail address."""
    text = " ".join(typed.split())
    digits = sum(character.isdigit() for character in text)
    if "@" in text and " " not in text:
        return ClientDraft(reaches=(ReachDraft("email", text),))
    if digits >= 4 and digits >= sum(character.isalpha() for character in text):
        return ClientDraft(reaches=(ReachDraft("phone", text),))
    first, last = split_name(text)
    return ClientDraft(first_name=first, last_name=last)


def _result_row(hit: ClientHit) -> ResultRow:
    return ResultRow(hit.client_id, (bold(hit.strong), f" {hit.light}"), hit.subtitle)
