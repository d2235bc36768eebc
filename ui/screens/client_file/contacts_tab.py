"""Contacts: what may be sent to the client on each channel, what they answered, what was sent."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from models.consent_filter import IMPORT
from models.contact_words import (
    answer_told,
    budget_told,
    channel_label,
    last_contact_told,
    nature_label,
    right_told,
    source_label,
)
from models.contacts import SOURCES, ConsentRow, Offer, consents, record_consent, rights
from models.errors import BookError
from models.i18n import _, format_date
from models.messages import MessageRow, last_contacts, messages
from models.rules.contact_rights import Channel
from ui import theme
from ui.item_models.lazy_table import Cell, Column, LazyTableModel
from ui.screens.client_file.file_tab import FileTab
from ui.screens.signed import Signatures
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CardGrid,
    DataTable,
    DateField,
    Form,
    Page,
    Pill,
    Row,
    Select,
    WrapLabel,
    bold,
    muted,
)

_LEAST_TABLE = 190


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the history: an answer about offers, or a message."""

    row: ConsentRow | MessageRow

    @property
    def id(self) -> tuple[str, int]:
        """What tells it from the others."""
        return type(self.row).__name__ + getattr(self.row, "nature", ""), self.row.id


class ContactsTab(FileTab):
    """The rights by channel, the answer being written, and the history below."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rights_card = Card(
            _("Une offre peut-elle partir aujourd’hui\N{NARROW NO-BREAK SPACE}?")
        )
        self.form_card = Card(_("Noter une réponse du client"))
        self.list_card = Card(_("Réponses et messages"))
        self.silence = WrapLabel("", tone="warn")
        self.budget = WrapLabel("", "small", "muted")
        self.last = WrapLabel("", "small", "muted")
        self.form, self.note = Form(), QLineEdit()
        self.channel, self.answer, self.source = Select(), Select(), Select()
        self.day = DateField(session.past_day)
        self.keep = Button(_("Garder"), "primary")
        self.team = Signatures()
        self.model: LazyTableModel[_Line] = LazyTableModel(
            _columns(self.team), lambda line: line.id
        )
        self.table = DataTable(_("Réponses et messages"), wraps=True)
        self._shown = self._typed()
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for channel in Channel:
            self.channel.addItem(channel_label(channel), channel.value)
        self.answer.addItem(_("oui, il est d’accord"), True)
        self.answer.addItem(_("non, il refuse"), False)
        for source in SOURCES:
            self.source.addItem(source_label(source), source)
        self._build_form()
        self.silence.setObjectName("contact_silence")
        self.rights_card.add(self.silence)
        self.rights_card.keep_rows(len(Channel), _RightRow)
        self.rights_card.add(self.budget)
        self.rights_card.add(self.last)
        self.budget.setObjectName("contact_budget")
        self.last.setObjectName("contact_last")
        self.table.setObjectName("contacts_table")
        self.table.setModel(self.model)
        self.list_card.add(self.table, 1)
        grid = CardGrid(min_column=400)
        for card in (self.rights_card, self.form_card):
            card.body.addStretch(1)
            grid.add(card)
        page = Page(inset=False)
        page.add(grid)
        page.add(self.list_card, 1)
        page.body.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _build_form(self) -> None:
        form = self.form
        form.add_side_by_side(
            ("consent_channel", _("Offres par"), self.channel, ""),
            ("consent_given", _("Sa réponse"), self.answer, ""),
        )
        form.add_side_by_side(
            ("consent_source", _("Comment il l’a dit"), self.source, ""),
            ("consent_day", _("Le"), self.day, ""),
        )
        hint = _("Rien n’est changé ni effacé\N{NO-BREAK SPACE}: la dernière réponse compte.")
        form.add("consent_note", _("Précision, si utile"), self.note, hint)
        self.form_card.add(form)
        self.form_card.head.addWidget(self.keep)
        self.keep.setObjectName("consent_keep")
        self.keep.clicked.connect(self.save)
        for edit in (self.note, self.day):
            edit.returnPressed.connect(self.save)

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show what a client answered and was sent; what is being written stays."""
        keeps = client_id == self.client_id and self.is_changed()
        self.client_id = client_id
        self.team.read()
        today = self.session.today
        self._show_rights(rights(client_id, today))
        self.last.set_text(last_contact_told(last_contacts([client_id], today).get(client_id)))
        rows = [*map(_Line, consents(client_id)), *map(_Line, messages(client_id))]
        rows.sort(key=lambda line: line.row.day, reverse=True)
        self.model.show_rows(rows)
        self.list_card.setVisible(bool(rows))
        if not keeps:
            self._start_new()

    def focus_first(self) -> None:
        """The keyboard goes where an answer is written."""
        self.channel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether something typed is not kept yet."""
        return self.client_id is not None and self._typed() != self._shown

    def forget_changes(self) -> None:
        """Let go of what was being written."""
        self._start_new()

    def save(self) -> bool:
        """Write the answer; what is refused is told in place and stays typed."""
        if not self.day.is_understood():
            wrong = _("Ce jour n’est pas compris. Écrivez hier ou 12/10.")
            self.form.set_errors({"consent_day": wrong})
            return False
        channel, given, source = Channel(self.channel.currentData()), self.answer, self.source
        shown, self._shown = self._shown, self._typed()  # the history may be read again at once
        try:
            self.session.write(
                record_consent,
                self.client_id,
                channel,
                bool(given.currentData()),
                str(source.currentData()),
                day=self.day.day(),
                note=self.note.text(),
            )
        except BookError as error:
            self._shown = shown
            self.form.set_errors({"consent_day": str(error)})
            return False
        self._start_new()
        self.focus_first()
        self.session.window.messages.success(_("La réponse est gardée dans l’historique."))
        return True

    # -- what is shown -----------------------------------------------------------------------

    def _typed(self) -> tuple[object, ...]:
        boxes = (self.channel, self.answer, self.source)
        return (*(box.currentIndex() for box in boxes), self.day.text(), self.note.text().strip())

    def _start_new(self) -> None:
        for box in (self.channel, self.answer, self.source):
            box.setCurrentIndex(0)
        self.day.set_day(self.session.today)
        self.note.clear()
        self.form.set_errors({})
        self._shown = self._typed()

    def _show_rights(self, found: dict[Channel, Offer]) -> None:
        rows = self.rights_card.keep_rows(len(found), _RightRow)
        for line, (channel, offer) in zip(rows, found.items(), strict=True):
            line.show_right(channel, offer)
        any_offer = next(iter(found.values()))
        kept_silent = any_offer.right != any_offer.law
        self.silence.set_text(right_told(any_offer.right) if kept_silent else "")
        self.silence.setVisible(kept_silent)
        self.budget.set_text(budget_told(any_offer))
        self.budget.set_tone("warn" if any_offer.cost else "muted")

    def _restyle(self) -> None:
        self.table.setMinimumHeight(theme.current().px(_LEAST_TABLE))


class _RightRow(Row):
    """A channel, whether an offer may go on it, and why."""

    def __init__(self) -> None:
        self._pill = Pill()
        super().__init__("", right=self._pill)

    def show_right(self, channel: Channel, offer: Offer) -> None:
        told = right_told(offer.law)
        self.text.set_text((bold(channel_label(channel)), muted(f" · {told}")))
        if offer.ok:
            self._pill.show_status(_("oui"), "good")
        else:
            self._pill.show_status(_("plus tard") if offer.law.ok else _("non"), "warn")


def _columns(team: Signatures) -> tuple[Column[_Line], ...]:
    return (
        Column(_("Le"), _day_cell, width=14),
        Column(_("Quoi"), _what_cell, width=24, stretch=1),
        Column(_("Détail"), _detail, width=40, stretch=3),
        team.column(lambda line: line.row.author_id),
    )


def _day_cell(line: _Line) -> str:
    day: date = line.row.day
    return format_date(day, "medium")


def _what_cell(line: _Line) -> Cell:
    row = line.row
    if isinstance(row, ConsentRow):
        tone = "good" if row.given and row.source != IMPORT else "warn"
        offers = _("Offres, {channel}").format(channel=channel_label(row.channel))
        return Cell(offers, pill=answer_told(row), pill_tone=tone)
    return Cell(channel_label(row.channel), pill=nature_label(row.nature), pill_tone="neutral")


def _detail(line: _Line) -> str:
    row = line.row
    if isinstance(row, MessageRow):
        return row.text
    said = source_label(row.source).capitalize()
    return f"{said} · {row.note}" if row.note else said
