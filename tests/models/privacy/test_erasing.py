"""Erasing a person: nothing of them is left in the file, and the shop's account still adds up."""

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import clients, journal, search, tables
from models.actor import Actor
from models.backup import make_backup
from models.case_files import CaseDraft, save_case
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientFilter, page
from models.contacts import record_consent
from models.costs import CostDraft, Nature
from models.database import Book, connect, open_book
from models.distances import take_distance
from models.erasing import Ground, erase, erase_many, preview, register
from models.erasing_rows import GONE, GONE_WITH_ENTRIES, SILENCED, SILENCED_WITH_ENTRIES
from models.errors import Refused
from models.export import export
from models.journal import EntryDraft
from models.letters import LetterKind, letter
from models.letters_sent import keep_letter
from models.merging_files import merge
from models.month import collect
from models.referrals import referrals
from models.restore import restore
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType, Severity
from models.saved_filters import save_filter, saved_filters
from models.tables import Asset, Client, Cost, Entry, Log, Merge
from models.voices import VoiceDraft, keep_voice
from tests.helpers.closing import close_now

BEFORE, NAME, PHONE = "Qwyzzabel", "Vroukzhinsky", "0687654321"
MARK = "zzkwx"
"""Every text written about the person holds it."""
TRACES = (BEFORE, NAME, PHONE, PHONE[::-1], "87 65 43", MARK, "zk-918-wq", "ZK918WQ", "brugwelz")


def _draft(last_name: str = NAME) -> ClientDraft:
    return ClientDraft(
        civility="Mme",
        first_name="Brugwelz",
        last_name=last_name,
        town="Valence",
        street=f"1 rue {MARK}",
        how_came=f"par {MARK}",
        notes=f"notes {MARK}",
        reference=f"ref-{MARK}",
        reaches=(ReachDraft("phone", "06 87 65 43 21"), ReachDraft("email", f"a@{MARK}.fr")),
        assets=(AssetDraft("vehicle", f"Peugeot {MARK}", "ZK-918-WQ", notes=MARK),),
    )


@pytest.fixture
def person(actor: Actor) -> int:
    """Somebody of whom the book holds a little of everything; renamed once."""
    then = replace(actor, today=actor.today - timedelta(days=40))
    client = clients.open_account(then, _draft(BEFORE)).client_id or 0
    clients.update_client(actor, client, _draft())
    clients.remember(actor, client, f"aime le {MARK}")
    cost = CostDraft(Nature.DISCOUNT, 1250, document="AV-12")
    noted = journal.note(
        then, client, EntryDraft(EntryType.ATTENTION, "gesture", f"offert {MARK}", cost=cost)
    )
    incident = EntryDraft(EntryType.INCIDENT, "defect", f"bruit {MARK}", severity=Severity.NOTABLE)
    case = journal.note(actor, client, incident).entry_id or 0
    save_case(actor, case, CaseDraft(words=MARK, asks=MARK, understood=MARK, cause="parts"))
    keep_letter(actor, case, letter(case, LetterKind.ANSWER, actor.today, actor.member_id))
    keep_voice(actor, client, VoiceDraft("complaint", f"dit {MARK}"))
    record_consent(actor, client, Channel.EMAIL, True, "form", note=MARK)
    take_distance(actor, client, f"un fait {MARK}")
    save_filter(actor, NAME, {"text": NAME})
    Log.insert(
        recorded_at="2026-11-01", day=actor.today, author=1, client=client, act="text_kept"
    ).execute()
    assert noted.entry_id
    return client


def _bytes(book: Book) -> bytes:
    book.close()
    assert not book.path.with_name(book.path.name + "-wal").exists()
    return book.path.read_bytes()


def _terms(path: Path) -> str:
    """Every word of the search's indexes: in the file their beginnings are shared."""
    db = connect(path)
    found: list[str] = []
    for table in ("search_name", "search_word", "search_code"):
        db.execute_sql(f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, row)")
        found += [row[0] for row in db.execute_sql(f"SELECT term FROM temp.v_{table}")]
    found += [row[0] for row in db.execute_sql("SELECT word FROM search_vocabulary")]
    db.close()
    return " ".join(found)


def test_nothing_of_them_is_left_in_the_closed_file(book: Book, actor: Actor, person: int) -> None:
    shown = [trace for trace in TRACES if trace not in (BEFORE, "87 65 43")]
    before = _bytes(book).lower()
    assert [trace for trace in shown if trace.lower().encode() not in before] == []
    again = open_book(book.path)
    erase(actor, person)
    content = _bytes(again).lower()
    assert [trace for trace in TRACES if trace.lower().encode() in content] == []
    terms = _terms(book.path)
    assert [word for word in ("vrouk", "qwy", "brug", MARK, "zk918", "6876") if word in terms] == []


def test_the_account_stays_without_a_name_and_closes(book: Book, actor: Actor, person: int) -> None:
    number = Client.get_by_id(person).number
    before = Entry.select().where(Entry.client == person).count()
    erase(actor, person)
    rows = Entry.select().where(Entry.client == person).order_by(Entry.seq)
    assert rows.count() == before + 1
    assert rows[-1].type == EntryType.CLOSED.value
    assert Cost.select().where(Cost.document != "", Cost.net_cents == 1250).count() == 1
    assert clients.client_labels([person])[person].name == f"C-{number:05d}"
    assert check(book).faults == ()
    [erased] = register()
    assert (erased.number, erased.day, erased.ground) == (number, actor.today, Ground.REQUEST)


def test_check_names_an_erased_file_that_says_something_again(
    book: Book, actor: Actor, person: int
) -> None:
    erase(actor, person)
    book.db.execute_sql("UPDATE client SET notes = 'revenue' WHERE id = ?", (person,))
    assert check(book).faults == ("1 fiche effacée nomme encore quelqu’un.",)


def test_nobody_finds_them_any_more(book: Book, actor: Actor, person: int) -> None:
    number = Client.get_by_id(person).number
    erase(actor, person)
    for text in (NAME, "06 87 65 43 21", "ZK-918-WQ", f"C-{number}", str(number)):
        assert search.page(text).hits == ()
    assert person not in {hit.client_id for hit in search.recent()}
    assert page(ClientFilter()) == []
    assert saved_filters() == []


def test_a_word_shared_with_somebody_else_is_still_found(
    book: Book, actor: Actor, person: int
) -> None:
    other = clients.open_account(actor, ClientDraft(last_name=NAME)).client_id
    erase(actor, person)
    assert [hit.client_id for hit in search.page(NAME[:6]).hits] == [other]
    assert [hit.client_id for hit in search.page(NAME.replace("z", "s")).hits] == [other]


def test_closed_months_stay_sealed_and_tell_who_changed_them(
    book: Book, actor: Actor, person: int
) -> None:
    close_now(actor, date(2026, 10, 1))
    erase(actor, person)
    assert check(book).faults == ()
    path = book.path
    book.close()
    db = connect(path)
    db.execute_sql("DROP TRIGGER entry_is_never_changed")
    triggers = "SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'"
    assert db.execute_sql(triggers).fetchone() is None
    db.execute_sql(
        "UPDATE entry SET units = units + 100 WHERE client_id = ? AND type = 'attention'", (person,)
    )
    db.close()
    again = open_book(path)
    faults = " ".join(check(again).faults)
    again.close()
    assert "octobre 2026" in faults
    assert "son journal" in faults


def test_the_month_keeps_its_figures_and_names_nobody(
    book: Book, actor: Actor, person: int
) -> None:
    month = date(2026, 10, 1)
    before = collect(month, actor.today)
    erase(actor, person)
    after = collect(month, actor.today)
    assert (after.movements, after.costs) == (before.movements, before.costs)
    assert NAME not in repr(after)
    assert MARK not in repr(after)


def test_nothing_is_written_in_an_erased_file_nor_taken_back(
    book: Book, actor: Actor, person: int
) -> None:
    erase(actor, person)
    for again in (
        lambda: journal.note(actor, person, EntryDraft(EntryType.OPENING)),
        lambda: clients.update_client(actor, person, ClientDraft(last_name=NAME)),
        lambda: erase(actor, person),
        lambda: preview(person),
        lambda: journal.take_back_last(actor),
    ):
        with pytest.raises(Refused):
            again()
    other = clients.open_account(actor, ClientDraft(last_name="Petit")).client_id
    assert journal.take_back_last(actor).client_id == other


def test_only_the_number_typed_again_erases_and_only_the_owner(
    book: Book, actor: Actor, person: int
) -> None:
    number = Client.get_by_id(person).number
    with pytest.raises(Refused, match="rien n’est effacé"):
        erase(actor, person, typed=str(number + 1))
    assert search.page(NAME).hits
    erase(actor, person, typed=f" c-{number:05d} ")
    assert not search.page(NAME).hits


def test_files_merged_into_theirs_go_too(book: Book, actor: Actor, person: int) -> None:
    twin = clients.open_account(actor, ClientDraft(last_name=NAME, first_name="B")).client_id or 0
    merge(actor, person, twin, clients.client_draft(person))
    assert preview(twin).merged == 1
    erase(actor, twin)
    assert {row.number for row in register()} == {
        row.number for row in Client.select().where(Client.id.in_((person, twin)))
    }
    assert Merge.get().before == "{}"
    assert check(book).faults == ()
    assert NAME.encode() not in _bytes(book)


def test_who_sent_them_keeps_what_they_deserved(book: Book, actor: Actor, person: int) -> None:
    newcomer = ClientDraft(last_name="Petit", recommended_by=person)
    sent = clients.open_account(actor, newcomer).client_id or 0
    erase(actor, sent)
    [relative] = referrals(person).sent
    assert relative.name == f"C-{Client.get_by_id(sent).number:05d}"


def test_many_are_erased_one_after_the_other(book: Book, actor: Actor, person: int) -> None:
    others = [
        clients.open_account(actor, ClientDraft(last_name=f"N{n}")).client_id or 0 for n in (1, 2)
    ]
    steps: list[tuple[int, int]] = []
    erase_many(actor, others, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(2, 2)]
    assert [row.ground for row in register()] == [Ground.RETENTION] * 2
    assert [row.client_id for row in page(ClientFilter())] == [person]


def test_an_export_holds_nothing_of_them(
    book: Book, actor: Actor, person: int, tmp_path: Path
) -> None:
    number = Client.get_by_id(person).number
    erase(actor, person)
    files = export(tmp_path / "export")
    told = {file.name: file.read_bytes() for file in files}
    found = [
        (name, trace)
        for name, content in told.items()
        for trace in TRACES
        if trace.encode() in content
    ]
    assert found == []
    assert str(number) in told["effacements.csv"].decode("utf-8-sig")


STAYS = (
    *(Entry.client, Cost.entry, Merge.kept, Merge.absorbed, Client.recommended_by),
    *(tables.AccountFigures.client, tables.AccountPosting.client, tables.AccountCase.client),
    *(tables.AccountSpan.client, tables.CharterPromise.client, tables.CharterTold.client),
    *(tables.Erasure.client, tables.ImportEdited.client, tables.ImportKept.client, Log.client),
)
"""The account and the links between numbers: they name nobody. Of the log and of merges, what was
written goes too."""


def test_every_table_that_refers_to_a_person_is_judged() -> None:
    judged = {*GONE, *STAYS, *(field for field, _texts in SILENCED)}
    assert set(Client._meta.backrefs) <= judged
    owned = {field.model for field in judged}
    by_entry = {*GONE_WITH_ENTRIES, *STAYS, *(field for field, _texts in SILENCED_WITH_ENTRIES)}
    left = {field for field in Entry._meta.backrefs if field.model not in owned} - by_entry
    assert left == set()
    assert all(field.on_delete in ("CASCADE", "SET NULL") for field in Asset._meta.backrefs)


def test_an_older_book_loses_what_had_been_removed_from_it_before(tmp_path: Path) -> None:
    path = tmp_path / "old.ccbook"
    old = Path(__file__).parents[2] / "data" / "books" / "0015.ccbook.gz"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA secure_delete = 0")
        db.execute("CREATE TABLE written (text)")
        db.executemany("INSERT INTO written VALUES (?)", [(MARK * 50,)] * 100)
        db.commit()
        db.execute("DROP TABLE written")
        db.commit()
    assert MARK.encode() in path.read_bytes()
    open_book(path).close()
    assert MARK.encode() not in path.read_bytes()


def test_a_backup_put_back_erases_them_again(
    book: Book, actor: Actor, person: int, tmp_path: Path
) -> None:
    kept = make_backup(book, tmp_path / "sauvegardes").file
    erase(actor, person)
    content = _bytes(book)
    assert NAME.encode() not in content
    report = restore(kept, book.path)
    assert (report.erased, "à nouveau" in report.summary()) == (1, True)
    assert NAME.encode() not in book.path.read_bytes()
    again = open_book(book.path)
    assert check(again).faults == ()
    assert [row.day for row in register()] == [actor.today]
    again.close()
