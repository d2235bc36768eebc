"""Costs: completed later, their rates and codes as the owner set them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader

from models import clients, costs, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.cost_settings import CostSettings, cost_settings, set_cost_settings
from models.costs import CostDraft, Nature, Standing
from models.errors import Refused
from models.gifts import gifts
from models.journal import EntryDraft
from models.month import collect
from models.rules.costs import RATES
from models.rules.trust import EntryType
from models.settings import Shop, set_shop, vat_exempt
from models.tables import Cost, Entry
from models.team import add_member, members
from reports.cost_totals import groups
from reports.monthly import render
from tests.helpers.closing import close_now

GESTURE = EntryDraft(EntryType.ATTENTION, "gesture", "un bidon", cost=CostDraft(Nature.GIFT))


@pytest.fixture
def durand(actor: Actor) -> int:
    client_id = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    return client_id


def test_a_cost_is_completed_later_by_someone_else(actor: Actor, durand: int) -> None:
    journal.note(actor, durand, GESTURE)
    before = Entry.select().dicts().order_by(Entry.id.desc()).get()
    add_member(actor, "Paul")
    paul = Actor(members()[-1].id, actor.today)
    wanted = CostDraft(Nature.CREDIT_NOTE, 1250, 2000, "A-12", Standing.BOOKED)
    costs.complete(paul, Cost.get().id, wanted)
    row = Cost.get()
    assert costs.cost_of(row.id) == (wanted, actor.today)
    assert (row.completed_by_id, row.completed_on, row.account_code) == (
        paul.member_id,
        actor.today,
        "709",
    )
    assert Entry.select().dicts().order_by(Entry.id.desc()).get() == before


def test_a_completed_cost_keeps_to_the_rules(actor: Actor, durand: int) -> None:
    journal.note(actor, durand, GESTURE)
    cost_id = Cost.get().id
    for wrong in (CostDraft(Nature.GIFT, -1), CostDraft(Nature.GIFT, 100, 1234)):
        with pytest.raises(Refused):
            costs.complete(actor, cost_id, wrong)
    costs.complete(actor, cost_id, CostDraft(Nature.REWORK, 900, 2000))
    assert (Cost.get().vat_rate, Cost.get().account_code) == (None, "")
    with pytest.raises(Refused, match="n’existe plus"):
        costs.complete(actor, 999, CostDraft(Nature.GIFT, 100))


def test_a_rate_of_the_owner_s_is_known_from_then_on(actor: Actor, durand: int) -> None:
    rate = replace(GESTURE, cost=CostDraft(Nature.GIFT, 1000, 850))
    with pytest.raises(Refused, match="TVA"):
        journal.note(actor, durand, rate)
    set_cost_settings(actor, replace(cost_settings(), rates=(850, 210, 0)))
    journal.note(actor, durand, rate)
    assert Cost.get().vat_rate == 850
    set_cost_settings(actor, CostSettings())
    assert 850 in costs.known_rates(), "what was noted with it can be corrected"


@pytest.mark.parametrize(
    "wrong",
    [
        {"rates": ()},
        {"rates": (10_000,)},
        {"rates": (-1,)},
        {"limits": {2026: 0}},
        {"limits": {1999: 7300}},
    ],
)
def test_settings_that_cannot_be_are_refused(actor: Actor, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        set_cost_settings(actor, replace(CostSettings(), **wrong))  # type: ignore[arg-type]
    assert cost_settings() == CostSettings()


def test_open_months_follow_the_accountant_s_code_and_closed_ones_do_not(
    actor: Actor, durand: int
) -> None:
    for day in (date(2026, 10, 5), date(2026, 11, 5)):
        journal.note(actor, durand, replace(GESTURE, day=day, cost=CostDraft(Nature.GIFT, 500)))
    close_now(actor, date(2026, 10, 1))
    wanted = CostSettings(accounts={Nature.GIFT: "6238"}, confirmed=frozenset({Nature.GIFT}))
    set_cost_settings(actor, wanted)
    assert [row.account_code for row in Cost.select().order_by(Cost.id)] == ["6234", "6238"]
    assert cost_settings().confirmed == {Nature.GIFT}


def test_the_franchise_is_dated(actor: Actor, durand: int) -> None:
    for day in (date(2026, 10, 5), date(2026, 11, 5)):
        cost = CostDraft(Nature.GIFT, 1000, 2000)
        journal.note(actor, durand, replace(GESTURE, day=day, cost=cost))
    set_shop(actor, Shop(name="Garage Morel", vat_exempt=True))
    assert not vat_exempt(date(2026, 11, 21))
    october = collect(date(2026, 10, 1), actor.today).costs[0]
    november = collect(date(2026, 11, 1), actor.today).costs[0]
    assert (october.vat_cents, november.vat_cents) == (200, 0)


def test_gifts_beyond_the_year_s_limit_are_told_with_vat(actor: Actor, durand: int) -> None:
    for net in (3000, 3083):
        journal.note(actor, durand, replace(GESTURE, cost=CostDraft(Nature.GIFT, net, 2000)))
    assert gifts(actor.today).over == ()
    assert gifts(actor.today).total_cents == 7300
    journal.note(actor, durand, replace(GESTURE, cost=CostDraft(Nature.GIFT, 1, 2000)))
    found = gifts(actor.today)
    assert [(one.client.name, one.gross_cents) for one in found.over] == [("Durand", 7301)]
    assert not found.confirmed
    set_cost_settings(actor, replace(cost_settings(), limits={2026: 8000}))
    assert (gifts(actor.today).over, gifts(actor.today).confirmed) == ((), True)
    journal.take_back_last(actor)
    assert gifts(actor.today).total_cents == 7300


def test_an_exempt_shop_recovers_no_vat_and_has_no_limit_of_gifts(
    actor: Actor, durand: int
) -> None:
    set_shop(actor, Shop(name="Garage Morel", vat_exempt=True))
    journal.note(actor, durand, replace(GESTURE, cost=CostDraft(Nature.GIFT, 9000, 2000)))
    found = gifts(actor.today)
    assert (found.exempt, found.over, found.total_cents) == (True, (), 9000)


def test_above_three_thousand_euros_gifts_are_declared(actor: Actor, durand: int) -> None:
    journal.note(actor, durand, replace(GESTURE, cost=CostDraft(Nature.GIFT, 300_000)))
    assert not gifts(actor.today).declared
    journal.note(actor, durand, replace(GESTURE, cost=CostDraft(Nature.GIFT, 1)))
    report = collect(actor.today, actor.today)
    assert report.gifts is not None
    assert report.gifts.declared
    words = " ".join(
        page.extract_text() for page in PdfReader(BytesIO(render(report, "accountant"))).pages
    )
    assert "2067" in words
    assert "limite à confirmer" in " ".join(words.split())
    assert "Durand" not in words


def test_each_nature_rate_and_month_adds_up_to_its_entries(actor: Actor, durand: int) -> None:
    noted: dict[tuple[int, str, int | None], int] = {}
    months = [date(2026, month, 5) for month in (9, 10)]
    cases = product(months, Nature, (*RATES, None))
    for count, (day, nature, rate) in enumerate(cases):
        net = count * 113 + 5
        journal.note(actor, durand, replace(GESTURE, day=day, cost=CostDraft(nature, net, rate)))
        borne = None if nature is Nature.REWORK else rate
        key = (day.month, nature.value, borne)
        noted[key] = noted.get(key, 0) + net
    found = {
        (month.month, group.nature, group.vat_rate): group.total.net
        for month in months
        for group in groups(collect(month, actor.today).costs)
    }
    assert found == noted
