"""What a privilege commits the shop to, for its accountant."""

from datetime import timedelta

from models.actor import Actor
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
