"""What a privilege commits the shop to, for its accountant."""

from dataclasses import replace
from datetime import date, timedelta

from models import clients
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.month import collect
from models.month_commitments import commitments
from models.settings import Shop, set_shop
from tests.models.privileges.conftest import published


def test_a_use_bears_no_vat_once_the_shop_is_exempt(actor: Actor) -> None:
    published(actor)
    [due] = commitments(actor.today)
    assert (due.unit_cents, due.vat_rate) == (1200, 2000)
    set_shop(actor, Shop(name="Garage Morel", vat_exempt=True))
    [due] = commitments(actor.today + timedelta(days=1))
    assert (due.unit_cents, due.vat_rate) == (1200, None)


def test_a_past_month_counts_no_right_of_who_came_after_it(actor: Actor, today: date) -> None:
    """Their file says since when they are known, their account was opened after the month."""
    published(replace(actor, today=date(2026, 10, 5)))
    clients.open_account(actor, ClientDraft(last_name="Ami", since=date(2020, 1, 1)))
    for month, entitled in ((10, 0), (11, 1)):
        charter = collect(date(2026, month, 1), today).charter
        assert charter is not None
        assert [each.entitled for each in charter.commitments] == [entitled]
