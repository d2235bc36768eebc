"""A letter about a case: proposed, read again, copied, saved or printed; never sent by itself."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from models import clients
from models.case_files import case_draft, save_case
from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_date, speaking
from models.letters import Letter, LetterKind, letter, letter_label, with_body
from models.letters_sent import KeptLetter, forget_letter, keep_letter, kept_letters
from models.settings import shop
from ui import prompts, theme
from ui.screens.client_file.case_list import CaseRow
from ui.screens.client_file.case_view import Told, put_back
from ui.screens.settings.tab import foot_of
from ui.session import Session
from ui.tasks import Progress
from ui.widgets import Button, Card, FlowLayout, Page, SegmentedTabs, Select, WrapLabel
from ui.widgets.text_watch import written_in

_LEAST_TEXT = 230


class LetterPanel(QWidget):
    """Three letters to choose from; the text one writes again stays while the file is open."""

    left = Signal()

    def __init__(self, session: Session, told: Told) -> None:
        super().__init__()
        self.setObjectName("letter_panel")
        self.session, self._told = session, told
        self.client_id = 0
        self.row: CaseRow | None = None
        self.proposed: Letter | None = None
        self._texts: dict[tuple[int, str], str] = {}
        self._sent: list[KeptLetter] = []
        self.sent = Select()
        self.kinds, self.about = SegmentedTabs(_("Quelle lettre")), WrapLabel("", "small", "muted")
        self.body, self.notice = QPlainTextEdit(), WrapLabel("", "small", "warn")
        self.copy = Button(_("Copier le texte"), icon="copy")
        self.save = Button(_("Enregistrer en PDF"), "primary", icon="download")
        self.print = Button(_("Imprimer"), icon="printer")
        self.back = Button(_("Revenir au dossier"), "quiet", icon="arrow-left")
        self.to_shop = Button(_("Réglages › Boutique"), "quiet", icon="settings")
        self.told_mediator = Button(_("Noter que le médiateur est indiqué"), icon="check")
        self._build()
        self._listen()
        theme.follow(self._restyle)

    def _build(self) -> None:
        for kind in LetterKind:
            self.kinds.add(kind.value, letter_label(kind))
        for name in ("body", "copy", "save", "print", "back", "to_shop", "told_mediator"):
            getattr(self, name).setObjectName(f"letter_{name}")
        self.body.setAccessibleName(_("Texte de la lettre"))
        self.sent.setObjectName("letter_sent")
        self.sent.set_name(_("Lettres gardées de ce dossier"))
        self.body.setTabChangesFocus(True)
        keys = QWidget()
        flow = FlowLayout(keys)
        for button in (self.save, self.copy, self.print, self.back):
            flow.addWidget(button)
        card = Card(_("Lettre"))
        card.add(self.kinds)
        card.add(self.sent)
        card.add(self.about)
        card.add(self.body, 1)
        card.add(self.notice)
        card.add(foot_of(self.to_shop, self.told_mediator))
        card.add(keys)
        page = Page(inset=False, max_width=940)
        page.add(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _listen(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.sent.activated.connect(lambda _index: self._on_sent())
        self.body.textChanged.connect(self._on_typed)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.back.clicked.connect(self.left)
        self.to_shop.clicked.connect(self._on_shop)
        self.told_mediator.clicked.connect(self._on_told_mediator)

    def _restyle(self) -> None:
        self.body.setMinimumHeight(theme.current().px(_LEAST_TEXT))

    # -- proposing ---------------------------------------------------------------------------

    def show_letter(self, client_id: int, row: CaseRow, kind: LetterKind) -> None:
        """Propose a letter about a case; raises Refused when there is none to write."""
        self.client_id, self.row = client_id, row
        self.kinds.setVisible(not row.taken_back)
        self._propose(kind)
        self.kinds.choose(kind.value)
        if row.taken_back:
            self._on_sent()
        self.body.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _made(self, kind: LetterKind) -> Letter:
        """The letter proposed, in the language of the shop's papers; of a case taken back, the
        last one kept."""
        assert self.row is not None
        if self.row.taken_back and (kept := kept_letters(self.row.entry_id)):
            return kept[0].letter
        with speaking(shop().language):
            return letter(self.row.entry_id, kind, self.session.today, self.session.member.id)

    def _on_kind(self, kind: str) -> None:
        if self.row is None:
            return
        try:
            self._propose(LetterKind(kind))
        except BookError as error:  # the case was taken back meanwhile
            self.session.window.messages.info(str(error))

    def _propose(self, kind: LetterKind) -> None:
        """Show a letter, as it was written again if it was."""
        assert self.row is not None
        made = self.proposed = self._made(kind)
        self._list_sent()
        self.body.setReadOnly(False)
        self.body.setPlainText(self._texts.get((self.row.entry_id, made.kind), made.body))
        self._say_about(made)
        self.told_mediator.hide()
        mediator = _names_no_mediator(self.client_id, self.row, made.kind)
        answers = made.kind is not LetterKind.ANSWER or _has_an_answer(self.row)
        told = [] if answers else [_no_answer()]
        told += [_no_mediator()] if mediator else []
        self.notice.set_text(" ".join(told))
        self.notice.setVisible(bool(told))
        self.to_shop.setVisible(mediator)

    def _say_about(self, made: Letter) -> None:
        name = clients.client_labels([self.client_id])[self.client_id].name
        self.about.set_text(_("À {name} · {subject}").format(name=name, subject=made.subject))

    # -- letters kept ------------------------------------------------------------------------

    def _list_sent(self) -> None:
        """The letters kept of this case, under the one being written."""
        self._sent = kept_letters(self.row.entry_id) if self.row else []
        self.sent.clear()
        if self.row is not None and not self.row.taken_back:
            self.sent.addItem(_("La lettre à écrire"), None)
        for place, kept in enumerate(self._sent):
            text = _("{letter} du {day}, gardée").format(
                letter=letter_label(kept.letter.kind), day=format_date(kept.letter.day, "long")
            )
            self.sent.addItem(text, place)
        self.sent.setVisible(bool(self._sent))

    def _looked_at(self) -> Letter | None:
        """The letter kept that is read again, None while one is being written."""
        place = self.sent.currentData()
        return None if place is None else self._sent[place].letter

    def _on_sent(self) -> None:
        """Read a letter kept again, as it was sent, or come back to the one being written."""
        kept, place = self._looked_at(), self.sent.currentIndex()
        if self.proposed is None:
            return
        self._propose(self.proposed.kind if kept is None else kept.kind)
        if kept is not None:
            self.kinds.choose(kept.kind.value)
            self.sent.setCurrentIndex(place)
            self.body.setReadOnly(True)
            self.body.setPlainText(kept.body)
            self._say_about(kept)
            self.notice.hide()
            self.to_shop.hide()

    def _keep(self, made: Letter) -> None:
        """Keep a letter that has just left the program; one kept already stays as it is."""
        if self.row is None or self._looked_at() is not None:
            return
        if self.session.attempt(keep_letter, self.row.entry_id, made) is not None:
            self._list_sent()

    def _forget(self, letter_id: int) -> Changes:
        changes = self.session.write(forget_letter, letter_id)
        self._list_sent()
        return changes

    def _on_typed(self) -> None:
        if self.proposed is None or self.row is None or self.body.isReadOnly():
            return
        place, text = (self.row.entry_id, self.proposed.kind), written_in(self.body)
        if text == self.proposed.body:
            self._texts.pop(place, None)
        else:
            self._texts[place] = text

    def _on_shop(self) -> None:
        window = self.session.window
        window.show_screen("settings")
        window.screen_of("settings").show_tab("shop")  # type: ignore[attr-defined]

    # -- leaving the program -----------------------------------------------------------------

    def _written(self) -> Letter:
        assert self.proposed is not None
        if (kept := self._looked_at()) is not None:
            return kept
        return with_body(self.proposed, written_in(self.body))

    def _asked(self) -> Letter | None:
        """The letter, once what the client should not read was asked about; None until then."""
        made = self._written()
        try:
            self.session.texts.ask(made.body)
        except BookError as error:
            self.session.window.messages.info(str(error))
            return None
        return made

    def _on_copy(self) -> None:
        made = self._asked()
        if made is None:
            return
        text = "\n\n".join((made.body, "\n".join((made.signature, made.shop.name))))
        QApplication.clipboard().setText(text)
        self.session.window.messages.success(_("Le texte est copié, prêt à coller."))
        known = {kept.id for kept in self._sent}
        self._keep(made)
        for kept in self._sent:
            if kept.id not in known:
                sentence = _("Le texte est copié\u00a0; la lettre est gardée dans le dossier.")
                self._told(sentence, partial(self._forget, kept.id))
        self._offer_mediator()

    def _on_save(self) -> None:
        if self._asked() is None:
            return
        number = clients.client_labels([self.client_id])[self.client_id].number
        name = _("lettre-{number}-{day}.pdf").format(
            number=clients.number_text(number), day=self.session.today.isoformat()
        )
        title = _("Enregistrer la lettre")
        prompts.ask_where_to_save(self, title, Path.home() / name, "PDF (*.pdf)", self._save_to)

    def _save_to(self, path: Path) -> None:
        made, language = self._written(), shop().language

        def work(_progress: Progress) -> Path:
            from reports.files import write_atomically

            write_atomically(path, _rendered(made, language))
            return path

        self.session.window.tasks.run(
            work, lambda saved: self._on_saved(saved, made), title=_("Lettre en PDF")
        )

    def _on_saved(self, path: Path, made: Letter) -> None:
        self.session.say_saved(path)
        self._keep(made)
        self._offer_mediator()

    def _on_print(self) -> None:
        made, language = self._asked(), shop().language
        if made is None:
            return
        self.session.window.tasks.run(
            lambda _progress: _rendered(made, language),
            lambda content: self._on_rendered(content, made),
            title=_("Lettre"),
        )

    def _on_rendered(self, content: bytes, made: Letter) -> None:
        from ui.screens.client_file.letter_print import print_pdf

        dialog = print_pdf(self, content, self.about.plain_text())
        dialog.accepted.connect(lambda: self._keep(made))
        self._offer_mediator()

    # -- the mediator ------------------------------------------------------------------------

    def _offer_mediator(self) -> None:
        """An answer that names the mediator is about to be given: propose to note it."""
        if self.row is not None:
            named = shop().mediator
            names = bool(named) and named in written_in(self.body)
            noted = case_draft(self.row.entry_id).told_mediator is not None
            self.told_mediator.setVisible(names and not noted)

    def _on_told_mediator(self) -> None:
        if self.row is None:
            return
        entry_id, today = self.row.entry_id, self.session.today
        before = case_draft(entry_id)
        told = replace(before, told_mediator=today)
        if self.session.attempt(save_case, entry_id, told) is None:
            return
        self.told_mediator.hide()
        self.body.setFocus()
        sentence = _("Noté\N{NO-BREAK SPACE}: le médiateur est indiqué aujourd’hui.")
        self._told(sentence, lambda: put_back(self.session, entry_id, before, "told_mediator"))


def _names_no_mediator(client_id: int, row: CaseRow, kind: LetterKind) -> bool:
    """Whether an answer should name the mediator, and cannot."""
    consumer = not clients.client_draft(client_id).company
    return kind is LetterKind.ANSWER and row.open is not None and consumer and not shop().mediator


def _no_mediator() -> str:
    return _(
        "La boutique n’a pas encore de médiateur\N{NO-BREAK SPACE}: la loi demande de "
        "l’indiquer à un particulier dont la réclamation n’est pas réglée."
    )


def _has_an_answer(row: CaseRow) -> bool:
    """Whether something is proposed or done, which an answer tells."""
    known = case_draft(row.entry_id)
    return bool(known.proposal or known.done)


def _no_answer() -> str:
    return _(
        "Le dossier ne dit pas encore ce que nous proposons ni ce qui a été fait"
        "\N{NO-BREAK SPACE}: écrivez-le ici, pour que la réponse soit complète."
    )


def _rendered(made: Letter, language: str) -> bytes:
    """The PDF, in the language of the shop's papers."""
    from reports.letter import render_letter

    with speaking(language):
        return render_letter(made)
