"""A case in full, in the order of a complaint's path: each field is kept when it is left."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import catalogue
from models.case_files import VERDICTS, CaseDraft, case_draft, save_case, verdict_label
from models.cases import case_delay
from models.changes import Changes
from models.clients import assets
from models.errors import BookError
from models.i18n import _, format_date
from models.letters import MEDIATOR_MONTHS, LetterKind
from models.rules.trust import EntryType
from models.rules.trust.months import months_before
from models.team import members
from ui.screens.client_file.case_fields import (
    CostField,
    KeptFields,
    LongText,
    PageSelect,
    focus_on,
)
from ui.screens.client_file.case_list import CaseRow
from ui.screens.counter_card import case_tone
from ui.session import Session
from ui.widgets import (
    Button,
    Card,
    CardGrid,
    DateField,
    Form,
    Pill,
    Select,
    WrapLabel,
)

_PROMISE = ("in_charge", "asset", "remaining_cents", "done")
_NOT_IN_A_REQUEST = ("asks", "cause", "prevention")
_VERDICT = ("verdict", "verdict_on", "verdict_words")

Told = Callable[[str, Callable[[], Changes]], object]
"""Says what was kept, and how to put back what was there."""


class CaseView(QWidget):
    """Cards about one case: what happened, the client, what we do, in writing, their verdict."""

    read_aloud = Signal(str)
    letter_asked = Signal()

    def __init__(self, session: Session, told: Told) -> None:
        super().__init__()
        self.session, self._told = session, told
        self.client_id = 0
        self.row: CaseRow | None = None
        self.fields = KeptFields("case")
        self.pill, self.text = Pill("", "neutral"), WrapLabel("", "subtitle")
        self.details, self.until = WrapLabel("", "small", "muted"), WrapLabel("", "small", "muted")
        self.facts, self.client = Card(_("Ce qui s’est passé")), Card(_("Ce que dit le client"))
        self.work, self.papers = Card(_("Ce que nous faisons")), Card(_("Par écrit"))
        self.verdict = Card(_("L’avis du client"))
        self.read = Button(_("Lire à voix haute"), "quiet", icon="message-square")
        self.letter = Button(_("Écrire une lettre"), "plain", icon="mail")
        self._build()
        self.fields.left.connect(self._commit)

    # -- layout ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.facts.head.addWidget(self.pill)
        self.facts.add(self.text)
        self.facts.add(self.details)
        self._build_client()
        self._build_work()
        self._build_papers()
        self._build_verdict()
        self.setObjectName("case_view")
        grid = CardGrid(min_column=430)
        for card in (self.facts, self.client, self.work, self.papers, self.verdict):
            card.body.addStretch(1)
            grid.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)

    def _build_client(self) -> None:
        form = Form()
        hint = _("Comme il l’a dit, sans l’arranger. Il peut tout relire.")
        self.fields.add(form, ("words", _("Ses propres mots"), LongText(), hint))
        self.fields.add(form, ("asks", _("Ce qu’il demande"), LongText(), ""))
        hint = _("À lui relire\N{NO-BREAK SPACE}: « si j’ai bien compris… »")
        self.fields.add(form, ("understood", _("Ce que nous avons compris"), LongText(), hint))
        self.read.setObjectName("case_read")
        self.read.clicked.connect(self._on_read)
        self.client.add(form)
        self.client.add(self.read)

    def _build_work(self) -> None:
        form, add = Form(), self.fields.add
        add(
            form,
            ("in_charge", _("Qui s’en occupe"), PageSelect(), ""),
            ("asset", _("À propos de"), PageSelect(), ""),
        )
        add(form, ("cause", _("Cause"), PageSelect(), ""))
        add(form, ("proposal", _("Ce que nous proposons"), LongText(), ""))
        cost = CostField()
        cost.setPlaceholderText(_("non estimé"))
        hint = _("Ce que régler le dossier coûtera encore, en euros HT.")
        add(form, ("remaining_cents", _("Coût restant"), cost, hint))
        add(form, ("done", _("Ce qui a été fait"), LongText(), ""))
        hint = _("Ce qui change chez nous, pas chez le client.")
        add(form, ("prevention", _("Ce qui l’empêchera de recommencer"), LongText(), hint))
        self.work.add(form)

    def _build_papers(self) -> None:
        form, past = Form(), self.session.past_day
        add = self.fields.add
        add(form, ("written_on", _("Réclamation écrite reçue le"), DateField(past), ""))
        add(form, ("told_mediator", _("Médiateur indiqué le"), DateField(past), ""))
        self.letter.setObjectName("case_letter")
        self.letter.clicked.connect(self.letter_asked)
        self.papers.add(form)
        self.papers.add(self.until)
        self.papers.add(self.letter)

    def _build_verdict(self) -> None:
        form, choice, add = Form(), PageSelect(), self.fields.add
        for code in ("", *VERDICTS):
            choice.addItem(verdict_label(code).capitalize(), code)
        add(form, ("verdict", _("Est-il content de la façon dont c’est réglé"), choice, ""))
        add(form, ("verdict_on", _("Demandé le"), DateField(self.session.past_day), ""))
        add(form, ("verdict_words", _("Ses mots"), LongText(), ""))
        self.verdict_form = form
        self.verdict_later = WrapLabel("", tone="muted")
        self.verdict.add(form)
        self.verdict.add(self.verdict_later)

    # -- showing -----------------------------------------------------------------------------

    def show_case(self, client_id: int, row: CaseRow) -> None:
        """Show a case as the book has it; what is being typed, or wrong, stays."""
        self.client_id, self.row = client_id, row
        draft = case_draft(row.entry_id)
        self._say_facts(row)
        self._fill_choices(draft)
        self.fields.show(row.entry_id, asdict(draft))
        self._show_what_makes_sense(row, draft)
        self._say_until(draft)

    def _say_facts(self, row: CaseRow) -> None:
        today = self.session.today
        if row.open is not None:
            self.pill.show_status(case_delay(row.open, today), case_tone(row.open, today))
            due = format_date(row.open.due, "full")
            end = _("à régler pour le {day}").format(day=due)
        else:
            self.pill.show_status(row.ended, row.tone)
            day = format_date(row.ended_on or today, "long")
            told = _("repris le {day}") if row.taken_back else _("terminé le {day}")
            end = told.format(day=day)
        noted = _("noté le {day}").format(day=format_date(row.noted_on, "long"))
        self.text.set_text(row.text or row.title)
        self.details.set_text(" · ".join((row.title, noted, end)))

    def _fill_choices(self, draft: CaseDraft) -> None:
        team = [
            (m.id, m.name)
            for m in members(active_only=False)
            if m.active or m.id == draft.in_charge
        ]
        theirs = [
            (a.id, a.draft.name or a.draft.identifier)
            for a in assets(self.client_id)
            if a.draft.ended_on is None or a.id == draft.asset
        ]
        causes = [
            (kind.code, kind.label)
            for kind in catalogue.kinds("cause", active_only=False)
            if kind.active or kind.code == draft.cause
        ]
        self._fill("in_charge", (None, _("personne encore")), team)
        self._fill("asset", (None, _("rien en particulier")), theirs)
        self._fill("cause", ("", _("pas encore connue")), causes)

    def _fill(self, name: str, nothing: tuple[Any, str], choices: list[tuple[Any, str]]) -> None:
        select = self.fields.editors[name]
        assert isinstance(select, Select)
        select.clear()
        for code, label in (nothing, *choices):
            select.addItem(label, code)

    def _show_what_makes_sense(self, row: CaseRow, draft: CaseDraft) -> None:
        for name in self.fields.editors:
            self.fields.set_visible(name, _makes_sense(row.type, name, draft))
        promise, ended = row.type is EntryType.PROMISE, row.open is None
        self.client.setVisible(not promise)
        self.papers.setVisible(not promise)
        self.verdict.setVisible(not promise)
        self.verdict_form.setVisible(ended)
        self.verdict_later.setVisible(not ended)
        later = _("À lui demander une fois le dossier réglé, avec ses mots.")
        self.verdict_later.set_text(later)
        self.read.setVisible(bool(draft.understood))

    def _say_until(self, draft: CaseDraft) -> None:
        """Until when the mediator may be asked (article L612-2)."""
        text = ""
        if draft.written_on is not None:
            until = months_before(draft.written_on, -MEDIATOR_MONTHS)
            text = _("Un consommateur peut saisir le médiateur jusqu’au {day}.").format(
                day=format_date(until, "long")
            )
        self.until.set_text(text)
        self.until.setVisible(bool(text))

    def focus_first(self) -> None:
        """The keyboard goes to the first field."""
        shown = next(name for name in self.fields.editors if self.fields.is_shown(name))
        focus_on(self.fields.editors[shown])

    def letter_kind(self) -> LetterKind:
        """The letter that is due: an answer once there is something to answer."""
        draft = case_draft(self.row.entry_id) if self.row else CaseDraft()
        known = draft.proposal or draft.done
        return LetterKind.ANSWER if known else LetterKind.ACKNOWLEDGEMENT

    # -- keeping -----------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the field being typed in."""
        if name := self.fields.focused():
            self._commit(name)

    def _commit(self, name: str) -> None:
        if self.row is None:
            return
        entry_id = self.row.entry_id
        before = case_draft(entry_id)
        try:
            value = self.fields.value(name)
            if value == getattr(before, name):
                self.fields.accept(name)
                return
            self.fields.accept(name)  # what is written is read again at once
            self.session.write(save_case, entry_id, replace(before, **{name: value}))
        except BookError as error:
            self.fields.refuse(name, str(error))
            return
        names = _VERDICT if name == "verdict" else (name,)
        self._told(_("C’est gardé."), lambda: put_back(self.session, entry_id, before, *names))

    def _on_read(self) -> None:
        self.read_aloud.emit(self.fields.value("understood"))


def put_back(session: Session, entry_id: int, before: CaseDraft, *names: str) -> Changes:
    """Write back what these fields held; the others keep what they have."""
    values: dict[str, Any] = {name: getattr(before, name) for name in names}
    return session.write(save_case, entry_id, replace(case_draft(entry_id), **values))


def _makes_sense(case_type: EntryType | None, name: str, draft: CaseDraft) -> bool:
    if case_type is EntryType.PROMISE:
        return name in _PROMISE
    if name == "verdict_on":
        return bool(draft.verdict)
    return case_type is EntryType.INCIDENT or name not in _NOT_IN_A_REQUEST
