"""The year: its months as one, that tie out; closed months as they were frozen."""

from datetime import date
from itertools import pairwise

import pytest

from models import clients, journal
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.costs import CostDraft, Nature
from models.errors import Refused
from models.journal import EntryDraft
from models.month import collect
from models.rules.trust import EntryType, Severity
from models.seals import Link, closed
from models.year import YearReport, collect_year
from tests.helpers.closing import close_now

YEAR = 2026


@pytest.fixture
def durand(actor: Actor) -> int:
    """A client since 3 September, with a gift, an incident, and fades."""
    then = Actor(actor.member_id, date(2026, 9, 3))
    client_id = clients.open_account(then, ClientDraft(last_name="Durand")).client_id
    assert client_id is not None
    gift = CostDraft(Nature.GIFT, 2500, 2000)
    for draft in (
        EntryDraft(EntryType.ATTENTION, "gesture", "un bidon", date(2026, 9, 8), cost=gift),
        EntryDraft(EntryType.INCIDENT, "wait", day=date(2026, 10, 5), severity=Severity.NOTABLE),
        EntryDraft(EntryType.ATTENTION, "smile", day=date(2026, 11, 8)),
    ):
        journal.note(actor, client_id, draft)
    return client_id


def _tied(report: YearReport) -> bool:
    balances = [month.movements for month in report.months]
    follow = all(before.closing == after.opening for before, after in pairwise(balances))
    return follow and report.whole.movements.gap == 0


def test_the_year_is_its_months_from_the_first_of_the_book(actor, durand):
    report = collect_year(YEAR, actor.today)
    assert [month.month.month for month in report.months] == [9, 10, 11]
    assert report.months[-1] == collect(date(2026, 11, 1), actor.today)
    assert _tied(report)
    whole = report.whole
    assert (whole.accounts.at_start, whole.accounts.opened, whole.accounts.at_end) == (0, 1, 1)
    assert (whole.incidents.opened, whole.incidents.mishandled) == (1, 1)
    assert [line.net_cents for line in whole.costs] == [2500]
    assert whole.movements.closing == report.months[-1].movements.closing
    assert not report.closed


def test_a_closed_month_is_told_as_it_was_frozen(actor, durand):
    before = collect_year(YEAR, actor.today)
    close_now(actor, date(2026, 9, 1))
    after = collect_year(YEAR, actor.today)
    assert after.months[0].closed_on == actor.today
    sealed = closed(date(2026, 9, 1))
    assert sealed is not None
    assert (before.seals, after.seals) == ((), (Link(date(2026, 9, 1), 1, sealed.seal),))
    assert after.whole.movements == before.whole.movements
    assert _tied(after)


def test_the_months_are_told_one_by_one_as_they_are_read(actor, durand):
    told = []
    collect_year(YEAR, actor.today, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_year_the_book_knows_nothing_of_is_refused(actor, durand, year):
    with pytest.raises(Refused, match="septembre 2026"):
        collect_year(year, actor.today)


def test_an_empty_book_has_the_month_that_runs(actor):
    report = collect_year(YEAR, actor.today)
    assert [month.month for month in report.months] == [date(2026, 11, 1)]
