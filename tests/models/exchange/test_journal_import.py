"""A journal CSV on its way into the book: judged as at the counter, written as one."""

import csv
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from models.accounts import read_account
from models.actor import Actor
from models.balances import balances
from models.catalogue import kinds, save_kind
from models.check import check
from models.client_drafts import ClientDraft
from models.clients import client_draft, find_client, insert_client
from models.database import Book
from models.errors import Refused
from models.exchange import ImportOptions, ImportReport, import_file
from models.exchange.journal_import import JournalImport
from models.exchange.journal_rows import _recorded
from models.journal import EntryDraft, note, take_back_last
from models.rules.trust import EntryType
from models.search import page
from models.tables import AccountFigures, Client, Cost, Entry, EntryText
from models.team import add_member
from tests.models.exchange.conftest import DATA, Load, plain
from tests.models.exchange.test_journal_refusals import HEADER, RECORDED, journal

CASES = DATA / "cases"


def counts(report: ImportReport) -> tuple[int, int, int]:
    """Rows created, skipped, refused; they add up to the rows read."""
    found = (report.created, report.skipped, len(report.refused))
    assert sum(found) + report.updated == report.read
    assert report.kind == "journal"
    return found


def only_entry() -> Entry:
    """The book's only entry."""
    (row,) = Entry.select()
    return row


def test_the_worked_cases_give_their_answers_in_a_fresh_book(load: Load, book: Book) -> None:
    assert counts(load(CASES / "journal.csv", new_clients=True)) == (406, 0, 0)
    with (CASES / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    for row in expected:
        (found,) = balances(date.fromisoformat(row["on"]), [row["client"]])
        figures = (found.figures.balance, found.figures.trend, str(found.figures.state))
        assert figures == (int(row["balance"]), int(row["trend"]), row["state"]), row
    assert len(expected) == 265
    assert check(book).sound


def test_the_same_journal_twice_creates_nothing_twice(load: Load) -> None:
    load(CASES / "journal.csv", new_clients=True)
    assert counts(load(CASES / "journal.csv")) == (0, 406, 0)
    assert Entry.select().count() == 406


def test_a_dry_run_leaves_nothing(load: Load) -> None:
    report = load(CASES / "journal.csv", new_clients=True, dry_run=True)
    assert counts(report) == (406, 0, 0)
    assert (Client.select().count(), Entry.select().count()) == (0, 0)


def test_cancelling_leaves_nothing(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.text_files._STEP", 100)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(actor, CASES / "journal.csv", ImportOptions(new_clients=True), stop)
    assert (Client.select().count(), Entry.select().count()) == (0, 0)


def test_rows_follow_those_the_book_has_already(told: Load, book: Book) -> None:
    first = [
        "c,o,2026-01-01,opening",
        "c,i,2026-01-10,incident,delay,,notable",
    ]
    journal(told, *first)
    report = journal(told, *first, "c,r,2026-01-11,resolution,,,,exemplary,,,i")
    assert counts(report) == (1, 2, 0)
    client_id = find_client("c")
    assert client_id is not None
    assert read_account(client_id).balance(date(2026, 1, 11)) == 200
    assert AccountFigures.get().balance == read_account(client_id).balance(date(2026, 11, 22))
    assert [row.seq for row in Entry.select().order_by(Entry.id)] == [1, 2, 3]
    assert check(book).sound


def test_an_id_known_for_something_else_is_refused(told: Load) -> None:
    journal(told, "c,x,2026-01-01,attention,smile,2,,,,,,merci")
    for row in (
        "c,x,2026-01-02,attention,smile,2,,,,,,merci",
        "c,x,2026-01-01,attention,smile,3,,,,,,merci",
        "c,x,2026-01-01,attention,smile,2,,,yes,,,merci",
        "c,x,2026-01-01,attention,smile,2,,,,,,bravo",
        "c,x,2026-01-01,visit",
    ):
        report = journal(told, row)
        assert [refused.reason for refused in report.refused] == [
            "Cet identifiant désigne déjà une autre écriture dans le livre."
        ]
    assert counts(journal(told, "c,x,2026-01-01,attention,smile,2,,,,,,merci")) == (0, 1, 0)


def test_a_weight_changed_since_does_not_make_another_entry(told: Load, actor: Actor) -> None:
    row = "c,x,2026-01-01,attention,smile"
    journal(told, row)
    smile = next(kind for kind in kinds("attention") if kind.code == "smile")
    save_kind(actor, replace(smile, label="Sourire", weight=400))
    assert counts(journal(told, row)) == (0, 1, 0)
    assert only_entry().units == 100


def test_clients_are_named_by_reference_or_number(told: Load, actor: Actor) -> None:
    insert_client(actor, ClientDraft(last_name="Durand", reference="D-1"))
    insert_client(actor, ClientDraft(last_name="Martin"))
    rows = ["D-1,a,2026-01-01,visit", "2,b,2026-01-02,visit", "C-00001,c,2026-01-03,visit"]
    text = "\n".join([HEADER, *(row + "," * 8 for row in rows)])
    assert counts(told(text)) == (3, 0, 0)
    assert [row.client_id for row in Entry.select().order_by(Entry.id)] == [1, 2, 1]
    assert [row.seq for row in Entry.select().order_by(Entry.id)] == [1, 1, 2]


def test_a_client_the_file_opens_is_not_found_by_the_number_it_gets(told: Load) -> None:
    # « 2 » is opened first and gets the number 1: « 1 » is somebody else.
    assert counts(journal(told, "2,a,2026-01-01,visit", "1,b,2026-01-01,visit")) == (2, 0, 0)
    found = {row.reference: row.number for row in Client.select()}
    assert found == {"2": 1, "1": 2}
    assert Entry.select(Entry.client).distinct().count() == 2


def test_a_new_client_has_the_journals_entries_and_no_other(told: Load) -> None:
    report = journal(told, "Les Lilas,a,2026-01-01,visit")
    assert [remark.text for remark in report.remarks] == ["1 fiche client ouverte."]
    client_id = find_client("Les Lilas")
    assert client_id is not None
    assert client_draft(client_id) == ClientDraft(last_name="Les Lilas", reference="Les Lilas")
    assert only_entry().type == "visit"
    assert [hit.client_id for hit in page("lilas").hits] == [client_id]


def test_one_name_written_in_two_ways_is_one_client(told: Load) -> None:
    rows = ["Zoe\u0301,a,2026-01-01,visit", "Zoé,b,2026-01-02,visit"]
    assert counts(journal(told, *rows)) == (2, 0, 0)
    assert Client.select().count() == 1


def test_a_client_whose_every_row_is_refused_is_not_opened(told: Load) -> None:
    assert counts(journal(told, "c,a,2026-01-01,gift")) == (0, 0, 1)
    assert Client.select().count() == 0


def test_rows_of_several_clients_may_be_mixed(told: Load, book: Book) -> None:
    rows = []
    for day in range(1, 20):
        rows += [f"{client},{client}{day},2026-01-{day:02d},attention,smile" for client in "abc"]
    assert counts(journal(told, *rows)) == (57, 0, 0)
    balance = {found.client.key: found.figures.balance for found in balances(date(2026, 1, 31))}
    assert len(set(balance.values())) == 1
    assert check(book).sound


def test_units_are_those_of_the_file_else_of_the_catalogue(told: Load) -> None:
    journal(
        told,
        "c,a,2026-01-01,attention,smile",
        "c,b,2026-01-01,attention,smile,0.05",
        "c,c,2026-01-01,attention,dance,12.5",
        "c,d,2026-01-01,opening,,5",
        "c,e,2026-01-02,visit,service,9",
    )
    found = [row.units for row in Entry.select().order_by(Entry.id)]
    assert found == [100, 5, 1250, 500, None]


def test_an_imported_entry_is_not_what_ctrl_z_takes_back(told: Load, actor: Actor) -> None:
    journal(told, "c,a,2026-01-01,visit")
    with pytest.raises(Refused, match="rien à reprendre"):
        take_back_last(actor)


def test_a_file_that_changes_while_it_is_read_leaves_nothing(
    actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journal.csv"
    file.write_text(f"{HEADER}\nc,a,2026-01-01,visit\n", encoding="utf-8")
    survey = JournalImport._survey

    def survey_then_change(self: JournalImport) -> None:
        survey(self)
        file.write_text(f"{HEADER}\nd,a,2026-01-01,visit\n", encoding="utf-8")

    monkeypatch.setattr(JournalImport, "_survey", survey_then_change)
    with pytest.raises(Refused, match="changé pendant sa lecture"):
        import_file(actor, file, ImportOptions(new_clients=True))
    assert Client.select().count() == 0


# -- columns of ours -------------------------------------------------------------------------------


def test_when_and_by_whom_a_row_was_recorded_is_kept(told: Load, actor: Actor) -> None:
    add_member(actor, "Paul Durand", "PD")
    report = journal(
        told,
        "c,a,2026-01-01,visit,,,,,,,,,2026-01-02T10:30:00Z,,paul durand",
        "c,b,2026-01-01,visit,,,,,,,,,2026-01-02T23:30:00+02:00,2026-01-02,pd",
        "c,d,2026-01-01,visit,,,,,,,,,2026-01-02T10:30:00,,Personne",
        "c,e,2026-01-01,visit,,,,,,,,,,,",
        header=RECORDED,
    )
    assert counts(report) == (4, 0, 0)
    rows = list(Entry.select().order_by(Entry.id))
    assert [row.author_id for row in rows] == [2, 2, 1, 1]
    assert [row.recorded_at for row in rows[:3]] == [
        datetime(2026, 1, 2, 10, 30),
        datetime(2026, 1, 2, 21, 30),
        datetime(2026, 1, 2, 10, 30),
    ]
    assert rows[1].recorded_on == date(2026, 1, 2)
    assert rows[3].recorded_on == date(2026, 11, 22)


def test_a_moment_without_a_zone_is_in_utc_and_a_day_alone_is_that_day() -> None:
    assert _recorded("2026-01-02T10:30:00")[0] == datetime(2026, 1, 2, 10, 30)
    assert _recorded("2026-01-02")[1] == date(2026, 1, 2)


def test_initials_two_members_share_name_nobody(told: Load, actor: Actor) -> None:
    add_member(actor, "Clément Mazet", "CM")
    journal(told, "c,a,2026-01-01,visit,,,,,,,,,,,CM", header=RECORDED)
    assert only_entry().author_id == actor.member_id


def test_a_cost_comes_with_its_entry(told: Load) -> None:
    report = journal(
        told,
        "c,a,2026-01-01,attention,gesture,5,,,,,,,,,,credit_note,120.5,20",
        "c,b,2026-01-01,attention,gesture,5,,,,,,,,,,rework,,20",
        header=RECORDED,
    )
    assert counts(report) == (2, 0, 0)
    note_, rework = Cost.select().order_by(Cost.id)
    assert (note_.net_cents, note_.vat_rate, note_.account_code) == (12_050, 2000, "709")
    assert note_.standing == "management"
    # In-house rework bears no VAT; its amount is still to be known.
    assert (rework.net_cents, rework.vat_rate, rework.account_code) == (None, None, "")


def test_unknown_columns_are_told_and_left_out(told: Load) -> None:
    report = journal(told, "c,a,2026-01-01,visit", header=HEADER + ",mood,weather")
    assert "Colonnes non lues : mood et weather." in [
        plain(remark.text) for remark in report.remarks
    ]


def test_columns_may_come_in_another_order_and_with_semicolons(told: Load) -> None:
    names = HEADER.split(",")[::-1]
    row = {"client": "c", "id": "a", "date": "2026-01-01", "entry": "visit"}
    text = ";".join(names) + "\n" + ";".join(row.get(name, "") for name in names) + "\n"
    assert counts(told(text, new_clients=True)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER.replace(",ref", ""), "Il manque au journal la colonne ref."),
        (HEADER + ",ref", "Le journal nomme deux fois la colonne ref."),
        (HEADER.replace("entry", "entrée"), "Il manque au journal la colonne entry."),
        ("client,date,entry", "Il manque au journal la colonne id, "),
    ],
)
def test_a_header_that_is_not_the_journals_is_refused(
    told: Load, header: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        told(header + "\nc,a,2026-01-01,visit\n")


def test_notes_keep_their_lines_and_lose_what_no_book_holds(told: Load) -> None:
    report = told(
        f'{HEADER}\nc,a,2026-01-01,visit,,,,,,,,"deux\nlignes\0 et =1"\n'
        f"c,b,2026-01-02,visit,,,,,,,,{'x' * 2100}\n",
        new_clients=True,
    )
    texts = [row.text for row in EntryText.select().order_by(EntryText.entry)]
    assert texts == ["deux\nlignes et =1", "x" * 2000]
    (remark, _opened) = report.remarks
    assert remark.line == 4
    assert plain(remark.text) == "Note trop longue : coupée à 2 000 caractères."
    assert report.created == 2


def test_a_journals_opening_replaces_the_one_a_client_file_made_presume(
    told: Load, book: Book
) -> None:
    told("Code client;Nom;Client depuis\nc;Durand;2020\n")
    assert only_entry().day == date(2020, 1, 1)
    rows = ["c,o,2021-05-01,opening,,5", "c,v,2021-06-01,visit"]
    assert counts(journal(told, *rows)) == (2, 0, 0)
    client_id = find_client("c")
    assert client_id is not None
    account = read_account(client_id)
    assert account.balance(date(2021, 5, 1)) == 500
    assert [entry.day for entry in account.ledger(date(2026, 1, 1)).order] == [
        date(2021, 5, 1),
        date(2021, 6, 1),
    ]
    assert counts(journal(told, *rows)) == (0, 2, 0)
    assert check(book).sound


def test_an_account_written_at_the_counter_takes_the_files_rows_after(
    told: Load, actor: Actor
) -> None:
    client_id = insert_client(actor, ClientDraft(last_name="Durand", reference="c"))
    note(actor, client_id, EntryDraft(EntryType.OPENING))
    assert counts(journal(told, "c,a,2026-01-01,visit", "c,b,2026-03-01,closed")) == (1, 0, 1)
