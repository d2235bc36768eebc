"""Requests about one's own data, files that are not used, files whose time is over."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import clients, journal
from models.access_file import access_file
from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.contacts import rights
from models.costs import CostDraft, Nature
from models.database import Book
from models.erasing import erase, erase_many
from models.errors import Refused
from models.export import export
from models.journal import EntryDraft
from models.limits import lift, limit, unused
from models.messages import note_message
from models.privacy_requests import extend, finish, receive, requests, wait_again, waiting
from models.relation_facts import entitled_clients
from models.retention import (
    archive,
    keep_longer,
    reviews,
    set_terms,
    take_back,
    terms,
)
from models.rules.contact_rights import Channel
from models.rules.contact_rights import Ground as OfferGround
from models.rules.eligibility import MeetsAll
from models.rules.privacy_requests import RequestKind
from models.rules.retention import Fate, Terms
from models.rules.trust import EntryType, Outcome
from models.todo_lines import LineKind, lines, mark_done, put_back, put_off


def _opened(actor: Actor, name: str = "Durand", since: date | None = None) -> int:
    draft = ClientDraft(last_name=name, reaches=(ReachDraft("email", f"{name.lower()}@ex.fr"),))
    return clients.open_account(replace(actor, today=since or actor.today), draft).client_id or 0


@pytest.fixture
def client(book: Book, actor: Actor) -> int:
    return _opened(actor)


# -- requests ----------------------------------------------------------------------------------


def test_a_request_waits_in_todo_until_it_is_answered(client: int, actor: Actor) -> None:
    received = actor.today - timedelta(days=20)
    receive(actor, client, RequestKind.ACCESS, "tout, par courriel", received)
    [line] = [line for line in lines(actor.today) if line.kind is LineKind.PRIVACY]
    assert (line.client.id, line.since) == (client, date(2026, 12, 2))
    assert "encore 10 jours" in line.text
    with pytest.raises(Refused, match="vient de la loi"):
        put_off(actor, line, actor.today + timedelta(days=40))
    mark_done(actor, line)
    assert not waiting()
    assert requests(client)[0].done_on == actor.today
    put_back(actor, line)
    assert [row.words for row in waiting()] == ["tout, par courriel"]


def test_it_is_extended_once_within_the_first_month_with_a_reason(
    client: int, actor: Actor
) -> None:
    receive(actor, client, RequestKind.RECTIFY, day=actor.today - timedelta(days=25))
    [row] = requests(client)
    with pytest.raises(Refused, match="raison"):
        extend(actor, row.id, "")
    extend(actor, row.id, "trois livres à relire")
    assert requests(client)[0].due == date(2027, 1, 28)
    with pytest.raises(Refused, match="une fois"):
        extend(actor, row.id, "encore un peu")
    receive(actor, client, RequestKind.OBJECT, day=actor.today - timedelta(days=60))
    late = waiting()[0]
    with pytest.raises(Refused, match="premier mois"):
        extend(actor, late.id, "trop tard pour cela")
    [line] = [one for one in lines(actor.today) if one.subject == late.id]
    assert "passé" in line.text


def test_an_answer_is_given_once_and_can_be_taken_back(client: int, actor: Actor) -> None:
    receive(actor, client, RequestKind.ACCESS)
    [row] = requests(client)
    finish(actor, row.id, "remis en main propre")
    with pytest.raises(Refused):
        finish(actor, row.id)
    wait_again(actor, row.id)
    assert requests(client)[0].done_words == ""
    with pytest.raises(Refused):
        receive(actor, client, RequestKind.ACCESS, day=actor.today + timedelta(days=1))


# -- limits ------------------------------------------------------------------------------------


def test_a_limited_file_is_kept_and_not_used(client: int, actor: Actor) -> None:
    clients.update_client(
        actor, client, replace(clients.client_draft(client), since=date(2021, 11, 22))
    )
    journal.note(actor, client, EntryDraft(EntryType.VISIT))
    assert [line.kind for line in lines(actor.today)] == [LineKind.ANNIVERSARY]
    assert rights(client, actor.today)[Channel.EMAIL].ok
    limit(actor, client, "conteste une facture")
    receive(actor, client, RequestKind.LIMIT)
    assert [line.kind for line in lines(actor.today)] == [LineKind.PRIVACY]
    offer = rights(client, actor.today)[Channel.EMAIL]
    assert offer.right.ground is OfferGround.LIMITED
    with pytest.raises(Refused, match="déjà"):
        limit(actor, client, "une autre raison")
    lift(actor, client)
    assert unused(client, actor.today) is None
    assert rights(client, actor.today)[Channel.EMAIL].ok
    assert LineKind.ANNIVERSARY in [line.kind for line in lines(actor.today)]


# -- retention ---------------------------------------------------------------------------------


@pytest.fixture
def old(book: Book, actor: Actor) -> int:
    """Opened four years ago, seen a last time three years ago today."""
    then = replace(actor, today=date(2022, 6, 1))
    client = _opened(then, "Ancien", then.today)
    journal.note(replace(actor, today=date(2023, 11, 22)), client, EntryDraft(EntryType.VISIT))
    return client


def test_a_file_whose_time_is_over_is_to_be_looked_at(old: int, client: int, actor: Actor) -> None:
    [row] = reviews(actor.today)
    assert (row.client.id, row.last_contact, row.fate) == (old, date(2023, 11, 22), Fate.ERASE)
    assert reviews(actor.today - timedelta(days=1)) == []
    assert erase_many(actor, [old]) == 1
    assert reviews(actor.today) == []


def test_what_comes_from_them_counts_what_we_do_does_not(old: int, actor: Actor) -> None:
    journal.note(actor, old, EntryDraft(EntryType.ATTENTION, "advice"))
    assert len(reviews(actor.today)) == 1
    note_message(actor, old, "received", Channel.PHONE, "a appelé")
    assert reviews(actor.today) == []


def test_open_cases_unpriced_costs_and_requests_keep_a_file(old: int, actor: Actor) -> None:
    cost = CostDraft(Nature.GIFT)
    noted = journal.note(actor, old, EntryDraft(EntryType.ATTENTION, "gesture", cost=cost))
    assert reviews(actor.today) == []
    assert noted.entry_id is not None
    journal.take_back_last(actor)
    receive(actor, old, RequestKind.ERASE)
    assert reviews(actor.today) == []


def test_a_case_that_may_still_be_a_proof_is_archived(old: int, actor: Actor) -> None:
    then = replace(actor, today=date(2023, 10, 1))
    other = _opened(then, "Plaignant", then.today)
    case = journal.note(then, other, EntryDraft(EntryType.REQUEST, text="devis")).entry_id
    answer = EntryDraft(EntryType.ANSWER, outcome=Outcome.COMPLETE, ref=case)
    journal.note(then, other, answer)
    rows = reviews(actor.today)
    found = {row.client.id: (row.fate, row.until) for row in rows}
    assert found == {old: (Fate.ERASE, None), other: (Fate.ARCHIVE, date(2028, 10, 1))}
    archive(actor, rows)
    assert [row.client.id for row in reviews(actor.today)] == [old]
    assert unused(other, actor.today) is not None
    assert unused(other, date(2028, 10, 1)) is None
    take_back(actor, [other])
    assert len(reviews(actor.today)) == 2


def test_a_file_is_kept_longer_for_a_reason_up_to_a_day(old: int, actor: Actor) -> None:
    with pytest.raises(Refused, match="raison"):
        keep_longer(actor, [old], "", date(2027, 1, 1))
    with pytest.raises(Refused, match="à venir"):
        keep_longer(actor, [old], "garantie de dix ans", actor.today)
    keep_longer(actor, [old], "garantie de dix ans", date(2027, 1, 1))
    assert reviews(actor.today) == []
    assert [row.client.id for row in reviews(date(2027, 1, 1))] == [old]


def test_the_times_are_the_shop_s_within_the_law(old: int, actor: Actor) -> None:
    assert terms() == Terms(3, 5, 10)
    set_terms(actor, Terms(file_years=4))
    assert reviews(actor.today) == []
    for wrong in (Terms(file_years=0), Terms(case_years=31), Terms(accounting_years=9)):
        with pytest.raises(Refused):
            set_terms(actor, wrong)


def test_all_of_it_is_in_the_export_and_in_the_right_of_access_file(
    client: int, actor: Actor, tmp_path: Path
) -> None:
    receive(actor, client, RequestKind.ACCESS, "une copie, svp")
    limit(actor, client, "conteste une facture")
    export(tmp_path)
    asked = (tmp_path / "demandes-vie-privee.csv").read_text(encoding="utf-8-sig")
    held = (tmp_path / "fiches-gardees.csv").read_text(encoding="utf-8-sig")
    assert "une copie, svp" in asked
    assert "conteste une facture" in held
    tables = {table.name: table for table in access_file(client, actor.today).tables}
    assert "une copie, svp" in tables["demandes-vie-privee.csv"].rows[0]


def test_who_was_erased_has_no_right_and_is_not_thanked_for(client: int, actor: Actor) -> None:
    newcomer = ClientDraft(last_name="Petit", recommended_by=client)
    sent = clients.open_account(actor, newcomer).client_id or 0
    assert [line.kind for line in lines(actor.today)] == [LineKind.REFERRAL]
    everyone = MeetsAll()
    assert entitled_clients(everyone, actor.today) == [client, sent]
    erase(actor, sent)
    assert lines(actor.today) == []
    assert entitled_clients(everyone, actor.today) == [client]
