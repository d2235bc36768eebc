"""An account is not read twice, and never shown as it is not."""

import sqlite3
from contextlib import suppress
from datetime import date, timedelta

import pytest

from models import clients, journal, trust_settings
from models.accounts import read_account
from models.client_drafts import ClientDraft
from models.database import writing
from models.errors import Refused
from models.journal import EntryDraft
from models.journal_rows import account_of, texts_of
from models.rules.trust import EntryType, Severity
from models.tables import database

ATTENTION = EntryDraft(EntryType.ATTENTION, "smile", "bonjour")


@pytest.fixture
def client_id(actor):
    return clients.open_account(actor, ClientDraft(last_name="Durand")).client_id


@pytest.fixture
def asked(monkeypatch):
    """The queries of journal rows, as they are asked."""
    found = []
    original = database.obj.execute_sql

    def execute(sql, *rest, **options):
        if "entry" in sql and sql.startswith("SELECT"):
            found.append(sql)
        return original(sql, *rest, **options)

    monkeypatch.setattr(database.obj, "execute_sql", execute)
    return found


def ids(client_id):
    return [entry.id for entry in account_of(client_id).entries]


def test_it_says_what_the_journal_says(actor, client_id, today):
    incident = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    noted = journal.note(actor, client_id, incident).entry_id
    journal.note(actor, client_id, ATTENTION)
    journal.reverse(actor, noted, "pas lui")
    assert account_of(client_id).entries == read_account(client_id).entries
    assert sorted(texts_of(client_id).values()) == ["bonjour", "pas lui"]


def test_it_is_read_once_while_nobody_writes(client_id, asked):
    assert account_of(client_id) is account_of(client_id)
    assert len(asked) <= 1


def test_what_was_just_noted_is_known_without_reading(actor, client_id, asked):
    account_of(client_id)
    asked.clear()
    journal.note(actor, client_id, ATTENTION)
    assert len(ids(client_id)) == 2
    assert not [sql for sql in asked if 'FROM "entry"' in sql]


def test_a_note_that_is_undone_leaves_no_trace(actor, client_id):
    before = ids(client_id)
    with suppress(ZeroDivisionError), writing():
        journal.note(actor, client_id, ATTENTION)
        assert len(ids(client_id)) == 2
        raise ZeroDivisionError
    assert ids(client_id) == before
    with pytest.raises(Refused):
        journal.note(actor, client_id, EntryDraft(EntryType.KEPT, ref=999))
    assert ids(client_id) == before


def test_a_commit_that_fails_leaves_no_trace(actor, client_id, monkeypatch):
    before = ids(client_id)

    def full():
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(database.obj, "commit", full)
        with pytest.raises(sqlite3.OperationalError):
            journal.note(actor, client_id, ATTENTION)
    assert ids(client_id) == before
    assert [entry.id for entry in read_account(client_id).entries] == before


def test_what_another_connection_writes_is_read(book, actor, client_id):
    before = ids(client_id)
    other = database.obj.__class__(str(book.path), pragmas={"foreign_keys": 1})
    columns = [row[1] for row in other.execute_sql("PRAGMA table_info(entry)") if row[1] != "id"]
    cells = ", ".join({"uuid": "'other'", "seq": "99"}.get(name, name) for name in columns)
    names = ", ".join(columns)
    other.execute_sql(f"INSERT INTO entry ({names}) SELECT {cells} FROM entry LIMIT 1")
    other.close()
    assert len(ids(client_id)) == len(before) + 1


def test_settings_changed_since_are_those_of_what_is_noted_next(actor, client_id):
    account_of(client_id)
    trust_settings.set_trust(actor, {"incident_delays": {"minor": 1, "notable": 2, "serious": 3}})
    incident = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    journal.note(actor, client_id, incident)
    [case] = account_of(client_id).ledger(date.max).cases.values()
    assert case.due == actor.today + timedelta(days=2)
