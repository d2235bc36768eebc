"""The counter card: how to greet, what to talk about, what is owed; a fixed number of queries."""

from datetime import date

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.counter import counter_card
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity, State
from models.tables import database


@pytest.fixture
def client_id(actor):
    early = Actor(actor.member_id, date(2017, 3, 2))
    draft = ClientDraft(
        civility="Mme",
        first_name="Hélène",
        last_name="Durand",
        address_form="vous",
        reaches=(ReachDraft("phone", "0639980102"),),
        assets=(
            AssetDraft(name="Peugeot 308", identifier="GH-482-KT"),
            AssetDraft(name="Clio", ended_on=date(2020, 1, 1)),
        ),
    )
    return clients.open_account(early, draft).client_id


def test_it_says_how_to_greet_and_since_when(client_id, today):
    card = counter_card(client_id, today)
    assert card.greeting == "Madame Durand"
    assert card.details == ("Hélène Durand", "on se vouvoie", "chez nous depuis 9 ans")
    assert card.reaches == ("06 39 98 01 02",)


def test_one_says_tu_by_the_first_name(actor, today):
    draft = ClientDraft(first_name="Paul", last_name="Petit", civility="M.", address_form="tu")
    card = counter_card(clients.open_account(actor, draft).client_id, today)
    assert card.greeting == "Paul"
    assert card.is_new


def test_it_talks_of_the_person_pinned_first_then_of_the_last_conversation(actor, client_id, today):
    clients.remember(actor, client_id, "café sans sucre", "tastes")
    clients.remember(actor, client_id, "sa fille passe le permis", "family", pinned=True)
    clients.remember(actor, client_id, "clé 5A-771", "references")
    journal.note(actor, client_id, EntryDraft(EntryType.VISIT, "service", "la maison à Die"))
    talk = counter_card(client_id, today).talk
    assert [note.text for note in talk] == [
        "sa fille passe le permis",
        "café sans sucre",
        "la maison à Die",
    ]


def test_it_shows_what_is_owed_and_only_assets_still_there(actor, client_id, today):
    journal.note(
        actor, client_id, EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    )
    card = counter_card(client_id, today)
    assert [case.kind for case in card.owed] == ["Retard de livraison"]
    assert [asset.draft.name for asset in card.assets] == ["Peugeot 308"]
    assert card.state is State.NEGATIVE


def test_the_number_of_queries_does_not_grow_with_the_journal(actor, client_id, today):
    def queries():
        clients.remember(actor, client_id, "café")  # what was read before does not serve again
        asked = []
        original = database.obj.execute_sql
        database.obj.execute_sql = lambda *a, **k: (asked.append(a), original(*a, **k))[1]
        try:
            counter_card(client_id, today)
        finally:
            database.obj.execute_sql = original
        return len(asked)

    before = queries()
    for _ in range(20):
        journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "smile", "bonjour"))
        journal.note(actor, client_id, EntryDraft(EntryType.REQUEST, text="un devis"))
    assert queries() == before <= 16


def test_a_client_that_is_gone_is_told(book, today):
    with pytest.raises(Refused):
        counter_card(999, today)
