"""What is a client's today, what the counter notes of it, who was told, what it would cost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.charter import charter_in_force, publish
from models.charter_told import How, not_told, share_told, tell, told, untell
from models.client_drafts import ClientDraft
from models.costs import CostDraft, Nature
from models.errors import Refused
from models.journal import EntryDraft
from models.journal_rows import account_of
from models.privilege_overview import reach
from models.privilege_rights import rights_of
from models.privilege_uses import (
    UseOutcome,
    counts,
    decline,
    envelope_of,
    fail,
    honour,
    set_envelopes,
    take_back_declined,
    uses,
)
from models.privileges import keep_draft
from models.rules.trust import EntryType, Severity
from tests.models.privileges.conftest import READY, idea, published, visit


def _item(client_id: int, today: date) -> int:
    return rights_of(client_id, today).today[0].item.id


def _balance(client_id: int, today: date) -> int:
    return account_of(client_id).balance(today)


def test_the_file_says_what_is_theirs_and_what_comes_next(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    published(actor, rule={"all": [{"years": 3}, {"visits": 2, "months": 12}]})
    has, waits = rights_of(faithful, today), rights_of(newcomer, today)
    assert has.today[0].why == ("client depuis 6 ans", "3 passages en 12 mois")
    assert has.next == ()
    assert waits.today == ()
    assert waits.next[0].missing == (
        "client depuis 0 an, il en faut 3",
        "0 passage en 12 mois, il en faut 2",
    )


@pytest.mark.parametrize(
    ("rule", "yes"),
    [
        ({"asset": "vehicle"}, True),
        ({"asset": "trailer"}, False),
        ({"tag": "artisan"}, True),
        ({"referrals": 1}, True),
        ({"referrals": 2}, False),
        ({"visits": 3, "months": 12}, True),
        ({"visits": 3, "months": 6}, False),
        ({"picked": [{"client": 1, "reason": "nous a dépannés"}]}, True),
    ],
)
def test_a_rule_reads_the_facts_of_the_book(
    rule: dict[str, object], yes: bool, actor: Actor, faithful: int, today: date
) -> None:
    clients.open_account(actor, ClientDraft(last_name="Morin", recommended_by=faithful))
    published(actor, rule=rule)
    assert bool(rights_of(faithful, today).today) is yes


def test_a_visit_taken_back_no_longer_counts(actor: Actor, newcomer: int, today: date) -> None:
    published(actor, rule={"visits": 1, "months": 12})
    visit(actor, newcomer, today)
    assert rights_of(newcomer, today).today
    journal.take_back_last(actor)
    assert rights_of(newcomer, today).today == ()


def test_a_falling_account_keeps_its_privileges(actor: Actor, faithful: int, today: date) -> None:
    published(actor, rule={"years": 3})
    before = rights_of(faithful, today)
    failed = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.SERIOUS)
    journal.note(actor, faithful, failed)
    assert rights_of(faithful, today) == before


def test_who_closed_their_account_has_no_privilege(
    actor: Actor, faithful: int, today: date
) -> None:
    published(actor)
    journal.note(actor, faithful, EntryDraft(EntryType.CLOSED))
    assert rights_of(faithful, today).today == ()


def test_a_privilege_honoured_is_a_deposit_with_its_cost(
    actor: Actor, faithful: int, today: date
) -> None:
    published(actor)
    before = _balance(faithful, today)
    cost = CostDraft(Nature.DISCOUNT, 1500, 2000)
    honour(actor, faithful, _item(faithful, today), text="rendue à 18 h", cost=cost)
    assert _balance(faithful, today) == before + 200
    assert [(use.title, use.outcome) for use in uses(faithful)] == [
        (READY.title, UseOutcome.HONOURED)
    ]
    journal.take_back_last(actor)
    assert uses(faithful) == []
    assert _balance(faithful, today) == before


@pytest.mark.parametrize("forgotten", [True, False])
def test_refusing_or_forgetting_needs_a_reason_and_costs(
    forgotten: bool, actor: Actor, faithful: int, today: date
) -> None:
    published(actor)
    before, item = _balance(faithful, today), _item(faithful, today)
    with pytest.raises(Refused, match="Dites pourquoi"):
        fail(actor, faithful, item, " ", forgotten=forgotten)
    assert _balance(faithful, today) == before
    fail(actor, faithful, item, "plus de chauffeur ce soir", forgotten=forgotten)
    assert _balance(faithful, today) == before - 1000
    wanted = UseOutcome.FORGOTTEN if forgotten else UseOutcome.REFUSED
    assert [(use.outcome, use.reason) for use in uses(faithful)] == [
        (wanted, "plus de chauffeur ce soir")
    ]


def test_what_the_client_declines_weighs_nothing(actor: Actor, faithful: int, today: date) -> None:
    privilege_id = published(actor)
    before = _balance(faithful, today)
    decline(actor, faithful, _item(faithful, today), "préfère venir à pied")
    assert _balance(faithful, today) == before
    assert counts(today, today) == {(privilege_id, UseOutcome.DECLINED): 1}
    take_back_declined(actor, uses(faithful)[0].id)
    assert uses(faithful) == []


def test_what_was_not_promised_yet_was_not_refused(
    actor: Actor, faithful: int, today: date
) -> None:
    """A new wording of a promise does not begin it again."""
    first = replace(actor, today=today - timedelta(days=40))
    privilege_id = published(first)
    keep_draft(actor, replace(READY, promise="Nous vous la ramenons, lavée."), privilege_id)
    publish(actor, [privilege_id])
    item = _item(faithful, today)
    fail(actor, faithful, item, "personne ce jour-là", day=today - timedelta(days=40))
    with pytest.raises(Refused, match="depuis le 13 octobre 2026"):
        fail(actor, faithful, item, "personne ce jour-là", day=today - timedelta(days=41))
    assert len(uses(faithful)) == 1


def test_a_reason_is_kept_whole_or_refused(actor: Actor, faithful: int, today: date) -> None:
    published(actor)
    item, why = _item(faithful, today), "é" * 1_999
    fail(actor, faithful, item, why)
    decline(actor, faithful, item, why)
    assert {use.reason for use in uses(faithful)} == {why}
    with pytest.raises(Refused, match="trop long"):
        decline(actor, faithful, item, why * 2)
    assert len(uses(faithful)) == 2


def test_an_envelope_informs_and_never_blocks(actor: Actor, faithful: int, today: date) -> None:
    published(actor)
    assert envelope_of(actor.member_id, today) is None
    set_envelopes(actor, {actor.member_id: 1000})
    honour(actor, faithful, _item(faithful, today), cost=CostDraft(Nature.GIFT, 1500))
    envelope = envelope_of(actor.member_id, today)
    assert envelope is not None
    assert (envelope.spent_cents, envelope.is_beyond) == (1500, True)
    honour(actor, faithful, _item(faithful, today), cost=CostDraft(Nature.GIFT, 90_000))
    beyond = envelope_of(actor.member_id, today)
    assert beyond is not None
    assert beyond.spent_cents == 91_500
    with pytest.raises(Refused, match="positif"):
        set_envelopes(actor, {actor.member_id: -1})


def test_each_client_is_told_once_of_each_version(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    with pytest.raises(Refused, match="Aucune charte"):
        tell(actor, [faithful], How.COUNTER)
    published(actor)
    telling = tell(actor, [faithful], How.COUNTER)
    tell(actor, [faithful, faithful], How.LETTER)
    assert [(one.number, one.how) for one in told(faithful)] == [(1, How.COUNTER)]
    assert (share_told().told, share_told().clients, share_told().percent) == (1, 2, 50)
    assert not_told() == [newcomer]
    untell(actor, telling)
    assert told(faithful) == []


def test_who_closed_their_account_counts_on_neither_side_of_the_share_told(
    actor: Actor, faithful: int, newcomer: int
) -> None:
    published(actor)
    for client in (faithful, newcomer):
        tell(actor, [client], How.COUNTER)
    journal.note(actor, newcomer, EntryDraft(EntryType.CLOSED))
    assert (share_told().told, share_told().clients) == (1, 1)


def test_a_new_version_is_to_be_told_again(actor: Actor, faithful: int) -> None:
    published(actor)
    tell(actor, [faithful], How.COUNTER)
    publish(actor, [idea(actor, title="Prêt d’un vélo")])
    assert share_told().told == 0
    charter = charter_in_force()
    assert charter is not None
    assert charter.number == 2


def test_the_simulation_counts_the_visits_of_those_who_had_a_right(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    visit(actor, newcomer, today)
    visit(actor, faithful, today - timedelta(days=400))
    found = reach(READY, today).year
    assert (found.entitled, found.served, found.uses) == (2, 2, 4)
    assert (found.net_cents, found.vat_cents, found.gross_cents) == (4800, 960, 5760)
    assert found.per_entitled_cents == 2400


def test_the_vat_simulated_is_rounded_at_each_use_as_it_will_be_noted(
    faithful: int, today: date
) -> None:
    year = reach(replace(READY, unit_cents=33, vat_rate=550), today).year
    assert (year.uses, year.net_cents, year.vat_cents, year.gross_cents) == (3, 99, 6, 105)


def test_the_simulation_judges_each_visit_on_its_own_day(
    actor: Actor, faithful: int, today: date
) -> None:
    second = replace(READY, rule={"visits": 2, "months": 12})
    assert reach(second, today).year.uses == 2  # the first of the three opened no right yet


def test_a_promise_that_could_not_have_been_kept_is_told(
    actor: Actor, faithful: int, today: date
) -> None:
    visit(actor, faithful, today)
    found = reach(replace(READY, monthly_capacity=1), today).year
    assert found.beyond == (today.replace(day=1),)
    assert (found.busiest, found.busiest_uses) == (today.replace(day=1), 2)
