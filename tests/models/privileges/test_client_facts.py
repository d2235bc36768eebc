"""One client's facts, read for their card, decide as the whole book's do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import journal
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import assets, open_account, save_asset
from models.journal import EntryDraft
from models.relation_facts import entitled_clients, facts_for
from models.rules.eligibility import decide, from_plain
from models.rules.trust import EntryType
from models.tables import Client
from tests.models.privileges.conftest import visit

RULES = [
    {"years": 6},
    {"years": 1},
    {"visits": 2, "months": 3},
    {"visits": 1, "months": 24},
    {"asset": "vehicle"},
    {"tag": "artisan"},
    {"referrals": 1},
    {"all": [{"years": 1}, {"any": [{"referrals": 1}, {"visits": 1, "months": 24}]}]},
]


@pytest.fixture
def crowd(actor: Actor, faithful: int, today: date) -> list[int]:
    """Clients of every kind: faithful, recommended, long opened, with something of theirs, gone."""
    early = replace(actor, today=today - timedelta(days=800))
    old = open_account(early, ClientDraft(last_name="Ancien")).client_id
    asset = AssetDraft(kind="vehicle", name="308")
    drafts = (
        ClientDraft(last_name="Envoyé", recommended_by=old),
        ClientDraft(last_name="Roulant", tags=("artisan",), assets=(asset,)),
        ClientDraft(last_name="Parti", since=date(2001, 1, 1)),
    )
    others = [open_account(early, draft).client_id for draft in drafts]
    assert old is not None
    assert others[-1] is not None
    visit(actor, old, today - timedelta(days=700))
    journal.note(actor, others[-1], EntryDraft(EntryType.CLOSED, text="parti"))
    return [row.id for row in Client.select()]


@pytest.mark.parametrize("plain", RULES)
def test_the_card_and_the_list_of_those_entitled_agree_on_everyone(
    crowd: list[int], today: date, plain: dict[str, object]
) -> None:
    rule = from_plain(plain)
    for day in (today, today - timedelta(days=400)):
        facts = {client: facts_for([rule], day, client) for client in crowd}
        found = [c for c, known in facts.items() if known and decide(rule, known).entitled]
        assert found == entitled_clients(rule, day)


def test_a_closed_account_has_no_facts_and_an_asset_gone_is_none(
    crowd: list[int], today: date, actor: Actor
) -> None:
    rules = [from_plain({"asset": "vehicle"})]
    assert facts_for(rules, today, crowd[-1]) is None
    owner = crowd[-2]
    [car] = assets(owner)
    save_asset(actor, owner, car.id, replace(car.draft, ended_on=today))
    known = facts_for(rules, today, owner)
    assert known is not None
    assert not known.assets
