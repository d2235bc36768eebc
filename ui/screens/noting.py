"""Writing what a composer composed, and telling what it did: the same on every screen."""

from collections.abc import Callable, Sequence

from models import after_service, clients, journal, voices
from models.after_service import Evening
from models.by_hand import require_meant
from models.case_files import CaseDraft, note_case
from models.cases import OpenCase
from models.changes import Changes
from models.charter_told import Telling
from models.clients import MemoryRow
from models.contact_words import channel_label
from models.effects import effect_of, taken_back
from models.i18n import _, format_number, ngettext
from models.messages import MessageRow, forget_message
from models.privilege_uses import UseRow, take_back_declined
from models.voices import VoiceDraft, VoiceRow
from ui.screens import composers
from ui.screens.contact_composer import CONTACT, write_contact
from ui.screens.privilege_composer import PRIVILEGE, write_privilege
from ui.screens.telling_acts import take_back_telling
from ui.session import Kept, Session
from ui.widgets import Composed


def write_composed(
    session: Session, client_id: int, composed: Composed, owed: Sequence[OpenCase]
) -> Changes:
    """Write a memory or a journal entry; raises BookError with the sentence that says why not."""
    author = composers.author_of(session, composed)
    if composed.code == "memory":
        pinned = bool(composed.value("pinned", False))
        changes = session.write_as(
            author, clients.remember, client_id, composed.text, composed.kind, pinned=pinned
        )
        session.last_memory = (client_id, _newest_memory(client_id))
        return changes
    if composed.code == "voice":
        return keep_words(session, client_id, composers.voice_draft(composed), author)
    if composed.code == CONTACT:
        return write_contact(session, client_id, composed)
    if composed.code == PRIVILEGE:
        return write_privilege(session, client_id, composed)
    draft = composers.entry_draft(session, composed, owed)
    require_meant(client_id, draft, session.today)
    known = composers.case_known(composed)
    if known != CaseDraft():
        changes = session.write_as(author, note_case, client_id, draft, known)
    else:
        changes = session.write_as(author, journal.note, client_id, draft)
    for_another = author != session.member.id and changes.entry_id is not None
    session.last_memory = (client_id, changes.entry_id or 0) if for_another else None
    return changes


def keep_words(
    session: Session, client_id: int, draft: VoiceDraft, author: int | None = None
) -> Changes:
    """Keep what a client said; Ctrl+Z takes it back as long as nothing else is noted.

    `author` is who heard it, the one at the counter unless told. Raises BookError with the
    sentence that says why not.
    """
    changes = session.write_as(author or session.member.id, voices.keep_voice, client_id, draft)
    kept = max(voices.voices(client_id=client_id), key=lambda row: row.id)
    session.last_memory = (client_id, kept)
    return changes


def tell_effect(session: Session, changes: Changes) -> None:
    """Say what the entry did to the account, with the way to take back that very entry."""
    messages = session.window.messages
    entry_id, client_id = changes.entry_id, changes.client_id
    if entry_id is None or client_id is None:
        messages.success(_("C’est retenu."), (_("Oublier"), lambda: take_back(session)))
        return
    if session.last_memory != (client_id, entry_id):
        session.last_memory = None
    sentence = effect_of(client_id, entry_id, session.today)
    messages.success(sentence, (_("Reprendre"), lambda: take_back_entry(session, entry_id)))


def take_back_entry(session: Session, entry_id: int) -> None:
    """Take back one entry, whatever was noted since."""
    _take_back(session, lambda: session.attempt(journal.reverse, entry_id))


def take_back(session: Session) -> None:
    """Ctrl+Z: take back what this member noted last, and say what it was and whose."""
    if session.last_memory is not None:
        forget_kept(session, *session.last_memory)
    else:
        _take_back(session, lambda: session.attempt(journal.take_back_last))


def _take_back(session: Session, do: Callable[[], Changes | None]) -> None:
    changes = do()
    if changes is not None and changes.entry_id is not None and changes.client_id is not None:
        session.last_memory = None
        sentence = taken_back(changes.client_id, changes.entry_id, session.today)
        session.window.messages.success(sentence)


def take_back_evening(session: Session, evening: Evening) -> bool:
    """Take back everything an evening wrote; False when it is refused, and told why."""
    if session.attempt(after_service.take_back_evening, evening) is None:
        return False
    session.last_memory = None
    count = len(evening.clients)
    told = ngettext("Repris pour {count} client.", "Repris pour {count} clients.", count)
    session.window.messages.success(told.format(count=format_number(count)))
    return True


def forget_kept(session: Session, client_id: int, kept: Kept) -> None:
    """What was just kept is forgotten; an evening, or an entry, is taken back."""
    if isinstance(kept, Evening):
        take_back_evening(session, kept)
        return
    if isinstance(kept, Telling):
        take_back_telling(session, kept)
        return
    if isinstance(kept, int):
        take_back_entry(session, kept)
        return
    session.last_memory = None
    if isinstance(kept, UseRow):
        text, changes = kept.title, session.attempt(take_back_declined, kept.id)
    elif isinstance(kept, VoiceRow):
        text, changes = kept.draft.words, session.attempt(voices.forget_voice, kept.id)
    elif isinstance(kept, MessageRow):
        text = kept.text or channel_label(kept.channel)
        changes = session.attempt(forget_message, kept.id)
    else:
        text, changes = kept.text, session.attempt(clients.forget, client_id, kept.id)
    if changes is not None:
        told = _("Oublié\N{NO-BREAK SPACE}: {text}").format(text=text)
        session.window.messages.success(told)


def _newest_memory(client_id: int) -> MemoryRow:
    return max(clients.memories(client_id), key=lambda memory: memory.id)
