"""The index follows the client files, change by change, and says when it does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import search, search_index
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import client_draft, open_account, save_asset, update_client
from models.database import Book, writing
from models.tables import Client, database

_TABLES = ("search_document", "search_vocabulary")
_NAMES = st.sampled_from(["", "Durand", "N’Diaye", "De La Tour", "Œuvrard", "Le Gall", "Saint"])
_DRAFTS = st.builds(
    ClientDraft,
    first_name=_NAMES,
    last_name=_NAMES,
    company=st.sampled_from(["Garage & Fils", "SARL N’Diaye"]),
    town=st.sampled_from(["", "Valence", "Saint-Péray"]),
    reaches=st.sampled_from([(), (ReachDraft("phone", "06 12 34 56 78"),)]),
    assets=st.sampled_from([(), (AssetDraft(name="Clio", identifier="AB-123-CD"),)]),
)


def kept() -> dict[str, set[tuple[object, ...]]]:
    """All that the index holds, but words nobody has any more."""
    return {table: set(database.execute_sql(f"SELECT * FROM {table}")) for table in _TABLES}


@given(st.lists(st.tuples(st.integers(0, 3), _DRAFTS), min_size=1, max_size=6))
def test_changing_files_one_by_one_leaves_what_building_anew_gives(
    book: Book, actor: Actor, changes: list[tuple[int, ClientDraft]]
) -> None:
    with database.atomic() as attempt:
        clients: list[int] = []
        for place, draft in changes:
            if place < len(clients):
                update_client(actor, clients[place], draft)
            else:
                clients.append(open_account(actor, draft).client_id or 0)
        followed = kept()
        assert search_index.faults() == []
        search_index.rebuild()
        built = kept()
        assert followed["search_document"] == built["search_document"]
        assert followed["search_vocabulary"] >= built["search_vocabulary"]
        attempt.rollback()


@pytest.fixture
def client(actor: Actor) -> int:
    """Mr Durand."""
    draft = ClientDraft(first_name="Paul", last_name="Durand", town="Valence")
    return open_account(actor, draft).client_id or 0


def test_a_file_changed_behind_the_index_is_a_fault_that_indexing_mends(client: int) -> None:
    Client.update(last_name="Vasseur").where(Client.id == client).execute()
    assert search_index.faults() == [f"search: client {client}"]
    with writing():
        search_index.index_client(client)
    assert search_index.faults() == []
    assert [hit.client_id for hit in search.page("vasseur").hits] == [client]


def test_a_word_lost_by_the_full_text_index_is_a_fault_that_building_anew_mends(
    client: int,
) -> None:
    database.execute_sql("DELETE FROM search_word_data WHERE id > 10")
    assert [fault.split(":")[1] for fault in search_index.faults()] == [" search_word"]
    with writing():
        search_index.rebuild()
    assert search_index.faults() == []
    assert [hit.client_id for hit in search.page("durand").hits] == [client]


def test_a_file_that_is_gone_is_no_longer_indexed(client: int) -> None:
    with writing():
        database.execute_sql("DELETE FROM search_document WHERE client = ?", (client,))
    assert search_index.faults() != []
    with writing():
        search_index.rebuild()
    assert search_index.faults() == []


def test_nothing_is_indexed_of_a_change_taken_back(client: int, actor: Actor) -> None:
    with database.atomic() as attempt:
        update_client(actor, client, replace(client_draft(client), last_name="Vasseur"))
        attempt.rollback()
    assert search.page("vasseur").hits == ()
    assert [hit.client_id for hit in search.page("durand").hits] == [client]
    assert search_index.faults() == []


def test_indexing_again_what_did_not_change_writes_nothing(client: int) -> None:
    changes = database.connection().total_changes
    search_index.index_many([client, client])
    assert database.connection().total_changes == changes


def test_an_asset_s_name_is_a_word_of_its_client(client: int, actor: Actor) -> None:
    save_asset(actor, client, None, AssetDraft(name="Tondeuse Honda"))
    assert [hit.client_id for hit in search.page("tondeusse").hits] == [client]
    assert search_index.faults() == []
