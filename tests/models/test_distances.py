"""Distance is a person's decision, with a fact for its reason, and it ends as it began."""

from datetime import date

import pytest

from models import journal, team
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import client_draft, open_account
from models.distances import (
    Facts,
    come_closer,
    distance_in_force,
    distances,
    facts,
    take_distance,
)
from models.errors import Refused
from models.journal import EntryDraft
from models.merging_files import merge
from models.rules.trust import EntryType, Outcome, Severity

TODAY = date(2026, 11, 22)
REASON = "trois devis refaits le même mois, aucun accepté"


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone hard to please."""
    opened = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert opened is not None
    return opened


def test_a_decision_is_in_force_until_it_is_ended(actor: Actor, client: int) -> None:
    before = read_account(client).balance(TODAY)
    take_distance(actor, client, REASON)
    found = distance_in_force(client)
    assert found is not None
    assert (found.since, found.reason) == (TODAY, REASON)
    come_closer(actor, client, "il est revenu sans rien demander")
    assert distance_in_force(client) is None
    assert [row.until for row in distances(client)] == [TODAY]
    assert read_account(client).balance(TODAY) == before, "it weighs nothing"


@pytest.mark.parametrize("reason", ["", "pénible"])
def test_it_needs_a_fact(actor: Actor, client: int, reason: str) -> None:
    with pytest.raises(Refused, match="Écrivez le fait"):
        take_distance(actor, client, reason)


def test_it_is_taken_once_and_ended_once(actor: Actor, client: int) -> None:
    with pytest.raises(Refused, match="Aucune distance"):
        come_closer(actor, client)
    take_distance(actor, client, REASON)
    with pytest.raises(Refused, match="déjà prise"):
        take_distance(actor, client, REASON)


def test_only_the_owner_decides_it(actor: Actor, client: int) -> None:
    team.add_member(actor, "Karim", "", team.MEMBER)
    karim = Actor(team.members()[-1].id, TODAY)
    with pytest.raises(Refused, match="responsable"):
        take_distance(karim, client, REASON)


def test_the_facts_are_those_of_two_years_and_no_more(actor: Actor, client: int) -> None:
    old = date(2024, 11, 22)
    for day in (old, date(2025, 5, 2), TODAY):
        draft = EntryDraft(EntryType.INCIDENT, "wait", "", day, severity=Severity.MINOR)
        entry = journal.note(actor, client, draft).entry_id
    good = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.SATISFACTORY, ref=entry)
    journal.note(actor, client, good)
    journal.note(actor, client, EntryDraft(EntryType.REQUEST, text="un devis"))
    undone = journal.note(actor, client, EntryDraft(EntryType.VISIT)).entry_id
    assert undone is not None
    journal.reverse(actor, undone)
    assert facts(client, TODAY) == Facts(claims=2, settled_well=1, requests=1, visits=0)


def test_the_facts_of_two_files_made_one_are_counted_together(actor: Actor, client: int) -> None:
    other = open_account(actor, ClientDraft(last_name="Durant")).client_id
    assert other is not None
    for one in (client, other):
        journal.note(actor, one, EntryDraft(EntryType.REQUEST, text="un devis"))
    merge(actor, client, other, client_draft(client))
    assert facts(client, TODAY).requests == 2
