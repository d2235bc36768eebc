"""Identity and ways to reach the person, edited in place."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from models import clients, search
from models.client_drafts import ClientDraft, ReachDraft
from models.errors import BookError
from models.i18n import _
from models.rules.typed import read_birthday
from ui import theme
from ui.actions import keys_of
from ui.screens.client_file.distance_card import DistanceCard
from ui.screens.client_file.file_tab import FileTab
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CardGrid,
    DateField,
    Form,
    Page,
    Select,
    TagEdit,
    WrapLabel,
)
from ui.widgets.text_watch import written_in

_PLAIN = ("first_name", "last_name", "company", "street", "postcode", "town", "country", "how_came")


class IdentityTab(FileTab):
    """A form over the client's draft; Ctrl+S or « Garder » writes it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.draft = ClientDraft()
        self._told_wrong = False
        self.edits = {name: QLineEdit() for name in (*_PLAIN, "birthday")}
        self.civility, self.address_form = Select(), Select()
        self.phones, self.emails = QPlainTextEdit(), QPlainTextEdit()
        self.recommended_by = QLineEdit()
        self.notes, self.tags = QPlainTextEdit(), TagEdit(_("Étiquettes"))
        self.since = DateField(session.past_day)
        self.person, self.reaching, self.relation = Form(), Form(), Form()
        self.keep = Button(_("Garder"), "primary", icon="check")
        self.state = WrapLabel("", "small", "muted")
        self.distance = DistanceCard(session)
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self._fill_choices()
        self._build_person()
        self._build_reaching()
        self._build_relation()
        self._page = Page(inset=False)
        grid = CardGrid(min_column=380)
        for heading, form in (
            (_("La personne"), self.person),
            (_("Comment la joindre"), self.reaching),
            (_("La relation"), self.relation),
        ):
            card = Card(heading)
            card.add(form)
            card.body.addStretch(1)
            grid.add(card)
        grid.add(self.distance)
        self._page.add(grid)
        self._page.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.keep)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._page, 1)
        self._column.addLayout(foot)
        self.keep.setObjectName("identity_keep")
        self.keep.setToolTip(keys_of("file_keep"))
        self.state.setObjectName("identity_state")

    def _fill_choices(self) -> None:
        for code, label in (("", "—"), ("Mme", _("Madame")), ("M.", _("Monsieur"))):
            self.civility.addItem(label, code)
        for code, label in (("", "—"), ("vous", _("on se vouvoie")), ("tu", _("on se tutoie"))):
            self.address_form.addItem(label, code)
        for name, edit in self.edits.items():
            edit.setObjectName(name)
        for area in (self.phones, self.emails, self.notes):
            area.setTabChangesFocus(True)

    def _build_person(self) -> None:
        form, edits = self.person, self.edits
        form.add_side_by_side(
            ("civility", _("Civilité"), self.civility, ""),
            ("address_form", _("Tu ou vous"), self.address_form, ""),
        )
        form.add_side_by_side(
            ("first_name", _("Prénom"), edits["first_name"], ""),
            ("last_name", _("Nom de famille"), edits["last_name"], ""),
        )
        form.add("company", _("Société"), edits["company"])
        hint = _("12/10 suffit, l’année peut rester inconnue")
        form.add("birthday", _("Anniversaire"), edits["birthday"], hint)

    def _build_reaching(self) -> None:
        form, edits = self.reaching, self.edits
        form.add("phones", _("Téléphones, un par ligne"), self.phones)
        form.add("emails", _("E-mails, un par ligne"), self.emails)
        form.add("street", _("Adresse"), edits["street"])
        form.add_side_by_side(
            ("postcode", _("Code postal"), edits["postcode"], ""),
            ("town", _("Ville"), edits["town"], ""),
        )
        form.add("country", _("Pays"), edits["country"])

    def _build_relation(self) -> None:
        form = self.relation
        form.add("since", _("Client depuis"), self.since)
        form.add("how_came", _("Comment il nous a connus"), self.edits["how_came"])
        form.add(
            "recommended_by",
            _("Recommandé par"),
            self.recommended_by,
            _("un client du livre\N{NO-BREAK SPACE}: son nom ou son numéro"),
        )
        form.add("tags", _("Étiquettes"), self.tags)
        form.add("notes", _("Notes"), self.notes, _("Le client peut tout relire."))

    def _listen(self) -> None:
        self.keep.clicked.connect(self.save)
        for edit in (*self.edits.values(), self.since, self.recommended_by):
            edit.textChanged.connect(self._say_state)
        for area in (self.phones, self.emails, self.notes):
            area.textChanged.connect(self._say_state)
        for select in (self.civility, self.address_form):
            select.currentIndexChanged.connect(self._say_state)
        self.tags.tags_changed.connect(self._say_state)

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show a client's identity, unless changes not kept yet are in the form."""
        self.distance.show_client(client_id)
        if client_id != self.client_id or not self.is_changed():
            self._read(client_id)

    def focus_first(self) -> None:
        """The keyboard goes to the last name."""
        self.edits["last_name"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether the form differs from what is written in the book."""
        return self.client_id is not None and self._composed() != self.draft

    def forget_changes(self) -> None:
        """Show what the book holds again."""
        if self.client_id is not None:
            self._read(self.client_id)

    def save(self) -> bool:
        """Write the form; what is refused is told in place, and nothing typed is lost."""
        if self.client_id is None:
            return False
        draft = self._composed()
        if draft is None:
            self._tell_wrong()
            return False
        try:
            self.session.write(clients.update_client, self.client_id, draft)
        except BookError as error:
            self._tell(str(error))
            return False
        self._read(self.client_id)
        self.session.window.messages.success(_("La fiche est à jour."))
        return True

    # -- the form and the draft --------------------------------------------------------------

    def _read(self, client_id: int) -> None:
        self.client_id = None  # nothing is compared while the form is filled
        self.draft = clients.client_draft(client_id)
        for name in _PLAIN:
            self.edits[name].setText(getattr(self.draft, name))
        self.edits["birthday"].setText(_birthday_text(self.draft))
        self.civility.setCurrentIndex(max(0, self.civility.findData(self.draft.civility)))
        form = self.address_form.findData(self.draft.address_form)
        self.address_form.setCurrentIndex(max(0, form))
        self.phones.setPlainText(_lines(self.draft, "phone"))
        self.emails.setPlainText(_lines(self.draft, "email"))
        self.notes.setPlainText(self.draft.notes)
        self.tags.set_tags(self.draft.tags)
        self.since.set_day(self.draft.since)
        self.recommended_by.setText(_client_text(self.draft.recommended_by))
        self.client_id = client_id
        self.draft = self._composed() or self.draft  # as the form shows it: what differs is typed
        self._say_state()

    def _composed(self) -> ClientDraft | None:
        """The draft the form describes; None when a day in it is not one."""
        birthday = self._birthday()
        recommended_by = self._recommender()
        if birthday is None or not self.since.is_understood() or recommended_by is None:
            return None
        day, month, year = birthday
        texts: dict[str, Any] = {name: self.edits[name].text().strip() for name in _PLAIN}
        civility = str(self.civility.currentData() or "")
        if not civility and self.draft.civility not in ("", "Mme", "M."):
            civility = self.draft.civility
        return replace(
            self.draft,
            **texts,
            civility=civility,
            address_form=str(self.address_form.currentData() or ""),
            birth_day=day,
            birth_month=month,
            birth_year=year,
            since=self.since.day(),
            recommended_by=recommended_by or None,
            notes=written_in(self.notes).strip(),
            reaches=self._reaches(),
            tags=self.tags.tags(),
        )

    def _birthday(self) -> tuple[int | None, int | None, int | None] | None:
        """Day, month and year; one written half, as some files have it, is left as it is."""
        typed, draft = self.edits["birthday"].text(), self.draft
        if typed == _birthday_text(draft):
            return draft.birth_day, draft.birth_month, draft.birth_year
        return read_birthday(typed)

    def _recommender(self) -> int | None:
        """The client who sent this one: 0 for nobody, None when it is not clear who is meant."""
        typed, known = self.recommended_by.text().strip(), self.draft.recommended_by
        if not typed or typed == _client_text(known):
            return (known or 0) if typed else 0
        found = clients.find_client(typed)
        hits = search.page(typed, 2).hits if found is None else ()
        if len(hits) == 1:
            found = hits[0].client_id
        return found

    def _reaches(self) -> tuple[ReachDraft, ...]:
        known = {(reach.channel, reach.value): reach for reach in self.draft.reaches}
        typed = [("phone", line.strip()) for line in self.phones.toPlainText().splitlines()]
        typed += [("email", line.strip()) for line in self.emails.toPlainText().splitlines()]
        return tuple(
            known.get((channel, value), ReachDraft(channel, value))  # type: ignore[arg-type]
            for channel, value in typed
            if value
        )

    # -- what is told ------------------------------------------------------------------------

    def _say_state(self, *_what: object) -> None:
        """Whether something waits to be kept; what was wrong is forgotten as soon as one types."""
        if self.client_id is None:
            return
        if self._told_wrong:
            self._told_wrong = False
            self.person.set_errors({})
            self.relation.set_errors({})
        self.state.set_tone("muted")
        self.state.set_text(_("Changements pas encore gardés.") if self.is_changed() else "")

    def _tell(self, sentence: str) -> None:
        self._told_wrong = True
        self.state.set_text(sentence)
        self.state.set_tone("bad")

    def _tell_wrong(self) -> None:
        if self._recommender() is None:
            sentence = _(
                "Personne, ou plusieurs clients, à ce nom\N{NO-BREAK SPACE}: écrivez son numéro."
            )
            self.relation.set_errors({"recommended_by": sentence})
            self._tell(sentence)
            return
        if self._birthday() is None:
            self.person.set_errors({"birthday": _("Écrivez 12/10 ou 12/10/1980.")})
        else:
            wrong = _("Ce jour n’est pas compris. Écrivez par exemple 12/10/2019.")
            self.relation.set_errors({"since": wrong})
        self._tell(_("Rien n’est gardé encore\N{NO-BREAK SPACE}: une date est à corriger."))

    def _restyle(self) -> None:
        px = theme.current().px
        for edit, lines in ((self.phones, 3), (self.emails, 2), (self.notes, 4)):
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + px(18))
        self._column.setSpacing(px(10))


def _client_text(client_id: int | None) -> str:
    """« C-00012 Hélène Durand », empty for nobody."""
    if client_id is None:
        return ""
    label = clients.client_labels([client_id])[client_id]
    return f"{clients.number_text(label.number)} {label.name}"


def _lines(draft: ClientDraft, channel: str) -> str:
    return "\n".join(reach.value for reach in draft.reaches if reach.channel == channel)


def _birthday_text(draft: ClientDraft) -> str:
    parts = [draft.birth_day, draft.birth_month, draft.birth_year]
    return "/".join(f"{part:02d}" for part in parts if part is not None)
