"""A text too long is refused whole: nothing is cut in silence."""

from collections.abc import Callable

import pytest

from models import journal
from models.actor import Actor
from models.case_files import CaseDraft, case_draft, save_case
from models.client_drafts import ClientDraft
from models.clients import open_account, remember
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType
from models.tables import EntryText, Memory, Voice
from models.voices import COMPLAINT, VoiceDraft, keep_voice

Write = Callable[[Actor, int, str], object]


def noted(actor: Actor, client: int, text: str) -> object:
    return journal.note(actor, client, EntryDraft(EntryType.VISIT, "visit", text))


def in_a_case(actor: Actor, client: int, text: str) -> object:
    case = journal.note(actor, client, EntryDraft(EntryType.REQUEST)).entry_id
    assert case is not None
    try:
        return save_case(actor, case, CaseDraft(words=text))
    finally:
        assert case_draft(case).words in ("", text)


def said(actor: Actor, client: int, text: str) -> object:
    return keep_voice(actor, client, VoiceDraft(COMPLAINT, text))


def remembered(actor: Actor, client: int, text: str) -> object:
    return remember(actor, client, text, "other")


@pytest.mark.parametrize(
    ("write", "most"), [(noted, 2_000), (in_a_case, 4_000), (said, 2_000), (remembered, 1_000)]
)
def test_one_letter_too_many_is_told_and_nothing_is_written(
    actor: Actor, write: Write, most: int
) -> None:
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    write(actor, client, "é" * most)
    kept = [table.select().count() for table in (EntryText, Voice, Memory)]
    with pytest.raises(Refused, match=f"trop long.*{str(most)[0]}.{str(most)[1:]} au plus"):
        write(actor, client, "é" * (most + 1))
    assert [table.select().count() for table in (EntryText, Voice, Memory)] == kept
