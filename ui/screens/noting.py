"""Writing what a composer composed, and telling what it did: the same on every screen."""

from collections.abc import Sequence

from models import clients, journal
from models.cases import OpenCase
from models.changes import Changes
from models.effects import effect_of
from models.i18n import _
from ui.screens import composers
from ui.session import Session
from ui.widgets import Composed


def write_composed(
    session: Session, client_id: int, composed: Composed, owed: Sequence[OpenCase]
) -> Changes:
    """Write a memory or a journal entry; raises BookError with the sentence that says why not."""
    if composed.code == "memory":
        pinned = bool(composed.value("pinned", False))
        return session.write(
            clients.remember, client_id, composed.text, composed.kind, pinned=pinned
        )
    draft = composers.entry_draft(session, composed, owed)
    return session.write(journal.note, client_id, draft)


def tell_effect(session: Session, changes: Changes) -> None:
    """Say what the entry did to the account, with the way to take it back."""
    if changes.entry_id is None or changes.client_id is None:
        session.window.messages.success(_("C’est noté."))
        return
    sentence = effect_of(changes.client_id, changes.entry_id, session.today)
    session.window.messages.success(sentence, (_("Reprendre"), lambda: take_back(session)))


def take_back(session: Session) -> None:
    """Take back this member's last entry (Ctrl+Z), and show what that did."""
    changes = session.attempt(journal.take_back_last)
    if changes is not None:
        tell_effect(session, changes)
