"""Client files: opened with almost nothing, changed in place, found by reference or number."""

from datetime import date

import pytest

from models import clients
from models.accounts import read_account
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.errors import Refused
from models.tables import Client


def opened(actor, **values):
    return clients.open_account(actor, ClientDraft(**values)).client_id


def test_a_bare_name_or_a_bare_phone_opens_an_account(actor, today):
    named = opened(actor, last_name="Durand")
    phone = opened(actor, reaches=(ReachDraft("phone", "06 39 98 12 34"),))
    assert clients.client_draft(named).display_name == "Durand"
    assert clients.client_draft(phone).display_name == "06 39 98 12 34"
    assert [e.type for e in read_account(named).entries] == ["opening"]


def test_nobody_is_refused(actor):
    with pytest.raises(Refused, match="au moins un nom"):
        opened(actor, last_name="  ")
    assert Client.select().count() == 0


def test_who_was_recommended_starts_with_five_units(actor, today):
    first = opened(actor, last_name="Durand")
    second = opened(actor, last_name="Petit", recommended_by=first)
    assert read_account(second).balance(today) == 500


def test_nobody_recommends_themselves_nor_does_a_stranger(actor):
    first = opened(actor, last_name="Durand")
    with pytest.raises(Refused):
        clients.update_client(actor, first, ClientDraft(last_name="Durand", recommended_by=first))
    with pytest.raises(Refused):
        opened(actor, last_name="Petit", recommended_by=999)


def test_a_file_comes_back_as_it_was_written(actor):
    draft = ClientDraft(
        civility="Mme",
        first_name="Hélène",
        last_name="N’Diaye",
        company="SARL N’Diaye & Fils",
        address_form="vous",
        street="12 rue de l’Église",
        postcode="26400",
        town="Crest",
        country="France",
        birth_day=29,
        birth_month=2,
        since=date(2017, 3, 1),
        how_came="une affiche",
        notes="gentille\nponctuelle",
        reference="4711",
        reaches=(ReachDraft("phone", "06 39 98 00 01", "mobile"), ReachDraft("email", "a@b.fr")),
        tags=("pro", "fidèle"),
        assets=(AssetDraft(name="Peugeot 308", identifier="GH-482-KT", mileage=118400),),
    )
    client_id = clients.open_account(actor, draft).client_id
    back = clients.client_draft(client_id)
    assert back.tags == ("fidèle", "pro")
    assert back.assets == draft.assets
    assert (back.birth_day, back.birth_month, back.birth_year) == (29, 2, None)
    assert {r.value for r in back.reaches} == {"06 39 98 00 01", "a@b.fr"}
    assert (back.street, back.notes, back.reference) == (draft.street, draft.notes, "4711")


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_day": 32},
        {"birth_month": 13},
        {"birth_year": 1700},
        {"birth_day": 30, "birth_month": 2},
    ],
)
def test_an_impossible_birthday_is_refused(actor, wrong):
    with pytest.raises(Refused):
        opened(actor, last_name="Durand", **wrong)


def test_a_reference_serves_one_client_only(actor):
    opened(actor, last_name="Durand", reference="12")
    with pytest.raises(Refused, match="référence 12"):
        opened(actor, last_name="Petit", reference="12")


def test_a_client_is_found_by_reference_then_by_number(actor):
    first = opened(actor, last_name="Durand")
    second = opened(actor, last_name="Petit", reference="1")
    assert clients.find_client("1") == second
    assert clients.find_client("C-00001") == first
    assert clients.find_client("C-00099") is None


def test_memories_stand_pinned_first_and_can_be_forgotten(actor):
    client_id = opened(actor, last_name="Durand")
    clients.remember(actor, client_id, "café sans sucre", "tastes")
    clients.remember(actor, client_id, "dire bonjour à Zoé", "greet", pinned=True)
    rows = clients.memories(client_id)
    assert [row.text for row in rows] == ["dire bonjour à Zoé", "café sans sucre"]
    clients.forget(actor, client_id, rows[0].id)
    assert [row.text for row in clients.memories(client_id)] == ["café sans sucre"]


def test_an_empty_memory_is_refused(actor):
    client_id = opened(actor, last_name="Durand")
    with pytest.raises(Refused):
        clients.remember(actor, client_id, " ")


def test_assets_are_added_changed_and_ended(actor):
    client_id = opened(actor, last_name="Durand")
    clients.save_asset(actor, client_id, None, AssetDraft(name="Clio", identifier="CB-201-AA"))
    row = clients.assets(client_id)[0]
    assert row.draft.key == "cb201aa"
    sold = AssetDraft(name="Clio", identifier="CB-201-AA", ended_on=date(2026, 1, 1))
    clients.save_asset(actor, client_id, row.id, sold)
    assert clients.assets(client_id)[0].draft.ended_on == date(2026, 1, 1)
    with pytest.raises(Refused):
        clients.save_asset(actor, client_id, None, AssetDraft(mileage=-1))
