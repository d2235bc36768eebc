"""Repairing a ruptured relation, step by step, up to the reconciliation."""

from dataclasses import asdict, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BookError
from models.i18n import _, format_date, format_list, in_quotes
from models.repairs import (
    STEPS,
    RepairDraft,
    RepairState,
    reconcile,
    repair_of,
    save_repair,
    step_label,
)
from ui.screens.client_file.case_fields import KeptFields, LongText, focus_on
from ui.screens.client_file.case_view import Told
from ui.screens.noting import tell_effect
from ui.session import Session
from ui.widgets import Button, Card, Form, WrapLabel


class RepairView(QWidget):
    """The five steps as fields kept when they are left; what is missing beside the button."""

    reconciled = Signal()

    def __init__(self, session: Session, told: Told) -> None:
        super().__init__()
        self.setObjectName("repair_view")
        self.session, self._told = session, told
        self.client_id = 0
        self.state: RepairState | None = None
        self.fields = KeptFields("repair")
        self.since = WrapLabel("", tone="muted")
        self.missing = WrapLabel("", "small", "muted")
        self.reconcile = Button(_("Noter la réconciliation"), "primary", icon="handshake")
        self._build()
        self.fields.left.connect(self._commit)

    def _build(self) -> None:
        form = Form()
        guidance = _guidance()
        for place, step in enumerate(STEPS, start=1):
            label = f"{place}. {step_label(step)}"
            self.fields.add(form, (step, label, LongText(), guidance[step]))
        self.missing.setObjectName("repair_missing")
        self.reconcile.setObjectName("repair_reconcile")
        self.reconcile.clicked.connect(self._on_reconcile)
        foot = QHBoxLayout()
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.reconcile)
        card = Card(_("Réparer la relation"), edge="bad")
        card.add(self.since)
        card.add(form)
        card.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_repair(self, client_id: int) -> None:
        """Show the repair under way; what is being typed stays."""
        self.client_id = client_id
        self.state = repair_of(client_id, self.session.today)
        if self.state is None:
            return
        since = format_date(self.state.since, "full")
        text = _(
            "La confiance est rompue depuis le {day}. Rien n’est demandé au client que de nous "
            "écouter."
        )
        self.since.set_text(text.format(day=since))
        self.fields.show(client_id, asdict(self.state.draft))
        self._say_missing()

    def focus_next(self) -> None:
        """The keyboard goes to the first step still to be done, or to the button."""
        missing = self.state.draft.missing if self.state else ()
        if missing:
            focus_on(self.fields.editors[missing[0]])
        else:
            focus_on(self.reconcile)

    def keep(self) -> None:
        """Keep the step being typed."""
        if name := self.fields.focused():
            self._commit(name)

    def _say_missing(self) -> None:
        self.missing.set_tone("muted")
        self.missing.set_text(self._what_is_missing())

    def _what_is_missing(self) -> str:
        """Why the reconciliation cannot be noted yet; nothing when it can."""
        if self.state is None:
            return ""
        if missing := self.state.draft.missing:
            steps = format_list([in_quotes(step_label(step)) for step in missing])
            return _("Il reste\N{NO-BREAK SPACE}: {steps}.").format(steps=steps)
        if self.session.today < self.state.not_before:
            day = format_date(self.state.not_before, "full")
            return _("Jamais le jour même\N{NO-BREAK SPACE}: possible à partir du {day}.").format(
                day=day
            )
        return _("Tout est fait\N{NO-BREAK SPACE}: la réconciliation peut être notée.")

    # -- keeping -----------------------------------------------------------------------------

    def _draft(self) -> RepairDraft:
        return RepairDraft(**{step: self.fields.value(step) for step in STEPS})

    def _commit(self, name: str) -> None:
        if self.state is None or self._draft() == self.state.draft:
            return
        client_id, before = self.client_id, self.state.draft
        try:
            draft = replace(before, **{name: self.fields.value(name)})
            self.session.write(save_repair, client_id, draft)
        except BookError as error:
            self.fields.refuse(name, str(error))
            return
        self._told(_("C’est gardé."), lambda: self._put_back(client_id, name, before))

    def _put_back(self, client_id: int, name: str, before: RepairDraft) -> Changes:
        state = repair_of(client_id, self.session.today)
        now = state.draft if state else before
        return self.session.write(
            save_repair, client_id, replace(now, **{name: getattr(before, name)})
        )

    def _on_reconcile(self) -> None:
        state = self.state
        if state is None:
            return
        if state.draft.missing or self.session.today < state.not_before:
            self.missing.set_tone("bad")
            self.focus_next()
            return
        changes = self.session.attempt(reconcile, self.client_id, state.draft)
        if changes is not None:
            self.reconciled.emit()
            tell_effect(self.session, changes)


def _guidance() -> dict[str, str]:
    """One sentence to go by for each step."""
    return {
        "understood": _("Écoutez jusqu’au bout, puis écrivez ce qui s’est passé vu par le client."),
        "apology": _("Une personne s’excuse, de vive voix, sans « mais ». Qui, quand, comment."),
        "repaired": _("Ce qui a été refait, rendu ou remboursé, sans qu’il ait à le demander."),
        "prevention": _("Ce qui change chez nous, pour lui et pour les suivants."),
        "asked": _("« Est-ce que tout va bien entre nous ? » Notez sa réponse, mot pour mot."),
    }
