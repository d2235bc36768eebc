"""Checking a book finds what is wrong in it, and says where."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models import database
from models.accounts import read_accounts
from models.actor import Actor
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import open_account, update_client
from models.database import Book, connect, open_book, writing
from models.figures import refresh_figures
from models.journal import EntryDraft, note
from models.rules.trust import EntryType, Severity
from models.tables import EntryText
from tests.models.test_migrate import old_book


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Book]:
    """An older book with some of everything, in today's form."""
    book = open_book(old_book("0001", tmp_path))
    yield book
    book.close()


@pytest.fixture
def unguarded(kept: Book) -> Book:
    """The same, its journal open to changes."""
    for name in ("entry_is_never_changed", "entry_is_never_deleted"):
        kept.db.execute_sql(f"DROP TRIGGER {name}")
    return kept


def _faults(book: Book) -> list[str]:
    unguarded = "Le journal n’est plus protégé contre les modifications."
    return [fault for fault in check(book).faults if fault != unguarded]


def test_a_sound_book_is_said_to_be_sound(kept: Book) -> None:
    found = check(kept)
    assert found.sound
    assert (found.clients, found.entries, found.accounts, found.texts) == (3, 18, 3, 8)
    assert found.summary() == (
        "Le livre est sain\u00a0: 3 clients, 18 écritures, chaque compte rejoué à l’identique."
    )


def test_a_new_book_is_sound(book: Book) -> None:
    assert check(book).sound


def test_another_book_can_be_checked_while_one_is_open(book: Book, tmp_path: Path) -> None:
    other = open_book(old_book("0001", tmp_path))
    other.close()
    again = open_book(book.path)
    db = connect(other.path)
    found = check(db)
    assert (found.clients, found.sound) == (3, True)
    assert check(again).clients == 0
    db.close()
    again.close()


def test_a_journal_without_its_guard_is_a_fault(unguarded: Book) -> None:
    found = check(unguarded)
    assert found.faults == ("Le journal n’est plus protégé contre les modifications.",)
    assert found.summary() == "Le livre a 1 défaut."


@pytest.mark.parametrize(
    "guard",
    [
        "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT 1; END",
        "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry WHEN old.id < 0 "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
        "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OF kind ON entry "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    ],
)
def test_a_guard_that_guards_nothing_is_a_fault(kept: Book, guard: str) -> None:
    kept.db.execute_sql("DROP TRIGGER entry_is_never_changed")
    kept.db.execute_sql(guard)
    assert not check(kept).sound


CHANGED = {
    "an amount": "UPDATE entry SET units = units + 100 WHERE client_id = 1 AND kind = 'accueil'",
    "a day": "UPDATE entry SET day = '2025-04-04' WHERE client_id = 1 AND kind = 'accueil'",
    "a severity": "UPDATE entry SET severity = 'minor' WHERE client_id = 1 AND type = 'incident'",
    "a word": "UPDATE entry SET type = 'attentions' WHERE client_id = 1 AND kind = 'accueil'",
    "a date that is none": "UPDATE entry SET day = '2025-99-04' WHERE client_id = 1 AND seq = 2",
    "a number that is none": "UPDATE entry SET units = 'dix' WHERE client_id = 1 AND seq = 2",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_changed_entry_is_found_by_its_account(unguarded: Book, change: str) -> None:
    unguarded.db.execute_sql(change)
    faults = _faults(unguarded)
    assert len(faults) == 1
    assert faults[0].startswith("client n°\u00a01\u00a0: ")


def test_a_removed_entry_leaves_a_hole(unguarded: Book) -> None:
    unguarded.db.execute_sql("DELETE FROM entry WHERE client_id = 1 AND type = 'visit'")
    assert check(unguarded).sound is False
    unguarded.db.execute_sql(
        "DELETE FROM entry_text WHERE entry_id IN "
        "(SELECT id FROM entry WHERE client_id = 1 AND seq = 2)"
    )
    unguarded.db.execute_sql("DELETE FROM entry WHERE client_id = 1 AND seq = 2")
    holes = [fault for fault in _faults(unguarded) if "il en manque" in fault]
    assert holes == [
        "client n°\u00a01\u00a0: 4 écritures, numérotées jusqu’à 5\u00a0: il en manque."
    ]


def test_an_entry_that_answers_another_client_s_is_found(unguarded: Book) -> None:
    unguarded.db.execute_sql(
        "UPDATE entry SET ref_id = (SELECT id FROM entry WHERE client_id = 2 AND type = 'incident')"
        " WHERE client_id = 1 AND type = 'resolution'"
    )
    assert any("renvoie à une autre" in fault for fault in _faults(unguarded))


def test_figures_that_do_not_follow_from_the_journal_are_told_with_both(kept: Book) -> None:
    kept.db.execute_sql("UPDATE account_figures SET balance = 1200 WHERE client_id = 1")
    assert _faults(kept) == [
        "client n°\u00a01\u00a0: le solde gardé au 20 nov. 2025 est 12,00, "
        "le journal rejoué donne 11,88."
    ]


@pytest.mark.parametrize("stored", ["'douze'", "balance + 0.5", "x'ff'"])
def test_a_balance_that_is_none_is_named(kept: Book, stored: str) -> None:
    kept.db.execute_sql(f"UPDATE account_figures SET balance = {stored} WHERE client_id = 1")
    assert _faults(kept) == [
        "client n°\u00a01\u00a0: ce qui est gardé au 20 nov. 2025 ne suit pas du journal."
    ]


@pytest.mark.parametrize("cells", ["text = x'ff00'", "text = CAST(text AS BLOB)", "salt = 'sel'"])
def test_a_text_that_is_none_is_named(kept: Book, cells: str) -> None:
    first = "(SELECT min(entry_id) FROM entry_text)"
    kept.db.execute_sql(f"UPDATE entry_text SET {cells} WHERE entry_id = {first}")
    [fault] = _faults(kept)
    assert fault.endswith(" a été modifié.")


@pytest.mark.parametrize("column", ["trend", "state", "open_cases", "next_due", "last_visit"])
def test_every_figure_kept_is_compared(kept: Book, column: str) -> None:
    kept.db.execute_sql(
        f"UPDATE account_figures SET {column} = ? WHERE client_id = 1",
        ("2020-01-01" if column in ("next_due", "last_visit") else "77",),
    )
    assert len(_faults(kept)) == 1


def test_an_account_without_figures_is_found(kept: Book) -> None:
    kept.db.execute_sql("DELETE FROM account_figures WHERE client_id = 2")
    assert _faults(kept) == ["client n°\u00a02\u00a0: aucun solde n’est gardé."]


def test_a_changed_text_is_found_and_an_erased_one_is_not_a_fault(kept: Book) -> None:
    EntryText.delete().where(EntryText.text == "Bienvenue et café").execute()
    assert check(kept).sound
    EntryText.update(text="Freins repris").where(EntryText.text == "Freins à reprendre").execute()
    assert _faults(kept) == ["client n°\u00a02\u00a0: le texte de l’écriture 2 a été modifié."]


def test_a_reference_to_nobody_is_found(kept: Book) -> None:
    kept.db.execute_sql("PRAGMA foreign_keys = 0")
    kept.db.execute_sql("UPDATE memory SET client_id = 99")
    faults = check(kept).faults
    assert faults == ("Des lignes de « memory » renvoient à ce qui n’existe plus.",)


def test_a_damaged_page_is_told_and_nothing_else_is_read(kept: Book) -> None:
    kept.close()
    with kept.path.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 64)
    found = check(kept)
    assert found.damaged
    assert all(fault.startswith("Le fichier est endommagé") for fault in found.faults)


def test_a_client_the_search_has_forgotten_is_a_fault(kept: Book) -> None:
    kept.db.execute_sql("PRAGMA foreign_keys = 0")
    kept.db.execute_sql("INSERT INTO client SELECT * FROM client WHERE 0")
    kept.db.execute_sql(
        "INSERT INTO client (uuid, number, civility, first_name, last_name, company, "
        "address_form, street, postcode, town, country, how_came, notes, created_on, "
        "search_key, sort_key) "
        "VALUES ('x', 99, '', '', 'Z', '', '', '', '', '', '', '', '', '2025-01-01', 'z', 'z')"
    )
    assert _faults(kept) == ["La recherche ne suit plus 1 fiche."]


def test_many_faults_are_told_up_to_a_point(book: Book, actor: Actor) -> None:
    with writing():
        for number in range(130):
            open_account(actor, ClientDraft(last_name=f"Client {number}"))
    book.db.execute_sql("UPDATE account_figures SET balance = 7")
    faults = check(book).faults
    assert len(faults) == 101
    assert faults[-1] == "… et 30 autres défauts."


def test_a_client_edited_since_is_no_fault(book: Book, actor: Actor) -> None:
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    note(actor, client, EntryDraft(EntryType.INCIDENT, "retard", severity=Severity.MINOR))
    update_client(actor, client, ClientDraft(last_name="Dupont"))
    assert check(book).sound


def test_a_book_left_for_years_is_sound_before_and_after_its_figures_follow(kept: Book) -> None:
    assert check(kept).sound
    with writing():
        refresh_figures(date(2029, 5, 6))
    assert check(kept).sound


class StopError(Exception):
    """The person asked to stop."""


@pytest.mark.parametrize("at", [1, 2, 3, 20])
def test_a_check_can_be_stopped_at_any_moment(
    kept: Book, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(database, "TICK", 50)
    told: list[str] = []

    def stop(part: float | None, text: str) -> None:
        told.append(text)
        if len(told) == at:
            raise StopError

    with pytest.raises(StopError):
        check(kept, stop)
    assert len(told) == at
    assert check(kept).sound


def test_the_counter_writes_while_a_check_runs(book: Book, actor: Actor) -> None:
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    noted: list[str] = []

    def write(part: float | None, text: str) -> None:
        if part is not None:
            note(actor, client, EntryDraft(EntryType.VISIT, text=text))
            noted.append(text)

    assert check(book, write).sound
    assert len(noted) >= 2
    assert len(dict(read_accounts())[client].entries) == 1 + len(noted)
