"""What is kept of ledgers and whole days: made when missing, mended, never trusted blindly."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import figures, snapshots
from models.accounts import read_account, read_accounts
from models.actor import Actor
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.database import Book, open_book, writing
from models.day_start import start_day
from models.figures import complete_ledgers, kept_to, rebuild
from models.journal import EntryDraft, note, take_back_last
from models.ledgers import TABLES, keep, kept_rows
from models.month import collect
from models.rules.trust import EntryType, Outcome, Severity
from models.rules.trust.kept import kept
from models.settings import trust_history
from models.snapshots import keep_snapshots, whole_day
from models.standings import standings
from models.tables import AccountPosting, Client, DaySnapshot
from models.team import first_member
from models.trust_settings import set_trust
from tests.helpers import month_oracle
from tests.models.test_migrate import old_book

MONTH = date(2026, 11, 1)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Book]:
    """A book of a program that kept no ledgers, in today's form."""
    book = open_book(old_book("0003", tmp_path))
    yield book
    book.close()


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    """A client with a few gestures and an incident nobody answered."""
    early = Actor(actor.member_id, date(2026, 10, 5))
    with writing():
        found = open_account(early, ClientDraft(last_name="Durand")).client_id
        assert found is not None
        for days in range(0, 20, 2):
            day = date(2026, 10, 5) + timedelta(days=days)
            note(actor, found, EntryDraft(EntryType.ATTENTION, "smile", day=day))
            note(actor, found, EntryDraft(EntryType.VISIT, "service", day=day))
        draft = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE, day=MONTH)
        note(actor, found, draft)
    return found


def assert_ledgers_follow_from_the_journals() -> None:
    for client_id, account in read_accounts():
        assert kept_rows([client_id])[client_id] == kept(account)[1:]


def assert_month_is_the_replayed_one(month: date, today: date) -> None:
    assert collect(month, today) == month_oracle.collect(month, today)


# -- a book from before -------------------------------------------------------------------------


def test_an_old_book_is_sound_at_once_and_keeps_its_ledgers_when_the_day_starts(old: Book) -> None:
    assert kept_to() == 0
    assert check(old).sound
    start_day(old, Actor(first_member().id, date(2026, 11, 22)))
    assert kept_to() is None
    assert AccountPosting.select().exists()
    assert_ledgers_follow_from_the_journals()
    assert check(old).sound


def test_the_month_of_an_old_book_can_be_collected_before_its_day_starts(old: Book) -> None:
    assert_month_is_the_replayed_one(date(2025, 4, 1), date(2026, 11, 22))
    assert kept_to() is None


def test_settings_changed_in_an_old_book_change_its_figures_at_once(old: Book) -> None:
    set_trust(Actor(first_member().id, date(2026, 11, 22)), {"solid_at": 1})
    assert check(old).sound


class StopError(Exception):
    """The person asked to stop."""


def test_ledgers_half_kept_are_gone_on_with_and_what_is_noted_meanwhile_stays(
    old: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        raise StopError

    monkeypatch.setattr(figures, "_LEDGERS_AT_ONCE", 1)
    with pytest.raises(StopError):
        complete_ledgers(stop)
    first = kept_to()
    assert first
    last = max(client_id for client_id, _account in read_accounts())
    assert last > first
    actor = Actor(first_member().id, date(2026, 11, 22))
    note(actor, last, EntryDraft(EntryType.ATTENTION, "accueil", units=300))
    assert check(old).sound
    complete_ledgers()
    assert kept_to() is None
    assert_ledgers_follow_from_the_journals()


def test_a_new_book_is_never_behind(book: Book) -> None:
    assert kept_to() is None


# -- kept as the account changes ------------------------------------------------------------------


def test_a_note_writes_the_rows_that_change_and_no_other(
    book: Book, actor: Actor, client: int
) -> None:
    written = book.db.connection().total_changes
    keep(client, read_account(client))
    assert book.db.connection().total_changes == written
    before = kept_rows([client])[client][0]
    note(actor, client, EntryDraft(EntryType.ATTENTION, "smile"))
    after = kept_rows([client])[client][0]
    assert len(after) == len(before) + 1
    assert after[: len(before) - 1] == before[:-1]


def test_what_is_taken_back_leaves_what_was_known_before(
    book: Book, actor: Actor, client: int
) -> None:
    note(actor, client, EntryDraft(EntryType.ATTENTION, "beyond"))
    take_back_last(actor)
    assert_ledgers_follow_from_the_journals()
    assert check(book).sound


def test_settings_count_for_what_was_recorded_that_day(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    collect(MONTH, actor.today)
    refused = EntryDraft(EntryType.PRIVILEGE, "Voiture de prêt", outcome=Outcome.REFUSED)
    note(actor, client, refused)
    set_trust(actor, {"privilege_refused": -700, "solid_at": 300, "deposit_half_life": 3})
    assert_ledgers_follow_from_the_journals()
    assert check(book).sound
    assert_month_is_the_replayed_one(MONTH, actor.today)
    assert_month_is_the_replayed_one(MONTH, actor.today + timedelta(days=90))


def test_what_is_kept_of_a_client_goes_with_the_file(book: Book, client: int) -> None:
    for trigger in ("entry_is_never_deleted", "client_of_an_import_is_edited"):
        book.db.execute_sql(f"DROP TRIGGER {trigger}")
    for table in ("entry_text", "entry", "account_figures", "client"):
        book.db.execute_sql(f"DELETE FROM {table}")
    assert not Client.select().exists()
    assert [table.select().count() for table, _columns in TABLES] == [0, 0, 0]


# -- checked and mended ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE account_posting SET amount = amount + 1 WHERE position = 0",
        "UPDATE account_posting SET fades_from = 1 WHERE position = 0",
        "DELETE FROM account_posting WHERE position = 0",
        "UPDATE account_case SET ended = 'late'",
        "UPDATE account_span SET status = 'closed'",
        "INSERT INTO account_span SELECT client_id, 9, from_day, until_day, status"
        " FROM account_span WHERE position = 0",
    ],
)
def test_a_kept_row_that_does_not_follow_from_the_journal_is_told_and_mended(
    book: Book, actor: Actor, client: int, change: str
) -> None:
    assert check(book).sound
    book.db.execute_sql(change)
    found = check(book)
    assert found.rebuildable
    assert found.faults == (
        "client n°\u00a01\u00a0: ce qui est gardé de ce compte ne suit pas du journal.",
    )
    rebuild(actor.today)
    assert check(book).sound
    assert_month_is_the_replayed_one(MONTH, actor.today)


def test_a_whole_day_that_does_not_follow_from_the_accounts_is_told_and_mended(
    book: Book, actor: Actor, client: int
) -> None:
    keep_snapshots(actor.today, trust_history())
    assert check(book).sound
    other = DaySnapshot.select().where(DaySnapshot.day == date(2026, 10, 31)).get()
    DaySnapshot.update(data=other.data).where(DaySnapshot.day == actor.today).execute()
    assert check(book).rebuildable
    assert check(book).faults == ("Les comptes gardés au 22 nov. 2026 ne suivent pas du journal.",)
    rebuild(actor.today)
    assert check(book).sound


def test_figures_that_are_lost_are_made_again(book: Book, actor: Actor, client: int) -> None:
    book.db.execute_sql("DELETE FROM account_figures")
    assert check(book).rebuildable
    rebuild(actor.today)
    assert check(book).sound


def test_a_journal_that_was_changed_is_nothing_to_rebuild(
    book: Book, actor: Actor, client: int
) -> None:
    book.db.execute_sql("DROP TRIGGER entry_is_never_changed")
    book.db.execute_sql("UPDATE entry SET units = units + 100 WHERE seq = 2")
    assert not check(book).rebuildable


@pytest.mark.parametrize("remembered", [0, 1, 1_000])
def test_amounts_too_many_to_be_remembered_count_as_much(
    book: Book, actor: Actor, client: int, remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.standings._REMEMBERED", remembered)
    for units in (333, 1_234, 57):
        note(actor, client, EntryDraft(EntryType.ATTENTION, f"gift {units}", units=units))
    day = actor.today + timedelta(days=400)
    found = standings(day, trust_history().on(day))
    assert found.balance[client] == read_account(client).balance(day)


# -- whole days -----------------------------------------------------------------------------------


def test_the_start_of_a_day_keeps_it_and_the_ends_of_month_reports_need(
    book: Book, actor: Actor, client: int
) -> None:
    start_day(book, actor)
    assert _days() == [date(2026, 10, 31), date(2026, 11, 22)]
    later = Actor(actor.member_id, date(2027, 1, 3))
    start_day(book, later)
    assert _days() == [
        date(2026, 10, 31),
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 3),
    ]
    assert_month_is_the_replayed_one(date(2026, 12, 1), later.today)


def _days() -> list[date]:
    return sorted(row.day for row in DaySnapshot.select(DaySnapshot.day))


def test_what_is_noted_late_in_a_kept_day_is_in_it(book: Book, actor: Actor, client: int) -> None:
    keep_snapshots(actor.today, trust_history())
    late = date(2026, 10, 20)
    note(actor, client, EntryDraft(EntryType.ATTENTION, "beyond", day=late))
    newcomer = open_account(actor, ClientDraft(last_name="Petit")).client_id
    assert newcomer is not None
    for _time in range(3):
        note(actor, newcomer, EntryDraft(EntryType.VISIT, day=late))
    assert_month_is_the_replayed_one(MONTH, actor.today)
    assert_month_is_the_replayed_one(date(2026, 10, 1), actor.today)
    assert check(book).sound


@pytest.mark.parametrize("most", [0, 10])
def test_a_day_far_behind_is_brought_forward_or_made_again(
    book: Book, actor: Actor, client: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_MANY", 1)
    monkeypatch.setattr(snapshots, "_MOST_TO_MEND", most)
    keep_snapshots(actor.today, trust_history())
    for _time in range(3):
        note(actor, client, EntryDraft(EntryType.ATTENTION, "beyond", day=date(2026, 10, 20)))
    before = _last_entries()
    found = whole_day(actor.today, trust_history())
    assert found.standing.balance[client] == read_account(client).balance(actor.today)
    assert _last_entries() > before
    assert check(book).sound


def _last_entries() -> int:
    return sum(row.last_entry for row in DaySnapshot.select(DaySnapshot.last_entry))


def test_a_spoilt_day_is_made_again(book: Book, actor: Actor, client: int) -> None:
    keep_snapshots(actor.today, trust_history())
    DaySnapshot.update(data=b"spoilt").execute()
    assert len(check(book).faults) == 2
    assert_month_is_the_replayed_one(MONTH, actor.today)


def test_an_entry_that_goes_with_its_import_takes_the_whole_days_with_it(
    book: Book, actor: Actor, client: int
) -> None:
    keep_snapshots(actor.today, trust_history())
    note(actor, client, EntryDraft(EntryType.VISIT))
    book.db.execute_sql("DROP TRIGGER entry_is_never_deleted")
    assert _days()
    book.db.execute_sql("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)")
    assert _days() == []


def test_a_day_made_while_days_were_dropped_is_not_kept(
    book: Book, actor: Actor, client: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = snapshots.standings

    def dropped_meanwhile(*told: object, **more: object) -> object:
        DaySnapshot.delete().execute()
        return made(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshots, "standings", dropped_meanwhile)
    whole_day(actor.today, trust_history())
    assert _days() == []


def test_a_month_is_collected_from_a_book_that_cannot_be_written(
    book: Book, actor: Actor, client: int
) -> None:
    book.db.execute_sql("PRAGMA query_only = 1")
    found = collect(MONTH, actor.today)
    book.db.execute_sql("PRAGMA query_only = 0")
    assert _days() == []
    assert found == month_oracle.collect(MONTH, actor.today)
