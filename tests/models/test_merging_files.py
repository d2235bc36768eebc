"""Two client files made one in a book: nothing is lost, everything agrees, it can be undone."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import search
from models.accounts import read_account
from models.actor import Actor
from models.balances import balances
from models.books import BookDraft, create_book
from models.cases import todo
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientFilter, count
from models.clients import (
    assets,
    client_draft,
    find_client,
    memories,
    open_account,
    remember,
    update_client,
)
from models.database import Book, writing
from models.day_start import start_day
from models.errors import Refused
from models.exchange import ImportOptions, import_file
from models.export import export
from models.journal import EntryDraft, note
from models.journal_rows import texts_of
from models.merging_files import (
    merge,
    merges_of,
    outcome,
    proposed,
    undo_merge,
)
from models.month import collect
from models.rules.trust import EntryType, Outcome, Severity
from models.settings import Shop
from models.statements import statement_of
from models.tables import Client, Entry, Merge
from models.team import first_member
from models.voices import VoiceDraft, keep_voice, voices
from tests.helpers.closing import close_now

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def _opened(actor: Actor, draft: ClientDraft, gifts: int) -> int:
    early = Actor(actor.member_id, date(2026, 9, 1))
    found = open_account(early, draft).client_id
    assert found is not None
    for place in range(gifts):
        day = date(2026, 9, 3) + timedelta(days=13 * place)
        note(actor, found, EntryDraft(EntryType.ATTENTION, "advice", f"gift {place}", day=day))
        note(actor, found, EntryDraft(EntryType.VISIT, "service", day=day))
    return found


@pytest.fixture
def pair(actor: Actor) -> tuple[int, int]:
    """Hélène Durand and Helene Durant, with a life each."""
    with writing():
        reaches = (ReachDraft("phone", "06 12 34 56 78"),)
        kept = _opened(actor, ClientDraft(last_name="Durand", reaches=reaches, tags=("vip",)), 4)
        asset = AssetDraft(name="Clio", identifier="AB-123-CD")
        draft = ClientDraft(
            first_name="Helene",
            last_name="Durant",
            town="Valence",
            reference="X-77",
            reaches=(*reaches, ReachDraft("email", "h@example.org")),
            tags=("vip", "fidèle"),
            assets=(asset,),
        )
        absorbed = _opened(actor, draft, 5)
        remember(actor, absorbed, "Boit du thé")
        keep_voice(actor, absorbed, VoiceDraft(nature="compliment", words="Bravo"))
    return kept, absorbed


def _merged(actor: Actor, pair: tuple[int, int]) -> int:
    kept, absorbed = pair
    identity = proposed(client_draft(kept), client_draft(absorbed))
    merge(actor, kept, absorbed, identity)
    return merges_of(kept)[0].id


def _sound(book: Book) -> None:
    assert check(book).faults == ()


def test_everything_of_both_files_is_in_the_kept_one(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    entries = Entry.select().where(Entry.client.in_(pair)).count()
    _merged(actor, pair)
    draft = client_draft(kept)
    assert (draft.first_name, draft.last_name, draft.town) == ("Helene", "Durand", "Valence")
    assert {reach.value for reach in draft.reaches} >= {"06 12 34 56 78", "h@example.org"}
    assert draft.tags == ("fidèle", "vip")
    assert [row.draft.name for row in assets(kept)] == ["Clio"]
    assert [row.text for row in memories(kept)] == ["Boit du thé"]
    assert [row.client_id for row in voices()] == [kept]
    assert len(read_account(kept).by_id) == entries
    assert len(texts_of(kept)) == 9
    assert Entry.select().where(Entry.client == absorbed).count() == entries - 9
    _sound(book)


def test_before_its_day_nothing_changes_and_from_it_both_count(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    days = [date(2026, 9, 3) + timedelta(days=7 * n) for n in range(11)]
    before = [[read_account(one).figures(day) for one in pair] for day in days]
    told = outcome(kept, absorbed, today)
    _merged(actor, pair)
    assert [[read_account(one).figures(day) for one in pair] for day in days] == before
    assert read_account(kept).balance(today) == told.together > max(told.kept, told.absorbed)
    assert read_account(absorbed).balance(today) == 0
    statement = statement_of(kept, None, today, today)
    assert statement.gap == 0
    assert [row.kind for row in statement.rows].count("correction") == 1
    assert statement_of(absorbed, None, today, today).gap == 0
    labels = [row.client.id for row in balances(today)]
    assert labels == [kept]
    assert [row.client.id for row in balances(today - timedelta(days=1))] == [kept, absorbed]


def test_the_old_number_and_reference_find_the_kept_file(
    actor: Actor, pair: tuple[int, int]
) -> None:
    kept, absorbed = pair
    number = Client.get_by_id(absorbed).number
    _merged(actor, pair)
    for text in ("X-77", str(number), f"C-{number:05d}"):
        assert find_client(text) == kept
        assert [hit.client_id for hit in search.page(text).hits] == [kept], text
    assert count(ClientFilter()) == 1
    assert [hit.client_id for hit in search.recent()] == [kept]
    noted = note(actor, absorbed, EntryDraft(EntryType.VISIT, "service"))
    assert noted.client_id == kept


def test_undone_everything_is_as_it_was_and_what_was_noted_since_stays(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    before = [client_draft(one) for one in pair]
    figures = [read_account(one).figures(today) for one in pair]
    found = _merged(actor, pair)
    undo_merge(actor, found)
    assert [client_draft(one) for one in pair] == before
    assert [read_account(one).figures(today) for one in pair] == figures
    assert [row.text for row in memories(absorbed)] == ["Boit du thé"]
    _sound(book)
    again = _merged(actor, pair)
    note(actor, kept, EntryDraft(EntryType.ATTENTION, "smile"))
    undo_merge(actor, again)
    assert read_account(absorbed).figures(today) == figures[1]
    assert len(read_account(kept).by_id) == 10
    assert statement_of(kept, None, today, today).gap == 0
    with pytest.raises(Refused, match="défaite"):
        undo_merge(actor, again)
    _sound(book)


def test_a_field_changed_since_keeps_its_new_value(actor: Actor, pair: tuple[int, int]) -> None:
    kept, _absorbed = pair
    found = _merged(actor, pair)
    update_client(actor, kept, replace(client_draft(kept), town="Romans"))
    undo_merge(actor, found)
    assert (client_draft(kept).town, client_draft(kept).first_name) == ("Romans", "")


def test_a_case_of_the_absorbed_file_is_answered_in_the_kept_one(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    case = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    opened = note(actor, absorbed, case).entry_id
    found = _merged(actor, pair)
    assert [row.client.id for row in todo(today)] == [kept]
    answer = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.EXEMPLARY, ref=opened)
    note(actor, kept, answer)
    assert todo(today) == []
    _sound(book)
    assert merges_of(kept)[0].answers == 1
    undo_merge(actor, found)
    assert [row.client.id for row in todo(today)] == [absorbed]
    _sound(book)


def test_the_month_of_a_merge_ties_out(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    start_day(book, actor)
    september = collect(OCTOBER, today)
    _merged(actor, pair)
    assert collect(OCTOBER, today).movements == september.movements
    november = collect(NOVEMBER, today)
    assert november.movements.gap == 0
    assert november.movements.correction_count == 1
    accounts = november.accounts
    assert accounts.at_start + accounts.opened - accounts.closed == accounts.at_end == 1
    assert november.movements.closing == read_account(pair[0]).balance(today)
    _sound(book)


def test_undone_after_its_month_was_closed_it_counts_until_then(
    book: Book, actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    found = _merged(actor, pair)
    together = read_account(kept).balance(today)
    later = Actor(actor.member_id, date(2026, 12, 5))
    close_now(later, NOVEMBER)
    undo_merge(later, found)
    assert Merge.get_by_id(found).undone_on == later.today
    assert read_account(kept).balance(today) == together
    assert read_account(absorbed).balance(later.today) > 0
    assert statement_of(kept, None, later.today, later.today).gap == 0
    assert collect(date(2026, 12, 1), later.today).movements.gap == 0
    _sound(book)


def test_what_cannot_be_merged_is_refused_with_a_sentence(
    actor: Actor, pair: tuple[int, int]
) -> None:
    kept, absorbed = pair
    with pytest.raises(Refused):
        merge(actor, kept, kept, client_draft(kept))
    _merged(actor, pair)
    with pytest.raises(Refused, match="fusionnée"):
        merge(actor, kept, absorbed, client_draft(kept))
    third = open_account(actor, ClientDraft(last_name="Third")).client_id
    assert third is not None
    note(actor, third, EntryDraft(EntryType.CLOSED))
    with pytest.raises(Refused, match="clos"):
        merge(actor, kept, third, client_draft(kept))
    fourth = open_account(actor, ClientDraft(last_name="Fourth")).client_id
    assert fourth is not None
    merge(actor, fourth, kept, client_draft(fourth))
    with pytest.raises(Refused, match="depuis"):
        undo_merge(actor, 1)
    assert find_client("X-77") == fourth
    assert json.loads(Merge.get_by_id(1).before)["moved"]


def test_an_export_taken_back_in_an_empty_book_gives_the_same_answers(
    book: Book, actor: Actor, pair: tuple[int, int], today: date, tmp_path: Path
) -> None:
    kept, absorbed = pair
    opened = note(actor, absorbed, EntryDraft(EntryType.REQUEST, "price")).entry_id
    _merged(actor, pair)
    answer = EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=opened)
    note(actor, kept, answer)
    days = [today - timedelta(days=days) for days in (60, 1, 0)]
    expected = [[read_account(one).figures(day) for one in pair] for day in days]
    export(tmp_path / "all")
    book.close()
    other = create_book(
        tmp_path / "other.livre", BookDraft(Shop(name="Autre"), "garage", "Claire Morel"), today
    )
    options = ImportOptions(on_duplicate="update", new_clients=True)
    for name in ("reglages.json", "journal.csv", "clients.csv", "fusions.json", "journal.csv"):
        report = import_file(Actor(first_member().id, today), tmp_path / "all" / name, options)
    assert report.refused == ()
    again = [find_client("1"), Client.get(Client.reference == "X-77").id]
    assert find_client("X-77") == again[0]
    found = [[read_account(one).figures(day) for one in again if one] for day in days]
    assert found == expected
    _sound(other)
    other.close()
