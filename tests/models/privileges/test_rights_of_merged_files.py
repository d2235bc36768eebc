"""Two files made one: their relation is one, and a choice by hand follows the person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import client_draft, open_account
from models.merging_files import merge, merges_of, undo_merge
from models.privilege_overview import reach
from models.privilege_rights import rights_of
from models.relation_facts import entitled_clients
from models.rules.eligibility import from_plain
from models.tables import Client
from tests.models.privileges.conftest import READY, published, visit


@pytest.fixture
def pair(actor: Actor, faithful: int, today: date) -> tuple[int, int]:
    """Two files of one person: the one kept came once, the other three times, since 2020."""
    early = replace(actor, today=today - timedelta(days=40))
    kept = open_account(early, ClientDraft(last_name="Durant")).client_id
    assert kept is not None
    visit(actor, kept, today - timedelta(days=30))
    open_account(actor, ClientDraft(last_name="Envoyé", recommended_by=kept))
    return kept, faithful


@pytest.mark.parametrize(
    "rule",
    [
        {"years": 6},
        {"visits": 4, "months": 12},
        {"picked": [{"client": 1, "reason": "nous a prêté son local"}]},
        {"asset": "vehicle"},
        {"all": [{"tag": "artisan"}, {"referrals": 1}]},
    ],
)
def test_the_kept_file_has_the_rights_of_both_and_the_other_none(
    actor: Actor, pair: tuple[int, int], today: date, rule: dict[str, object]
) -> None:
    kept, absorbed = pair
    assert Client.get_by_id(absorbed).number == 1
    published(actor, rule=rule)
    assert rights_of(kept, today).today == ()
    merge(actor, kept, absorbed, replace(client_draft(kept), since=client_draft(absorbed).since))
    [right] = rights_of(kept, today).today
    assert right.why
    assert rights_of(absorbed, today).today == ()
    assert entitled_clients(from_plain(rule), today) == [kept]
    undo_merge(actor, merges_of(kept)[0].id)
    assert rights_of(kept, today).today == ()


@pytest.mark.parametrize("older_is_kept", [True, False])
def test_a_relation_began_with_the_older_of_two_files_that_do_not_say(
    actor: Actor, today: date, older_is_kept: bool
) -> None:
    early = replace(actor, today=today.replace(year=2024))
    older = open_account(early, ClientDraft(last_name="Durant")).client_id
    newer = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert older is not None
    assert newer is not None
    kept, absorbed = (older, newer) if older_is_kept else (newer, older)
    merge(actor, kept, absorbed, client_draft(kept))
    published(actor, rule={"years": 2})
    assert entitled_clients(from_plain({"years": 2}), today) == [kept]
    assert rights_of(kept, today).today


def test_the_year_counts_a_merged_client_once(
    actor: Actor, pair: tuple[int, int], today: date
) -> None:
    kept, absorbed = pair
    draft = replace(READY, rule={"visits": 1, "months": 12})
    assert (reach(draft, today).year.served, reach(draft, today).year.uses) == (2, 4)
    merge(actor, kept, absorbed, client_draft(kept))
    found = reach(draft, today)
    assert (found.clients, found.year.served, found.year.uses) == ((kept,), 1, 4)
