"""Letters kept as they left the program, to be read and printed again from their case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.actor import Actor
from models.case_files import case_drafts, holds_words
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.identity import printed_identity
from models.letters import Letter, LetterKind
from models.long_texts import kept_whole
from models.tables import Entry, SentLetter
from models.team import Right, require

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter of a case as it was sent, on today's letterhead."""

    id: int
    letter: Letter


def keep_letter(actor: Actor, entry_id: int, letter: Letter) -> Changes:
    """Keep a letter as it is sent; the same one of the same day is kept once.

    Raises Refused for an empty letter or a case that is not there.
    """
    body = kept_whole(letter.body, _LONGEST)
    if not body:
        raise Refused(_("Cette lettre est vide\u00a0: écrivez-la d’abord."))
    with writing():
        require(actor, Right.NOTE)
        client_id = Entry.select(Entry.client).where(Entry.id == entry_id).scalar()
        if client_id is None:
            raise Refused(_("Ce dossier n’existe pas."))
        same = {"entry": entry_id, "kind": letter.kind.value, "day": letter.day, "body": body}
        if SentLetter.get_or_none(**same) is None:
            SentLetter.insert(
                **same,
                client=client_id,
                place=letter.place,
                recipient="\n".join(letter.recipient),
                subject=letter.subject,
                signature=letter.signature,
                author=actor.member_id,
            ).execute()
    return changed("cases", client_id=int(client_id))


def forget_letter(actor: Actor, letter_id: int) -> Changes:
    """Take a letter that was not sent after all out of the book."""
    with writing():
        require(actor, Right.NOTE)
        client_id = SentLetter.select(SentLetter.client).where(SentLetter.id == letter_id).scalar()
        SentLetter.delete().where(SentLetter.id == letter_id).execute()
    return changed("cases", client_id=client_id)


def kept_letters(entry_id: int) -> list[KeptLetter]:
    """The letters sent about a case, the latest first."""
    order = (SentLetter.day.desc(), SentLetter.id.desc())
    query = SentLetter.select().where(SentLetter.entry == entry_id).order_by(*order)
    return [KeptLetter(row.id, _letter(row)) for row in query]


def with_words(entry_ids: Iterable[int]) -> set[int]:
    """Those of these cases about which words or letters are kept."""
    ids = list(entry_ids)
    letters = SentLetter.select(SentLetter.entry).where(SentLetter.entry.in_(ids))
    known = case_drafts(ids).items()
    return {row[0] for row in letters.tuples()} | {i for i, draft in known if holds_words(draft)}


def _letter(row: Any) -> Letter:
    return Letter(
        kind=LetterKind(row.kind),
        shop=printed_identity(),
        recipient=tuple(row.recipient.split("\n")) if row.recipient else (),
        place=row.place,
        day=row.day,
        subject=row.subject,
        body=row.body,
        signature=row.signature,
    )
