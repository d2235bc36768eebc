"""Reading apart: one thread reads the book of one moment while the others write in it."""

import threading
from datetime import date

import pytest

from models import clients, journal
from models.accounts import read_account
from models.actor import Actor
from models.apart import apart
from models.client_drafts import ClientDraft
from models.database import Book, writing
from models.errors import BookError
from models.journal import EntryDraft
from models.rules.trust import EntryType

VISIT = EntryDraft(EntryType.VISIT)


@pytest.fixture
def client_id(actor: Actor) -> int:
    opened = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert opened is not None
    return opened


def _elsewhere(book: Book, act: object) -> None:
    """Do it in another thread, with its own connection."""

    def work() -> None:
        with book.db.connection_context():
            act()  # type: ignore[operator]

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_what_is_noted_meanwhile_is_read_afterwards(
    book: Book, actor: Actor, client_id: int
) -> None:
    before = len(read_account(client_id).entries)
    with apart(book):
        _elsewhere(book, lambda: journal.note(actor, client_id, VISIT))
        assert len(read_account(client_id).entries) == before
    assert len(read_account(client_id).entries) == before + 1


def test_nothing_can_be_written_apart_and_nothing_of_it_stays(
    book: Book, actor: Actor, client_id: int
) -> None:
    with apart(book), pytest.raises(BookError):
        journal.note(actor, client_id, VISIT)
    assert not list(book.backups.iterdir())
    journal.note(actor, client_id, VISIT)
    assert read_account(client_id).entries[-1].type is EntryType.VISIT


def test_what_is_tried_goes_away_and_keeps_nobody_from_noting(
    book: Book, actor: Actor, client_id: int
) -> None:
    before = len(read_account(client_id).entries)
    with apart(book, on_trial=True), writing():
        journal.note(actor, client_id, VISIT)
        _elsewhere(book, lambda: journal.note(actor, client_id, VISIT))
        assert len(read_account(client_id).entries) == before + 1
    assert len(read_account(client_id).entries) == before + 1
    assert not list(book.backups.iterdir())


def test_a_copy_that_is_stopped_leaves_the_book_in_use(
    book: Book, client_id: int, today: date
) -> None:
    def stop(part: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), apart(book, stop):
        pytest.fail("the copy was not stopped")
    assert not list(book.backups.iterdir())
    assert read_account(client_id).entries
