"""The first start of a day: a backup, and what nobody recorded has happened."""

import os
from datetime import date, timedelta

import pytest

from models import figures
from models.actor import Actor
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.clock import believe_today
from models.database import Book
from models.day_start import Lapse, last_start, start_day
from models.journal import EntryDraft, note
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import AccountFigures
from models.team import first_member


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    client_id = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    return client_id


def _on(days: int) -> Actor:
    """The owner, so many days after the day the book was made."""
    day = date(2026, 11, 22) + timedelta(days=days)
    believe_today(day)
    return Actor(first_member().id, day)


def test_the_first_start_backs_up_and_remembers_its_day(
    book: Book, actor: Actor, client: int
) -> None:
    started = start_day(book, actor)
    assert started.since is None
    assert started.lapses == ()
    assert started.backup is not None
    assert started.backup_refused == ""
    assert last_start() == actor.today


def test_a_second_start_of_the_day_does_nothing_again(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    again = start_day(book, actor)
    assert (again.backup, again.backup_refused, again.accounts) == (None, "", 0)
    assert len(os.listdir(book.backups)) == 1


def test_what_nobody_answered_is_told_on_its_day_even_weeks_later(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    incident = note(
        actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.NOTABLE)
    ).entry_id
    promise = note(actor, client, EntryDraft(EntryType.PROMISE, text="Rappeler")).entry_id
    request = note(actor, client, EntryDraft(EntryType.REQUEST, text="Devis")).entry_id
    answered = note(actor, client, EntryDraft(EntryType.REQUEST, text="Facture")).entry_id
    note(actor, client, EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=answered))
    assert incident is not None
    assert promise is not None
    assert request is not None
    started = start_day(book, _on(40))
    assert started.since == actor.today
    assert started.accounts == 1
    assert set(started.lapses) == {
        Lapse(client, incident, date(2026, 11, 26), -1000),
        Lapse(client, promise, date(2026, 12, 2), -800),
        Lapse(client, request, date(2026, 12, 2), -500),
    }
    days = [lapse.day for lapse in started.lapses]
    assert days == sorted(days)
    kept = AccountFigures.get()
    assert (kept.as_of, kept.state) == (date(2027, 1, 1), "ruptured")
    assert check(book).sound
    assert start_day(book, _on(41)).lapses == ()


def test_a_case_turns_into_a_withdrawal_the_day_after_its_due_date_and_not_before(
    book: Book, actor: Actor, client: int
) -> None:
    note(actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.SERIOUS))
    start_day(book, actor)
    assert start_day(book, _on(1)).lapses == ()
    assert [lapse.amount for lapse in start_day(book, _on(2)).lapses] == [-3000]
    assert start_day(book, _on(3)).lapses == ()


def test_a_clock_set_back_tells_nothing_and_the_day_after_tells_all(
    book: Book, actor: Actor, client: int
) -> None:
    note(actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.SERIOUS))
    start_day(book, _on(400))
    back = start_day(book, _on(1))
    assert back.lapses == ()
    assert AccountFigures.get().as_of == date(2026, 11, 23)
    assert len(start_day(book, _on(2)).lapses) == 1


def test_a_day_without_room_for_a_backup_starts_all_the_same(
    book: Book, actor: Actor, client: int
) -> None:
    book.backups.write_text("a file where the folder should be")
    started = start_day(book, actor)
    assert started.backup is None
    assert started.backup_refused.startswith("La sauvegarde n’a pas été faite")
    assert last_start() == actor.today


def test_a_start_that_was_stopped_goes_on_at_the_next(
    book: Book, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StopError(Exception):
        pass

    def stop(part: float | None, text: str) -> None:
        if text.startswith("Les comptes") and part:
            raise StopError

    monkeypatch.setattr(figures, "_FIGURES_AT_ONCE", 2)
    for name in ("Durand", "L’Hôte", "Nguyễn", "Petit", "Roux"):
        newcomer = open_account(actor, ClientDraft(last_name=name)).client_id
        assert newcomer is not None
        note(actor, newcomer, EntryDraft(EntryType.ATTENTION, "beyond"))
    start_day(book, actor)
    faded = _on(40)
    with pytest.raises(StopError):
        start_day(book, faded, stop)
    assert last_start() == actor.today
    assert start_day(book, faded).accounts == 3
    assert check(book).sound


def test_the_counter_notes_while_the_accounts_advance(
    book: Book, actor: Actor, client: int
) -> None:
    note(actor, client, EntryDraft(EntryType.ATTENTION, "beyond"))
    start_day(book, actor)
    faded = _on(40)
    noted: list[str] = []

    def note_meanwhile(part: float | None, text: str) -> None:
        if text.startswith("Les comptes"):
            note(faded, client, EntryDraft(EntryType.VISIT, text=text))
            noted.append(text)

    start_day(book, faded, note_meanwhile)
    assert len(noted) == 1
    assert check(book).sound
