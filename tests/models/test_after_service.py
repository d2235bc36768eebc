"""Après service: what is told of the day's clients is written at once, and taken back at once."""

from datetime import date, timedelta

import pytest

from models import clients, journal, todo_lines
from models.accounts import read_account
from models.actor import Actor
from models.after_service import ServedLine, note_evening, seen_on, take_back_evening
from models.asset_dues import AssetDue
from models.call_backs import CallBackDraft
from models.case_files import CaseDraft, case_draft
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.database import Book
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from models.tables import CallBack, Entry
from models.todo_lines import LineKind

CAR = AssetDraft("vehicle", "308", "GH-482-KT", due_on=date(2026, 12, 14), due_what="contrôle")


@pytest.fixture
def two(actor: Actor) -> tuple[int, int]:
    """Two clients; the first has a car that is due."""
    drafts = (ClientDraft(last_name="Durand", assets=(CAR,)), ClientDraft(last_name="Bernard"))
    first, second = (clients.open_account(actor, draft).client_id or 0 for draft in drafts)
    return first, second


def _evening(two: tuple[int, int], today: date) -> tuple[ServedLine, ServedLine]:
    first, second = two
    car = clients.assets(first)[0].id
    visit = EntryDraft(EntryType.VISIT, "repair", "freins avant")
    defect = EntryDraft(EntryType.INCIDENT, "defect", "bruit", severity=Severity.NOTABLE)
    served = ServedLine(
        first,
        ((visit, CaseDraft()), (defect, CaseDraft(asset=car))),
        AssetDue(car, date(2027, 12, 14), "contrôle"),
        CallBackDraft(today + timedelta(days=3), "les freins"),
    )
    kind = EntryDraft(EntryType.ATTENTION, "beyond", "clé dans la boîte")
    return served, ServedLine(second, ((kind, CaseDraft()),))


def test_the_evening_is_written_whole(
    book: Book, actor: Actor, two: tuple[int, int], today: date
) -> None:
    first, second = two
    evening = note_evening(actor, _evening(two, today))
    assert [e.type for e in read_account(first).entries[1:]] == [
        EntryType.VISIT,
        EntryType.INCIDENT,
    ]
    assert case_draft(evening.entries[1]).asset == clients.assets(first)[0].id
    assert read_account(second).balance(today) == 800
    assert clients.assets(first)[0].draft.due_on == date(2027, 12, 14)
    assert evening.changes.clients == {first, second}
    assert check(book).faults == ()


def test_the_evening_is_taken_back_whole(
    book: Book, actor: Actor, two: tuple[int, int], today: date
) -> None:
    first, second = two
    evening = note_evening(actor, _evening(two, today))
    take_back_evening(actor, evening)
    assert read_account(first).balance(today) == 0
    assert read_account(second).balance(today) == 0
    assert clients.assets(first)[0].draft.due_on == CAR.due_on
    assert CallBack.select().count() == 0
    assert [seen.told for seen in seen_on(today)] == [
        ("Ouverture du compte",),
        ("Ouverture du compte",),
    ]
    assert check(book).faults == ()


def test_what_was_taken_back_or_changed_since_stays_so(
    actor: Actor, two: tuple[int, int], today: date
) -> None:
    first, _second = two
    evening = note_evening(actor, _evening(two, today))
    journal.reverse(actor, evening.entries[0])
    car = clients.assets(first)[0]
    sold = AssetDraft("vehicle", "308", "GH-482-KT", due_on=date(2028, 1, 1))
    clients.save_asset(actor, first, car.id, sold)
    take_back_evening(actor, evening)
    reversals = Entry.select().where(Entry.ref == evening.entries[0])
    assert reversals.count() == 1
    assert clients.assets(first)[0].draft.due_on == date(2028, 1, 1)


def test_one_line_refused_writes_nothing_and_says_whose(
    actor: Actor, two: tuple[int, int], today: date
) -> None:
    first, second = two
    wrong = ServedLine(second, call_back=CallBackDraft(today, "trop tôt"))
    with pytest.raises(Refused, match=r"Bernard.*jour à venir"):
        note_evening(actor, [_evening(two, today)[0], wrong])
    assert len(read_account(first).entries) == 1
    assert clients.assets(first)[0].draft.due_on == CAR.due_on


def test_an_empty_evening_is_refused(actor: Actor, two: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="rien à noter"):
        note_evening(actor, [ServedLine(two[0])])


def test_another_client_s_asset_is_refused(actor: Actor, two: tuple[int, int], today: date) -> None:
    car = clients.assets(two[0])[0].id
    with pytest.raises(Refused, match="plus dans la fiche"):
        note_evening(actor, [ServedLine(two[1], due=AssetDue(car, today))])


def test_the_clients_noted_today_come_in_their_order(
    actor: Actor, two: tuple[int, int], today: date
) -> None:
    journal.note(actor, two[1], EntryDraft(EntryType.ATTENTION, "smile"))
    tomorrow = today + timedelta(days=1)
    assert [seen.client.name for seen in seen_on(today)] == ["Durand", "Bernard"]
    assert seen_on(today)[1].told == ("Ouverture du compte", "Sourire, bon mot")
    assert seen_on(tomorrow) == []


def test_a_call_waits_from_its_day_until_it_is_made(
    book: Book, actor: Actor, two: tuple[int, int], today: date
) -> None:
    note_evening(actor, _evening(two, today))
    calls = [line for line in todo_lines.lines(today) if line.kind is LineKind.CALL_BACK]
    assert calls == []
    day = today + timedelta(days=3)
    [call] = [line for line in todo_lines.lines(day) if line.kind is LineKind.CALL_BACK]
    assert (call.client.id, call.text, call.since) == (two[0], "les freins", day)
    todo_lines.answer_line(Actor(actor.member_id, day), call, "tout va bien")
    assert [line for line in todo_lines.lines(day) if line.kind is LineKind.CALL_BACK] == []
    last = read_account(two[0]).entries[-1]
    assert (last.type, last.kind) == (EntryType.ATTENTION, "follow-up")
