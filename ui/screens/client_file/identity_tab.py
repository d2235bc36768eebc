"""Identity and ways to reach the person, edited in place."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models import clients
from models.client_drafts import ClientDraft, ReachDraft
from models.errors import BookError
from models.i18n import _
from models.rules.typed import read_birthday
from ui import theme
from ui.session import Session
from ui.widgets import Button, Card, CardGrid, DateField, Form, Page, Select, TagEdit

_PLAIN = ("first_name", "last_name", "company", "street", "postcode", "town", "country", "how_came")


class IdentityTab(QWidget):
    """A form over the client's draft; Ctrl+S or « Garder » writes it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.client_id: int | None = None
        self.draft = ClientDraft()
        self.edits = {name: QLineEdit() for name in (*_PLAIN, "birthday")}
        self.civility, self.address_form = Select(), Select()
        self.phones, self.emails = QPlainTextEdit(), QPlainTextEdit()
        self.notes, self.tags = QPlainTextEdit(), TagEdit(_("Étiquettes"))
        self.since = DateField(session.past_day)
        self.form = Form()
        self.keep = Button(_("Garder"), "primary", icon="check")
        self._build()
        theme.follow(self._restyle)

    def _build(self) -> None:
        self._fill_choices()
        page = Page(inset=False)
        grid = CardGrid(min_column=380)
        grid.add(self._card(_("La personne"), self._person()))
        grid.add(self._card(_("Comment la joindre"), self._reaching()))
        grid.add(self._card(_("La relation"), self._relation()))
        page.add(grid)
        line = QVBoxLayout()
        line.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)
        page.add(line)
        page.body.addStretch(1)
        self.keep.setObjectName("identity_keep")
        self.keep.clicked.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _fill_choices(self) -> None:
        for code, label in (("", "—"), ("Mme", _("Madame")), ("M.", _("Monsieur"))):
            self.civility.addItem(label, code)
        for code, label in (("", "—"), ("vous", _("on se vouvoie")), ("tu", _("on se tutoie"))):
            self.address_form.addItem(label, code)
        for name, edit in self.edits.items():
            edit.setObjectName(name)
        for area in (self.phones, self.emails, self.notes):
            area.setTabChangesFocus(True)

    def _card(self, heading: str, form: Form) -> Card:
        card = Card(heading)
        card.add(form)
        return card

    def _person(self) -> Form:
        form, edits = self.form, self.edits
        form.add_side_by_side(
            ("civility", _("Civilité"), self.civility, ""),
            ("address_form", _("Tu ou vous"), self.address_form, ""),
        )
        form.add_side_by_side(
            ("first_name", _("Prénom"), edits["first_name"], ""),
            ("last_name", _("Nom"), edits["last_name"], ""),
        )
        form.add("company", _("Société"), edits["company"])
        form.add(
            "birthday",
            _("Anniversaire"),
            edits["birthday"],
            _("12/10 suffit, l’année peut rester inconnue"),
        )
        return form

    def _reaching(self) -> Form:
        form = Form()
        form.add("phones", _("Téléphones, un par ligne"), self.phones)
        form.add("emails", _("E-mails, un par ligne"), self.emails)
        form.add("street", _("Adresse"), self.edits["street"])
        form.add_side_by_side(
            ("postcode", _("Code postal"), self.edits["postcode"], ""),
            ("town", _("Ville"), self.edits["town"], ""),
        )
        return form

    def _relation(self) -> Form:
        form = Form()
        form.add("since", _("Client depuis"), self.since)
        form.add("how_came", _("Comment il nous a connus"), self.edits["how_came"])
        form.add("tags", _("Étiquettes"), self.tags)
        form.add("notes", _("Notes"), self.notes, _("Le client peut tout relire."))
        return form

    def show_client(self, client_id: int) -> None:
        """Show a client's identity, unless changes not kept yet are in the form."""
        if client_id == self.client_id and self.is_changed():
            return
        self.client_id = client_id
        self.draft = clients.client_draft(client_id)
        for name in _PLAIN:
            self.edits[name].setText(getattr(self.draft, name))
        self.edits["birthday"].setText(_birthday_text(self.draft))
        self.civility.setCurrentIndex(max(0, self.civility.findData(self.draft.civility)))
        self.address_form.setCurrentIndex(
            max(0, self.address_form.findData(self.draft.address_form))
        )
        self.phones.setPlainText(_lines(self.draft, "phone"))
        self.emails.setPlainText(_lines(self.draft, "email"))
        self.notes.setPlainText(self.draft.notes)
        self.tags.set_tags(self.draft.tags)
        self.since.set_day(self.draft.since)
        self.form.set_errors({})

    def focus_first(self) -> None:
        """The keyboard goes to the last name."""
        self.edits["last_name"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_changed(self) -> bool:
        """Whether the form differs from what is written in the book."""
        return self.client_id is not None and self._composed() != self.draft

    def save(self) -> None:
        """Write the form; what is refused is told above and nothing is lost."""
        draft = self._composed()
        if draft is None:
            self.form.set_errors({"birthday": _("Écrivez 12/10 ou 12/10/1980.")})
            return
        try:
            self.draft = draft
            self.session.write(clients.update_client, self.client_id, draft)
        except BookError as error:
            self.session.window.messages.error(str(error))
            return
        self.form.set_errors({})
        self.session.window.messages.success(_("La fiche est à jour."))

    def _composed(self) -> ClientDraft | None:
        """The draft the form describes; None when the birthday is not one."""
        birthday = read_birthday(self.edits["birthday"].text())
        if birthday is None:
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
            notes=self.notes.toPlainText().strip(),
            reaches=self._reaches(),
            tags=self.tags.tags(),
        )

    def _reaches(self) -> tuple[ReachDraft, ...]:
        known = {(reach.channel, reach.value): reach for reach in self.draft.reaches}
        typed = [("phone", line.strip()) for line in self.phones.toPlainText().splitlines()]
        typed += [("email", line.strip()) for line in self.emails.toPlainText().splitlines()]
        return tuple(
            known.get((channel, value), ReachDraft(channel, value))  # type: ignore[arg-type]
            for channel, value in typed
            if value
        )

    def _restyle(self) -> None:
        px = theme.current().px
        for edit, lines in ((self.phones, 3), (self.emails, 2), (self.notes, 4)):
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + px(18))


def _lines(draft: ClientDraft, channel: str) -> str:
    return "\n".join(reach.value for reach in draft.reaches if reach.channel == channel)


def _birthday_text(draft: ClientDraft) -> str:
    parts = [draft.birth_day, draft.birth_month, draft.birth_year]
    return "/".join(f"{part:02d}" for part in parts if part is not None)
