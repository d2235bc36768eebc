"""The first and last days of what is counted: twelve months, a calendar month, years and visits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.actor import Actor
from models.costs import CostDraft, Nature
from models.privilege_overview import Kept, kept, reach
from models.privilege_rights import rights_of
from models.privilege_uses import envelope_of, honour, set_envelopes
from models.rules.eligibility import Columns, VisitsWithin, compiled, decide, facts_of
from tests.models.privileges.conftest import READY, published, visit

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("rule", [{"all": []}, {"visits": 1, "months": 12}])
def test_the_year_simulated_begins_the_day_after_the_same_day_a_year_before(
    actor: Actor, newcomer: int, today: date, rule: dict[str, object]
) -> None:
    """Also for a rule on visits, for which older ones are read."""
    draft, before = replace(READY, rule=rule), today.replace(year=today.year - 1)
    visit(actor, newcomer, before)
    assert reach(draft, today).year.uses == 0
    visit(actor, newcomer, before + ONE_DAY)
    visit(actor, newcomer, today)
    assert reach(draft, today).year.uses == 2


def test_the_first_and_last_days_of_a_month_are_of_that_month(
    actor: Actor, newcomer: int, today: date
) -> None:
    october = date(2026, 10, 1)
    for day in (october - ONE_DAY, october, date(2026, 10, 31), date(2026, 11, 1)):
        visit(actor, newcomer, day)
    found = reach(replace(READY, monthly_capacity=1), today).year
    assert found.beyond == (october,)
    assert (found.busiest, found.busiest_uses, found.uses) == (october, 2, 4)


def test_of_two_months_as_busy_the_first_is_told(actor: Actor, newcomer: int, today: date) -> None:
    for day in (date(2026, 9, 30), date(2026, 11, 1)):
        visit(actor, newcomer, day)
    assert reach(READY, today).year.busiest == date(2026, 9, 1)


def test_a_visit_simulated_is_judged_by_the_visits_of_the_year_before_it(
    actor: Actor, newcomer: int, today: date
) -> None:
    first = today.replace(year=today.year - 1) + ONE_DAY
    before = first.replace(year=first.year - 1) + ONE_DAY
    visit(actor, newcomer, before)
    visit(actor, newcomer, first)
    twice = replace(READY, rule={"visits": 2, "months": 12})
    assert reach(twice, today).year.uses == 1
    thrice = replace(READY, rule={"visits": 3, "months": 12})
    visit(actor, newcomer, before - ONE_DAY)
    assert reach(thrice, today).year.uses == 0


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 3, 31), date(2026, 3, 1)])
@pytest.mark.parametrize("months", [1, 12])
def test_a_whole_book_counts_the_first_and_last_visits_as_each_client_does(
    day: date, months: int
) -> None:
    rule, edges = VisitsWithin(1, months), (day, day + ONE_DAY)
    month = day.replace(day=1) - ONE_DAY if months == 1 else day.replace(year=day.year - 1)
    start = month.replace(day=min(day.day, month.day))
    for visited in (*edges, start, start + ONE_DAY, start - ONE_DAY):
        columns = Columns({1: 1}, visits={1: [visited.isoformat()]})
        answer = decide(rule, facts_of(columns, 1, day)).entitled
        assert answer is (start < visited <= day)
        assert compiled(rule, columns)(1, day.isoformat()) is answer


def test_an_envelope_is_of_a_calendar_month_its_first_day_included(
    actor: Actor, faithful: int, today: date
) -> None:
    published(replace(actor, today=today.replace(month=9)))
    set_envelopes(actor, {actor.member_id: 10_000})
    item = rights_of(faithful, today).today[0].item.id
    first = today.replace(day=1)
    for day, cents in ((first - ONE_DAY, 100), (first, 20), (today, 3)):
        honour(actor, faithful, item, cost=CostDraft(Nature.GIFT, cents), day=day)
    envelope = envelope_of(actor.member_id, today)
    assert envelope is not None
    assert envelope.spent_cents == 23


def test_how_often_it_was_kept_counts_twelve_months_and_no_day_more(
    actor: Actor, faithful: int, today: date
) -> None:
    before = today.replace(year=today.year - 1)
    key = published(replace(actor, today=before))
    item = rights_of(faithful, today).today[0].item.id
    honour(actor, faithful, item, day=before)
    assert kept(today).get(key, Kept()) == Kept()
    honour(actor, faithful, item, day=before + ONE_DAY)
    honour(actor, faithful, item, day=today)
    assert kept(today)[key] == Kept(honoured=2)
