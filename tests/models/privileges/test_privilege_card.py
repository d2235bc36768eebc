"""What the card says of privileges, in few and always as many queries."""

from datetime import date, timedelta

from models.actor import Actor
from models.charter_told import How, tell
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.merges import in_force
from models.privilege_card import CardPrivileges, card_privileges
from models.privilege_uses import UseOutcome, decline
from models.tables import database
from tests.models.privileges.conftest import published, visit

_WITHOUT, _MOST = 1, 9


def _statements(client: int, today: date) -> int:
    in_force()  # the account, which the card reads first, has read the merges
    asked: list[str] = []
    database.connection().set_trace_callback(asked.append)
    try:
        card_privileges(client, today)
    finally:
        database.connection().set_trace_callback(None)
    return len(asked)


def test_a_book_without_a_charter_asks_one_thing(faithful: int, today: date) -> None:
    assert card_privileges(faithful, today) == CardPrivileges()
    assert _statements(faithful, today) == _WITHOUT


def test_the_card_asks_as_much_of_a_long_relation_as_of_a_new_one(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    facts = [{"years": 3}, {"visits": 2, "months": 12}, {"tag": "artisan"}]
    published(actor, rule={"all": [*facts, {"referrals": 1}]})
    before = _statements(newcomer, today)
    for days in range(20, 60):
        visit(actor, newcomer, today - timedelta(days=days - 20))
    for _each in range(12):
        open_account(actor, ClientDraft(last_name="Autre"))
    assert _statements(newcomer, today) == _statements(faithful, today) == before <= _MOST


def test_the_card_says_what_was_done_today_and_what_is_not_told(
    actor: Actor, faithful: int, today: date
) -> None:
    published(actor)
    found = card_privileges(faithful, today)
    assert (found.charter, found.untold, found.today[0].outcome) == (1, True, None)
    decline(actor, faithful, found.today[0].right.item.id)
    tell(actor, [faithful], How.COUNTER)
    after = card_privileges(faithful, today)
    assert (after.untold, after.today[0].outcome) == (False, UseOutcome.DECLINED)
    assert card_privileges(faithful, today + timedelta(days=1)).today[0].outcome is None
