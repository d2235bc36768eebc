"""What one note leaves in memory for the next is never anything but what the book says."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta

import pytest

from models import clients, journal, trust_settings
from models.accounts import figures_row, kept_figures, read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.database import Book, writing
from models.errors import Refused
from models.journal import EntryDraft
from models.journal_rows import account_of
from models.ledgers import kept_rows
from models.prepared import Prepared
from models.rules.trust import EntryType, Outcome, Severity
from models.rules.trust.kept import kept
from models.settings import trust_history
from models.tables import BookFact, Kind, Member, database

GESTURE = EntryDraft(EntryType.ATTENTION, "smile", "bonjour")
_ENDS = (Outcome.EXEMPLARY, Outcome.SATISFACTORY, Outcome.POOR)
VISIT = EntryDraft(EntryType.VISIT, "service")


@pytest.fixture
def client_id(actor: Actor) -> int:
    """A client whose account was just read and noted on."""
    found = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert found is not None
    journal.note(actor, found, GESTURE)
    journal.note(actor, found, GESTURE)
    return found


@contextmanager
def asked() -> Iterator[list[str]]:
    """What is asked of the book within the block."""
    found: list[str] = []
    database.connection().set_trace_callback(found.append)
    yield found
    database.connection().set_trace_callback(None)


def elsewhere(book: Book, sql: str) -> None:
    """Another program writes in the same book."""
    with closing(database.obj.__class__(str(book.path))) as other:
        other.execute_sql(sql)


def assert_what_is_kept_follows(client_id: int, today: date) -> None:
    account = read_account(client_id)
    row = figures_row(client_id, account, today, trust_history())
    assert kept_figures([client_id]) == {client_id: row}
    assert kept_rows([client_id])[client_id] == kept(account)[1:]


# -- how little it takes ------------------------------------------------------------------------


def test_the_next_note_asks_nothing_it_knows(actor: Actor, client_id: int) -> None:
    with asked() as found:
        journal.note(actor, client_id, GESTURE)
    assert not [sql for sql in found if sql.startswith("SELECT")]
    assert len([sql for sql in found if sql.startswith("PRAGMA")]) == 1


def test_figures_that_stay_the_same_are_not_written(actor: Actor, client_id: int) -> None:
    with asked() as found:
        journal.note(actor, client_id, GESTURE)
    [written] = [sql for sql in found if "account_figures" in sql]
    assert '"balance" =' in written
    assert "last_visit" not in written
    assert "state" not in written
    journal.note(actor, client_id, VISIT)
    with asked() as found:
        journal.note(actor, client_id, VISIT)
    assert not [sql for sql in found if "account_figures" in sql]


# -- never anything but what the book says ------------------------------------------------------


def test_a_weight_changed_elsewhere_counts_for_the_next_note(
    book: Book, actor: Actor, client_id: int
) -> None:
    elsewhere(book, "UPDATE kind SET weight = 777 WHERE family = 'attention' AND code = 'smile'")
    journal.note(actor, client_id, GESTURE)
    assert read_account(client_id).entries[-1].units == 777


def test_a_member_retired_elsewhere_notes_no_more(book: Book, actor: Actor, client_id: int) -> None:
    elsewhere(book, "UPDATE member SET active = 0")
    with pytest.raises(Refused):
        journal.note(actor, client_id, GESTURE)


def test_a_month_closed_elsewhere_takes_no_more_notes(
    book: Book, actor: Actor, client_id: int
) -> None:
    elsewhere(
        book,
        "INSERT INTO closed_month (month, closed_at, author_id)"
        " VALUES ('2026-11-01', '2026-11-22 10:00:00', 1)",
    )
    with pytest.raises(Refused, match="clos"):
        journal.note(actor, client_id, GESTURE)


def test_settings_changed_between_two_notes_count(actor: Actor, client_id: int) -> None:
    trust_settings.set_trust(actor, {"incident_delays": {"minor": 1, "notable": 2, "serious": 3}})
    incident = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    journal.note(actor, client_id, incident)
    [case] = account_of(client_id).ledger(date.max).cases.values()
    assert case.due == actor.today + timedelta(days=2)


def test_a_transaction_reads_what_it_wrote_and_leaves_nothing_of_it_when_undone(
    actor: Actor, client_id: int
) -> None:
    before = read_account(client_id).entries[-1].units
    with suppress(ZeroDivisionError), writing():
        Kind.update(weight=777).where(Kind.family == "attention").execute()
        journal.note(actor, client_id, GESTURE)
        assert read_account(client_id).entries[-1].units == 777
        Member.update(active=False).execute()
        raise ZeroDivisionError
    journal.note(actor, client_id, GESTURE)
    assert read_account(client_id).entries[-1].units == before
    assert_what_is_kept_follows(client_id, actor.today)


def test_what_a_transaction_changed_before_its_note_counts_after_it(
    actor: Actor, client_id: int
) -> None:
    with writing():
        Kind.update(weight=777).where(Kind.family == "attention").execute()
        journal.note(actor, client_id, GESTURE)
    journal.note(actor, client_id, GESTURE)
    assert [entry.units for entry in read_account(client_id).entries[-2:]] == [777, 777]


def test_a_note_undone_is_not_what_the_next_goes_on_from(actor: Actor, client_id: int) -> None:
    with suppress(ZeroDivisionError), writing():
        journal.note(actor, client_id, GESTURE)
        raise ZeroDivisionError
    journal.note(actor, client_id, GESTURE)
    assert_what_is_kept_follows(client_id, actor.today)


def test_figures_changed_elsewhere_are_written_again(
    book: Book, actor: Actor, client_id: int
) -> None:
    elsewhere(book, "UPDATE account_figures SET state = 'closed', last_visit = '2020-01-01'")
    journal.note(actor, client_id, GESTURE)
    assert_what_is_kept_follows(client_id, actor.today)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_follows_from_the_journal_after_any_notes(
    actor: Actor, client_id: int, seed: int
) -> None:
    dice = random.Random(seed)
    other = clients.open_account(actor, ClientDraft(last_name="Petit")).client_id or 0
    acts = [_gesture, _visit, _late, _incident, _answer, _promise, _undo, _undo]
    for _turn in range(40):
        with suppress(Refused):
            dice.choice(acts)(actor, dice.choice((client_id, client_id, other)), dice)
    for client in (client_id, other):
        assert_what_is_kept_follows(client, actor.today)


def _note(actor: Actor, client_id: int, draft: EntryDraft) -> None:
    journal.note(actor, client_id, draft)


def _gesture(actor: Actor, client_id: int, _dice: random.Random) -> None:
    _note(actor, client_id, GESTURE)


def _visit(actor: Actor, client_id: int, _dice: random.Random) -> None:
    _note(actor, client_id, VISIT)


def _late(actor: Actor, client_id: int, dice: random.Random) -> None:
    day = actor.today - timedelta(days=dice.randrange(60))
    kind = dice.choice((EntryType.ATTENTION, EntryType.VISIT))
    _note(actor, client_id, EntryDraft(kind, "smile", day=day))


def _incident(actor: Actor, client_id: int, dice: random.Random) -> None:
    day = actor.today - timedelta(days=dice.randrange(60))
    severity = dice.choice(list(Severity))
    _note(actor, client_id, EntryDraft(EntryType.INCIDENT, "delay", day=day, severity=severity))


def _promise(actor: Actor, client_id: int, _dice: random.Random) -> None:
    _note(actor, client_id, EntryDraft(EntryType.PROMISE, text="rappeler"))


def _answer(actor: Actor, client_id: int, dice: random.Random) -> None:
    cases = list(account_of(client_id).ledger(actor.today).cases.values())
    if cases:
        case = dice.choice(cases).entry
        kind = EntryType.KEPT if case.type is EntryType.PROMISE else EntryType.RESOLUTION
        outcome = None if kind is EntryType.KEPT else dice.choice(_ENDS)
        _note(actor, client_id, EntryDraft(kind, ref=int(case.id), outcome=outcome))


def _undo(actor: Actor, _client_id: int, _dice: random.Random) -> None:
    journal.take_back_last(actor)


# -- prepared questions -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plain", "", "l’eau", "l'eau ?", "a?b", "%s", "2026-11-22"])
def test_a_prepared_question_keeps_its_own_words(book: Book, name: str) -> None:
    BookFact.insert(name="own", value=name).execute()
    BookFact.insert(name="other", value="x").execute()
    ask: Callable[[str], object] = Prepared(
        lambda key: (
            BookFact.select(BookFact.name)
            .where(BookFact.value == name, BookFact.name == key)
            .limit(1)
        )
    ).rows
    assert [ask("own"), ask("other"), ask("own")] == [[("own",)], [], [("own",)]]
