"""What a person cannot mean is refused in the window, and taken by the rules all the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.after_service import ServedLine, note_evening
from models.by_hand import require_meant
from models.case_files import CaseDraft
from models.client_drafts import ClientDraft
from models.database import Book
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome
from models.tables import Entry

TODAY = date(2026, 11, 22)


@pytest.fixture
def day(book: Book, actor: Actor) -> Actor:
    """The same member, today."""
    return replace(actor, today=TODAY)


@pytest.fixture
def client(day: Actor) -> int:
    """A client whose account was opened ten days ago."""
    opened = replace(day, today=TODAY - timedelta(10))
    return clients.open_account(opened, ClientDraft(last_name="Durand")).client_id or 0


def _visit(ago: int) -> EntryDraft:
    return EntryDraft(EntryType.VISIT, "repair", day=TODAY - timedelta(ago))


def test_nothing_comes_before_the_client_did(client: int) -> None:
    require_meant(client, _visit(10), TODAY)
    with pytest.raises(Refused, match="12 novembre 2026"):
        require_meant(client, _visit(11), TODAY)


def test_client_since_an_earlier_day_opens_the_days_from_then(day: Actor, client: int) -> None:
    draft = replace(clients.client_draft(client), since=TODAY - timedelta(400))
    clients.update_client(day, client, draft)
    require_meant(client, _visit(400), TODAY)
    with pytest.raises(Refused):
        require_meant(client, _visit(401), TODAY)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        (EntryType.REQUEST, EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE)),
        (EntryType.PROMISE, EntryDraft(EntryType.KEPT)),
        (EntryType.PROMISE, EntryDraft(EntryType.BROKEN)),
        (EntryType.PROMISE, EntryDraft(EntryType.POSTPONED, due=TODAY + timedelta(9))),
    ],
)
def test_what_is_over_is_not_ended_again(
    day: Actor, client: int, asked: EntryType, end: EntryDraft
) -> None:
    ref = journal.note(day, client, EntryDraft(asked, text="un devis")).entry_id
    end = replace(end, ref=ref)
    require_meant(client, end, TODAY)
    usual = {EntryType.REQUEST: EntryType.ANSWER, EntryType.PROMISE: EntryType.KEPT}[asked]
    outcome = Outcome.COMPLETE if asked is EntryType.REQUEST else None
    journal.note(day, client, EntryDraft(usual, outcome=outcome, ref=ref))
    with pytest.raises(Refused, match="terminé depuis le 22 novembre 2026"):
        require_meant(client, end, TODAY)


def test_an_answer_in_time_written_down_late_still_counts(day: Actor, client: int) -> None:
    asked = EntryDraft(EntryType.REQUEST, day=TODAY - timedelta(10))
    ref = journal.note(replace(day, today=TODAY - timedelta(10)), client, asked).entry_id
    answer = EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=ref)
    with pytest.raises(Refused, match="terminé"):
        require_meant(client, answer, TODAY)
    require_meant(client, replace(answer, day=TODAY - timedelta(9)), TODAY)


def test_an_evening_keeps_to_it_and_names_the_client(day: Actor, client: int) -> None:
    before = Entry.select().count()
    with pytest.raises(Refused, match="Durand"):
        note_evening(day, [ServedLine(client, ((_visit(11), CaseDraft()),))])
    assert Entry.select().count() == before
